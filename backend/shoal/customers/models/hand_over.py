from django.conf import settings
from django.db import models
from django.db.models import Q


class HandOver(models.Model):
    """Everything that one employee holds goes to others, or back into pools.

    `shares` is [{"to": employee id or null for the home pools, "households": count, "given": how
    many of them went already}], `position` the last household that is done, both written in the
    transaction that did it: so a run may be killed anywhere and be taken up by anybody.
    """

    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hand_overs"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    shares = models.JSONField()
    leaves = models.BooleanField(default=True)
    note = models.CharField(max_length=300, default="", blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    position = models.BigIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "employee", condition=Q(finished_at__isnull=True), name="one_hand_over_at_once"
            )
        ]
