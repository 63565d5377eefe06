"""The timeline and the ledger, for the schema: their rows are made in timeline.py."""

from rest_framework import serializers

from ..models import Reason
from .rows import CustomerRowSerializer, RefSerializer


class TimelineEntrySerializer(serializers.Serializer):
    id = serializers.CharField()
    kind = serializers.ChoiceField(
        choices=["spell", "follow_up", "plan", "edit", "status", "created"]
    )
    at = serializers.DateTimeField()
    actor = RefSerializer(allow_null=True)
    data = serializers.DictField(
        help_text="By kind: spell {from, to, reason, reason_code, note, rule}; follow_up and plan "
        "as in their lists; edit {changes: [{field, old, new}]}, null where contacts are masked; "
        "status {old, new, reason, note}; created {}."
    )


class SpellSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    owner = RefSerializer(allow_null=True, help_text="null: lay in the pool.")
    pool = RefSerializer()
    started_at = serializers.DateTimeField()
    start_reason = serializers.ChoiceField(choices=Reason)
    started_by = RefSerializer(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.ChoiceField(choices=[*Reason.choices, ("", "still open")])
    ended_by = RefSerializer(allow_null=True)
    reason_code = serializers.CharField()
    note = serializers.CharField()
    rule = serializers.CharField()


class HolderAtSerializer(serializers.Serializer):
    """Who held the customer at an instant; all null before they were known."""

    at = serializers.DateTimeField()
    owner = RefSerializer(allow_null=True)
    pool = RefSerializer(allow_null=True)
    spell = SpellSerializer(allow_null=True)


class TodayCountsSerializer(serializers.Serializer):
    overdue = serializers.IntegerField()
    due_today = serializers.IntegerField()
    never_contacted = serializers.IntegerField()
    returning = serializers.IntegerField()


class TeamMemberSerializer(serializers.Serializer):
    employee = RefSerializer()
    held = serializers.IntegerField()
    overdue = serializers.IntegerField()
    never_contacted = serializers.IntegerField()
    claims_today = serializers.IntegerField()


class TodaySerializer(serializers.Serializer):
    counts = TodayCountsSerializer()
    overdue = CustomerRowSerializer(many=True)
    due_today = CustomerRowSerializer(many=True)
    never_contacted = CustomerRowSerializer(many=True)
    returning = CustomerRowSerializer(many=True, help_text="Go back to the pool within 3 days.")
    team = TeamMemberSerializer(many=True, required=False, help_text="For those who lead.")
    registrations = serializers.IntegerField(required=False, help_text="Waiting for approval.")
