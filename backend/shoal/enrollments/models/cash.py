"""A campus's day of money, signed by somebody who took none of it."""

from django.conf import settings
from django.db import models

from shoal.organization.models import Campus, ListEntry


class CashReport(models.Model):
    """Signed once for a campus and local day, and then final: nothing is confirmed at that campus
    on that day any more. Before that a day's figures are computed, not stored."""

    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+")
    day = models.DateField()
    currency = models.CharField(max_length=3)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("campus", "day", name="cash_report_once")]


class CashReportLine(models.Model):
    """One method: what the rows say, and what was counted, in minor units; either may be less
    than nothing on a day of refunds."""

    report = models.ForeignKey(CashReport, models.PROTECT, related_name="lines")
    method = models.ForeignKey(ListEntry, models.PROTECT, related_name="+", db_index=False)
    expected = models.BigIntegerField()
    counted = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("report", "method", name="cash_line_once")]
