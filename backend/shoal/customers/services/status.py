"""Where a customer stands in the funnel (R45, R46). Who holds them is another matter."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from shoal.activity.services import record
from shoal.common.errors import Invalid
from shoal.organization.models import Employee, ListEntry

from ..models import Customer, CustomerEdit, Status
from ..rules import contact as rules
from . import access, clocks, plans

moves_for = rules.status_moves


@transaction.atomic
def change_status(
    *, customer_id: int, status: str, by: Employee, at: datetime, reason: str = "", note: str = ""
) -> Customer:
    """Move a customer to another status. `reason` is a code of the list `lost_reason`.

    Raises NotFound, NotHeld, NoFurtherStatus, StatusMoveRefused; Invalid for a loss without a
    known reason.
    """
    customer, _ = access.lock_household(customer_id, by)
    if refusal := rules.status_move_refusal(by, customer, status):
        raise refusal
    lost_reason = _lost_reason(status, reason)
    move(customer, status, by=by, at=at, lost_reason=lost_reason, note=note)
    return customer


def move(
    customer: Customer, status: str, *, by: Employee | None, at: datetime,
    lost_reason: ListEntry | None = None, note: str = "",
) -> None:  # fmt: skip
    """Write the new status of a customer whose household is locked, with its history and event.

    The edit is the history that the timeline shows: it may hold words and be erased, the
    event may not.
    """
    old, code = customer.status, lost_reason.code if lost_reason else ""
    customer.status, customer.lost_reason = status, lost_reason
    customer.version = F("version") + 1
    customer.save(update_fields=["status", "lost_reason", "version"])
    customer.refresh_from_db(fields=["version"])
    CustomerEdit.objects.create(
        customer=customer, editor=by, at=at,
        changes={"status": [old, status], "lost_reason": [None, code], "note": [None, note]},
    )  # fmt: skip
    if status in rules.GIVEN_UP:
        plans.cancel_open([customer.pk], at)
    if Status.ENROLLED in (old, status):
        clocks.refresh_clocks([customer.household])
    record(
        "customer.status_changed", subject=customer, actor=by, at=at, customer_id=customer.pk,
        old=old, new=status, reason=code,
    )  # fmt: skip


def _lost_reason(status: str, code: str) -> ListEntry | None:
    if status != Status.LOST:
        if code:
            raise Invalid.field("reason", "not_applicable", "Only a loss has a reason.")
        return None
    if not code:
        raise Invalid.field("reason", "required", "Say why they were lost.")
    reasons = ListEntry.objects.filter(kind=ListEntry.Kind.LOST_REASON, is_active=True)
    if (entry := reasons.filter(code=code).first()) is None:
        raise Invalid.field("reason", "choice", "There is no such reason in the list.")
    return entry
