from django.conf import settings
from django.db import models

from ..querysets import RevealQuerySet
from .customer import Customer


class Reveal(models.Model):
    """Somebody was shown masked contacts. A ledger: rows are never changed or deleted."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="reveals")
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    # Kinds of contact that were shown.
    fields = models.JSONField(default=list)
    reason = models.CharField(max_length=200, default="", blank=True)

    objects = RevealQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["employee", "at"], name="reveal_by_employee")]
