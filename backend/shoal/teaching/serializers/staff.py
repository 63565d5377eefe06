"""What goes in and out about teachers and rooms."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, RefSerializer, ref
from shoal.organization.models import Employee, EmployeeState

from ..rules.classes import plan_refusal

TEACHER_COLUMNS = (
    "name", "is_active", "employee_id", "employee__display_name", "employee__state",
)  # fmt: skip
ROOM_COLUMNS = ("name", "capacity", "is_active", "campus_id", "campus__name")


class TeacherSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    employee = RefSerializer(allow_null=True, help_text="null: does not work here, or left.")
    is_active = serializers.BooleanField()


class TeacherWriteSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    employee = IdField(required=False, allow_null=True, help_text="The same person as a user.")
    is_active = serializers.BooleanField(required=False)


class RoomSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    campus = RefSerializer()
    name = serializers.CharField()
    capacity = serializers.IntegerField(allow_null=True, help_text="null: nobody has counted.")
    is_active = serializers.BooleanField()
    may_edit = serializers.BooleanField()


class RoomEditSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    capacity = serializers.IntegerField(
        min_value=1, max_value=10_000, required=False, allow_null=True
    )
    is_active = serializers.BooleanField(required=False)


class RoomWriteSerializer(RoomEditSerializer):
    campus = IdField()


def teacher_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out for one row of TEACHER_COLUMNS; who left is not told of (R26)."""
    here = found["employee__state"] == EmployeeState.ACTIVE
    return {
        "id": found["pk"],
        "name": found["name"],
        "employee": ref(found["employee_id"], found["employee__display_name"]) if here else None,
        "is_active": found["is_active"],
    }


def room_row(viewer: Employee, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out to `viewer` for one row of ROOM_COLUMNS."""
    return {
        "id": found["pk"],
        "campus": ref(found["campus_id"], found["campus__name"]),
        **{name: found[name] for name in ("name", "capacity", "is_active")},
        "may_edit": plan_refusal(viewer, found["campus_id"]) is None,
    }
