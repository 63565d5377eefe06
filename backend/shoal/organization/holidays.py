"""China's public holidays, for the schools that keep them.

The dates of 2026 are those of the State Council's notice of 4 November 2025, with the days on
which is worked instead. Of later years only what the law itself fixes is here: how the days
around it are exchanged is announced each November for the year that follows.
"""

from dataclasses import dataclass
from datetime import date

from shoal.common.models import School

from .models import CalendarEntry


@dataclass(frozen=True)
class Schedule:
    """`closed` and `working` are (first day, last day, which holiday)."""

    # With the exchanged days, as announced.
    is_announced: bool
    closed: tuple[tuple[date, date, str], ...]
    working: tuple[tuple[date, date, str], ...] = ()


NAMES = {
    "new_year": ("New Year's Day", "元旦"),
    "spring": ("Spring Festival", "春节"),
    "qingming": ("Qingming Festival", "清明节"),
    "labour": ("Labour Day", "劳动节"),
    "dragon_boat": ("Dragon Boat Festival", "端午节"),
    "mid_autumn": ("Mid-Autumn Festival", "中秋节"),
    "national": ("National Day", "国庆节"),
    "national_and_mid_autumn": ("National Day and Mid-Autumn Festival", "国庆节、中秋节"),
}
INSTEAD = ("working day for {}", "{}调休上班")


def _days(year: int, first: tuple[int, int], last: tuple[int, int], name: str) -> tuple[
    date, date, str
]:  # fmt: skip
    return date(year, *first), date(year, *last), name


SCHEDULES: dict[int, Schedule] = {
    2026: Schedule(
        is_announced=True,
        closed=(
            _days(2026, (1, 1), (1, 3), "new_year"), _days(2026, (2, 15), (2, 23), "spring"),
            _days(2026, (4, 4), (4, 6), "qingming"), _days(2026, (5, 1), (5, 5), "labour"),
            _days(2026, (6, 19), (6, 21), "dragon_boat"),
            _days(2026, (9, 25), (9, 27), "mid_autumn"), _days(2026, (10, 1), (10, 7), "national"),
        ),
        working=(
            _days(2026, (1, 4), (1, 4), "new_year"), _days(2026, (2, 14), (2, 14), "spring"),
            _days(2026, (2, 28), (2, 28), "spring"), _days(2026, (5, 9), (5, 9), "labour"),
            _days(2026, (9, 20), (9, 20), "national"), _days(2026, (10, 10), (10, 10), "national"),
        ),
    ),
    2027: Schedule(
        is_announced=False,
        closed=(
            _days(2027, (1, 1), (1, 1), "new_year"), _days(2027, (2, 5), (2, 8), "spring"),
            _days(2027, (4, 5), (4, 5), "qingming"), _days(2027, (5, 1), (5, 2), "labour"),
            _days(2027, (6, 9), (6, 9), "dragon_boat"), _days(2027, (9, 15), (9, 15), "mid_autumn"),
            _days(2027, (10, 1), (10, 3), "national"),
        ),
    ),
    2028: Schedule(
        is_announced=False,
        closed=(
            _days(2028, (1, 1), (1, 1), "new_year"), _days(2028, (1, 25), (1, 28), "spring"),
            _days(2028, (4, 4), (4, 4), "qingming"), _days(2028, (5, 1), (5, 2), "labour"),
            _days(2028, (5, 28), (5, 28), "dragon_boat"),
            _days(2028, (10, 1), (10, 3), "national_and_mid_autumn"),
        ),
    ),
}  # fmt: skip


def entries_of(year: int, language: str) -> list[CalendarEntry]:
    """Return the year's entries for the whole school, named in `language`, unsaved, in order."""
    schedule = SCHEDULES[year]
    chinese = language == School.Language.CHINESE
    entries = []
    for is_working, days in ((False, schedule.closed), (True, schedule.working)):
        for first, last, holiday in days:
            name = NAMES[holiday][chinese]
            name = INSTEAD[chinese].format(name) if is_working else name
            entries.append(
                CalendarEntry(
                    first_day=first,
                    last_day=last,
                    name=name[0].upper() + name[1:],
                    is_working=is_working,
                )
            )
    return sorted(entries, key=lambda entry: entry.first_day)
