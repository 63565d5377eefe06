"""The one way for a command to get a customer: fetched, authorised and locked together."""

from collections.abc import Collection, Iterable

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from shoal.common.errors import NotFound
from shoal.organization.errors import SessionEnded
from shoal.organization.models import Employee

from ..models import Customer


def visible_customer(customer_id: int, by: Employee) -> Customer:
    """Return a living customer whom `by` may know of. Raises NotFound."""
    found = Customer.objects.visible_to(by).filter(pk=customer_id).first()
    if found is None:
        raise NotFound()
    return found


def lock_taker(by: Employee) -> Employee:
    """Return the employee who is about to take customers, locked.

    Raises SessionEnded for who left since the request began: all that they held is being handed
    over, and nothing may slip in behind it (R125).
    """
    by = Employee.objects.lock(by.pk)
    if not by.is_active:
        raise SessionEnded()
    return by


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


def lock_unseen_household(customer: Customer) -> tuple[Customer, list[Customer]]:
    """Lock the household of somebody who is known by a contact, whoever asks: nothing of them is
    told. Raises NotFound when they are gone meanwhile."""
    return _lock_members(customer)


def lock_roots(roots: Iterable[int]) -> None:
    """Lock guardians before their households: whoever joins one does so, and from then on nobody
    else can.

    A statement of its own: who joined while it waited is seen by the next statement only.
    """
    list(Customer.objects.filter(pk__in=roots).lock().values_list("pk", flat=True))


def lock_if_free(customer_id: int) -> bool:
    """Lock the guardian of a customer's household; False when somebody else has it just now."""
    skip = connection.features.has_select_for_update_skip_locked
    root = Customer.objects.filter(pk=customer_id).values(root=Coalesce("guardian", "pk"))
    rows = Customer.objects.filter(pk__in=root).order_by("pk")
    return rows.select_for_update(no_key=True, of=("self",), skip_locked=skip).first() is not None


def lock_households(roots: Iterable[int]) -> None:
    """Lock the households of these guardians, each whole, in ascending order."""
    wanted = list(roots)
    lock_roots(wanted)
    list(Customer.objects.filter(guardian__in=wanted).lock().values_list("pk", flat=True))


def lock_households_of(ids: Collection[int]) -> dict[int, Customer]:
    """Return {id: customer} of the named, whatever became of them, all their households locked in
    one ascending order. Whom the caller may know of is asked under the lock."""
    while True:
        named = Customer.objects.filter(pk__in=ids)
        seen = dict(named.values_list("pk", "guardian"))
        try:
            with transaction.atomic():
                return _lock_all_as_seen(seen)
        except _HouseholdChanged:
            continue


def lock_known_households(ids: Collection[int], by: Employee) -> None:
    """Lock the households of those whom `by` may command, before the first command.

    Two calls with many ids cannot meet then. Nor is one of them let go of while the call goes on:
    on PostgreSQL whoever waits for a row that was locked in a savepoint of a savepoint, and the
    outer one is rolled back, waits for the whole transaction, which may come to that row again.
    """
    known = Customer.objects.visible_to(by) | Customer.objects.in_home_pools_of(by)
    lock_households_of(list(known.filter(pk__in=ids).values_list("pk", flat=True)))


def _lock_all_as_seen(seen: dict[int, int | None]) -> dict[int, Customer]:
    roots = {guardian or pk for pk, guardian in seen.items()}
    lock_roots(roots)
    living = Q(deleted_at__isnull=True, merged_into__isnull=True)
    members = Q(pk__in={*roots, *seen}) | Q(guardian__in=roots) & living
    locked = {c.pk: c for c in Customer.objects.filter(members).lock()}
    if any(locked[pk].guardian_id != guardian for pk, guardian in seen.items()):
        raise _HouseholdChanged()
    return {pk: locked[pk] for pk in seen}


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
