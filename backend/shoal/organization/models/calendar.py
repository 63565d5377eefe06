"""When nobody is expected to work: the school's holidays, a campus's closures, a person's leave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..querysets import CalendarQuerySet, LeaveQuerySet
from .places import Campus


class CalendarEntry(models.Model):
    """Days, both ends included, on which the school or one campus is closed; or, `is_working`,
    on which it works although they would be days of rest.

    The narrower word counts: a campus's over the school's, a working day over a closed one.
    """

    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="calendar")
    first_day = models.DateField()
    last_day = models.DateField()
    name = models.CharField(max_length=100)
    is_working = models.BooleanField(default=False)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="calendar_entry_in_order"
            )
        ]
        indexes = [models.Index(fields=["last_day"], name="calendar_entry_by_day")]

    def __str__(self) -> str:
        return self.name


class Leave(models.Model):
    """Days, both ends included, on which an employee does not work."""

    employee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="leave")
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.CharField(max_length=200, default="", blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="leave_in_order")
        ]
        indexes = [models.Index(fields=["last_day"], name="leave_by_day")]
