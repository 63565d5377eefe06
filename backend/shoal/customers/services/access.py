"""The one way for a command to get a customer: fetched, authorised and locked together."""

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
    customer = visible_customer(customer_id, by)
    members = list(Customer.objects.household_of(customer).lock())
    if not Customer.objects.visible_to(by).filter(pk=customer_id).exists():
        raise NotFound()
    locked = next((m for m in members if m.pk == customer_id), None)
    if locked is None:
        raise NotFound()
    return locked, members


def lock_home_household(customer_id: int, by: Employee) -> tuple[Customer, list[Customer]]:
    """Like `lock_household`, for claiming: also finds a customer of one of their pools whom
    somebody else holds by now, so that losing a race can be told from never having seen them."""
    customers = Customer.objects.in_home_pools_of(by)
    customer = customers.filter(pk=customer_id).first()
    if customer is None:
        raise NotFound()
    members = list(Customer.objects.household_of(customer).lock())
    locked = next((m for m in members if m.pk == customer_id), None)
    if locked is None or not customers.filter(pk=customer_id).exists():
        raise NotFound()
    return locked, members
