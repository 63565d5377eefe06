"""What one may ask of the timetable, and what it says."""

from datetime import timedelta
from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, RefSerializer

from ..models import ClassState
from .classes_write import DayField

LONGEST = timedelta(days=62)


class TimetableQuerySerializer(serializers.Serializer):
    campus = IdField(required=False, help_text="At one campus; everywhere.")
    teacher = IdField(required=False)
    room = IdField(required=False)
    class_group = IdField(required=False, help_text="Of one class.")

    def get_fields(self) -> dict[str, Any]:
        # `from` is a word of the language, and cannot be an attribute.
        bounds = {
            "from": DayField(help_text="The first day, as it is at the campus."),
            "to": DayField(help_text="The last day, included."),
        }
        return {**bounds, **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["from"] <= attrs["to"] < attrs["from"] + LONGEST:
            raise serializers.ValidationError(
                {"to": f"Not before `from`, and at most {LONGEST.days} days."}, code="range"
            )
        return attrs


class LessonSerializer(serializers.Serializer):
    class_group = RefSerializer(help_text="By its code.")
    course = RefSerializer()
    campus = RefSerializer()
    state = serializers.ChoiceField(choices=ClassState)
    day = serializers.DateField()
    starts_at = serializers.DateTimeField(help_text="With the offset of the campus.")
    ends_at = serializers.DateTimeField()
    room = RefSerializer(allow_null=True)
    teachers = RefSerializer(many=True)


class ClosedSerializer(serializers.Serializer):
    campus = serializers.IntegerField()
    days = serializers.ListField(child=serializers.DateField())


class TimetableSerializer(serializers.Serializer):
    lessons = LessonSerializer(many=True)
    closed = ClosedSerializer(many=True, help_text="By the calendar's entries; weekly rest aside.")
    capped = serializers.BooleanField(help_text="There are more; ask for fewer days.")
