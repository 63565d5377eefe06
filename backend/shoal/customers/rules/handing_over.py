"""Who gets how many of what an employee holds (R124)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shoal.common.errors import DomainError, Invalid
from shoal.organization.models import Employee

from .allowance import allowances
from .claiming import HoldingLimitReached
from .holding import recipient_refusal


class NothingToHandOver(DomainError):
    detail = "They hold nobody."


@dataclass
class Share:
    """So many households go to an employee, or back to their home pools (None); `given` of them
    went already."""

    to: int | None
    households: int
    given: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def even_shares(to: Sequence[int | None], households: int) -> list[Share]:
    """Return as many for each as for the others; the first get one more where it does not
    divide."""
    each, more = divmod(households, len(to))
    return [Share(pk, each + (place < more)) for place, pk in enumerate(to)]


def deal(shares: Sequence[Share]) -> int | None:
    """Return who gets the next household, and count it: whoever has most of theirs still to get.
    Beyond all shares it is the pool (None)."""
    waiting = [share for share in shares if share.given < share.households]
    if not waiting:
        return None
    following = max(waiting, key=lambda share: (share.households - share.given) / share.households)
    following.given += 1
    return following.to


@dataclass(frozen=True)
class Room:
    """What an employee holds in households, the tightest limit of their pools, and what is left."""

    held: int
    limit: int | None

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.held)


def room_of(to: Employee, at: datetime) -> Room:
    mine = list(allowances(to, at).values())
    limits = [a.holding_limit for a in mine if a.holding_limit is not None]
    return Room(held=mine[0].held if mine else 0, limit=min(limits, default=None))


def share_refusal(
    by: Employee, who: Employee, to: Employee | None, share: Share, at: datetime
) -> DomainError | None:
    """Return why `by` may not give this share of what `who` holds to `to`, or None.

    `to` is None when `by` knows of no such employee. The room is judged once, when it begins:
    claims that come in between are stopped by the limit themselves.
    """
    if to is None:
        return Invalid.field("shares", "unknown", "There is no such employee.")
    if to.pk == who.pk:
        return Invalid.field("shares", "self", "It is they who hand over.")
    if refusal := recipient_refusal(by, to):
        return refusal
    room = room_of(to, at)
    if room.left is not None and share.households > room.left:
        return HoldingLimitReached(limit=room.limit)
    return None
