"""Who teaches, and where: what a weekly session needs besides its hour."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from shoal.organization.models import Campus

from ..querysets import RoomQuerySet, TeacherQuerySet


class Teacher(models.Model):
    """Not necessarily an employee: many teach by the hour and never log in."""

    name = models.CharField(max_length=100)
    employee = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)

    objects = TeacherQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="teacher_name_once")]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """`capacity` is how many may sit there; null: nobody has counted."""

    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    capacity = models.PositiveIntegerField(null=True)
    is_active = models.BooleanField(default=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("campus", Lower("name"), name="room_name_once")]

    def __str__(self) -> str:
        return self.name
