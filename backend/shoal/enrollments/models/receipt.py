"""Receipts: numbered without a gap per campus and year, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F

from shoal.organization.models import Campus


class ReceiptCounter(models.Model):
    """The last number given out. Whoever takes the next has the row locked until commit."""

    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("campus", "year", name="receipt_counter_once")]


class Receipt(models.Model):
    """What the payer takes home; covers one or several payments. The year is the campus's."""

    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("campus", "year", "sequence", name="receipt_number_once")
        ]
        indexes = [
            models.Index(F("issued_at").desc(), F("id").desc(), name="receipt_by_issued"),
            models.Index("sequence", name="receipt_by_number"),
        ]

    def __str__(self) -> str:
        return f"receipt {self.pk}"
