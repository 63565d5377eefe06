"""The school's working calendar and people's leave (R90, R91)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from shoal.activity.services import record
from shoal.common import school as the_school
from shoal.common.errors import DomainError, Invalid, NotFound

from .. import calendars, rules
from ..holidays import SCHEDULES, entries_of
from ..models import CalendarEntry, Campus, Employee, Leave

# Longer than any holiday; a year too many in a date must not stop every clock.
LONGEST = timedelta(days=366)


@transaction.atomic
def add_entry(*, fields: dict[str, Any], by: Employee, at: datetime) -> CalendarEntry:
    """Close the school or a campus (or let it work) from first_day to last_day.

    Raises Invalid.
    """
    # Two at once must not both find the days free.
    the_school.lock()
    entry = CalendarEntry(**_with_campus(fields))
    _check_entry(entry)
    entry.save()
    record("calendarentry.created", subject=entry, actor=by, at=at, campus=entry.campus_id)
    calendars.changed(at=at)
    return entry


@transaction.atomic
def edit_entry(
    *, entry_id: int, changes: dict[str, Any], by: Employee, at: datetime
) -> CalendarEntry:
    """Raises NotFound, Invalid."""
    the_school.lock()
    entry = _entry(entry_id)
    changed = _set(entry, _with_campus(changes))
    if not changed:
        return entry
    _check_entry(entry)
    entry.save(update_fields=changed)
    record("calendarentry.edited", subject=entry, actor=by, at=at, fields=sorted(changed))
    if changed != ["name"]:
        calendars.changed(at=at)
    return entry


@transaction.atomic
def remove_entry(*, entry_id: int, by: Employee, at: datetime) -> None:
    """Raises NotFound."""
    the_school.lock()
    entry = _entry(entry_id)
    record("calendarentry.removed", subject=entry, actor=by, at=at, campus=entry.campus_id)
    entry.delete()
    calendars.changed(at=at)


@transaction.atomic
def add_holidays(*, year: int, by: Employee, at: datetime) -> tuple[int, int]:
    """Add the year's public holidays for the whole school; return (added, left out).

    Left out is what meets an entry of the same kind: the school has said it its own way. Raises
    Invalid.
    """
    if year not in SCHEDULES:
        raise Invalid.field("year", "choice", f"One of {', '.join(map(str, SCHEDULES))}.")
    school = the_school.lock()
    entries = entries_of(year, school.language)
    free = [entry for entry in entries if not _others(entry).exists()]
    for entry in free:
        entry.save()
        record("calendarentry.created", subject=entry, actor=by, at=at, campus=None)
    if free:
        calendars.changed(at=at)
    return len(free), len(entries) - len(free)


@transaction.atomic
def add_leave(
    *, employee_id: int, first_day: date, last_day: date, note: str, by: Employee, at: datetime
) -> Leave:
    """Raises Invalid, OutsideYourScope."""
    if not Employee.objects.visible_to(by).filter(pk=employee_id).exists():
        raise Invalid.field("employee", "does_not_exist", "There is no such employee.")
    employee = Employee.objects.lock(employee_id)
    _refuse(rules.leave_refusal(by, employee))
    leave = Leave(
        employee=employee, first_day=first_day, last_day=last_day, note=note,
        created_at=at, created_by=by,
    )  # fmt: skip
    _check_leave(leave)
    leave.save()
    record("leave.created", subject=employee, actor=by, at=at, leave=leave.pk)
    calendars.changed(at=at, employee_id=employee.pk)
    return leave


@transaction.atomic
def edit_leave(*, leave_id: int, changes: dict[str, Any], by: Employee, at: datetime) -> Leave:
    """Change days or note. Raises NotFound, OutsideYourScope, Invalid."""
    leave = _lock_leave(leave_id, by)
    changed = _set(leave, changes)
    if not changed:
        return leave
    _check_leave(leave)
    leave.save(update_fields=changed)
    record(
        "leave.edited", subject=leave.employee, actor=by, at=at,
        leave=leave.pk, fields=sorted(changed),
    )  # fmt: skip
    if changed != ["note"]:
        calendars.changed(at=at, employee_id=leave.employee_id)
    return leave


@transaction.atomic
def remove_leave(*, leave_id: int, by: Employee, at: datetime) -> None:
    """Raises NotFound, OutsideYourScope."""
    leave = _lock_leave(leave_id, by)
    record("leave.removed", subject=leave.employee, actor=by, at=at, leave=leave.pk)
    leave.delete()
    calendars.changed(at=at, employee_id=leave.employee_id)


def _entry(pk: int) -> CalendarEntry:
    entry = CalendarEntry.objects.filter(pk=pk).first()
    if entry is None:
        raise NotFound()
    return entry


def _lock_leave(pk: int, by: Employee) -> Leave:
    """Return a leave that `by` may change, its employee locked. Raises NotFound, a refusal."""
    visible = Leave.objects.visible_to(by).filter(pk=pk)
    owner = visible.values_list("employee", flat=True).first()
    if owner is None:
        raise NotFound()
    employee = Employee.objects.lock(owner)
    # Read again: while we waited it may have been changed or removed.
    leave = visible.first()
    if leave is None:
        raise NotFound()
    _refuse(rules.leave_refusal(by, employee))
    return leave


def _set(row: CalendarEntry | Leave, changes: dict[str, Any]) -> list[str]:
    """Set what is other than before and return its names."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    return changed


def _with_campus(fields: dict[str, Any]) -> dict[str, Any]:
    """Name the campus by its column. Raises Invalid when there is none."""
    if "campus" not in fields:
        return fields
    fields = dict(fields)
    pk = fields.pop("campus")
    if pk is not None and not Campus.objects.filter(pk=pk).exists():
        raise Invalid.field("campus", "does_not_exist", "There is no such campus.")
    return {**fields, "campus_id": pk}


def _check_entry(entry: CalendarEntry) -> None:
    _check_days(entry, _others(entry))


def _check_leave(leave: Leave) -> None:
    others = Leave.objects.filter(employee=leave.employee_id).exclude(pk=leave.pk)
    _check_days(leave, others.between(leave.first_day, leave.last_day))


def _others(entry: CalendarEntry) -> QuerySet[CalendarEntry]:
    """Return what says the same of some of these days: of the same place, of the same kind."""
    same = CalendarEntry.objects.filter(campus=entry.campus_id, is_working=entry.is_working)
    if entry.campus_id is None:
        same = CalendarEntry.objects.filter(campus__isnull=True, is_working=entry.is_working)
    return same.exclude(pk=entry.pk).between(entry.first_day, entry.last_day)


def _check_days(row: CalendarEntry | Leave, overlapping: QuerySet[Any]) -> None:
    if row.last_day < row.first_day:
        raise Invalid.field("last_day", "order", "The last day is not before the first.")
    if row.last_day - row.first_day >= LONGEST:
        raise Invalid.field("last_day", "too_long", f"At most {LONGEST.days} days.")
    if overlapping.exists():
        raise Invalid.field("first_day", "overlaps", "Some of these days are entered already.")


def _refuse(refusal: DomainError | None) -> None:
    if refusal is not None:
        raise refusal
