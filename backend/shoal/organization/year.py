"""One year of the working calendar, day by day (R90)."""

from datetime import date, timedelta

from django.db.models import Q

from shoal.common import clock, school

from .models import CalendarEntry, Campus
from .workdays import WorkingCalendar, days_of


def closed_days(year: int, campus: Campus | None) -> list[date]:
    """Return the days of `year` on which the campus, or the school itself, does not work.

    What a consultant's clock counts, their own leave aside. Two statements.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    places = Q(campus__isnull=True) | Q(campus=campus and campus.pk)
    entries = CalendarEntry.objects.between(first, last).filter(places)
    rows = list(entries.values_list("campus", "first_day", "last_day", "is_working"))
    home = school.current()
    own_rest = campus.rest_days if campus else None
    calendar = WorkingCalendar(
        zone=clock.zone_of(campus.time_zone if campus else home.time_zone),
        rest=frozenset(home.rest_days if own_rest is None else own_rest),
        layers=[
            days_of(days for place, *days in rows if place is None),
            days_of(days for place, *days in rows if place is not None),
        ],
    )
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if not calendar.is_working(day)]
