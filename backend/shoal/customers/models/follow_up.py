from django.conf import settings
from django.db import models

from shoal.teaching.models import Course

from ..querysets import ContactQuerySet
from .customer import Customer, Intent


class Method(models.TextChoices):
    CALL = "call"
    WECHAT = "wechat"
    VISIT = "visit"
    EMAIL = "email"
    SMS = "sms"
    TRIAL_LESSON = "trial_lesson"


class Outcome(models.TextChoices):
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"
    VISITED = "visited"


# "No answer" is a contact, but does not reset the clock that returns customers to the pool.
EFFECTIVE = frozenset({Outcome.REACHED, Outcome.VISITED})


class FollowUp(models.Model):
    """Somebody of ours contacted a customer. The row is the latest version; older ones are
    FollowUpVersion."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="follow_ups", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    method = models.CharField(max_length=20, choices=Method)
    outcome = models.CharField(max_length=20, choices=Outcome)
    note = models.TextField(default="", blank=True)
    courses = models.ManyToManyField(Course, related_name="+")
    intent_after = models.CharField(max_length=1, choices=Intent, default="", blank=True)
    occurred_at = models.DateTimeField()
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer", "-occurred_at", "-id"], name="follow_up_by_customer"),
            models.Index(fields=["author", "-occurred_at", "-id"], name="follow_up_by_author"),
            models.Index(fields=["-occurred_at", "-id"], name="follow_up_by_time"),
        ]


class FollowUpVersion(models.Model):
    """What a follow-up said before a correction."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    method = models.CharField(max_length=20, choices=Method)
    outcome = models.CharField(max_length=20, choices=Outcome)
    note = models.TextField(default="", blank=True)
    intent_after = models.CharField(max_length=1, default="", blank=True)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "version"], name="follow_up_version_once")
        ]
