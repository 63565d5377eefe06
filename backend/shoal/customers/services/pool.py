"""The pool's commands: claim, release, assign. Each is one transaction, one ledger entry a
member of the household, one event."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf

from shoal.common.errors import DomainError, Invalid, NotFound
from shoal.organization.models import Employee, ListEntry

from ..lineage import last_ends
from ..models import Customer, Pool, Reason
from ..rules.allowance import Allowance, allowance_in, allowances
from ..rules.claiming import (
    Candidate,
    NothingToClaim,
    claim_refusal,
    holding_refusal,
    naming_the_faster,
    open_to,
)
from ..rules.holding import UnknownReason, assign_refusal, assignee_refusal, release_refusal
from . import access, spells

MAX_BULK = 200
# How many candidates one claim-next looks at before it says that there is nobody.
NEXT_BATCH = 20


@transaction.atomic
def claim_customer(*, customer_id: int, by: Employee, at: datetime) -> Customer:
    """Take one customer, with the household, out of a public pool for `by` (R1, R5-R9).

    Raises NotFound, AlreadyClaimed, NotClaimable, DailyClaimLimitReached, HoldingLimitReached,
    CoolingOff, FreshHold.
    """
    # The limits are about the employee, so lock the employee first: two claims of two
    # different customers must not both see room for one.
    by = access.lock_taker(by)
    customer, members = access.lock_home_household(customer_id, by)
    allowance = allowance_in(customer.pool, by, at)
    if refusal := _household_refusal(members, by, allowance, at):
        raise naming_the_faster(refusal, customer, by, at)
    spells.change_holder(members, to=by, pool=customer.pool, reason=Reason.CLAIMED, by=by, at=at)
    return customer


def claim_customers(
    *, customer_ids: Iterable[int], by: Employee, at: datetime
) -> list[dict[str, Any]]:
    """Claim each of at most MAX_BULK customers; return [{"customer", "ok", "error"}]."""
    return _each(customer_ids, by, lambda pk: claim_customer(customer_id=pk, by=by, at=at))


@transaction.atomic
def claim_next(*, by: Employee, at: datetime, pool_id: int | None = None) -> Customer:
    """Claim the best pool customer for `by`: own campus, then intent, then pool_rank_at.

    Passes over whom `by` may not claim. Raises NothingToClaim, DailyClaimLimitReached,
    HoldingLimitReached, NotFound (no such pool).
    """
    by = access.lock_taker(by)
    mine = allowances(by, at)
    if pool_id is not None and pool_id not in mine:
        raise NotFound()
    wanted = [mine[pool_id]] if pool_id is not None else list(mine.values())
    refusals = [a for a in wanted if a.left == 0 or holding_refusal(a)]
    if len(refusals) == len(wanted) and wanted:
        fresh = Candidate(owner=None, status="new", entered_at=None, my_last_end=None)
        raise claim_refusal(fresh, wanted[0], at) or NothingToClaim()
    found = _candidates([a for a in wanted if a not in refusals], by, at)
    # Not by ascending ids, so nobody is waited for as long as there are others.
    for pk, is_patient in [(pk, False) for pk in found] + [(pk, True) for pk in found]:
        try:
            with transaction.atomic():
                if is_patient or access.lock_if_free(pk):
                    return claim_customer(customer_id=pk, by=by, at=at)
        except DomainError:
            continue  # somebody was faster, or a household member is cooling off
    raise NothingToClaim()


@transaction.atomic
def release_customer(
    *, customer_id: int, by: Employee, at: datetime, reason: str, note: str = ""
) -> Customer:
    """Put a held customer, with the household, back into their pool (R10).

    `reason` is a code of the list `release_reason`. Raises NotFound, NotHeld, NotYours,
    UnknownReason.
    """
    _known_reason(reason)
    customer, members = access.lock_household(customer_id, by)
    if refusal := release_refusal(by, customer):
        raise refusal
    spells.change_holder(
        members, to=None, pool=customer.pool, reason=Reason.RELEASED,
        by=by, at=at, reason_code=reason, note=note,
    )  # fmt: skip
    return customer


def release_customers(
    *, customer_ids: Iterable[int], by: Employee, at: datetime, reason: str, note: str = ""
) -> list[dict[str, Any]]:
    """Release each of at most MAX_BULK customers; return [{"customer", "ok", "error"}]."""
    _known_reason(reason)
    return _each(
        customer_ids,
        by,
        lambda pk: release_customer(customer_id=pk, by=by, at=at, reason=reason, note=note),
    )


@transaction.atomic
def assign_customer(
    *,
    customer_id: int,
    to_id: int | None,
    by: Employee,
    at: datetime,
    pool_id: int | None = None,
    note: str = "",
) -> Customer:
    """Give a customer, with the household, to a consultant, or take them back into a pool when
    `to_id` is None (R11).

    Raises NotFound, RoleMayNot, NotInYourScope, AlreadyTheirs, NotHeld, HoldingLimitReached,
    Invalid.
    """
    to = _lock_assignee(to_id, by) if to_id is not None else None
    customer, members = access.lock_household(customer_id, by)
    pool = _pool_for(customer, pool_id, by)
    refusal = assign_refusal(by, customer)
    if to is None:
        refusal = refusal or release_refusal(by, customer)
    else:
        refusal = refusal or assignee_refusal(by, to, customer)
        refusal = refusal or holding_refusal(allowance_in(pool, to, at))
    if refusal:
        raise refusal
    spells.change_holder(members, to=to, pool=pool, reason=Reason.ASSIGNED, by=by, at=at, note=note)
    return customer


def assign_customers(
    *, customer_ids: Iterable[int], to_id: int | None, by: Employee, at: datetime, note: str = ""
) -> list[dict[str, Any]]:
    """Assign each of at most MAX_BULK customers; return [{"customer", "ok", "error"}]."""
    return _each(
        customer_ids,
        by,
        lambda pk: assign_customer(customer_id=pk, to_id=to_id, by=by, at=at, note=note),
        also_lock=to_id,
    )


def _each(
    ids: Iterable[int], by: Employee, command: Callable[[int], Any], also_lock: int | None = None
) -> list[dict[str, Any]]:
    """Run `command` per id, all of them locked before; each alone succeeds or is refused, in a
    savepoint of one transaction."""
    wanted = sorted(set(ids))
    if len(wanted) > MAX_BULK:
        raise Invalid.field("customers", "too_many", f"At most {MAX_BULK} customers at once.")
    results: list[dict[str, Any]] = []
    with transaction.atomic():
        # Employees before customers, for the whole call: item by item would break the order.
        for pk in sorted({by.pk, also_lock or by.pk}):
            Employee.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
        access.lock_known_households(wanted, by)
        for pk in wanted:
            try:
                with transaction.atomic():
                    command(pk)
                results.append({"customer": pk, "ok": True, "error": None})
            except DomainError as refusal:
                results.append({"customer": pk, "ok": False, "error": refusal.as_refusal()})
    return results


def _household_refusal(
    members: list[Customer], by: Employee, allowance: Allowance, at: datetime
) -> DomainError | None:
    ended = last_ends([member.pk for member in members], by.pk)
    for member in members:
        candidate = Candidate(
            owner=member.owner_id,
            status=member.status,
            entered_at=member.entered_at,
            my_last_end=ended.get(member.pk),
        )
        if refusal := claim_refusal(candidate, allowance, at):
            return refusal
    return None


def _candidates(wanted: list[Allowance], by: Employee, at: datetime) -> list[int]:
    """Return ids in the order of claim-next, without those `by` held too recently."""
    if not wanted:
        return []
    rows = Customer.objects.claimable().filter(open_to(wanted, by, at))
    own_campus = rows.filter(campus=by.campus_id) if by.campus_id else rows.none()
    found = _best(own_campus)
    return found + _best(rows.exclude(pk__in=found)) if len(found) < NEXT_BATCH else found


def _best(rows: Any) -> list[int]:
    # No intent known ('') comes after D.
    intent = Coalesce(NullIf("intent", Value("")), Value("Z"))
    ranked = rows.order_by(intent, "-pool_rank_at", "-pk")
    return list(ranked.values_list("pk", flat=True)[:NEXT_BATCH])


def _known_reason(code: str) -> None:
    reasons = ListEntry.objects.filter(kind=ListEntry.Kind.RELEASE_REASON, is_active=True)
    if not reasons.filter(code=code).exists():
        raise UnknownReason(reason=code)


def _lock_assignee(to_id: int, by: Employee) -> Employee:
    # Whoever is waiting or suspended elsewhere does not exist for `by` (R26).
    if not Employee.objects.visible_to(by).filter(pk=to_id).exists():
        raise Invalid.field("owner", "unknown", "There is no such employee.")
    return Employee.objects.lock(to_id)


def _pool_for(customer: Customer, pool_id: int | None, by: Employee) -> Pool:
    if pool_id is None:
        return customer.pool
    pool = Pool.objects.of(by).filter(pk=pool_id).first()
    if pool is None:
        raise Invalid.field("pool", "unknown", "There is no such pool among yours.")
    return pool
