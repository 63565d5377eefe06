from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..querysets import ProposalQuerySet
from .customer import Customer


class MergeRecord(models.Model):
    """Two rows that were one person: `merged` lives on in `kept` (R112).

    `moved` lists by name the live rows that were re-pointed, {"follow_ups": [ids], …}; `before`
    is what must be known to undo it, {"fields": {name: [old, new]}, "primaries": {kind: id},
    "contacts": [[kind, source, value]]}. Both may be erased, unlike the events.
    """

    kept = models.ForeignKey(Customer, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "merged", condition=Q(undone_at__isnull=True), name="merged_away_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
        ]


class ProposalState(models.TextChoices):
    OPEN = "open"
    DISMISSED = "dismissed"
    MERGED = "merged"


class ProposalReason(models.TextChoices):
    SAME_NAME_AND_CAMPUS = "same_name_and_campus"
    SIMILAR_NAME_AND_PHONE_TAIL = "similar_name_and_phone_tail"
    SAME_GUARDIAN_PHONE = "same_guardian_phone"


class DuplicateProposal(models.Model):
    """Two living customers who may be one person; `first` has the lower id (R115)."""

    first = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    second = models.ForeignKey(Customer, models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    score = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="proposal_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="proposal_in_order"),
        ]
        indexes = [
            models.Index(fields=["score", "id"], name="open_proposals", condition=Q(state="open"))
        ]


class DuplicateScan(models.Model):
    """One row: how far the search for duplicates has come (R115).

    `walked` is the last customer of those who were there when it began, up to `last`; `cursor`
    is the place in the event log, from which on it follows who is entered or edited.
    """

    walked = models.BigIntegerField(default=0)
    last = models.BigIntegerField()
    cursor = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_duplicate_scan")]
