"""On which days the calendar's entries close a campus (R90); weekly rest is another matter."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from .models import CalendarEntry
from .workdays import Days, WorkingCalendar

# Whole days have no hours that a zone could move.
ANYWHERE = ZoneInfo("UTC")
Closures = dict[int, frozenset[date]]


def closures(campus_ids: Collection[int], first: date, last: date) -> Closures:
    """Return {campus id: days from first to last on which it is closed}. One statement.

    The school's entries count everywhere, a campus's own over them, as for the clock (R81).
    """
    entries = CalendarEntry.objects.between(first, last).filter(
        Q(campus__isnull=True) | Q(campus__in=campus_ids)
    )
    of_place: dict[int | None, list[Days]] = defaultdict(list)
    for campus, begin, end, works in entries.values_list(
        "campus", "first_day", "last_day", "is_working"
    ):
        of_place[campus].append(Days(begin, end, works))
    days = [first + timedelta(n) for n in range((last - first).days + 1)] if of_place else []
    return {
        campus: frozenset(day for day in days if not calendar.is_working(day))
        for campus in campus_ids
        for calendar in [WorkingCalendar(zone=ANYWHERE, layers=[of_place[None], of_place[campus]])]
    }
