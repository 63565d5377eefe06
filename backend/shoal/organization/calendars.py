"""The working calendars of employees, read in one statement; and who is told of their changes.

`organization` may not import those whose clocks depend on a calendar, so they register here.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from shoal.common.json_rows import JSONRows
from shoal.common.models import School
from shoal.common.statements import Slot, prepared

from .models import CalendarEntry, Employee, Leave
from .workdays import WorkingCalendar, days_of

COLUMNS = (
    "pk", "campus__time_zone", "department__campus__time_zone", "school_zone",
    "campus__rest_days", "department__campus__rest_days", "school_rest",
    "school_days", "campus_days", "leave_days",
)  # fmt: skip
_listeners: list[Callable[[datetime, int | None], None]] = []


def calendar_of(employee_id: int) -> WorkingCalendar:
    """Return the calendar of one employee. One statement."""
    one = Slot("employee", BigIntegerField())
    statement = prepared("calendar", lambda: _rows(Employee.objects.filter(pk=one)))
    return _calendar(statement.rows(employee=employee_id)[0])


def calendars_of(employee_ids: Iterable[int]) -> dict[int, WorkingCalendar]:
    """Return {employee id: calendar}. One statement."""
    found = _rows(Employee.objects.filter(pk__in=set(employee_ids)))
    return {row[0]: _calendar(row) for row in found}


def on_change(listener: Callable[[datetime, int | None], None]) -> None:
    """Register what is called, in the transaction of the change, with the instant and the
    employee whose calendar changed, None for everybody's."""
    _listeners[:] = [listener]


def changed(*, at: datetime, employee_id: int | None = None) -> None:
    """Say that days or zone changed: of one employee, or of nobody knows whom.

    Called by whatever command changes entries, leave, rest days, a time zone or a placement.
    """
    for listener in _listeners:
        listener(at, employee_id)


def _rows(employees: QuerySet[Employee]) -> QuerySet[Employee, Any]:
    days = JSONObject(first="first_day", last="last_day", works="is_working")
    # An employee without a campus has the department's; NULL matches no entry.
    place = Coalesce(OuterRef("campus"), OuterRef("department__campus"))
    school = School.objects.all()
    return employees.annotate(
        school_zone=Subquery(school.values("time_zone")[:1]),
        school_rest=Subquery(school.values("rest_days")[:1]),
        school_days=JSONRows(CalendarEntry.objects.filter(campus=None).values(v=days)),
        campus_days=JSONRows(CalendarEntry.objects.filter(Q(campus=place)).values(v=days)),
        leave_days=JSONRows(
            Leave.objects.filter(employee=OuterRef("pk")).values(
                v=JSONObject(first="first_day", last="last_day")
            )
        ),
    ).values_list(*COLUMNS)


def _calendar(row: Any) -> WorkingCalendar:
    _, own_zone, departments_zone, school_zone, own_rest, departments_rest, school_rest, *days = row
    campus_rest = _as_json(own_rest if own_zone else departments_rest)
    rest = _as_json(school_rest) if campus_rest is None else campus_rest
    return WorkingCalendar(
        zone=ZoneInfo(own_zone or departments_zone or school_zone),
        rest=frozenset(rest or ()),
        layers=[days_of(_triples(_as_json(layer) or ())) for layer in days],
    )


def _triples(found: Iterable[dict[str, Any]]) -> Iterable[tuple[Any, Any, Any]]:
    return ((d["first"], d["last"], d.get("works", False)) for d in found)


def _as_json(value: Any) -> Any:
    """Rows hand JSON out parsed or as text, depending on the expression."""
    return orjson.loads(value) if isinstance(value, str) else value
