from django.conf import settings
from django.db import models

from ..querysets import PlanFeedQuerySet


class PlanFeed(models.Model):
    """An address at which a calendar reads one employee's plans. Whoever has it may read them, so
    only a hash of its token is kept, and it can be revoked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="plan_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60, default="", blank=True)
    created_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = PlanFeedQuerySet.as_manager()
