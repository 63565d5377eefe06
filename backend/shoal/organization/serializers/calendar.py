"""What goes in and out about the working calendar and leave."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, RefSerializer, ref

from .. import rules
from ..holidays import SCHEDULES
from ..models import Department, Employee

ENTRY_COLUMNS = ("first_day", "last_day", "name", "is_working", "campus_id", "campus__name")
LEAVE_COLUMNS = (
    "first_day", "last_day", "note", "employee_id", "employee__display_name",
    "employee__department__path",
)  # fmt: skip


class RestDaysField(serializers.ListField):
    """ISO weekdays (1 is Monday) of rest, each once, in order; never the whole week."""

    child = serializers.IntegerField(min_value=1, max_value=7)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=6, help_text="ISO weekdays: 1 is Monday, 7 Sunday.", **kwargs)

    def to_internal_value(self, data: Any) -> list[int]:
        return sorted(set(super().to_internal_value(data)))


class CalendarEntrySerializer(serializers.Serializer):
    """Days, both included, on which the school or one campus is closed, or works after all."""

    id = serializers.IntegerField()
    campus = RefSerializer(allow_null=True, help_text="null: the whole school.")
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    name = serializers.CharField()
    is_working = serializers.BooleanField()


class CalendarEntryWriteSerializer(serializers.Serializer):
    campus = IdField(required=False, allow_null=True, help_text="null: the whole school.")
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    name = serializers.CharField(max_length=100)
    is_working = serializers.BooleanField(
        required=False, help_text="Works on these days, although they would be days of rest."
    )


class YearSerializer(serializers.Serializer):
    year = serializers.IntegerField()
    campus = RefSerializer(allow_null=True)
    closed = serializers.ListField(
        child=serializers.DateField(), help_text="In order: weekly days of rest and what is closed."
    )


class HolidaysSerializer(serializers.Serializer):
    year = serializers.IntegerField()


class HolidaysAddedSerializer(serializers.Serializer):
    added = serializers.IntegerField()
    left_out = serializers.IntegerField(help_text="They meet what is entered already.")


class ScheduleSerializer(serializers.Serializer):
    year = serializers.IntegerField()
    is_announced = serializers.BooleanField(
        help_text="With the exchanged days; else only the days that the law fixes."
    )


class LeaveSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    employee = RefSerializer()
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    note = serializers.CharField()
    may_edit = serializers.BooleanField()


class LeaveEditSerializer(serializers.Serializer):
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class LeaveWriteSerializer(LeaveEditSerializer):
    employee = IdField()
    note = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


def entry_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out for one row of ENTRY_COLUMNS."""
    plain = ("first_day", "last_day", "name", "is_working")
    return {
        "id": found["pk"],
        "campus": ref(found["campus_id"], found["campus__name"]),
        **{name: found[name] for name in plain},
    }


def leave_row(viewer: Employee, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out to `viewer` for one row of LEAVE_COLUMNS."""
    department = Department(path=found["employee__department__path"] or "")
    who = Employee(pk=found["employee_id"], department=department)
    return {
        "id": found["pk"],
        "employee": ref(found["employee_id"], found["employee__display_name"]),
        **{name: found[name] for name in ("first_day", "last_day", "note")},
        "may_edit": rules.leave_refusal(viewer, who) is None,
    }


def shown_schedules() -> list[dict[str, Any]]:
    return [{"year": y, "is_announced": s.is_announced} for y, s in SCHEDULES.items()]
