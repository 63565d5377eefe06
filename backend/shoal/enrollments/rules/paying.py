"""May money be taken, confirmed, turned away, undone? (R203–R209)"""

from collections.abc import Mapping
from typing import Any

from shoal.common.errors import DomainError, Invalid, RoleMayNot
from shoal.customers.masking import HIDDEN, mask_error
from shoal.customers.models import Customer
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import Enrollment, Payment, PaymentState, PaymentType, State
from .applying import seller_refusal

S, T = PaymentState, PaymentType
# Which command leads from where to where; a refund is agreed to before it is paid.
MOVES = {
    "submit": ({S.DRAFT}, S.SUBMITTED),
    "approve": ({S.SUBMITTED}, S.APPROVED),
    "confirm": ({S.SUBMITTED}, S.CONFIRMED),
    "pay": ({S.APPROVED}, S.CONFIRMED),
    "reject": ({S.SUBMITTED, S.APPROVED}, S.REJECTED),
}
# What somebody enters when money comes in. Too much becomes credit by itself.
ENTERED = (T.DEPOSIT, T.TUITION, T.MATERIAL)
# What a receipt is issued for.
COMES_IN = (*ENTERED, T.CREDIT)
# Approved, and not over: there is something to pay for.
PAYABLE = (
    State.WAITLISTED, State.OFFERED, State.AWAITING_PAYMENT, State.ACTIVE, State.SUSPENDED,
    State.COMPLETED,
)  # fmt: skip


class PaymentNotInThisState(DomainError):
    detail = "This is not possible while the payment is {state}."


class NotPayable(DomainError):
    detail = "Nothing is paid for an enrollment that is {state}."


class OwnSubmission(DomainError):
    status = 403
    detail = "Somebody else has to look at what you submitted yourself."


class OwnApproval(DomainError):
    status = 403
    detail = "Somebody else has to pay what you agreed to."


class SoldOrApproved(DomainError):
    status = 403
    detail = "Somebody else has to take the money for what you sold or approved."


class ReferenceTaken(DomainError):
    detail = "This reference of this way to pay is booked already."


class AboveDue(DomainError):
    detail = "At most {limit} {currency} is due."


class AboveRefundable(DomainError):
    detail = "At most {limit} {currency} can go back."


class NotReversible(DomainError):
    detail = "Only what was confirmed can be reversed, and neither reversals nor transfers."


class AlreadyReversed(DomainError):
    detail = "This payment is reversed already."


class CreditUsed(DomainError):
    detail = "Of this credit something was used or paid back."


class DifferentPayers(DomainError):
    detail = "A receipt is for one household."


class DifferentCampuses(DomainError):
    detail = "A receipt is of one campus."


def submit_refusal(by: Employee, customer: Customer, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not say that money came in for this enrollment, or None (R203)."""
    if not by.has_capability("payments.submit"):
        return RoleMayNot()
    if enrollment.state not in PAYABLE:
        return NotPayable(state=enrollment.state)
    return None if by.role == Role.FINANCE else seller_refusal(by, customer)


def mask_errors(by: Employee, payment: Payment, given: Mapping[str, Any]) -> Invalid | None:
    """Return what is wrong with words that finance sees with something hidden in them, or None:
    masks don't come back (R32). Everybody else who writes here sees them as they are."""
    if by.role != Role.FINANCE:
        return None
    errors = [
        mask_error(name)
        for name in ("reference", "note")
        if HIDDEN in (given.get(name) or "") and HIDDEN not in getattr(payment, name)
    ]
    return Invalid(errors) if errors else None


def refund_refusal(by: Employee, customer: Customer) -> DomainError | None:
    """Return why `by` may not ask for money to go back, or None (R206)."""
    if not by.has_capability("refunds.request"):
        return RoleMayNot()
    return seller_refusal(by, customer)


def approve_refusal(by: Employee, payment: Payment) -> DomainError | None:
    """Return why `by` may not agree to a refund, or None (R206)."""
    if not by.has_capability("refunds.approve"):
        return RoleMayNot()
    if payment.type != T.REFUND:
        return PaymentNotInThisState(state=payment.state)
    return state_refusal("approve", payment) or _own(by, payment)


def confirm_refusal(by: Employee, payment: Payment) -> DomainError | None:
    """Return why `by` may not say that the money is there (or, of a refund, was handed out), or
    None (R204)."""
    if not by.has_capability("payments.confirm"):
        return RoleMayNot()
    move = "pay" if payment.type == T.REFUND else "confirm"
    if refusal := state_refusal(move, payment) or _own(by, payment):
        return refusal
    return OwnApproval() if payment.approved_by_id == by.pk else None


def reject_refusal(by: Employee, payment: Payment) -> DomainError | None:
    """Return why `by` may not turn it away, or None: managers refunds, finance all (R204)."""
    if not by.has_capability("payments.reject"):
        return RoleMayNot()
    if payment.type != T.REFUND and not by.has_capability("payments.confirm"):
        return RoleMayNot()
    return state_refusal("reject", payment) or _own(by, payment)


def reverse_refusal(by: Employee, payment: Payment, *, used: bool) -> DomainError | None:
    """Return why `by` may not undo a confirmed row, or None (R205). `used`: of a credit."""
    if not by.has_capability("payments.confirm"):
        return RoleMayNot()
    moved = payment.type in (T.REVERSAL, T.TRANSFER_OUT) or payment.pair_id is not None
    # Credit that came with a transfer goes where the transfer goes.
    moved = moved or (payment.type == T.CREDIT and payment.method_id is None)
    if payment.state != S.CONFIRMED or moved:
        return NotReversible()
    if Payment.objects.filter(reverses=payment.pk).exists():
        return AlreadyReversed()
    if used:
        return CreditUsed()
    # At the counter, and where credit was used, one person does both.
    return None if payment.confirmed_by_id == by.pk else _own(by, payment)


def receive_refusal(by: Employee, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not take money for this enrollment and confirm it in one step (R207)."""
    if not by.has_capability("payments.confirm"):
        return RoleMayNot()
    if enrollment.state not in PAYABLE:
        return NotPayable(state=enrollment.state)
    sold_or_approved = (
        enrollment.consultant_id, enrollment.created_by_id, enrollment.submitted_by_id,
        enrollment.decided_by_id, enrollment.discount_approved_by_id,
    )  # fmt: skip
    return SoldOrApproved() if by.pk in sold_or_approved else None


def state_refusal(move: str, payment: Payment) -> DomainError | None:
    before, _ = MOVES[move]
    return None if payment.state in before else PaymentNotInThisState(state=payment.state)


def _own(by: Employee, payment: Payment) -> DomainError | None:
    mine = by.pk in (payment.submitted_by_id, payment.created_by_id)
    return OwnSubmission() if mine else None
