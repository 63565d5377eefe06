"""Why not? for taking a customer out of a pool and for holding one more (rules R1, R5-R8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from shoal.common.errors import DomainError
from shoal.organization.models import Employee

from ..lineage import ever_let_go, let_go_by
from ..models import Customer
from ..querysets import UNCLAIMABLE
from .allowance import Allowance

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
    """Tell the loser of a race who was faster, where the pool lets holders be known."""
    faster = holder_told(customer, by, at)
    if not isinstance(refusal, AlreadyClaimed) or faster is None:
        return refusal
    return AlreadyClaimed(holder=faster)


def holder_told(customer: Customer, to: Employee, at: datetime) -> dict[str, Any] | None:
    """Return {"id", "name"} of who holds a customer of `to`'s pools, where the pool shows holders.

    Only of who was taken lately: going through all ids must not tell who holds whom (R141).
    """
    holder = customer.owner
    if holder is None or holder.pk == to.pk or not customer.pool.show_holder:
        return None
    if customer.owned_since is None or at - customer.owned_since > LATELY:
        return None
    return {"id": holder.pk, "name": holder.display_name}


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
    mine = let_go_by(by)
    condition = Q()
    for allowance in wanted:
        pool = Q(pool=allowance.pool)
        if allowance.cooldown is not None:
            pool &= ~ever_let_go(mine.filter(ended_at__gt=at - allowance.cooldown))
        if allowance.fresh_hold is not None:
            pool &= ~Q(ever_let_go(mine), entered_at__gt=at - allowance.fresh_hold)
        condition |= pool
    return condition
