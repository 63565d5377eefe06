"""What goes in and out about campuses, departments and colleagues."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from rest_framework import serializers

from shoal.common.fields import IdField, RefSerializer, ref
from shoal.common.schema import RefusalSerializer

from .. import rules, uses
from ..models import Department, Employee, EmployeeState
from ..roles import Grant, Role
from .calendar import RestDaysField

TIME_ZONES = frozenset(available_timezones())
EMPLOYEE_COLUMNS = (
    "username", "display_name", "role", "state", "email", "mobile", "created_at", "grants",
    "department_id", "department__name", "department__path", "campus_id", "campus__name",
)  # fmt: skip
DEPARTMENT_COLUMNS = (
    "name", "parent_id", "parent__name", "manager_id", "manager__display_name",
    "manager__state", "campus_id", "campus__name",
)  # fmt: skip
MOVES = {"approve": "approved", "reject": "rejected", "suspend": "suspended", "resume": "resumed"}
CODE = r"^[\w-]{1,40}$"


class CampusSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    time_zone = serializers.CharField()
    currency = serializers.CharField()
    rest_days = RestDaysField(allow_null=True)
    is_active = serializers.BooleanField()


class CampusWriteSerializer(serializers.Serializer):
    code = serializers.RegexField(CODE)
    name = serializers.CharField(max_length=100)
    address = serializers.CharField(max_length=300, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=60)
    currency = serializers.RegexField(r"^[A-Z]{3}$", help_text="ISO 4217, as in CNY.")
    rest_days = RestDaysField(required=False, allow_null=True)
    is_active = serializers.BooleanField(required=False)

    def validate_time_zone(self, value: str) -> str:
        if value not in TIME_ZONES:
            raise serializers.ValidationError("An IANA name, as in Asia/Shanghai.", "time_zone")
        return value


class DepartmentRefusalsSerializer(serializers.Serializer):
    remove = RefusalSerializer(allow_null=True)


class DepartmentSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    parent = RefSerializer(allow_null=True)
    manager = RefSerializer(allow_null=True)
    manager_gone = serializers.BooleanField(
        help_text="The manager does not work here any more, or is suspended (R127)."
    )
    campus = RefSerializer(allow_null=True)
    refusals = DepartmentRefusalsSerializer(required=False, help_text="For who edits them.")


class DepartmentWriteSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    parent = IdField(required=False, allow_null=True)
    manager = IdField(required=False, allow_null=True)
    campus = IdField(required=False, allow_null=True)


class EmployeeRefusalsSerializer(serializers.Serializer):
    approve = RefusalSerializer(allow_null=True)
    reject = RefusalSerializer(allow_null=True)
    suspend = RefusalSerializer(allow_null=True)
    resume = RefusalSerializer(allow_null=True)
    place = RefusalSerializer(allow_null=True)
    reset_link = RefusalSerializer(allow_null=True)
    hand_over = RefusalSerializer(allow_null=True)
    leave = RefusalSerializer(allow_null=True)


class EmployeeSerializer(serializers.Serializer):
    """Colleagues are known by name, department and campus; the rest to those who lead them."""

    id = serializers.IntegerField()
    display_name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role)
    state = serializers.ChoiceField(choices=EmployeeState)
    department = RefSerializer(allow_null=True)
    campus = RefSerializer(allow_null=True)
    username = serializers.CharField(required=False)
    email = serializers.CharField(required=False)
    mobile = serializers.CharField(required=False)
    grants = serializers.ListField(child=serializers.ChoiceField(choices=Grant), required=False)
    created_at = serializers.DateTimeField(required=False)
    held = serializers.IntegerField(required=False, help_text="Customers that they hold.")
    refusals = EmployeeRefusalsSerializer(required=False)


class ApproveSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=Role)
    department = IdField()
    campus = IdField(required=False, allow_null=True, help_text="Unless told the department's.")


class PlaceSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=Role, required=False)
    department = IdField(required=False, allow_null=True)
    campus = IdField(required=False, allow_null=True)
    grants = serializers.ListField(
        child=serializers.ChoiceField(choices=Grant), required=False, max_length=10
    )


def department_row(viewer: Employee, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return one row of DEPARTMENT_COLUMNS; with its uses counted also why it must stay (R69)."""
    row = {
        "id": found["pk"],
        "name": found["name"],
        "parent": ref(found["parent_id"], found["parent__name"]),
        "manager": ref(found["manager_id"], found["manager__display_name"]),
        "manager_gone": found["manager__state"] not in (None, EmployeeState.ACTIVE),
        "campus": ref(found["campus_id"], found["campus__name"]),
    }
    counts = uses.counted(found)
    if not counts:
        return row
    why = rules.remove_refusal(viewer, counts)
    return {**row, "refusals": {"remove": why.as_refusal() if why else None}}


def employee_row(viewer: Employee, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `viewer` may know about one row of EMPLOYEE_COLUMNS (R26)."""
    names = {
        "id": found["pk"],
        "display_name": found["display_name"],
        "role": found["role"],
        "state": found["state"],
        "department": ref(found["department_id"], found["department__name"]),
        "campus": ref(found["campus_id"], found["campus__name"]),
    }
    if not viewer.leads(found["department__path"]):
        return names
    held = {"held": found["held"]} if "held" in found else {}
    more = ("username", "email", "mobile", "grants", "created_at")
    return {**names, **{n: found[n] for n in more}, **held, "refusals": _refusals(viewer, found)}


def _refusals(viewer: Employee, found: Mapping[str, Any]) -> dict[str, Any]:
    department = Department(pk=found["department_id"], path=found["department__path"] or "")
    who = Employee(
        pk=found["pk"], role=found["role"], state=found["state"], department=department
    )  # fmt: skip
    refusals = {command: rules.move_refusal(move, viewer, who) for command, move in MOVES.items()}
    refusals["place"] = rules.place_refusal(viewer)
    refusals["reset_link"] = rules.reset_link_refusal(viewer, who)
    refusals["hand_over"] = rules.hand_over_refusal(viewer, who)
    refusals["leave"] = rules.departure_refusal(viewer, who)
    return {command: why.as_refusal() if why else None for command, why in refusals.items()}
