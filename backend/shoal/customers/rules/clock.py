"""When does the clock return a household to its pool, and by which rule? (R80)

The members of a household are held as one (R9), so they go back as one and share one instant:
whoever speaks with the mother has spoken with the household, and what keeps one of them keeps
all. Therefore contacts and protection are the latest of any member, the intent is the hottest,
one who is exempt exempts all; but the hold began when the guardian's did, or else each student
added later would start the clock anew. Who has no known intent waits as long as the policy lets
anybody wait: not having asked yet must not cost the consultant the customer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from shoal.organization.workdays import WorkingCalendar

from ..models import Customer, Pool, RecycleRule, Status

# Of a pool; changing one of these changes clocks.
CLOCK_FIELDS = ("recycle_after_days", "first_contact_hours", "max_holding_days")


class Due(NamedTuple):
    """`rule` is a RecycleRule, or '' of who never falls due."""

    at: datetime | None
    rule: str


NEVER = Due(None, "")


@dataclass(frozen=True)
class ClockPolicy:
    """The limits of a pool that clocks depend on; what is None or left out does not limit."""

    recycle_after_days: Mapping[str, int] = field(default_factory=dict)
    first_contact_hours: int | None = None
    max_holding_days: int | None = None

    @classmethod
    def of(cls, pool: Pool | Mapping[str, Any]) -> "ClockPolicy":
        if isinstance(pool, Pool):
            return cls(**{name: getattr(pool, name) for name in CLOCK_FIELDS})
        return cls(**{name: pool[name] for name in CLOCK_FIELDS})

    @property
    def limits(self) -> bool:
        return bool(self.recycle_after_days) or not (
            self.first_contact_hours is None and self.max_holding_days is None
        )

    def days_for(self, intents: Iterable[str]) -> int | None:
        """Return how many days without effective contact the hottest of `intents` bears."""
        known = min((intent for intent in intents if intent), default=None)
        if known is None:
            return max(self.recycle_after_days.values(), default=None)
        return self.recycle_after_days.get(known)


class Clocked(NamedTuple):
    """The columns of a member that clocks are made of, and what they said last."""

    pk: int
    guardian_id: int | None
    owner_id: int | None
    pool_id: int
    owned_since: datetime | None
    intent: str
    status: str
    exempt_reasons: list[str]
    protected_until: datetime | None
    last_contact_at: datetime | None
    last_effective_contact_at: datetime | None
    recycle_due_at: datetime | None
    recycle_rule: str

    @property
    def due(self) -> Due:
        return Due(self.recycle_due_at, self.recycle_rule)


Member = Customer | Clocked


def due_of(
    members: Sequence[Member],
    *,
    owned_since: datetime,
    policy: ClockPolicy,
    calendar: WorkingCalendar,
) -> Due:
    """Return when a held household falls due, and by which rule; NEVER while nothing limits the
    hold or somebody is exempt.

    `owned_since` is the guardian's. `protected_until` puts off what is due, and makes nothing due.
    """
    if any(m.exempt_reasons or m.status == Status.ENROLLED for m in members):
        return NEVER
    found = [due for due in _limits(members, owned_since, policy, calendar) if due.at is not None]
    if not found:
        return NEVER
    at, rule = min(found, key=lambda due: due.at)  # type: ignore[arg-type, return-value]
    protected = _latest(m.protected_until for m in members)
    return Due(max(at, protected) if at and protected else at, rule)


def _limits(
    members: Sequence[Member],
    owned_since: datetime,
    policy: ClockPolicy,
    calendar: WorkingCalendar,
) -> Iterable[Due]:
    if (days := policy.days_for(m.intent for m in members)) is not None:
        spoke = _latest(m.last_effective_contact_at for m in members)
        since = max(owned_since, spoke) if spoke else owned_since
        yield Due(calendar.add_days(since, days), RecycleRule.RECYCLE_AFTER_DAYS)
    if (hours := policy.first_contact_hours) is not None:
        tried = _latest(m.last_contact_at for m in members)
        if tried is None or tried < owned_since:
            yield Due(calendar.add_hours(owned_since, hours), RecycleRule.FIRST_CONTACT_HOURS)
    if (most := policy.max_holding_days) is not None:
        yield Due(calendar.add_days(owned_since, most), RecycleRule.MAX_HOLDING_DAYS)


def _latest(instants: Iterable[datetime | None]) -> datetime | None:
    return max((instant for instant in instants if instant is not None), default=None)
