"""What one may ask of the calendar and of who is expected."""

from datetime import timedelta
from typing import Any

from rest_framework import serializers

from shoal.common.fields import IdField

from .contact_write import InstantField

LONGEST = timedelta(days=62)


class CalendarQuerySerializer(serializers.Serializer):
    scope = serializers.ChoiceField(
        choices=["mine", "team"], default="mine", help_text="Mine; of my departments."
    )
    assignee = IdField(required=False, help_text="Of one person instead.")

    def get_fields(self) -> dict[str, Any]:
        # `from` is a word of the language, and cannot be an attribute.
        bounds = {
            "from": InstantField(help_text="The first instant."),
            "to": InstantField(help_text="The first instant that is not shown any more."),
        }
        return {**bounds, **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["from"] < attrs["to"] <= attrs["from"] + LONGEST:
            raise serializers.ValidationError(
                {"to": f"After `from`, by at most {LONGEST.days} days."}, code="range"
            )
        return attrs


class ExpectedQuerySerializer(serializers.Serializer):
    date = serializers.DateField(required=False, help_text="A day at the campus; today.")
    campus = IdField(required=False, help_text="At one campus; everywhere.")
