"""They pause and come back; they come to the end (R183)."""

from datetime import datetime

from django.db import transaction

from shoal.organization.models import Employee

from ..models import Enrollment, State
from ..rules import pausing as rules
from . import standing
from .access import Locked, lock_enrollment
from .moving import record_move


@transaction.atomic
def suspend(*, enrollment_id: int, by: Employee, at: datetime, note: str = "") -> Enrollment:
    """Let somebody pause; their seat stays theirs.

    Raises NotFound, RoleMayNot, NotInThisState, NotHeld, NotYours.
    """
    locked = _locked("suspend", enrollment_id, by)
    record_move(
        "enrollment.suspended", locked.enrollment, State.SUSPENDED, by=by, at=at,
        customer_id=locked.customer.pk, end_note=note,
    )  # fmt: skip
    return locked.enrollment


@transaction.atomic
def resume(*, enrollment_id: int, by: Employee, at: datetime) -> Enrollment:
    """Raises NotFound, RoleMayNot, NotInThisState, NotHeld, NotYours."""
    locked = _locked("resume", enrollment_id, by)
    record_move(
        "enrollment.resumed", locked.enrollment, State.ACTIVE, by=by, at=at,
        customer_id=locked.customer.pk, end_note="",
    )  # fmt: skip
    return locked.enrollment


@transaction.atomic
def complete(*, enrollment_id: int, by: Employee, at: datetime) -> Enrollment:
    """They have learned what there was, before the class ends or after a pause.

    Raises NotFound, RoleMayNot, NotInThisState, NotHeld, NotYours.
    """
    locked = _locked("complete", enrollment_id, by)
    record_move(
        "enrollment.completed", locked.enrollment, State.COMPLETED, by=by, at=at,
        customer_id=locked.customer.pk, ended_at=at,
    )  # fmt: skip
    standing.follow(locked.customer.pk, at, by)
    return locked.enrollment


def _locked(move: str, enrollment_id: int, by: Employee) -> Locked:
    locked = lock_enrollment(enrollment_id, by)
    if refusal := rules.pause_refusal(move, by, locked.customer, locked.enrollment):
        raise refusal
    return locked
