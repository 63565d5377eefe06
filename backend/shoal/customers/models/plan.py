from django.conf import settings
from django.db import models
from django.db.models import Q

from shoal.organization.models import Campus

from ..querysets import ContactQuerySet
from .customer import Customer
from .follow_up import FollowUp


class PlanKind(models.TextChoices):
    CALL = "call"
    WECHAT = "wechat"
    VISIT = "visit"
    TRIAL_LESSON = "trial_lesson"


class PlanState(models.TextChoices):
    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


class FollowUpPlan(models.Model):
    """What to do with a customer, and when. `planned` is the only open state."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="plans")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=PlanKind, default=PlanKind.CALL)
    due_at = models.DateTimeField()
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="+", db_index=False)
    note = models.TextField(default="", blank=True)
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.PLANNED)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    # The follow-up that made it, and the one that answered it.
    made_by = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="next_plans")
    answered_by = models.ForeignKey(
        FollowUp, models.PROTECT, null=True, related_name="answered_plans"
    )
    closed_at = models.DateTimeField(null=True)
    # How often it changed, and when last (null: never): calendars keep the newest they have seen.
    revision = models.PositiveIntegerField(default=0, db_default=0)
    changed_at = models.DateTimeField(null=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", closed_at__isnull=True)
                | (~Q(state="planned") & Q(closed_at__isnull=False)),
                name="plan_closed_with_instant",
            )
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="plan_by_due"),
            models.Index(
                fields=["assignee", "due_at", "id"], name="open_plans", condition=Q(state="planned")
            ),
            models.Index(
                fields=["customer", "due_at"],
                name="open_plans_customer",
                condition=Q(state="planned"),
            ),
        ]
