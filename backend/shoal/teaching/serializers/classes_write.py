"""What comes in about classes."""

from datetime import date
from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField, NestedSerializer

from ..models import ClassType

MOST_SESSIONS, MOST_TEACHERS = 21, 20
EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)


class DayField(serializers.DateField):
    """A day that a school may have to do with: neither of another age, nor a slip."""

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if not EARLIEST <= day <= LATEST:
            raise serializers.ValidationError("Between 1990 and 2199.", code="date")
        return day


class MinuteField(serializers.TimeField):
    """A time of day, to the minute."""

    def to_internal_value(self, value: Any) -> Any:
        return super().to_internal_value(value).replace(second=0, microsecond=0, tzinfo=None)


class WeeklySessionWriteSerializer(NestedSerializer):
    weekday = serializers.IntegerField(min_value=1, max_value=7, help_text="ISO: 1 is Monday.")
    starts_at = MinuteField()
    ends_at = MinuteField()
    room = IdField(required=False, allow_null=True)
    teacher = IdField(
        required=False, allow_null=True, help_text="One of the class's; null: all of them."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["ends_at"] <= attrs["starts_at"]:
            raise serializers.ValidationError(
                {"ends_at": "Later than it starts."}, code="ends_too_early"
            )
        return attrs


class PlannedSerializer(serializers.Serializer):
    """When, by whom and where."""

    start_date = DayField()
    end_date = DayField()
    teachers = serializers.ListField(child=IdField(), required=False, max_length=MOST_TEACHERS)
    sessions = serializers.ListField(
        child=WeeklySessionWriteSerializer(), required=False, max_length=MOST_SESSIONS
    )


class ClassEditSerializer(PlannedSerializer):
    code = serializers.CharField(max_length=40, help_text="Unique within campus and term.")
    term = serializers.CharField(max_length=40)
    class_type = serializers.ChoiceField(choices=ClassType)
    capacity = serializers.IntegerField(min_value=1, max_value=10_000)
    min_to_open = serializers.IntegerField(min_value=0, max_value=10_000, required=False)
    tuition = serializers.DecimalField(
        max_digits=14, decimal_places=3, min_value=0, help_text="In the campus's currency."
    )


class ClassWriteSerializer(ClassEditSerializer):
    course = IdField()
    campus = IdField()


class CheckClashesSerializer(PlannedSerializer):
    campus = IdField()
    class_group = IdField(
        required=False, allow_null=True, help_text="The class that is being changed."
    )


class StartClassSerializer(serializers.Serializer):
    despite_minimum = serializers.BooleanField(
        default=False, help_text="Start although fewer sit in it than `min_to_open`."
    )


class CopyClassSerializer(serializers.Serializer):
    term = serializers.CharField(max_length=40)
    start_date = DayField(help_text="The last day moves along.")
    code = serializers.CharField(max_length=40, required=False, help_text="Else it keeps its own.")
