"""Why not? for releasing, assigning and protecting (rules R10, R11, R84)."""

from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import Customer, HandOver
from .claiming import NotClaimable


class NotHeld(DomainError):
    detail = "This customer lies in the pool; nobody holds them."


class NotYours(DomainError):
    status = 403
    detail = "This customer is held by a colleague."


class AlreadyTheirs(DomainError):
    detail = "They hold this customer already."


class NotInYourScope(DomainError):
    status = 403
    detail = "You assign only to consultants and managers of your own departments."


class HandOverUnderWay(DomainError):
    detail = "Their customers are being handed over right now."


class UnknownReason(DomainError):
    status = 400
    detail = "There is no such reason in the list: {reason}."


def release_refusal(by: Employee, customer: Customer) -> DomainError | None:
    """Return why `by` may not release, or None: own, managers in their scope, admins all."""
    if customer.owner_id is None:
        return NotHeld()
    if by.role == Role.SALES and customer.owner_id != by.pk:
        return NotYours()
    return None


def assign_refusal(by: Employee, customer: Customer) -> DomainError | None:
    """Return why `by` may not assign this customer to anybody, or None."""
    if not by.has_capability("customers.assign"):
        return RoleMayNot()
    if customer.owner_id is None and customer.status in ("invalid", "do_not_contact"):
        return NotClaimable(customer_status=customer.status)
    return None


def protect_refusal(by: Employee, customer: Customer) -> DomainError | None:
    """Return why `by`, who sees the customer, may not protect them from the clock, or None (R84).

    Whoever leads sees whom they may assign.
    """
    if not by.has_capability("customers.protect"):
        return RoleMayNot()
    return NotHeld() if customer.owner_id is None else None


def recipient_refusal(by: Employee, to: Employee) -> DomainError | None:
    """Return why `by` may not give anybody to `to`, or None (R11, R125)."""
    led = Employee.objects.in_scope_of(by)
    sells = to.role in (Role.SALES, Role.MANAGER, Role.ADMIN) and to.is_active
    if not sells or not (to.pk == by.pk or led.filter(pk=to.pk).exists()):
        return NotInYourScope()
    under_way = HandOver.objects.filter(employee=to, finished_at__isnull=True)
    return HandOverUnderWay() if under_way.exists() else None


def assignee_refusal(by: Employee, to: Employee, customer: Customer) -> DomainError | None:
    """Return why `customer` may not go to `to`, or None."""
    if refusal := recipient_refusal(by, to):
        return refusal
    if customer.owner_id == to.pk:
        return AlreadyTheirs()
    return None
