"""On which days, and at what instants, a class meets (R163)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shoal.organization.closures import closures

from .models import ClassGroup, WeeklySession


@dataclass(frozen=True)
class Lesson:
    """One meeting; the instants are in the zone of the campus."""

    session: WeeklySession
    day: date
    starts_at: datetime
    ends_at: datetime


def lessons_between(
    class_group: ClassGroup, first: date, last: date, *, closed: Collection[date] | None = None
) -> list[Lesson]:
    """Return the lessons of the class from first to last, both included, in order.

    `closed` are the days on which its campus is closed; read from the calendar when not told.
    """
    first, last = max(first, class_group.start_date), min(last, class_group.end_date)
    if first > last:
        return []
    if closed is None:
        campus = class_group.campus_id
        closed = closures([campus], first, last)[campus]
    zone = class_group.campus.zone
    return lessons_of(class_group.sessions.all(), zone, first, last, closed)


def lessons_held(class_group: ClassGroup, at: datetime) -> int:
    """Return how many lessons are over."""
    today = at.astimezone(class_group.campus.zone).date()
    found = lessons_between(class_group, class_group.start_date, today)
    return sum(lesson.ends_at <= at for lesson in found)


def lessons_of(
    sessions: Iterable[WeeklySession],
    zone: ZoneInfo,
    first: date,
    last: date,
    closed: Collection[date],
) -> list[Lesson]:
    """Return when these sessions take place. Pure.

    A weekly day of rest closes nothing here: whoever lets a class meet on Sundays means it.
    """
    found = [
        Lesson(
            session,
            day,
            datetime.combine(day, session.starts_at, zone),
            datetime.combine(day, session.ends_at, zone),
        )
        for session in sessions
        for day in _weekly(session.weekday, first, last)
        if day not in closed
    ]
    return sorted(found, key=lambda lesson: (lesson.starts_at, lesson.ends_at))


def _weekly(weekday: int, first: date, last: date) -> Iterable[date]:
    ahead = (weekday - first.isoweekday()) % 7
    weeks = max(((last - first).days - ahead) // 7 + 1, 0)
    return (first + timedelta(days=ahead + 7 * week) for week in range(weeks))
