"""What somebody may still claim and hold (R5, R6): the limits of a pool and what is used up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from shoal.common import clock
from shoal.common.statements import Slot, prepared
from shoal.organization.models import Employee

from ..models import Customer, OwnershipSpell, Pool, Reason, Status

POLICY = (
    "pk", "name", "daily_claim_limit", "holding_limit", "reclaim_cooldown_days",
    "fresh_hold_hours", "claimed", "held",
)  # fmt: skip


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


class RowCount(Subquery):
    """How many rows has a subquery, whatever it groups by?"""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS many)"
    output_field = IntegerField()


def allowances(by: Employee, at: datetime) -> dict[int, Allowance]:
    """Return {pool id: allowance} for the pools of `by`. One statement."""
    # Which pools: by role, department and campus, which are all in the key.
    statement = prepared(
        ("allowances", by.statement_key),
        lambda: _policies(Pool.objects.of(by).order_by("-is_default", "name", "pk")),
    )
    found = statement.rows(by=by.pk, midnight=clock.start_of_day(at, by.zone))
    return {allowance.pool: allowance for allowance in _allowances(found)}


def allowance_in(pool: Pool, by: Employee, at: datetime) -> Allowance:
    """Return what `by` may still claim and hold under the policy of `pool`."""
    one = Slot("pool", BigIntegerField())
    statement = prepared("allowance", lambda: _policies(Pool.objects.filter(pk=one)))
    found = statement.rows(pool=pool.pk, by=by.pk, midnight=clock.start_of_day(at, by.zone))
    return next(_allowances(found))


def _policies(pools: QuerySet[Pool]) -> QuerySet[Any, Any]:
    claims = OwnershipSpell.objects.filter(
        pool=OuterRef("pk"),
        owner=_by(),
        start_reason=Reason.CLAIMED,
        started_at__gte=Slot("midnight", DateTimeField()),
    )
    # A household's one claim counts once (R5).
    once = claims.order_by().values("household", "started_at").distinct()
    return pools.annotate(claimed=RowCount(once), held=_households_held()).values_list(*POLICY)


def _households_held() -> Coalesce:
    """How many, leaving out those with somebody enrolled (R6)?

    A household is held as one (R9), so whoever has no guardian stands for it. Read from the
    index `held_at_a_glance` alone: people hold thousands.
    """
    root = Coalesce("guardian_id", "pk")
    households = Count("pk", filter=Q(guardian__isnull=True))
    enrolled = Count(root, distinct=True, filter=Q(status=Status.ENROLLED))
    held = Customer.objects.living().filter(owner=_by()).order_by().values("owner")
    return Coalesce(Subquery(held.annotate(n=households - enrolled).values("n")), 0)


def _by() -> Slot:
    return Slot("by", BigIntegerField())


def _allowances(found: Iterable[list[Any]]) -> Iterator[Allowance]:
    for pool, name, daily_limit, holding_limit, days, hours, claimed, held in found:
        yield Allowance(
            pool=pool,
            name=name,
            daily_limit=daily_limit,
            claimed_today=claimed,
            holding_limit=holding_limit,
            held=held,
            cooldown=None if days is None else timedelta(days=days),
            fresh_hold=None if hours is None else timedelta(hours=hours),
        )
