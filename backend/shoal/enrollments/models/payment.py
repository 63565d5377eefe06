"""Money that came in, went back, or moved. A confirmed row never changes (guards.py)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shoal.organization.models import ListEntry

from ..payment_querysets import PaymentQuerySet
from .enrollment import Enrollment
from .receipt import Receipt


class PaymentType(models.TextChoices):
    DEPOSIT = "deposit"
    TUITION = "tuition"
    MATERIAL = "material"
    REFUND = "refund"
    REVERSAL = "reversal"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"
    CREDIT = "credit"


class PaymentState(models.TextChoices):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    # A refund only: another manager or an admin agreed, finance may pay it.
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


def _by() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )


class Payment(models.Model):
    """`amount` is positive, in minor units of `currency`; `type` says which way it went.

    A reversal undoes the row that it `reverses`, whose type says what that means. Of the two
    rows of a transfer the one that comes in has the other as `pair`. Money used from a customer's
    credit is a `transfer_in` with the credit row as `source`, and so is a refund of it; a credit
    row names as `source` what was too much.
    """

    enrollment = models.ForeignKey(Enrollment, models.PROTECT, related_name="payments")
    type = models.CharField(max_length=20, choices=PaymentType)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    # Null where no money changed hands: transfers, credit that they left, and their reversals. A
    # refund gets it when it is paid.
    method = models.ForeignKey(
        ListEntry, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=100, default="", blank=True)
    note = models.TextField(default="", blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=PaymentState, default=PaymentState.DRAFT)
    created_at = models.DateTimeField()
    created_by = _by()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = _by()
    approved_at = models.DateTimeField(null=True)
    approved_by = _by()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = _by()
    rejected_at = models.DateTimeField(null=True)
    rejected_by = _by()
    reject_note = models.TextField(default="", blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    pair = models.OneToOneField("self", models.PROTECT, null=True, related_name="paired_by")
    source = models.ForeignKey("self", models.PROTECT, null=True, related_name="uses")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="payments")
    version = models.PositiveIntegerField(default=1)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.UniqueConstraint(
                "method",
                "reference",
                name="payment_reference_once",
                condition=~Q(reference="") & ~Q(state="rejected"),
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at__isnull=True)),
                name="payment_confirmed_with_instant",
            ),
            models.CheckConstraint(
                condition=Q(type="reversal", reverses__isnull=False)
                | (~Q(type="reversal") & Q(reverses__isnull=True)),
                name="payment_reversal_of_something",
            ),
        ]
        indexes = [
            models.Index(F("created_at").desc(), F("id").desc(), name="payment_by_created"),
            models.Index(
                "submitted_at", "id", name="payments_to_confirm",
                condition=Q(state__in=["submitted", "approved"]),
            ),
            models.Index(
                "confirmed_at", "id", name="payments_by_confirmation",
                condition=Q(state="confirmed"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"payment {self.pk}"
