from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from ..querysets import CustomerQuerySet
from .pool import Pool


class Status(models.TextChoices):
    NEW = "new"
    CONTACTED = "contacted"
    QUALIFIED = "qualified"
    TRIAL_BOOKED = "trial_booked"
    APPLIED = "applied"
    ENROLLED = "enrolled"
    ALUMNI = "alumni"
    LOST = "lost"
    INVALID = "invalid"
    DO_NOT_CONTACT = "do_not_contact"


class Intent(models.TextChoices):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class RecycleRule(models.TextChoices):
    """The rules of a pool's policy by which a customer goes back (R80)."""

    RECYCLE_AFTER_DAYS = "recycle_after_days"
    FIRST_CONTACT_HOURS = "first_contact_hours"
    MAX_HOLDING_DAYS = "max_holding_days"


class Gender(models.TextChoices):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


def _reference(to: Any, **kwargs: Any) -> models.ForeignKey:
    """Without an automatic index: each is one more temptation for SQLite, which keeps no figures
    of how many rows share a value. With one on `merged_into`, NULL in nearly every row, it
    reads and sorts the whole table for a page."""
    return models.ForeignKey(
        to, models.PROTECT, null=True, related_name="+", db_index=False, **kwargs
    )


def _entry(kind: str) -> models.ForeignKey:
    return _reference(ListEntry, limit_choices_to={"kind": kind})


def _walk(name: str, *columns: str, **kwargs: Any) -> models.Index:
    """An index along which a list is walked in both directions; `id` breaks ties."""
    return models.Index(*columns, "id", name=name, **kwargs)


IN_POOL = Q(owner__isnull=True, deleted_at__isnull=True)
HELD = Q(owner__isnull=False)
PLANNED = Q(next_follow_up_at__isnull=False)


class Customer(models.Model):
    """A prospect, student or parent: held by exactly one consultant, or in exactly one pool.

    `owner`, `pool`, `owned_since` and `entered_at` are fast copies of the open OwnershipSpell;
    phone, wechat, qq and email are copies of the primary identities; `next_follow_up_at` is that
    of the earliest open plan. `check_ledger` recomputes them all. `version` counts changes of
    profile, status and owner, not of clocks.
    """

    name = models.CharField(max_length=100, default="", blank=True)
    name_sort = models.CharField(max_length=200, default="")
    gender = models.CharField(max_length=10, choices=Gender, default="", blank=True)
    birthday = models.DateField(null=True)
    guardian = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="students", db_index=False
    )
    phone = models.CharField(max_length=40, default="")
    wechat = models.CharField(max_length=100, default="")
    qq = models.CharField(max_length=20, default="")
    email = models.CharField(max_length=254, default="")
    source = _entry("source")
    campaign = _entry("campaign")
    referred_by = _reference("self")
    campus = _reference(Campus)
    courses = models.ManyToManyField(Course, related_name="+")
    class_type = models.CharField(max_length=20, default="", blank=True)
    intent = models.CharField(max_length=1, choices=Intent, default="", blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    lost_reason = _entry("lost_reason")
    remark = models.TextField(default="", blank=True)
    extra = models.JSONField(default=dict, blank=True)

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", db_index=False)
    owner = _reference(settings.AUTH_USER_MODEL)
    owned_since = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(null=True)
    pool_rank_at = models.DateTimeField(null=True)
    protected_until = models.DateTimeField(null=True)
    exempt_reasons = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = _reference(settings.AUTH_USER_MODEL)
    last_contact_at = models.DateTimeField(null=True)
    last_effective_contact_at = models.DateTimeField(null=True)
    next_follow_up_at = models.DateTimeField(null=True)
    # When the clock returns them to the pool unless something happens, and by which rule of the
    # policy; all members of a household have the same (R80).
    recycle_due_at = models.DateTimeField(null=True)
    recycle_rule = models.CharField(max_length=30, default="")
    version = models.PositiveIntegerField(default=1)
    merged_into = _reference("self")
    deleted_at = models.DateTimeField(null=True)
    # The person was removed for good; what is left is that there was somebody (R120).
    anonymised_at = models.DateTimeField(null=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("id")),
                name="customer_not_own_guardian",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True, owned_since__isnull=True)
                | Q(owner__isnull=False, owned_since__isnull=False),
                name="customer_owned_since_with_owner",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | Q(owner__isnull=True),
                name="customer_deleted_has_no_owner",
            ),
            models.CheckConstraint(
                condition=Q(recycle_due_at__isnull=True) | Q(owner__isnull=False),
                name="customer_due_is_held",
            ),
        ]
        indexes = [
            models.Index(
                F("pool_rank_at").desc(), F("id").desc(), name="pool_by_rank",
                condition=IN_POOL,
            ),
            models.Index(
                "campus", F("pool_rank_at").desc(), F("id").desc(), name="pool_by_campus",
                condition=IN_POOL,
            ),
            _walk("pool_by_created", "created_at", condition=IN_POOL),
            _walk("pool_by_contact", "last_contact_at", condition=IN_POOL),
            _walk("pool_by_name", "name_sort", condition=IN_POOL),
            _walk("held_by_next", "owner", "next_follow_up_at", condition=HELD),
            _walk("held_by_created", "owner", "created_at", condition=HELD),
            _walk("held_by_contact", "owner", "last_contact_at", condition=HELD),
            _walk("held_by_name", "owner", "name_sort", condition=HELD),
            _walk("held_by_due", "owner", "recycle_due_at", condition=HELD),
            _walk("customer_by_due", "recycle_due_at", condition=Q(recycle_due_at__isnull=False)),
            # Read alone, to count the households that somebody holds (R6), and for the team whom
            # nobody contacted yet (R151).
            models.Index(
                "owner", "guardian", "status", "deleted_at", "merged_into", "last_contact_at",
                "owned_since", "id", name="held_at_a_glance", condition=HELD,
            ),
            models.Index(
                fields=["guardian"], name="students_of", condition=Q(guardian__isnull=False)
            ),
            models.Index(
                fields=["merged_into"], name="merged_into_whom",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["referred_by"], name="referred_by_whom",
                condition=Q(referred_by__isnull=False),
            ),
            models.Index(F("created_at").desc(), F("id").desc(), name="customer_by_created"),
            _walk("customer_by_name", "name_sort"),
            _walk("customer_by_contact", "last_contact_at"),
            _walk("customer_by_next", "next_follow_up_at", condition=PLANNED),
            _walk("deleted_by_created", "created_at", condition=Q(deleted_at__isnull=False)),
            _walk(
                "to_be_forgotten", "deleted_at",
                condition=Q(deleted_at__isnull=False, anonymised_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"customer {self.pk}"

    @property
    def household(self) -> int:
        """The id that all members of a household share: the guardian's."""
        return self.guardian_id or self.pk


class CustomerEdit(models.Model):
    """What one edit changed. Erasable, unlike the event that names the fields only."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="edits")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    # {field: [old, new]}
    changes = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["customer", "at"], name="edit_by_customer")]
