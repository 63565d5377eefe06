"""Who went from whom to whom: the ledger's spells, each beside the one before it (R150)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, Case, JSONField, Subquery, Value, When
from django.db.models.functions import JSONObject
from rest_framework import serializers

from shoal.common.fields import ref
from shoal.organization.models import Employee

from ..models import OwnershipSpell, Reason
from ..querysets import SpellQuerySet, seen_by
from .rows import RefSerializer
from .veil import as_json, veil_columns, veil_of, veiled

MOVEMENT_COLUMNS = (
    "started_at", "start_reason", "reason_code", "rule", "note", "owner_id",
    "owner__display_name", "pool_id", "pool__name", "started_by_id", "started_by__display_name",
    "before_json", "customer_id", "customer__name", "customer_seen", *veil_columns("customer__"),
)  # fmt: skip


def movements_seen_by(viewer: Employee) -> SpellQuerySet:
    """Return the movements that `viewer` may read, with what MOVEMENT_COLUMNS needs."""
    spells = OwnershipSpell.objects.with_holder_before()
    side = JSONObject(
        owner_id="owner_id",
        owner_name="owner__display_name",
        pool_id="pool_id",
        pool_name="pool__name",
    )
    return veiled(spells.visible_to(viewer), viewer, "customer__").annotate(
        before_json=Subquery(spells.before().values(v=side)[:1], output_field=JSONField()),
        customer_seen=Case(
            When(seen_by(viewer, "customer__"), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )


def movement(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out for one row of MOVEMENT_COLUMNS.

    Whom the viewer does not see (any more) has no name here, and nothing written about them.
    """
    seen, veil = found["customer_seen"], veil_of(found, "customer__")
    before = as_json(found["before_json"])
    return {
        "id": found["pk"],
        "at": found["started_at"],
        "customer": ref(found["customer_id"], veil.text(found["customer__name"])) if seen else None,
        "from": before and _side(before, "owner_name", "pool_name"),
        "to": _side(found, "owner__display_name", "pool__name"),
        "by": ref(found["started_by_id"], found["started_by__display_name"]),
        "reason": found["start_reason"],
        "reason_code": found["reason_code"],
        "rule": found["rule"],
        "note": veil.text(found["note"]) if seen else "",
    }


def _side(found: Mapping[str, Any], owner_name: str, pool_name: str) -> dict[str, Any]:
    return {
        "owner": ref(found["owner_id"], found[owner_name]),
        "pool": ref(found["pool_id"], found[pool_name]),
    }


class SideSerializer(serializers.Serializer):
    owner = RefSerializer(allow_null=True, help_text="null: lay in the pool.")
    pool = RefSerializer(help_text="The home pool, also of whom somebody holds.")


class MovementSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    customer = RefSerializer(allow_null=True, help_text="null: no longer one whom you see.")
    to = SideSerializer()
    by = RefSerializer(allow_null=True, help_text="null: the clock.")
    reason = serializers.ChoiceField(choices=Reason)
    reason_code = serializers.CharField(help_text="Of the school's list of release reasons.")
    rule = serializers.CharField(help_text="By which rule of the policy they were recycled.")
    note = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field]:
        # A word of Python's own cannot be declared above.
        known = "null: nobody knew them before."
        return {**super().get_fields(), "from": SideSerializer(allow_null=True, help_text=known)}
