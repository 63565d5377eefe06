"""What goes out of the event log to who audits it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from .subjects import Names, names_of

AUDIT_COLUMNS = (
    "at", "kind", "actor_id", "subject_type", "subject_id", "customer_id", "owner_before",
    "owner_after", "pool_before", "pool_after", "data", "request_id",
)  # fmt: skip
EMPLOYEE, POOL = "employee", "pool"
REFERENCES = {
    "actor": ("actor_id", EMPLOYEE),
    "owner_before": ("owner_before", EMPLOYEE),
    "owner_after": ("owner_after", EMPLOYEE),
    "pool_before": ("pool_before", POOL),
    "pool_after": ("pool_after", POOL),
}


class NamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField(allow_null=True, help_text="null: gone, or without a name.")


class SubjectSerializer(NamedSerializer):
    type = serializers.CharField(help_text="As in customer, employee, pool.")


class AuditedEventSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    kind = serializers.CharField(help_text="As in customer.claimed.")
    actor = NamedSerializer(allow_null=True, help_text="null: nobody who was logged in.")
    subject = SubjectSerializer()
    customer = serializers.IntegerField(allow_null=True)
    owner_before = NamedSerializer(allow_null=True)
    owner_after = NamedSerializer(allow_null=True)
    pool_before = NamedSerializer(allow_null=True)
    pool_after = NamedSerializer(allow_null=True)
    data = serializers.DictField(help_text="Ids, codes, names of changed fields.")
    request_id = serializers.CharField()


def audited(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of AUDIT_COLUMNS with names, in one statement for each type among them."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in found:
        wanted[row["subject_type"]].add(row["subject_id"])
        for column, kind in REFERENCES.values():
            if row[column] is not None:
                wanted[kind].add(row[column])
    names = names_of(wanted)
    return [_row(row, names) for row in found]


def _row(found: dict[str, Any], names: dict[str, Names]) -> dict[str, Any]:
    subject_type = found["subject_type"]
    return {
        "id": found["pk"],
        **{name: found[name] for name in ("at", "kind", "data", "request_id")},
        "subject": {"type": subject_type, **_named(found["subject_id"], names.get(subject_type))},
        "customer": found["customer_id"],
        **{
            name: None if found[column] is None else _named(found[column], names.get(kind))
            for name, (column, kind) in REFERENCES.items()
        },
    }


def _named(pk: int, names: Names | None) -> dict[str, Any]:
    return {"id": pk, "name": (names or {}).get(pk) or None}
