"""Why not? for taking a customer out of a pool and for holding one more (rules R1, R5-R8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from shoal.common import clock
from shoal.common.errors import DomainError
from shoal.organization.models import Employee

from ..models import Customer, OwnershipSpell, Pool, Reason, Status
from ..querysets import UNCLAIMABLE

# Whoever is later than this looked at a list of long ago, or at none.
LATELY = timedelta(hours=1)


class AlreadyClaimed(DomainError):
    detail = "Somebody else was faster: this customer is already claimed."


class NotClaimable(DomainError):
    detail = "Customers with status {customer_status} are not claimed."


class DailyClaimLimitReached(DomainError):
    detail = "You have made today's {limit} claims from this pool."


class HoldingLimitReached(DomainError):
    detail = "No more than {limit} customers may be held at once."


class CoolingOff(DomainError):
    detail = "This customer was held by you not long ago; you may claim again from {until} on."


class FreshHold(DomainError):
    detail = "Just back in the pool: until {until} others come first."


class NothingToClaim(DomainError):
    detail = "There is nobody in your pools whom you may claim now."


@dataclass(frozen=True)
class Allowance:
    """What one employee has used up, and the limits of one pool; None means no limit."""

    pool: int
    name: str
    daily_limit: int | None
    claimed_today: int
    holding_limit: int | None
    held: int
    cooldown: timedelta | None
    fresh_hold: timedelta | None

    @property
    def left(self) -> int | None:
        return None if self.daily_limit is None else max(0, self.daily_limit - self.claimed_today)


@dataclass(frozen=True)
class Candidate:
    """What the claim rule looks at in one customer. `my_last_end`: when the claimant's last spell
    with them ended, if there was one."""

    owner: int | None
    status: str
    entered_at: datetime | None
    my_last_end: datetime | None


def claim_refusal(candidate: Candidate, allowance: Allowance, at: datetime) -> DomainError | None:
    """Return why the owner of `allowance` may not claim `candidate` now, or None."""
    if candidate.owner is not None:
        return AlreadyClaimed()
    if candidate.status in UNCLAIMABLE:
        return NotClaimable(customer_status=candidate.status)
    if allowance.left == 0:
        return DailyClaimLimitReached(limit=allowance.daily_limit)
    if refusal := holding_refusal(allowance):
        return refusal
    return _previous_holder_refusal(candidate, allowance, at)


def naming_the_faster(
    refusal: DomainError, customer: Customer, by: Employee, at: datetime
) -> DomainError:
    """Tell the loser of a race who was faster, where the pool lets holders be known.

    Only of who was taken lately: claiming one id after the other must not tell who holds whom.
    """
    faster = customer.owner
    if customer.owned_since is None or at - customer.owned_since > LATELY:
        return refusal
    if not isinstance(refusal, AlreadyClaimed) or faster is None or faster.pk == by.pk:
        return refusal
    if not customer.pool.show_holder:
        return refusal
    return AlreadyClaimed(holder={"id": faster.pk, "name": faster.display_name})


def holding_refusal(allowance: Allowance) -> DomainError | None:
    """Return why no further household may be held, or None (R6)."""
    if allowance.holding_limit is not None and allowance.held >= allowance.holding_limit:
        return HoldingLimitReached(limit=allowance.holding_limit)
    return None


def _previous_holder_refusal(
    candidate: Candidate, allowance: Allowance, at: datetime
) -> DomainError | None:
    if candidate.my_last_end is None:
        return None
    if allowance.cooldown is not None:
        until = candidate.my_last_end + allowance.cooldown
        if at < until:
            return CoolingOff(until=until.isoformat())
    if allowance.fresh_hold is not None and candidate.entered_at is not None:
        until = candidate.entered_at + allowance.fresh_hold
        if at < until:
            return FreshHold(until=until.isoformat())
    return None


def open_to(wanted: Iterable[Allowance], by: Employee, at: datetime) -> Q:
    """Return `_previous_holder_refusal` as a condition on customers of the `wanted` pools: so that
    claim-next does not go through everybody whom `by` held lately."""
    mine = OwnershipSpell.objects.filter(customer=OuterRef("pk"), owner=by, ended_at__isnull=False)
    condition = Q()
    for allowance in wanted:
        pool = Q(pool=allowance.pool)
        if allowance.cooldown is not None:
            pool &= ~Q(Exists(mine.filter(ended_at__gt=at - allowance.cooldown)))
        if allowance.fresh_hold is not None:
            pool &= ~Q(Exists(mine), entered_at__gt=at - allowance.fresh_hold)
        condition |= pool
    return condition


def allowances(by: Employee, at: datetime) -> dict[int, Allowance]:
    """Return {pool id: allowance} for the pools of `by`. Three statements."""
    claimed = _claims_today(by, at)
    held = households_held(by)
    return {
        pool.pk: _allowance(pool, claimed.get(pool.pk, 0), held)
        for pool in Pool.objects.of(by).order_by("-is_default", "name", "pk")
    }


def allowance_in(pool: Pool, by: Employee, at: datetime) -> Allowance:
    """Return what `by` may still claim and hold under the policy of `pool`."""
    return _allowance(pool, _claims_today(by, at).get(pool.pk, 0), households_held(by))


def households_held(by: Employee) -> int:
    """Count the households held, leaving out those with somebody enrolled (R6)."""
    enrolled = Count("pk", filter=Q(status=Status.ENROLLED))
    return (
        Customer.objects.held_by(by)
        .values(root=Coalesce("guardian_id", "pk"))
        .annotate(enrolled=enrolled)
        .filter(enrolled=0)
        .count()
    )


def _claims_today(by: Employee, at: datetime) -> dict[int, int]:
    """Return {pool id: claims since local midnight}; a household's one claim counts once (R5)."""
    spells = (
        OwnershipSpell.objects.filter(
            owner=by,
            start_reason=Reason.CLAIMED,
            started_at__gte=clock.start_of_day(at, by.zone),
        )
        .values_list("pool", "household", "started_at")
        .distinct()
    )
    counts: dict[int, int] = {}
    for pool, _household, _at in spells:
        counts[pool] = counts.get(pool, 0) + 1
    return counts


def _allowance(pool: Pool, claimed: int, held: int) -> Allowance:
    def span(**kwargs: Any) -> timedelta | None:
        return None if None in kwargs.values() else timedelta(**kwargs)

    return Allowance(
        pool=pool.pk,
        name=pool.name,
        daily_limit=pool.daily_claim_limit,
        claimed_today=claimed,
        holding_limit=pool.holding_limit,
        held=held,
        cooldown=span(days=pool.reclaim_cooldown_days),
        fresh_hold=span(hours=pool.fresh_hold_hours),
    )
