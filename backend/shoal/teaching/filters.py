"""Filters of the lists of classes, rooms and teachers."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from shoal.common import clock
from shoal.common.errors import Invalid
from shoal.common.filters import Filter, flag, ids, one_of, parse_id, split
from shoal.organization.requests import Request

from .models import ClassState, ClassType

MOST_DAYS = 366


def _search(*columns: str) -> Filter:
    def apply(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
        wanted = Q()
        for column in columns:
            wanted |= Q(**{f"{column}__icontains": text})
        return rows.filter(wanted)

    return Filter(apply, "A part of what it is called.")


def _term(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    return rows.filter(term__in=split(text, name))


def _teacher(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    return rows.taught_by([parse_id(each, name) for each in split(text, name)])  # type: ignore[attr-defined]


def _ends_within(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    if (days := parse_id(text, name)) > MOST_DAYS:
        raise Invalid.field(name, "range", f"0 to {MOST_DAYS} days.")
    today = clock.today(request.user.zone)
    return rows.filter(end_date__gte=today, end_date__lte=today + timedelta(days=days))


CLASS_FILTERS: dict[str, Filter] = {
    "search": _search("code", "course__name"),
    "campus": ids("campus", "Campus."),
    "course": ids("course", "Course."),
    "teacher": Filter(_teacher, "Taught by any of them. Comma separated."),
    "state": one_of("state", ClassState.values, "State."),
    "class_type": one_of("class_type", ClassType.values, "Type."),
    "term": Filter(_term, "Terms, as they are spelled. Comma separated."),
    "free": flag(lambda: Q(capacity__gt=F("seats_taken") + F("seats_held")), "Has a free seat."),
    "ends_within": Filter(
        _ends_within, "Ends today or within so many days.", int, by_the_day=True
    ),
}  # fmt: skip

TEACHER_FILTERS: dict[str, Filter] = {
    "search": _search("name"),
    "is_active": flag(lambda: Q(is_active=True), "In use."),
}
ROOM_FILTERS: dict[str, Filter] = {**TEACHER_FILTERS, "campus": ids("campus", "Campus.")}
