"""Inbox, for the schema: its items are made in inbox.py."""

from rest_framework import serializers

from .rows import RefSerializer

KINDS = (
    "registration", "inquiry", "duplicate", "returning", "rejected", "asked_again", "application",
    "own_application", "dispute",
)  # fmt: skip


class InboxItemSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=KINDS)
    id = serializers.IntegerField(
        help_text="Of the employee, inquiry, proposal, customer, enrollment or dispute."
    )
    since = serializers.DateTimeField()
    waits = serializers.BooleanField(help_text="Somebody has to decide; else it is only told.")
    subject = RefSerializer(help_text="Who: an employee, whoever asked, or a customer.")
    other = RefSerializer(
        allow_null=True,
        help_text="duplicate: the second of the pair; asked_again: the customer; applications, "
        "dispute: the class.",
    )
    owner = RefSerializer(
        allow_null=True,
        help_text="returning: who holds them; applications: who sold it; dispute: who says "
        "that the sale is theirs.",
    )
    detail = serializers.CharField(
        help_text="registration: the department; inquiries: channel or reason; returning: the "
        "rule; applications: the discount in percent."
    )
    due_at = serializers.DateTimeField(allow_null=True, help_text="returning: when they go back.")


class InboxCountsSerializer(serializers.Serializer):
    def get_fields(self) -> dict[str, serializers.Field]:
        return {kind: serializers.IntegerField() for kind in KINDS}


class InboxSerializer(serializers.Serializer):
    open = serializers.IntegerField(help_text="How many wait for a decision.")
    counts = InboxCountsSerializer()
    returning_before = serializers.DateTimeField(
        help_text="customers/: `due_to` with this, and `unplanned=1`, are those of `returning`."
    )
    items = InboxItemSerializer(many=True, help_text="20 of each kind, the oldest first.")
