"""The lists that a school edits itself."""

from django.db import models

from ..querysets import ListEntryQuerySet


class ListEntry(models.Model):
    """An entry of a list that the school edits itself."""

    class Kind(models.TextChoices):
        SOURCE = "source"
        CAMPAIGN = "campaign"
        RELEASE_REASON = "release_reason"
        LOST_REASON = "lost_reason"
        PAYMENT_METHOD = "payment_method"

    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=60)
    label_en = models.CharField(max_length=100)
    label_zh = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("kind", "code", name="list_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"
