from django.db import models
from django.db.models import Q

from shoal.organization.models import Campus, Department

from ..querysets import PoolQuerySet

MASKABLE = ("phone", "wechat", "qq", "email")


def _all_contacts() -> list[str]:
    return list(MASKABLE)


class Pool(models.Model):
    """Customers nobody follows, and the policy by which they are claimed. Limits are optional.

    Whoever is in a listed department (or below) or campus belongs to it; everybody belongs to
    the default pool.
    """

    name = models.CharField(max_length=100, unique=True)
    is_default = models.BooleanField(default=False)
    departments = models.ManyToManyField(Department, related_name="+", blank=True)
    campuses = models.ManyToManyField(Campus, related_name="+", blank=True)
    daily_claim_limit = models.PositiveIntegerField(null=True)
    holding_limit = models.PositiveIntegerField(null=True)
    reclaim_cooldown_days = models.PositiveIntegerField(null=True)
    fresh_hold_hours = models.PositiveIntegerField(null=True)
    # Days per intent level, as in {"A": 7, "B": 14}; levels left out never fall due.
    recycle_after_days = models.JSONField(default=dict)
    first_contact_hours = models.PositiveIntegerField(null=True)
    max_holding_days = models.PositiveIntegerField(null=True)
    warn_days = models.PositiveIntegerField(null=True)
    masked_fields = models.JSONField(default=_all_contacts)
    show_holder = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = PoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "is_default", condition=Q(is_default=True), name="one_default_pool"
            )
        ]

    def __str__(self) -> str:
        return self.name
