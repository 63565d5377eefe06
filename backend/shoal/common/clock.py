"""Instants are UTC; days are those of a place."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from . import school


def now() -> datetime:
    return timezone.now()


def today(zone: ZoneInfo) -> date:
    return now().astimezone(zone).date()


def zone_of(name: str | None) -> ZoneInfo:
    """Return the zone of an IANA name; without one the school's, which costs a statement."""
    return ZoneInfo(name or school.time_zone())


def start_of_day(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which the local day of `at` began."""
    return datetime.combine(at.astimezone(zone).date(), time.min, zone)


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the half-open [start, end) of a local date; 23 or 25 hours apart on DST days."""
    begin = datetime.combine(day, time.min, zone)
    return begin, datetime.combine(day + timedelta(days=1), time.min, zone)
