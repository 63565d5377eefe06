"""They do not come after all: nothing was paid, so nothing goes back (R181)."""

from datetime import datetime

from django.db import transaction

from shoal.organization.models import Employee

from ..models import Enrollment, State
from ..rules import leaving as rules
from . import seating, standing
from .access import lock_enrollment
from .moving import record_move


@transaction.atomic
def cancel(*, enrollment_id: int, by: Employee, at: datetime, note: str = "") -> Enrollment:
    """End a form, an application, or a seat that was not paid for; the next one gets the seat.

    Raises NotFound, RoleMayNot, NotInThisState, NotHeld, NotYours, MoneyReceived.
    """
    locked = lock_enrollment(enrollment_id, by)
    enrollment = locked.enrollment
    if refusal := rules.cancel_refusal(
        by, locked.customer, enrollment, money_is_in=seating.money_is_in(enrollment)
    ):
        raise refusal
    seating.free(locked)
    record_move(
        "enrollment.cancelled", enrollment, State.CANCELLED, by=by, at=at,
        customer_id=locked.customer.pk, held_until=None, ended_at=at, end_note=note,
    )  # fmt: skip
    seating.promote(locked.class_group, at)
    standing.follow(locked.customer.pk, at, by)
    return enrollment
