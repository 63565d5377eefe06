from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from shoal.common.fields import NestedSerializer

from ..models import EnrollmentPolicy, PlanTemplate, RefundRule

FIELDS = (
    "hold_hours", "offer_hours", "discount_percent", "manager_discount_percent", "refund_rule",
    "refund_fee_percent", "attribution_days", "version",
)  # fmt: skip
PERCENT = {"min_value": 0, "max_value": 100}
HOURS = {"min_value": 1, "max_value": 24 * 365}


def policy_row(policy: EnrollmentPolicy) -> dict[str, Any]:
    return {name: getattr(policy, name) for name in FIELDS}


def template_row(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": found["pk"], "name": found["name"], "parts": found["parts"],
        "is_active": found["is_active"], "position": found["position"],
    }  # fmt: skip


TEMPLATE_COLUMNS = ("name", "parts", "is_active", "position")


def templates() -> list[dict[str, Any]]:
    rows = PlanTemplate.objects.order_by("position", "pk").values("pk", *TEMPLATE_COLUMNS)
    return [template_row(found) for found in rows]


class PolicyWriteSerializer(serializers.Serializer):
    hold_hours = serializers.IntegerField(
        **HOURS, help_text="How long an approved seat waits for the first money."
    )
    offer_hours = serializers.IntegerField(
        **HOURS, help_text="How long a seat that became free waits for the answer."
    )
    discount_percent = serializers.IntegerField(
        **PERCENT, help_text="Up to so much sellers give; above, the approver agrees expressly."
    )
    manager_discount_percent = serializers.IntegerField(
        **PERCENT, help_text="Above, only administrators approve."
    )
    refund_rule = serializers.ChoiceField(
        choices=RefundRule, help_text="What a leaver used up: by sessions attended, or by days."
    )
    refund_fee_percent = serializers.IntegerField(
        **PERCENT, help_text="Kept of what would go back once the class has begun."
    )
    attribution_days = serializers.IntegerField(
        min_value=0, max_value=3650, allow_null=True,
        help_text="Asking so soon after a colleague's contact is theirs; null: the holder's.",
    )  # fmt: skip


class ExamplesQuerySerializer(serializers.Serializer):
    refund_rule = serializers.ChoiceField(choices=RefundRule)
    refund_fee_percent = serializers.IntegerField(**PERCENT)


class RefundExampleSerializer(serializers.Serializer):
    """Somebody leaves a course for `price` after `done` of `total` lessons or days."""

    case = serializers.ChoiceField(choices=["before", "quarter", "part_paid", "used_up"])
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    price = serializers.CharField()
    paid = serializers.CharField()
    used = serializers.CharField()
    fee = serializers.CharField()
    due = serializers.CharField(help_text="What goes back.")
    currency = serializers.CharField()


# A list action answers one object, not an array of them.
@extend_schema_serializer(many=False)
class RefundExamplesSerializer(serializers.Serializer):
    results = RefundExampleSerializer(many=True)


class PolicySerializer(PolicyWriteSerializer):
    version = serializers.IntegerField()


class TemplatePartSerializer(NestedSerializer):
    percent = serializers.IntegerField(min_value=1, max_value=100)
    days = serializers.IntegerField(
        min_value=0, max_value=3650, help_text="From the day of the approval on."
    )


class TemplateWriteSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=100)
    parts = serializers.ListField(child=TemplatePartSerializer(), min_length=1, max_length=60)
    is_active = serializers.BooleanField(required=False)
    position = serializers.IntegerField(min_value=0, max_value=10_000, required=False)

    def validate_parts(self, parts: list[dict[str, int]]) -> list[dict[str, int]]:
        if sum(part["percent"] for part in parts) != 100:
            raise serializers.ValidationError("The percents must add up to 100.", "sum")
        return sorted(parts, key=lambda part: part["days"])


class TemplateSerializer(TemplateWriteSerializer):
    id = serializers.IntegerField()
    is_active = serializers.BooleanField()
    position = serializers.IntegerField()


# A list action answers one object, not an array of them.
@extend_schema_serializer(many=False)
class TemplatesSerializer(serializers.Serializer):
    results = TemplateSerializer(many=True)
