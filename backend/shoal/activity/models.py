"""The append-only event log."""

from django.conf import settings
from django.db import models

from .areas import Area


class Event(models.Model):
    """Something that happened: ids, codes and names of changed fields; never contacts or text.

    `tx` is the transaction's xid8 on PostgreSQL and 0 on SQLite: ids do not commit in order,
    so readers go by (tx, id) below the snapshot's xmin (see feed.py).
    """

    tx = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    customer_id = models.BigIntegerField(null=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    owner_before = models.BigIntegerField(null=True)
    owner_after = models.BigIntegerField(null=True)
    pool_before = models.BigIntegerField(null=True)
    pool_after = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [
            models.Index(fields=["tx", "id"], name="event_cursor"),
            models.Index(fields=["customer_id", "id"], name="event_customer"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_subject"),
            # The audit, newest first: all, of one person, of one kind, of one area.
            models.Index(fields=["at", "id"], name="event_at"),
            models.Index(fields=["actor", "at", "id"], name="event_actor"),
            models.Index(fields=["kind", "at", "id"], name="event_kind"),
            models.Index(Area("kind"), "at", "id", name="event_area"),
        ]


class FeedEpoch(models.Model):
    """One row. A restore raises it, and every cursor from before says: start over."""

    epoch = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_epoch")]
