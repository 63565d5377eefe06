from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Max, Q, QuerySet

if TYPE_CHECKING:
    from shoal.organization.models import Employee

    from .models import ClassGroup, Room, Teacher, WeeklySession  # noqa: F401

MOST_TERMS = 100


class TeacherQuerySet(QuerySet["Teacher"]):
    def visible_to(self, viewer: "Employee") -> "TeacherQuerySet":
        """Who teaches, and where, is no secret among colleagues (R160)."""
        return self


class RoomQuerySet(QuerySet["Room"]):
    def visible_to(self, viewer: "Employee") -> "RoomQuerySet":
        return self


class ClassQuerySet(QuerySet["ClassGroup"]):
    def visible_to(self, viewer: "Employee") -> "ClassQuerySet":
        """Everybody who sells, or takes the money, must know what there is (R160)."""
        return self

    def taking_place(self) -> "ClassQuerySet":
        """Those that need their rooms and teachers: neither over nor given up."""
        return self.filter(state__in=("planned", "open", "running"))

    def between(self, first: date, last: date) -> "ClassQuerySet":
        """Those that have a day in common with first to last, both included."""
        return self.filter(start_date__lte=last, end_date__gte=first)

    def with_free_seats(self) -> "ClassQuerySet":
        return self.filter(capacity__gt=F("seats_taken") + F("seats_held"))

    def taught_by(self, teachers: Collection[int]) -> "ClassQuerySet":
        """Those of any of these teachers; by subquery, for a join would repeat a class."""
        through = self.model.teachers.through.objects.filter(teacher__in=teachers)
        return self.filter(pk__in=through.values("classgroup"))

    def terms(self) -> list[str]:
        """Return how their terms are spelled, the latest first."""
        latest = self.order_by().values("term").annotate(latest=Max("start_date"))
        return list(latest.order_by("-latest", "term").values_list("term", flat=True)[:MOST_TERMS])


class WeeklyQuerySet(QuerySet["WeeklySession"]):
    def of_teachers(self, teachers: Collection[int]) -> "WeeklyQuerySet":
        """Those that any of these teaches: by name, or, where nobody is named, with the class."""
        with_class = self.model.objects.filter(teacher=None, class_group__teachers__in=teachers)
        return self.filter(Q(teacher__in=teachers) | Q(pk__in=with_class.values("pk")))
