from django.db import models
from django.db.models import Q


class RefundRule(models.TextChoices):
    """How much of the price a leaver has used up."""

    SESSIONS = "sessions"
    DAYS = "days"


class EnrollmentPolicy(models.Model):
    """How the school sells: one row, laid down by a migration."""

    # How long an approved seat waits for the first money, and an offered one for the answer.
    hold_hours = models.PositiveIntegerField(default=72)
    offer_hours = models.PositiveIntegerField(default=48)
    # Up to so many percent sellers give on their own; above, the approver agrees to it expressly;
    # above the second, only admins approve.
    discount_percent = models.PositiveSmallIntegerField(default=10)
    manager_discount_percent = models.PositiveSmallIntegerField(default=30)
    refund_rule = models.CharField(max_length=20, choices=RefundRule, default=RefundRule.SESSIONS)
    # Kept of what would be refunded once the class has begun, in percent.
    refund_fee_percent = models.PositiveSmallIntegerField(default=0)
    # An inquiry within so many days of another consultant's effective contact stays theirs; null:
    # whoever holds the customer when they apply is credited.
    attribution_days = models.PositiveIntegerField(null=True, default=30)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_enrollment_policy"),
            models.CheckConstraint(
                condition=Q(
                    discount_percent__lte=100,
                    manager_discount_percent__lte=100,
                    refund_fee_percent__lte=100,
                ),
                name="enrollment_policy_percents",
            ),
            models.CheckConstraint(
                condition=Q(hold_hours__gte=1, offer_hours__gte=1),
                name="enrollment_policy_holds",
            ),
        ]
