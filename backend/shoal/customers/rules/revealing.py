"""Why not? for showing the masked contacts of somebody in a pool (R118)."""

from datetime import datetime

from shoal.common import clock, school
from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..models import Customer, Reveal
from .profile import hidden_fields


class ContactsOpen(DomainError):
    detail = "Their contacts are not masked for you."


class NothingToReveal(DomainError):
    detail = "No masked contact is known of this customer."


class RevealBudgetSpent(DomainError):
    detail = "You have looked at today's {limit} contacts; tomorrow there are as many again."


def reveals_left(by: Employee, at: datetime) -> int | None:
    """Return how many contacts `by` may still be shown on this local day; None: no limit."""
    if by.role == Role.ADMIN:
        return None
    midnight = clock.start_of_day(at, by.zone)
    used = Reveal.objects.filter(employee=by, at__gte=midnight).count()
    return max(0, school.current().daily_reveals - used)


def masked_kinds(by: Employee, customer: Customer) -> frozenset[str]:
    """Return the kinds of contact that a reveal to `by` shows: what the pool masks.

    An admin sees them anyway (R4); asking for them is recorded all the same.
    """
    if by.role == Role.ADMIN:
        return frozenset() if customer.owner_id else frozenset(customer.pool.masked_fields)
    return hidden_fields(by, customer)


def reveal_refusal(by: Employee, customer: Customer, left: int | None) -> DomainError | None:
    """Return why `by`, who sees the customer, may not be shown the contacts, or None.

    `left` is what `reveals_left` says, under the lock of `by` where it counts.
    """
    if not by.has_capability("customers.reveal"):
        return RoleMayNot()
    kinds = masked_kinds(by, customer)
    if not kinds:
        return ContactsOpen()
    if not customer.identities.filter(kind__in=kinds).exists():
        return NothingToReveal()
    if left == 0:
        return RevealBudgetSpent(limit=school.current().daily_reveals)
    return None
