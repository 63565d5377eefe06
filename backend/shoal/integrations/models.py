"""What readers of the event log make of it for people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .querysets import NotificationQuerySet


class Kind(models.TextChoices):
    RECYCLED = "recycled"
    ASSIGNED = "assigned"
    HANDED_OVER = "handed_over"
    TAKEN = "taken"
    MERGED = "merged"
    INQUIRY = "inquiry"
    UNDISPOSED = "undisposed"
    REGISTRATION = "registration"
    POLICY = "policy"
    HAND_OVER_DONE = "hand_over_done"
    RETURNING = "returning"
    PLANS = "plans"
    SEAT_OFFERED = "seat_offered"
    HOLD_ENDING = "hold_ending"
    HOLD_EXPIRED = "hold_expired"
    APPLICATION_APPROVED = "application_approved"
    APPLICATION_REJECTED = "application_rejected"
    PAYMENT_REJECTED = "payment_rejected"
    REFUND_APPROVED = "refund_approved"
    REFUND_PAID = "refund_paid"


class Notification(models.Model):
    """Something that concerns one employee. Of one kind and local day there is one, which grows
    while it is unread: a digest, not a flood.

    `customers` are ids, the newest last and at most MOST; `count` counts all. What is not about
    customers has its ids in `data`, as in {"employees": [7]}; `data["by"]` are who did it. What
    they are called is looked up when it is read, as far as the reader may see them.
    """

    MOST = 50

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications", db_index=False
    )
    kind = models.CharField(max_length=40, choices=Kind)
    day = models.DateField()
    customers = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "day"], condition=Q(read_at__isnull=True),
                name="one_unread_a_kind_and_day",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["recipient", "-at", "-id"], name="notification_by_recipient"),
            models.Index(
                fields=["recipient"], name="unread_notifications", condition=Q(read_at__isnull=True)
            ),
        ]


class LogReader(models.Model):
    """How far a reader of the event log has come: `epoch.tx.id` (activity/feed.py).

    It is locked while a batch is read, so readers take turns, and is written in the transaction
    that holds what the batch led to: each event has its effect once.
    """

    name = models.CharField(max_length=40, primary_key=True)
    cursor = models.CharField(max_length=80)


class Morning(models.Model):
    """The last local day on which something was made once: `name` says what, and in which zone."""

    name = models.CharField(max_length=80, primary_key=True)
    day = models.DateField()
