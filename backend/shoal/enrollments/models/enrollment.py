"""The application form, from the first word to the last lesson."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shoal.customers.models import Customer
from shoal.teaching.models import ClassGroup

from ..querysets import EnrollmentQuerySet
from ..states import HOLDING, LIVE, EndReason, State


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )


class Enrollment(models.Model):
    """One customer in one class. Amounts are minor units of `currency`, the class's.

    There is no resting state "approved": approving takes a seat (`awaiting_payment`, held until
    `held_until`), or a place on the waitlist. The balance is not stored: it is the sum of rows
    (services/balances.py).
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="enrollments")
    class_group = models.ForeignKey(ClassGroup, models.PROTECT, related_name="enrollments")
    # Who sold it: the holder when they applied. Who is credited is in CreditShare.
    consultant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    why = models.TextField(default="", blank=True)
    expectations = models.TextField(default="", blank=True)
    contract_agreed = models.BooleanField(default=False)
    list_price = models.BigIntegerField()
    discount = models.BigIntegerField(default=0)
    discount_reason = models.CharField(max_length=200, default="", blank=True)
    discount_approved_by = _by()
    net_price = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # In which parts they want to pay; the parts themselves are laid down when it is approved.
    plan_template = models.ForeignKey(
        "PlanTemplate", models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = _by()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = _by()
    # Approved or rejected: when, by whom, and with which words.
    decided_at = models.DateTimeField(null=True)
    decided_by = _by()
    decision_note = models.TextField(default="", blank=True)
    waitlisted_at = models.DateTimeField(null=True)
    # Until when a seat waits for the answer to an offer, or for the money.
    held_until = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, default="", blank=True)
    end_note = models.TextField(default="", blank=True)
    # Of a withdrawal: how many lessons they had of how many, and what they get back for it.
    sessions_attended = models.PositiveIntegerField(null=True)
    sessions_total = models.PositiveIntegerField(null=True)
    refund_due = models.BigIntegerField(null=True)
    transferred_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="transferred_to"
    )
    version = models.PositiveIntegerField(default=1)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "customer", "class_group", condition=Q(state__in=LIVE), name="one_live_enrollment"
            ),
            models.CheckConstraint(
                condition=Q(discount__gte=0, list_price__gte=0, net_price__gte=0),
                name="enrollment_prices_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(net_price=F("list_price") - F("discount")),
                name="enrollment_net_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(state__in=HOLDING, held_until__isnull=False)
                | (~Q(state__in=HOLDING) & Q(held_until__isnull=True)),
                name="enrollment_held_until_while_held",
            ),
        ]
        indexes = [
            models.Index(
                "class_group", "waitlisted_at", "id", name="waitlist_of_class",
                condition=Q(state="waitlisted"),
            ),
            models.Index(
                "held_until", "id", name="held_seats", condition=Q(held_until__isnull=False)
            ),
            models.Index(
                "submitted_at", "id", name="open_applications", condition=Q(state="submitted")
            ),
            models.Index(F("created_at").desc(), F("id").desc(), name="enrollment_by_created"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"enrollment {self.pk}"
