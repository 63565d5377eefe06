from django.conf import settings
from django.db import models

from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from .pool import Pool


def _all_fields() -> list[str]:
    return ["name", "phone", "wechat", "question"]


class IntakeForm(models.Model):
    """A form on a website through which strangers ask. Whoever has its `token` may post to it; the
    token stands in public pages, so it names the form and is no secret."""

    class Unknown(models.TextChoices):
        """What becomes of somebody whom nobody knows yet."""

        CREATE = "create"
        ASK = "ask"

    token = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    # Said above and below the fields of the hosted page, by language.
    title = models.JSONField(default=dict)
    thanks = models.JSONField(default=dict)
    # What they agree to by sending; kept with each consultation as it stood.
    consent = models.JSONField(default=dict)
    fields = models.JSONField(default=_all_fields)
    unknown = models.CharField(max_length=10, choices=Unknown, default=Unknown.CREATE)
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="+", db_index=False)
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.ForeignKey(
        ListEntry, models.PROTECT, null=True, related_name="+", db_index=False
    )
    campaign = models.ForeignKey(
        ListEntry, models.PROTECT, null=True, related_name="+", db_index=False
    )
    courses = models.ManyToManyField(Course, related_name="+")
    # Origins of pages that may post to it by script, as in "https://www.school.example".
    allowed_origins = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    # Refused attempts beyond those of one hour that are kept one by one (R107).
    unkept = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
