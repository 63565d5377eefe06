"""The clocks of held households: computed from what is locked, and written (R80-R82).

`recycle_due_at` and `recycle_rule` are one answer for all members of a household. Whoever
changes what it depends on computes it anew in the same transaction, under the households'
locks; policies and calendars, which thousands depend on, are followed by a job
(clock_jobs.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Q, QuerySet

from shoal.common.bulk import update_columns
from shoal.common.statements import Slot, prepared
from shoal.organization.calendars import calendar_of, calendars_of
from shoal.organization.workdays import WorkingCalendar

from ..models import ClockJob, Customer, Pool
from ..rules.clock import (
    CLOCK_FIELDS,
    NEVER,
    Clocked,
    ClockPolicy,
    Due,
    Member,
    due_of,
)
from ..tasks import run_clock_jobs_task

CHECKED_AT_ONCE = 2000
POLICY = ("pk", *CLOCK_FIELDS)


@dataclass(frozen=True)
class Household:
    """The living members, the guardian first."""

    members: Sequence[Clocked]

    @property
    def root(self) -> Clocked:
        return self.members[0]


def due_for(
    members: Sequence[Member], *, owner_id: int, pool_id: int, owned_since: datetime
) -> Due:
    """Return when a household that is just being taken falls due. At most two statements.

    Called while the members are locked, and only then is the policy read: whoever changes it
    waits for those who read it before (clock_jobs.py).
    """
    policy = _policy_of(pool_id)
    if not policy.limits:
        return NEVER
    calendar = calendar_of(owner_id)
    return due_of(members, owned_since=owned_since, policy=policy, calendar=calendar)


def refresh_clocks(households: Iterable[int]) -> None:
    """Compute the clocks of the households with these root ids anew.

    The caller has locked the members. At most four statements, however many they are.
    """
    write_dues(compute(read_households(households)))


def schedule_recompute(
    *, at: datetime, pool_id: int | None = None, owner_id: int | None = None
) -> None:
    """Have the clocks of a pool's customers computed anew, or of an owner's, or with neither of
    everybody's: by the worker, once the caller's transaction is committed (R82)."""
    ClockJob.objects.create(pool_id=pool_id, owner_id=owner_id, created_at=at)
    transaction.on_commit(run_clock_jobs_task.enqueue)


def read_households(roots: Iterable[int]) -> list[Household]:
    """Return the households with these root ids, those who lie in a pool too. One statement."""
    wanted = sorted(set(roots))
    rows = Customer.objects.living().filter(Q(pk__in=wanted) | Q(guardian__in=wanted))
    return _gathered(rows)


def compute(
    households: Sequence[Household], policies: Mapping[int, ClockPolicy] | None = None
) -> list[tuple[Household, Due]]:
    """Return what the clock of each should say, by the policies and calendars of this moment.

    `policies` are those of {pool id: …} that are to be tried instead. At most two statements.
    """
    held = [h for h in households if h.root.owner_id is not None]
    by_pool = {**_policies({h.root.pool_id for h in held}), **(policies or {})}
    limited = {h.root.owner_id for h in held if by_pool[h.root.pool_id].limits}
    calendars = calendars_of(pk for pk in limited if pk is not None) if limited else {}
    return [(h, _due(h, by_pool, calendars)) for h in households]


def write_dues(found: Iterable[tuple[Household, Due]]) -> int:
    """Write those that changed; return how many customers. At most one statement on PostgreSQL."""
    changed = [
        (member.pk, due.at, due.rule)
        for household, due in found
        for member in household.members
        if member.due != due
    ]
    if changed:
        ids, instants, rules = zip(*changed, strict=True)
        update_columns(Customer, ids, {"recycle_due_at": instants, "recycle_rule": rules})
    return len(changed)


def wrong_clocks() -> list[int]:
    """Return the ids of held customers whose clock says something else than the policy, ascending;
    without those whom a job is still to compute (R82)."""
    held = Customer.objects.living().filter(owner__isnull=False).exclude(ClockJob.covering())
    roots = list(held.filter(guardian=None).values_list("pk", flat=True))
    wrong: list[int] = []
    for begin in range(0, len(roots), CHECKED_AT_ONCE):
        found = compute(read_households(roots[begin : begin + CHECKED_AT_ONCE]))
        wrong += [m.pk for household, due in found for m in household.members if m.due != due]
    return sorted(wrong)


def dues_of_new(
    holds: Iterable[tuple[int | None, str]], *, pool_id: int, at: datetime
) -> list[Due]:
    """Return the dues of customers who come into being at `at`, each given as (owner, intent)
    and a household of its own. At most two statements."""
    wanted = list(holds)
    policy = _policy_of(pool_id)
    owners = {owner for owner, _ in wanted if owner is not None}
    if not owners or not policy.limits:
        return [NEVER] * len(wanted)
    calendars = calendars_of(owners)
    # Thousands, but of few owners and intents.
    known: dict[tuple[int | None, str], Due] = {}
    for owner, intent in set(wanted):
        newcomer = Customer(intent=intent, owned_since=at)
        known[owner, intent] = NEVER if owner is None else due_of(
            [newcomer], owned_since=at, policy=policy, calendar=calendars[owner]
        )  # fmt: skip
    return [known[hold] for hold in wanted]


def _due(
    household: Household,
    policies: Mapping[int, ClockPolicy],
    calendars: Mapping[int, WorkingCalendar],
) -> Due:
    root = household.root
    if root.owner_id is None or root.owned_since is None or root.owner_id not in calendars:
        return NEVER
    return due_of(
        household.members,
        owned_since=root.owned_since,
        policy=policies[root.pool_id],
        calendar=calendars[root.owner_id],
    )


def _gathered(rows: QuerySet[Customer]) -> list[Household]:
    members: dict[int, list[Clocked]] = defaultdict(list)
    for values in rows.values_list(*Clocked._fields):
        row = Clocked(*values)
        members[row.guardian_id or row.pk].append(row)
    # The guardian, who has none, first: also where students have smaller ids.
    return [
        Household(sorted(group, key=lambda m: (m.guardian_id is not None, m.pk)))
        for _, group in sorted(members.items())
    ]


def _policy_of(pool_id: int) -> ClockPolicy:
    statement = prepared(
        "clock policy",
        lambda: Pool.objects.filter(pk=Slot("pool", BigIntegerField())).values_list(*POLICY),
    )
    return _policy(statement.rows(pool=pool_id)[0])


def _policies(pool_ids: Iterable[int]) -> dict[int, ClockPolicy]:
    wanted = set(pool_ids)
    if not wanted:
        return {}
    rows = Pool.objects.filter(pk__in=wanted).values_list(*POLICY)
    return {row[0]: _policy(row) for row in rows}


def _policy(row: Sequence[Any]) -> ClockPolicy:
    return ClockPolicy(**dict(zip(CLOCK_FIELDS, row[1:], strict=True)))
