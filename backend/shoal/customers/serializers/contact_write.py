"""What the commands on follow-ups, plans and the status take."""

from typing import Any

from rest_framework import serializers

from shoal.organization.models import Campus
from shoal.teaching.models import Course

from ..models import Intent, Method, Outcome, PlanKind, Status
from ..rules.contact import NOTE_MAX

BIGGEST_ID = 2**63 - 1


class InstantField(serializers.DateTimeField):
    """RFC 3339 with an offset: without one nobody knows which instant is meant."""

    default_error_messages = {"offset": "Say the offset too, as in 2026-11-22T09:30:00+08:00."}

    def enforce_timezone(self, value: Any) -> Any:
        if value.tzinfo is None:
            self.fail("offset")
        return super().enforce_timezone(value)


def _note(**kwargs: Any) -> serializers.CharField:
    return serializers.CharField(
        max_length=NOTE_MAX, required=False, allow_blank=True, default="", **kwargs
    )


class FollowUpCorrectionSerializer(serializers.Serializer):
    method = serializers.ChoiceField(choices=Method)
    outcome = serializers.ChoiceField(choices=Outcome)
    note = _note()
    intent_after = serializers.ChoiceField(choices=Intent, required=False, allow_blank=True)


class FollowUpWriteSerializer(FollowUpCorrectionSerializer):
    customer = serializers.IntegerField(min_value=1, max_value=BIGGEST_ID)
    courses = serializers.PrimaryKeyRelatedField(
        many=True, required=False, queryset=Course.objects.filter(is_active=True)
    )
    occurred_at = InstantField(required=False, help_text="Now, unless told; never in the future.")
    next_date = InstantField(required=False, allow_null=True)
    next_kind = serializers.ChoiceField(choices=PlanKind, required=False, default=PlanKind.CALL)
    next_note = _note()
    plan = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=BIGGEST_ID,
        help_text="The plan that this answers; the earliest open one unless told.",
    )  # fmt: skip


class PlanChangeSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=PlanKind, required=False)
    due_at = InstantField()
    campus = serializers.PrimaryKeyRelatedField(
        required=False, allow_null=True, queryset=Campus.objects.filter(is_active=True)
    )
    note = serializers.CharField(max_length=NOTE_MAX, required=False, allow_blank=True)


class PlanWriteSerializer(PlanChangeSerializer):
    kind = serializers.ChoiceField(choices=PlanKind, required=False, default=PlanKind.CALL)
    customer = serializers.IntegerField(min_value=1, max_value=BIGGEST_ID)


class NextStepSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=PlanKind, required=False, default=PlanKind.CALL)
    due_at = InstantField()
    note = _note()


class CheckInSerializer(serializers.Serializer):
    """How a plan was answered, and what comes next."""

    outcome = serializers.ChoiceField(choices=Outcome, required=False, default=Outcome.VISITED)
    note = _note()
    courses = serializers.PrimaryKeyRelatedField(
        many=True, required=False, queryset=Course.objects.filter(is_active=True)
    )
    intent_after = serializers.ChoiceField(
        choices=Intent, required=False, allow_blank=True, default=""
    )
    next = NextStepSerializer(required=False, allow_null=True)


class PlanDoneSerializer(CheckInSerializer):
    outcome = serializers.ChoiceField(choices=Outcome, required=False, default=Outcome.REACHED)


class StatusWriteSerializer(serializers.Serializer):
    status = serializers.ChoiceField(choices=Status)
    reason = serializers.CharField(
        max_length=60, required=False, allow_blank=True, default="",
        help_text="A code of lists/lost_reason/; required for `lost`, refused for others.",
    )  # fmt: skip
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
