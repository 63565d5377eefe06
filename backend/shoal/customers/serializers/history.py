"""The timeline and the ledger, for the schema: their rows are made in timeline.py."""

from rest_framework import serializers

from ..models import Reason
from .consultations import ConsultationSerializer
from .rows import CustomerRowSerializer, RefSerializer
from .team import TeamMemberSerializer


class TimelineEntrySerializer(serializers.Serializer):
    id = serializers.CharField()
    kind = serializers.ChoiceField(
        choices=[
            "spell",
            "follow_up",
            "plan",
            "edit",
            "status",
            "created",
            "consultation",
            "merge",
            "unmerge",
            "enrollment",
            "payment",
        ]
    )
    at = serializers.DateTimeField()
    actor = RefSerializer(allow_null=True)
    merged = RefSerializer(
        allow_null=True, help_text="Of whom it was, before they were merged into this customer."
    )
    data = serializers.DictField(
        help_text="By kind: spell {from, to, reason, reason_code, note, rule}; follow_up, plan and "
        "consultation as in their lists; edit {changes: [{field, old, new}]}, null where contacts "
        "are masked; status {old, new, reason, note}; created {}; merge {customer, changes}; "
        "unmerge {customer}; enrollment {event, enrollment, class_group, course}, payment the "
        "same and {type, amount, currency}: of enrollments that you may see."
    )


class SpellSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    merged = RefSerializer(
        allow_null=True, help_text="Of whom it is, who was merged into this customer since."
    )
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
    others = SpellSerializer(
        many=True,
        help_text="Those of whom was merged into them since: they were rows of their own.",
    )


class TodayCountsSerializer(serializers.Serializer):
    overdue = serializers.IntegerField()
    due_today = serializers.IntegerField()
    never_contacted = serializers.IntegerField()
    returning = serializers.IntegerField()


class TodayInquiriesSerializer(serializers.Serializer):
    waiting = serializers.IntegerField(help_text="How many wait for somebody to settle them.")
    rows = ConsultationSerializer(
        many=True, help_text="Those that wait, then what customers asked lately; 10 of each."
    )


class TodaySerializer(serializers.Serializer):
    counts = TodayCountsSerializer()
    overdue = CustomerRowSerializer(many=True)
    due_today = CustomerRowSerializer(many=True)
    never_contacted = CustomerRowSerializer(many=True)
    returning = CustomerRowSerializer(many=True, help_text="Go back to the pool within 3 days.")
    inquiries = TodayInquiriesSerializer()
    team = TeamMemberSerializer(many=True, required=False, help_text="For those who lead.")
    inbox = serializers.IntegerField(
        required=False, help_text="What waits for the decision of those who lead."
    )
    registrations = serializers.IntegerField(required=False, help_text="Waiting for approval.")
