"""The sweep: households whose clock has run out go back to their pools (R83).

In chunks of one transaction each, well under a second, while everybody works. Safe to run twice,
by several at once, and to be cut off anywhere: what is in the pool has no clock.
"""

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from shoal.common.among import Among
from shoal.organization.models import Employee

from ..models import Customer, RecycleRule
from ..querysets import CustomerQuerySet
from . import spells
from .clock_jobs import run_clock_jobs
from .spells import Returned

# Customers a chunk, and who else belongs to the last household: well under 2,000. Smaller chunks
# commit more often than it is worth, larger ones let a writer on SQLite wait (measured).
CHUNK = 1000
# Others write in between: waiting for SQLite's one writer is not fair.
PAUSE_SECONDS = 0.005


@dataclass
class Swept:
    """What a sweep returned: {rule: how many}. `more`: it stopped before the last one."""

    customers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(RecycleRule.values, 0))
    households: dict[str, int] = field(default_factory=lambda: dict.fromkeys(RecycleRule.values, 0))
    more: bool = False

    def count(self, returned: Iterable[Returned]) -> None:
        for member in returned:
            self.customers[member.rule] += 1
            self.households[member.rule] += member.pk == member.household


def recycle_due(
    *,
    at: datetime,
    pool_id: int | None = None,
    by: Employee | None = None,
    most_chunks: int | None = None,
) -> Swept:
    """Return to their pools whose time was over at `at`: of one pool or of all, at most
    `most_chunks` chunks; `by` nobody is the clock itself.

    Whoever is just being worked with is left to the next sweep, and so is whom a clock job
    that is not finished covers.
    """
    swept = Swept()
    if not Customer.objects.filter(recycle_due_at__lte=at)[:1].exists():
        return swept
    run_clock_jobs(at=at)
    due = _due_households(at, pool_id)
    for number, begin in enumerate(range(0, len(due), CHUNK)):
        if number == most_chunks:
            swept.more = True
            break
        swept.count(_recycle(set(due[begin : begin + CHUNK]), at=at, by=by))
        if connection.vendor == "sqlite":
            time.sleep(PAUSE_SECONDS)
    return swept


def _due_households(at: datetime, pool_id: int | None) -> list[int]:
    """Return the household of each customer whose time is over, ascending.

    By their ids, not by when they fell due: neighbours lie on the same pages of tables and
    indexes, which then are written once, and not with every chunk again (measured).
    """
    due = Customer.objects.due_for_recycling(at)
    if pool_id is not None:
        due = due.filter(pool=pool_id)
    return sorted(guardian or pk for pk, guardian in due.values_list("pk", "guardian"))


@transaction.atomic
def _recycle(roots: Collection[int], *, at: datetime, by: Employee | None) -> list[Returned]:
    """Return these households, those that are free; tell whom."""
    members = _lock_whole(roots, at)
    spells.return_to_pools(members, at=at, by=by)
    return members


def _lock_whole(roots: Collection[int], at: datetime) -> list[Returned]:
    """Lock the members of those households that nobody works with, in ascending order; each
    household whole or not at all.

    As in `access`, the guardians first, so that from then on nobody joins. Of whom we have, the
    rows say what is true: a clock that was moved meanwhile is not over any more.
    """
    due = Customer.objects.due_for_recycling(at)
    guardians = _lock(due.filter(Among("pk", roots), guardian=None), at)
    theirs = Customer.objects.living().filter(Among("guardian", guardians))
    students = _lock(theirs, at)
    everybody = theirs.values_list("pk", "guardian")
    left = {guardian for pk, guardian in everybody if pk not in students}
    # A clock that was set back must not end what, by it, has not begun.
    found = [*guardians.values(), *students.values()]
    left |= {member.household for member, has_begun in found if not has_begun}
    return [member for member, _ in found if member.household not in left]


def _lock(rows: CustomerQuerySet, at: datetime) -> dict[int, tuple[Returned, bool]]:
    """Return those of `rows` that nobody has, and whether their hold has begun, by their ids."""
    columns = ("pk", "guardian", "owner", "pool", "recycle_rule", "owned_since")
    return {
        pk: (Returned(pk, guardian or pk, owner, pool, rule), since <= at)
        for pk, guardian, owner, pool, rule, since in _locking(rows).values_list(*columns)
    }


def _locking(rows: CustomerQuerySet) -> CustomerQuerySet:
    skip = connection.features.has_select_for_update_skip_locked
    return rows.order_by("pk").select_for_update(no_key=True, skip_locked=skip)
