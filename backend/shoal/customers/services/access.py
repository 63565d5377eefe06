"""The one way for a command to get a customer: fetched, authorised and locked together."""

from collections.abc import Iterable

from django.db import transaction

from shoal.common.errors import NotFound
from shoal.organization.models import Employee

from ..models import Customer


def visible_customer(customer_id: int, by: Employee) -> Customer:
    """Return a living customer whom `by` may know of. Raises NotFound."""
    found = Customer.objects.visible_to(by).filter(pk=customer_id).first()
    if found is None:
        raise NotFound()
    return found


def lock_customer(customer_id: int, by: Employee) -> Customer:
    """Return a living customer whom `by` may know of, alone and locked. Raises NotFound.

    For what is about one member of a household only; a change of holder locks all of them.
    """
    found = Customer.objects.visible_to(by).filter(pk=customer_id).lock().first()
    if found is None:
        raise NotFound()
    return found


def lock_household(customer_id: int, by: Employee) -> tuple[Customer, list[Customer]]:
    """Return the customer and the whole household, locked in ascending order (R9).

    Raises NotFound. Visibility is asked again under the lock: while we waited for it, the
    customer may have gone to somebody of whom `by` knows nothing.
    """
    locked, members = _lock_members(visible_customer(customer_id, by))
    if not Customer.objects.visible_to(by).filter(pk=customer_id).exists():
        raise NotFound()
    return locked, members


def lock_home_household(customer_id: int, by: Employee) -> tuple[Customer, list[Customer]]:
    """Like `lock_household`, for claiming: also finds a customer of one of their pools whom
    somebody else holds by now, so that losing a race can be told from never having seen them."""
    customers = Customer.objects.in_home_pools_of(by)
    customer = customers.filter(pk=customer_id).first()
    if customer is None:
        raise NotFound()
    locked, members = _lock_members(customer)
    if not customers.filter(pk=customer_id).exists():
        raise NotFound()
    return locked, members


def lock_roots(roots: Iterable[int]) -> None:
    """Lock guardians before their households: whoever joins one does so, and from then on nobody
    else can.

    A statement of its own: who joined while it waited is seen by the next statement only.
    """
    list(Customer.objects.filter(pk__in=roots).lock())


def _lock_members(customer: Customer) -> tuple[Customer, list[Customer]]:
    """Lock the household of a customer as it stands by then. Raises NotFound."""
    while True:
        try:
            # Only going back to a savepoint unlocks: who holds a student and waits for the
            # guardian would meet who does it the other way round.
            with transaction.atomic():
                return _lock_as_seen(customer)
        except _HouseholdChanged:
            moved = Customer.objects.living().filter(pk=customer.pk).first()
            if moved is None:
                raise NotFound() from None
            customer = moved


def _lock_as_seen(customer: Customer) -> tuple[Customer, list[Customer]]:
    lock_roots([customer.household])
    members = list(Customer.objects.household_of(customer).lock())
    locked = next((m for m in members if m.pk == customer.pk), None)
    if locked is None or locked.household != customer.household:
        raise _HouseholdChanged()
    return locked, members


class _HouseholdChanged(Exception):
    """They joined another household, left this one or were deleted before we had the lock."""
