"""The working calendar of one employee: which days count, and what so many of them later is (R81).

Pure: whoever has the rows makes one (calendars.py), so that thousands of clocks are computed
without a statement each.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A day of rest for ever ends no clock: what lies this many days ahead or more is never.
FARTHEST = 40 * 366
# How many days are looked at in one go.
BLOCK = 128


@dataclass(frozen=True)
class Days:
    """From `first` to `last`, both included; `works` makes working days of them."""

    first: date
    last: date
    works: bool = False


@dataclass
class WorkingCalendar:
    """`rest` are ISO weekdays (1 is Monday). `layers` are laid over them in turn, the later over
    the earlier, and of one layer its working days over its closed ones."""

    zone: ZoneInfo
    rest: frozenset[int] = frozenset()
    layers: Sequence[Sequence[Days]] = ()
    # Ordinals of the working days among [_from, _to), ascending.
    _working: list[int] = field(default_factory=list, init=False, repr=False)
    _from: int = field(default=0, init=False, repr=False)
    _to: int = field(default=0, init=False, repr=False)
    _midnights: dict[int, datetime] = field(default_factory=dict, init=False, repr=False)

    def is_working(self, day: date) -> bool:
        return not self._closed(day.toordinal(), 1)[0]

    def add_days(self, at: datetime, days: int) -> datetime | None:
        """Return the same local time on the `days`-th working day after `at`.

        On a day off the clock stands still: it starts at 00:00 of the next working day. A local
        time that a change of clocks skips is the instant that would have had it. None when it
        lies FARTHEST days or more ahead, so when never.
        """
        local = at.astimezone(self.zone)
        begin = local.toordinal()
        place = self._place(begin, days)
        if place is None:
            return None
        worked = self._working[place] == begin
        wall = local.time() if worked else time.min
        day = date.fromordinal(self._working[place + days])
        return datetime.combine(day, wall, self.zone).astimezone(UTC)

    def add_hours(self, at: datetime, hours: int) -> datetime | None:
        """Return when `hours` real hours have passed after `at`, only those of working days
        counting; a day of a change of clocks has 23 or 25. None as in `add_days`."""
        left = timedelta(hours=hours)
        begin = at.astimezone(self.zone).toordinal()
        ahead = 0
        while (place := self._place(begin, ahead)) is not None:
            day = self._working[place + ahead]
            since = max(at, self._midnight(day))
            room = self._midnight(day + 1) - since
            if left <= room:
                return (since + left).astimezone(UTC)
            left -= room
            ahead += 1
        return None

    def _place(self, begin: int, ahead: int) -> int | None:
        """Return where the first working day from `begin` on stands in `_working`, which then
        holds `ahead` more after it; None when there are not so many before FARTHEST."""
        end = min(begin + FARTHEST, date.max.toordinal())
        self._reach(begin)
        while True:
            place = bisect_left(self._working, begin)
            if place + ahead < len(self._working):
                return place if self._working[place + ahead] < end else None
            if self._to >= end:
                return None
            self._look(self._to, BLOCK)

    def _reach(self, begin: int) -> None:
        """Have looked at the day `begin`, and at all between it and those known already."""
        if not self._to:
            self._from = self._to = begin
        if begin < self._from:
            # Somewhat further back: the next clock may have begun a little earlier.
            known, self._from = self._to, max(begin - BLOCK, 1)
            self._working = []
            self._look(self._from, known - self._from)
        elif begin >= self._to:
            self._look(self._to, begin - self._to + BLOCK)

    def _look(self, begin: int, count: int) -> None:
        closed = self._closed(begin, count)
        self._working += [begin + n for n in range(count) if not closed[n]]
        self._to = begin + count

    def _closed(self, begin: int, count: int) -> bytearray:
        """Return for each of `count` days from the ordinal `begin` on whether it is off."""
        # Ordinal 1 was a Monday.
        week = bytes((begin + n - 1) % 7 + 1 in self.rest for n in range(7))
        off = bytearray((week * (count // 7 + 1))[:count])
        for layer in self.layers:
            for works in (False, True):
                for days in layer:
                    if days.works == works:
                        _paint(off, begin, days, 0 if works else 1)
        return off

    def _midnight(self, day: int) -> datetime:
        found = self._midnights.get(day)
        if found is None:
            local = datetime.combine(date.fromordinal(day), time.min, self.zone)
            found = self._midnights[day] = local.astimezone(UTC)
        return found


def days_of(rows: Iterable[Sequence[object]]) -> list[Days]:
    """Return the days of [first, last, works], dates as in "2026-10-01"."""
    return [
        Days(date.fromisoformat(str(first)), date.fromisoformat(str(last)), bool(works))
        for first, last, works in rows
    ]


def _paint(off: bytearray, begin: int, days: Days, value: int) -> None:
    first = max(days.first.toordinal() - begin, 0)
    last = min(days.last.toordinal() - begin + 1, len(off))
    if first < last:
        off[first:last] = bytes([value]) * (last - first)
