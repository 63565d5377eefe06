"""Where people work: campuses, and the tree of departments."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from shoal.common import clock

from ..querysets import DepartmentQuerySet


class Campus(models.Model):
    code = models.SlugField(max_length=40, unique=True, allow_unicode=True)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=300, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    time_zone = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    # ISO weekdays (1 is Monday) on which it is closed every week; null: as the school.
    rest_days = models.JSONField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="campus_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return clock.zone_of(self.time_zone)


class Department(models.Model):
    """A node of the tree. `path` ("/1/4/") lists the ids from the root down, itself included."""

    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=400, db_index=True, default="")
    manager = models.ForeignKey("Employee", models.PROTECT, null=True, related_name="+")
    campus = models.ForeignKey(Campus, models.PROTECT, null=True, related_name="+")

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("parent", Lower("name"), name="department_name_once"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="department_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def lineage(self) -> list[int]:
        """Return the ids of this department and all above it, from the root down."""
        return [int(part) for part in self.path.split("/") if part]
