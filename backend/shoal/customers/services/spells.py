"""The ownership ledger: the only code that opens and closes spells (rules R1, R2, R9).

Callers have locked the customers. Every change acts on a whole household: one spell each.
"""

from collections.abc import Sequence, Sized
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from shoal.activity.services import record, record_moves
from shoal.common.among import Among
from shoal.common.bulk import insert_columns
from shoal.organization.models import Employee

from ..models import Customer, OwnershipSpell, Pool, Reason
from ..rules.claiming import AlreadyClaimed
from ..rules.clock import NEVER
from . import clocks, plans


def begin(
    customer: Customer,
    *,
    owner: Employee | None,
    reason: str,
    by: Employee | None,
    at: datetime,
    note: str = "",
) -> OwnershipSpell:
    """Open the first spell of a customer who has none: in `customer.pool`, held by `owner`. The
    household's clock follows."""
    spell = OwnershipSpell.objects.create(
        customer=customer,
        household=customer.household,
        owner=owner,
        pool_id=customer.pool_id,
        started_at=at,
        start_reason=reason,
        started_by=by,
        note=note,
    )
    if owner is not None:
        clocks.refresh_clocks([customer.household])
    return spell


def change_holder(
    members: Sequence[Customer],
    *,
    to: Employee | None,
    pool: Pool,
    reason: str,
    by: Employee | None,
    at: datetime,
    reason_code: str = "",
    note: str = "",
    rule: str = "",
) -> None:
    """Give all `members` of one household to `to`, or to `pool` when that is None; their clock
    starts anew (R80). Whoever gives only some of them refreshes the household's clock.

    Raises AlreadyClaimed when somebody else moved one of them since they were read; then
    nothing is changed.
    """
    before = [(m.owner_id, m.pool_id) for m in members]
    at = _not_before_begun(members, at)
    due = NEVER
    if to is not None:
        due = clocks.due_for(members, owner_id=to.pk, pool_id=pool.pk, owned_since=at)
    for member in members:
        if not Customer.objects.move(member, to=to, pool=pool, at=at, due=due):
            raise AlreadyClaimed()
    _close_open(members, reason=reason, by=by, at=at)
    OwnershipSpell.objects.bulk_create(
        OwnershipSpell(
            customer=member,
            household=member.household,
            owner=to,
            pool=pool,
            started_at=at,
            start_reason=reason,
            started_by=by,
            reason_code=reason_code,
            note=note,
            rule=rule,
        )
        for member in members
    )
    plans.follow_holder(members, to=to, at=at)
    for member, (owner_before, pool_before) in zip(members, before, strict=True):
        record(
            f"customer.{reason}",
            subject=member,
            actor=by,
            at=at,
            customer_id=member.pk,
            owner=(owner_before, to.pk if to else None),
            pool=(pool_before, pool.pk),
            reason=reason_code,
            rule=rule,
        )


class Returned(NamedTuple):
    """One who goes back to the pool, as they were: held by `owner`, and over by `rule`."""

    pk: int
    household: int
    owner: int
    pool: int
    rule: str


def return_to_pools(members: Sequence[Returned], *, at: datetime, by: Employee | None) -> None:
    """Put thousands whose time was over at `at` back into their pools: what `change_holder` does,
    in a few statements for all of them.

    Raises LedgerBroken when one of them is not what the caller, who locked them, has read.
    """
    if not members:
        return
    ids = [m.pk for m in members]
    _exactly(Customer.objects.take_back(ids, at=at), ids)
    still_open = OwnershipSpell.objects.filter(Among("customer", ids), ended_at__isnull=True)
    _exactly(still_open.update(ended_at=at, end_reason=Reason.RECYCLED, ended_by=by), ids)
    insert_columns(
        OwnershipSpell,
        {
            "customer_id": ids,
            "household": [m.household for m in members],
            "pool_id": [m.pool for m in members],
            "rule": [m.rule for m in members],
        },
        started_at=at,
        start_reason=Reason.RECYCLED,
        started_by_id=by.pk if by else None,
    )
    plans.give_up(ids, at=at)
    for rule in sorted({m.rule for m in members}):
        record_moves(
            f"customer.{Reason.RECYCLED}",
            model=Customer,
            moved=[(m.pk, (m.owner, None), (m.pool, m.pool)) for m in members if m.rule == rule],
            actor=by,
            at=at,
            reason="",
            rule=rule,
        )


def close(members: Sequence[Customer], *, reason: str, by: Employee, at: datetime) -> None:
    """Close the open spells without opening others: the customers are no longer living."""
    _close_open(members, reason=reason, by=by, at=_not_before_begun(members, at))


def _not_before_begun(members: Sequence[Customer], at: datetime) -> datetime:
    """Return the instant at which the members' open spells end and the next begin.

    Who waited for the lock, or a clock that was set back, must not make a spell end before it
    began: then the change counts as happening when the latest of them began.
    """
    return max([at, *_open_spells(members).values_list("started_at", flat=True)])


def _close_open(
    members: Sequence[Customer], *, reason: str, by: Employee | None, at: datetime
) -> None:
    closed = _open_spells(members).update(ended_at=at, end_reason=reason, ended_by=by)
    _exactly(closed, members)


def _exactly(changed: int, members: Sized) -> None:
    if changed != len(members):
        raise LedgerBroken(f"{changed} rows changed for {len(members)} living customers")


def _open_spells(members: Sequence[Customer]) -> QuerySet[OwnershipSpell]:
    return OwnershipSpell.objects.filter(
        customer__in=[m.pk for m in members], ended_at__isnull=True
    )


class LedgerBroken(RuntimeError):
    """A living customer without exactly one open spell: never to be answered politely."""
