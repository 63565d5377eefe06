"""What other rules of a pool would do: who would go back, whose they are, and when (R93).

Reads and writes nothing. The same formula over the same columns as the job that follows a change
(services/clock_jobs.py), so what is told here is what the sweep would then do.
"""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, starmap
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce

from shoal.common.fields import ref
from shoal.organization.calendars import calendars_of
from shoal.organization.models import Employee

from .models import ClockJob, Customer, Pool
from .rules.clock import CLOCK_FIELDS, Clocked, ClockPolicy, Due, due_of

WEEK = timedelta(days=7)
WEEKS = 8
# The rows that are shown; of what lies behind them the counts are exact.
SHOWN = 1000
READ_AT_ONCE = 5000


class Returning(NamedTuple):
    """A customer who would go back within the coming weeks. Ordered by when."""

    due_at: datetime
    customer: int
    owner: int
    rule: str
    # They would not have by the rules of today.
    is_new: bool


@dataclass
class Tally:
    """Counts of customers. `weeks` are the coming ones, what is due already apart."""

    at: datetime
    at_once: Counter[tuple[int, str]] = field(default_factory=Counter)
    soon: Counter[tuple[int, str]] = field(default_factory=Counter)
    weeks: Counter[int] = field(default_factory=Counter)
    weeks_today: Counter[int] = field(default_factory=Counter)
    newly_due: int = 0
    no_longer_due: int = 0
    at_once_today: int = 0

    def week_of(self, due: Due) -> int | None:
        """Return 0 to 7 for the coming weeks, -1 for what is due already, None for later."""
        if due.at is None:
            return None
        if due.at <= self.at:
            return -1
        week = (due.at - self.at) // WEEK
        return week if week < WEEKS else None

    def count(self, owner: int, due: Due, today: Due, members: int) -> int | None:
        """Take a household into account; return the week in which it would go back."""
        week, before = self.week_of(due), self.week_of(today)
        if week == -1:
            self.at_once[owner, due.rule] += members
            self.newly_due += members if before != -1 else 0
        elif week is not None:
            self.weeks[week] += members
        if week == 0:
            self.soon[owner, due.rule] += members
        if before == -1:
            self.at_once_today += members
            self.no_longer_due += members if week != -1 else 0
        elif before is not None:
            self.weeks_today[before] += members
        return week


def dry_run(
    pool: Pool, changes: Mapping[str, Any], *, at: datetime, owner_id: int | None = None
) -> dict[str, Any]:
    """Return what would happen to the customers of `pool` (of one holder, given `owner_id`) with
    the policy's `changes`, as PATCH takes them. Constant statements, streamed."""
    policy = ClockPolicy.of({**{name: getattr(pool, name) for name in CLOCK_FIELDS}, **changes})
    tally = Tally(at)
    shown = heapq.nsmallest(SHOWN, _returning(pool, policy, tally, owner_id))
    total = tally.at_once.total() + tally.weeks.total()
    people = _names({owner for owner, _ in tally.at_once | tally.soon} | {r.owner for r in shown})
    return {
        "at": at,
        "customers": tally.at_once.total(),
        "consultants": len({owner for owner, _ in tally.at_once}),
        "within_7_days": tally.weeks[0],
        "today": {"customers": tally.at_once_today, "within_7_days": tally.weeks_today[0]},
        "newly_due": tally.newly_due,
        "no_longer_due": tally.no_longer_due,
        "by_rule": _by_rule(tally),
        "by_consultant": _by_consultant(tally, people),
        "weeks": [
            {
                "begins_at": at + week * WEEK, "ends_at": at + (week + 1) * WEEK,
                "customers": tally.weeks[week], "today": tally.weeks_today[week],
            }
            for week in range(WEEKS)
        ],
        "rows": _rows(shown, people),
        "rows_total": total,
        "is_settling": ClockJob.objects.filter(pool=pool).exists(),
    }  # fmt: skip


def _returning(
    pool: Pool, policy: ClockPolicy, tally: Tally, owner_id: int | None
) -> Iterator[Returning]:
    held = Customer.objects.living().filter(pool=pool, owner__isnull=False)
    if owner_id is not None:
        held = held.filter(owner=owner_id)
    calendars = calendars_of(held.order_by().values_list("owner", flat=True).distinct())
    # The guardian, who has none, first: then the hold is theirs.
    rows = (
        held.order_by(Coalesce("guardian", "pk"), F("guardian").asc(nulls_first=True), "pk")
        .values_list(*Clocked._fields)
        .iterator(chunk_size=READ_AT_ONCE)
    )
    for _, found in groupby(starmap(Clocked, rows), key=_household):
        members = list(found)
        root = members[0]
        if root.owner_id is None or root.owned_since is None:
            continue
        due = due_of(
            members,
            owned_since=root.owned_since,
            policy=policy,
            calendar=calendars[root.owner_id],
        )
        week = tally.count(root.owner_id, due, root.due, len(members))
        if week is not None and due.at is not None:
            is_new = tally.week_of(root.due) is None
            for member in members:
                yield Returning(due.at, member.pk, root.owner_id, due.rule, is_new)


def _household(member: Clocked) -> int:
    return member.guardian_id or member.pk


def _by_rule(tally: Tally) -> list[dict[str, Any]]:
    rules = sorted({rule for _, rule in tally.at_once | tally.soon})
    return [
        {
            "rule": rule,
            "customers": _sum(tally.at_once, rule),
            "within_7_days": _sum(tally.soon, rule),
        }
        for rule in rules
    ]


def _sum(counts: Counter[tuple[int, str]], rule: str) -> int:
    return sum(count for (_, of), count in counts.items() if of == rule)


def _by_consultant(tally: Tally, people: Mapping[int, str]) -> list[dict[str, Any]]:
    """Whom it costs most first."""
    now, soon = Counter[int](), Counter[int]()
    for into, counts in ((now, tally.at_once), (soon, tally.soon)):
        for (owner, _), count in counts.items():
            into[owner] += count
    order = sorted(now | soon, key=lambda owner: (-now[owner], -soon[owner], owner))
    return [
        {"consultant": ref(pk, people[pk]), "customers": now[pk], "within_7_days": soon[pk]}
        for pk in order
    ]


def _rows(shown: list[Returning], people: Mapping[int, str]) -> list[dict[str, Any]]:
    names = dict(
        Customer.objects.filter(pk__in=[r.customer for r in shown]).values_list("pk", "name")
    )
    return [
        {
            "customer": ref(row.customer, names.get(row.customer, "")),
            "consultant": ref(row.owner, people[row.owner]),
            "due_at": row.due_at,
            "rule": row.rule,
            "is_new": row.is_new,
        }
        for row in shown
    ]


def _names(owners: set[int]) -> dict[int, str]:
    return dict(Employee.objects.filter(pk__in=owners).values_list("pk", "display_name"))
