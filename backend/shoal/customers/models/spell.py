from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..querysets import SpellQuerySet
from .customer import Customer
from .pool import Pool


class Reason(models.TextChoices):
    CREATED = "created"
    IMPORTED = "imported"
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    RELEASED = "released"
    RECYCLED = "recycled"
    HANDED_OVER = "handed_over"
    MERGED = "merged"
    UNMERGED = "unmerged"
    DELETED = "deleted"
    RESTORED = "restored"
    IMPORT_UNDONE = "import_undone"


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )


class OwnershipSpell(models.Model):
    """From when to when one customer was held by one consultant, or lay in one pool (rule R2).

    `pool` is the home pool also while somebody holds them; `household` the guardian's id at the
    time, by which claims are counted once a household. A settled row never changes.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="spells", db_index=False)
    household = models.BigIntegerField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    start_reason = models.CharField(max_length=20, choices=Reason)
    started_by = _by()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=Reason, default="", blank=True)
    ended_by = _by()
    # Of the change that began this spell: the reason code from the school's list, and words.
    reason_code = models.CharField(max_length=60, default="", blank=True)
    note = models.TextField(default="", blank=True)
    rule = models.CharField(max_length=40, default="", blank=True)

    objects = SpellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "customer", condition=Q(ended_at__isnull=True), name="one_open_spell"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="spell_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="spell_end_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "started_at"], name="spell_by_customer"),
            # When did I last let this one go? Asked for each row of the pool (R7).
            models.Index(
                fields=["customer", "owner", "ended_at"], name="spell_by_holder",
                condition=Q(owner__isnull=False, ended_at__isnull=False),
            ),
            models.Index(
                fields=["owner", "start_reason", "started_at"], name="spell_by_owner",
                condition=Q(owner__isnull=False),
            ),
            # The latest movements of all (R150).
            models.Index(fields=["-started_at", "-id"], name="spell_by_time"),
            # Who was claimed, recycled, … from one day to another.
            models.Index(fields=["start_reason", "started_at", "id"], name="spell_by_reason"),
        ]  # fmt: skip
