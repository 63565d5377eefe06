"""A class: a course that is taught at a campus from one day to another, with so many seats."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from shoal.organization.models import Campus

from ..querysets import ClassQuerySet, WeeklyQuerySet
from .course import Course
from .staff import Room, Teacher


class ClassType(models.TextChoices):
    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    EVENING = "evening"
    ONLINE = "online"


class ClassState(models.TextChoices):
    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ClassGroup(models.Model):
    """The API's `/classes`. `tuition` is in minor units of `currency`, the campus's.

    `seats_taken` and `seats_held` count enrollments that sit here and those whose seat waits for
    an answer or the money; whoever changes them has the row locked, and the database refuses more
    than `capacity`. `check_seats` proves them against the enrollments.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="classes")
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    term = models.CharField(max_length=40)
    class_type = models.CharField(max_length=20, choices=ClassType)
    teachers = models.ManyToManyField(Teacher, related_name="classes")
    start_date = models.DateField()
    end_date = models.DateField()
    capacity = models.PositiveIntegerField()
    min_to_open = models.PositiveIntegerField(default=0)
    tuition = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=20, choices=ClassState, default=ClassState.PLANNED)
    seats_taken = models.PositiveIntegerField(default=0)
    seats_held = models.PositiveIntegerField(default=0)
    # The class of an earlier term that this one was made from.
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    objects = ClassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("campus", "term", "code", name="class_code_once"),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="class_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="class_has_seats"),
            models.CheckConstraint(
                condition=Q(min_to_open__lte=F("capacity")), name="class_can_open"
            ),
            models.CheckConstraint(condition=Q(tuition__gte=0), name="class_tuition_not_negative"),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("seats_taken") + F("seats_held")),
                name="class_not_oversold",
            ),
        ]
        indexes = [
            models.Index(fields=["start_date", "id"], name="class_by_start"),
            models.Index(fields=["end_date", "id"], name="class_by_end"),
            models.Index(fields=["campus", "start_date", "id"], name="class_by_campus"),
            models.Index(fields=["code", "id"], name="class_by_code"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def seats_free(self) -> int:
        return self.capacity - self.seats_taken - self.seats_held


class WeeklySession(models.Model):
    """One lesson a week; `weekday` is ISO (1 is Monday), the hours are those of the campus."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="sessions")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="sessions")
    # null: all teachers of the class.
    teacher = models.ForeignKey(Teacher, models.PROTECT, null=True, related_name="sessions")

    objects = WeeklyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7), name="session_on_a_weekday"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"
            ),
            models.UniqueConstraint("class_group", "weekday", "starts_at", name="session_once"),
        ]
