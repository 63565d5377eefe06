"""What a dry run of a pool's rules takes and answers (R93)."""

from rest_framework import serializers

from shoal.common.fields import RefSerializer

from ..models import RecycleRule
from ..rules.clock import CLOCK_FIELDS
from .pool import PoolWriteSerializer


class DryRunSerializer(serializers.Serializer):
    """The changed rules by which customers go back, as PATCH pools/{id}/ takes them."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = PoolWriteSerializer().get_fields()
        return {name: fields[name] for name in CLOCK_FIELDS}


class DryRunCountsSerializer(serializers.Serializer):
    customers = serializers.IntegerField(help_text="Due already: the next sweep returns them.")
    within_7_days = serializers.IntegerField(help_text="Due later, within seven days.")


class DryRunRuleSerializer(DryRunCountsSerializer):
    rule = serializers.ChoiceField(choices=RecycleRule)


class DryRunConsultantSerializer(DryRunCountsSerializer):
    consultant = RefSerializer()


class DryRunWeekSerializer(serializers.Serializer):
    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    customers = serializers.IntegerField()
    today = serializers.IntegerField(help_text="By the rules as they are.")


class DryRunRowSerializer(serializers.Serializer):
    customer = RefSerializer()
    consultant = RefSerializer()
    due_at = serializers.DateTimeField()
    rule = serializers.ChoiceField(choices=RecycleRule)
    is_new = serializers.BooleanField(
        help_text="By the rules as they are they would not go back within eight weeks."
    )


class DryRunResultSerializer(DryRunCountsSerializer):
    """Whom the rules would return, and when. Nothing is changed."""

    at = serializers.DateTimeField()
    consultants = serializers.IntegerField(help_text="Who would lose somebody at once.")
    today = DryRunCountsSerializer(help_text="By the rules as they are.")
    newly_due = serializers.IntegerField(help_text="Of `customers`, who are not due by today's.")
    no_longer_due = serializers.IntegerField(help_text="Due by today's rules, and not by these.")
    by_rule = DryRunRuleSerializer(many=True)
    by_consultant = DryRunConsultantSerializer(many=True)
    weeks = DryRunWeekSerializer(many=True, help_text="The coming eight.")
    rows = DryRunRowSerializer(many=True, help_text="At most 1,000, by when they would go back.")
    rows_total = serializers.IntegerField()
    is_settling = serializers.BooleanField(
        help_text="Clocks are being computed anew just now: `today` may still move."
    )
