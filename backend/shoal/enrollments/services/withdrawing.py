"""They leave a class that they paid for: what goes back is computed and written down (R182).

The refund itself is a payment of its own, asked for, approved and paid like any other.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.common.errors import RoleMayNot
from shoal.organization.models import Employee
from shoal.teaching.lessons import lessons_between, lessons_held

from ..models import Enrollment, RefundRule, State
from ..rules.moves import move_refusal
from ..rules.refunds import Refund, refund_of, sessions_refusal
from . import seating, standing
from .access import lock_enrollment, visible_enrollment
from .balances import balance_of
from .moving import record_move
from .policy import policy


@dataclass(frozen=True)
class Preview:
    """`attended` is what was said, or the sessions held so far."""

    rule: str
    attended: int
    total: int
    paid: int
    refund: Refund


@transaction.atomic
def withdraw(
    *, enrollment_id: int, by: Employee, at: datetime, sessions_attended: int | None = None,
    note: str = "",
) -> Enrollment:  # fmt: skip
    """Let somebody leave, with what they get back; the next one is offered the seat.

    Raises NotFound, RoleMayNot, NotInThisState, Invalid.
    """
    locked = lock_enrollment(enrollment_id, by)
    enrollment = locked.enrollment
    if refusal := move_refusal("withdraw", by, enrollment):
        raise refusal
    found = _preview(enrollment, at, sessions_attended)
    seating.free(locked)
    told: dict[str, Any] = {
        "sessions_attended": found.attended, "sessions_total": found.total,
        "refund_due": found.refund.due,
    }  # fmt: skip
    record_move(
        "enrollment.withdrawn", enrollment, State.WITHDRAWN, by=by, at=at,
        customer_id=locked.customer.pk, held_until=None, ended_at=at, end_note=note, **told,
    )  # fmt: skip
    seating.promote(locked.class_group, at)
    standing.follow(locked.customer.pk, at, by)
    return enrollment


def preview(
    *, enrollment_id: int, by: Employee, at: datetime, sessions_attended: int | None = None
) -> tuple[Enrollment, Preview]:
    """Return what withdrawing now would give back. Raises NotFound, RoleMayNot, Invalid."""
    enrollment = visible_enrollment(enrollment_id, by)
    if not by.has_capability("enrollments.approve"):
        raise RoleMayNot()
    return enrollment, _preview(enrollment, at, sessions_attended)


def _preview(enrollment: Enrollment, at: datetime, attended: int | None) -> Preview:
    group, rule = enrollment.class_group, policy()
    total = len(lessons_between(group, group.start_date, group.end_date))
    attended = lessons_held(group, at) if attended is None else attended
    if refusal := sessions_refusal(attended, total):
        raise refusal
    today = at.astimezone(group.campus.zone).date()
    done, of = attended, total
    if rule.refund_rule == RefundRule.DAYS:
        of = (group.end_date - group.start_date).days + 1
        done = min(max((today - group.start_date).days, 0), of)
    paid = balance_of(enrollment).paid
    refund = refund_of(
        net=enrollment.net_price, paid=paid, done=done, total=of,
        fee_percent=rule.refund_fee_percent, begun=attended > 0 or today >= group.start_date,
    )  # fmt: skip
    return Preview(rule.refund_rule, attended, total, paid, refund)
