"""Who is credited for a sale, and what is disputed about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..querysets import DisputeQuerySet
from .enrollment import Enrollment

# The shares of one sale sum to this, in percent.
WHOLE = 100


class CreditShare(models.Model):
    """In percent; the shares of one enrollment sum to WHOLE."""

    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="credit_shares")
    employee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("enrollment", "employee", name="credit_share_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=WHOLE), name="credit_share_percent"
            ),
        ]


class CreditChange(models.Model):
    """The ledger of who was credited: one row for each change by hand, never rewritten.

    `before` and `after` are [[employee id, percent], …].
    """

    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="credit_changes")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField()
    # What it settled, if it was disputed.
    dispute = models.ForeignKey(
        "CreditDispute", models.PROTECT, null=True, related_name="+", db_index=False
    )


class DisputeState(models.TextChoices):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class CreditDispute(models.Model):
    """Somebody says that a sale is theirs too; a manager of both, or an admin, decides."""

    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="disputes")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    claim = models.TextField()
    state = models.CharField(max_length=20, choices=DisputeState, default=DisputeState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(default="", blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "enrollment", "raised_by", condition=Q(state="open"), name="one_open_dispute"
            )
        ]
        indexes = [models.Index("raised_at", "id", name="open_disputes", condition=Q(state="open"))]
