"""What goes out of the event feed and of the notification centre."""

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework import serializers

from shoal.common.fields import RefSerializer
from shoal.customers.models import Customer, Pool
from shoal.customers.serializers.rows import ROW_COLUMNS, annotated, row
from shoal.enrollments.serializers.rows import ROW_COLUMNS as ENROLLMENT_COLUMNS
from shoal.enrollments.serializers.rows import enrollments_seen_by
from shoal.enrollments.serializers.rows import row as enrollment_row
from shoal.organization.models import Employee

from .models import Kind

COLUMNS = ("kind", "day", "at", "read_at", "count", "customers", "data")
# As many as a sentence names; the rest is its count.
NAMED = 3


class EventSubjectSerializer(serializers.Serializer):
    type = serializers.CharField(help_text="As in customer, followup, pool.")
    id = serializers.IntegerField()


class FeedEventSerializer(serializers.Serializer):
    """Of `customer.gone` there are `customer` and `holder` only, and `actor` if it was you."""

    kind = serializers.CharField(help_text="As in customer.claimed; customer.gone.")
    customer = serializers.IntegerField(allow_null=True)
    holder = RefSerializer(
        allow_null=True, help_text="Who held them after it; of who is gone, as far as that is told."
    )
    subject = EventSubjectSerializer(required=False)
    at = serializers.DateTimeField(required=False)
    actor = RefSerializer(
        required=False, allow_null=True, help_text="null: the system, or unknown to you."
    )
    fields = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="Names of what changed."
    )


class FeedSerializer(serializers.Serializer):
    next = serializers.CharField(help_text="Send it as `after` the next time.")
    more = serializers.BooleanField(help_text="Further events wait: ask again at once.")
    unread = serializers.IntegerField(help_text="Notifications not read yet.")
    events = FeedEventSerializer(many=True)


class PlannedSerializer(serializers.Serializer):
    call = serializers.IntegerField(required=False)
    wechat = serializers.IntegerField(required=False)
    visit = serializers.IntegerField(required=False)
    trial_lesson = serializers.IntegerField(required=False)


class NamedCustomerSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField(allow_null=True, help_text="null: not visible to you any more.")


class NotificationSerializer(serializers.Serializer):
    """`customers`, `enrollments`, `employees` and `pools` are the newest three; `count` is how many
    in all."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind)
    day = serializers.DateField()
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)
    count = serializers.IntegerField()
    customers = NamedCustomerSerializer(many=True)
    enrollments = NamedCustomerSerializer(many=True, help_text="By the customer's name.")
    employees = RefSerializer(many=True)
    pools = RefSerializer(many=True)
    by = RefSerializer(many=True, help_text="Who did it, the latest first.")
    planned = PlannedSerializer(help_text="Of `plans`: how many of each kind.")


class ReadAllSerializer(serializers.Serializer):
    until = serializers.DateTimeField(
        required=False, help_text="Leave alone what changed later: it was not looked at."
    )


class UnreadSerializer(serializers.Serializer):
    unread = serializers.IntegerField()


def shown(found: Sequence[dict[str, Any]], viewer: Employee) -> list[dict[str, Any]]:
    """Return rows of COLUMNS with names as `viewer` may see them now (R147): one statement for
    each of customers, enrollments, employees and pools among them."""
    customers = _customer_names(viewer, _ids(found, "customers"))
    students = _student_names(viewer, _ids(found, "enrollments"))
    people = _called(
        Employee.objects.visible_to(viewer), "display_name",
        [*_ids(found, "employees"), *_ids(found, "by")],
    )  # fmt: skip
    pools = _called(Pool.objects.all(), "name", _ids(found, "pools"))
    return [
        {
            "id": each["pk"],
            **{name: each[name] for name in ("kind", "day", "at", "read_at", "count")},
            "customers": [
                {"id": pk, "name": customers.get(pk)} for pk in newest(each, "customers")
            ],
            "enrollments": [
                {"id": pk, "name": students.get(pk)} for pk in newest(each, "enrollments")
            ],
            "employees": _named(newest(each, "employees"), people),
            "pools": _named(newest(each, "pools"), pools),
            "by": _named(newest(each, "by"), people),
            "planned": {k: n for k, n in each["data"].items() if k in PlannedSerializer().fields},
        }
        for each in found
    ]


def newest(found: dict[str, Any], about: str) -> list[int]:
    ids = found["customers"] if about == "customers" else found["data"].get(about, [])
    return list(reversed(ids[-NAMED:]))


def _ids(found: Iterable[dict[str, Any]], about: str) -> set[int]:
    return {pk for each in found for pk in newest(each, about)}


def _customer_names(viewer: Employee, ids: set[int]) -> dict[int, str]:
    """As in every list: in a masked row a name may hold a number, which is scrubbed."""
    if not ids:
        return {}
    rows = annotated(Customer.objects.visible_to(viewer).filter(pk__in=ids), viewer)
    return {c["id"]: c["name"] for c in map(row, rows.values("pk", *ROW_COLUMNS))}


def _student_names(viewer: Employee, ids: set[int]) -> dict[int, str]:
    """Return {enrollment: whose it is}, scrubbed as in every list of enrollments (R170)."""
    if not ids:
        return {}
    rows = enrollments_seen_by(viewer).filter(pk__in=ids).values("pk", *ENROLLMENT_COLUMNS)
    return {e["id"]: e["customer"]["name"] for e in map(enrollment_row, rows)}


def _called(rows: Any, column: str, ids: Iterable[int]) -> dict[int, str]:
    wanted = set(ids)
    return dict(rows.filter(pk__in=wanted).values_list("pk", column)) if wanted else {}


def _named(ids: Iterable[int], names: dict[int, str]) -> list[dict[str, Any]]:
    return [{"id": pk, "name": names[pk]} for pk in ids if pk in names]
