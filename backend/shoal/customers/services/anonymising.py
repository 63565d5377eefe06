"""Removing a person for good, and what was deleted long ago (R120-R122).

Looking for the person may take long, through files and all texts; it happens before the
transaction that removes them, which is short. Until that has committed everything that was
done before can be done again: so it may be killed anywhere, and be asked for once more.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import DomainError, NotFound
from shoal.organization.models import Employee

from ..models import Customer, Status
from ..person import Person
from ..rules.anonymising import anonymise_refusal
from ..rules.profile import RESTORE_WITHIN
from ..tasks import drop_old_tokens_task
from . import access, erasing, mentions
from .search import index_customers

Eraser = Callable[[Person, frozenset[int]], None]
# Each takes a look through everything.
AT_ONCE = 20
log = logging.getLogger("shoal.privacy")
_erasers: list[Eraser] = []


def provide_eraser(forget: Eraser) -> None:
    """Register how an app above this one takes a person (and the customers with these ids) out
    of what it keeps. It may be called again, and refuses with a DomainError."""
    if forget not in _erasers:
        _erasers.append(forget)


def anonymise_customer(*, customer_id: int, by: Employee | None, at: datetime) -> Customer:
    """Remove the person, with everyone merged into them; the ledger, events and money stay.

    Raises NotFound, RoleMayNot, Anonymised, HasStudents, ImportBusy.
    """
    while True:
        _refuse(_found(customer_id), by)
        ids, person = _who(customer_id)
        for forget in _erasers:
            forget(person, ids)
        found = mentions.find(person, ids)
        try:
            return _erase(customer_id, ids, person, found, by, at)
        except _ChangedMeanwhile:
            continue


def anonymise_deleted(*, at: datetime) -> int:
    """Anonymise who was deleted more than 30 days ago, at most AT_ONCE; return how many."""
    waiting = Customer.objects.to_be_forgotten(at - RESTORE_WITHIN).order_by("deleted_at", "pk")
    done = 0
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            anonymise_customer(customer_id=pk, by=None, at=at)
        except DomainError as refusal:
            # Restored, or done by an admin, or an import is under way: the next tick looks again.
            log.info("customer %s is not anonymised yet: %s", pk, refusal.code())
        else:
            done += 1
    return done


@transaction.atomic
def _erase(
    customer_id: int, ids: frozenset[int], person: Person, found: mentions.Found,
    by: Employee | None, at: datetime,
) -> Customer:  # fmt: skip
    # All customers that are written to, with their households, in the order of all commands.
    access.lock_households_of({*ids, *mentions.customers_in(found)})
    customer = _found(customer_id)
    _refuse(customer, by)
    # An edit that was faster may have told of another number, which was not looked for.
    if _who(customer_id) != (ids, person):
        raise _ChangedMeanwhile()
    mentions.hide(found, person)
    erasing.erase_what_hangs_on(ids, person, at)
    erasing.erase_profiles(ids, status=Status.DO_NOT_CONTACT, at=at)
    index_customers([*ids, *mentions.customers_in(found)])
    # Within the transaction: a kill behind it must not leave their tokens in the file.
    drop_old_tokens_task.enqueue()
    record("customer.anonymised", subject=customer, actor=by, at=at, customer_id=customer.pk)
    customer.refresh_from_db()
    return customer


def _found(customer_id: int) -> Customer:
    """Return a living or deleted customer: admins see both. Raises NotFound."""
    found = Customer.objects.filter(pk=customer_id, merged_into__isnull=True).first()
    if found is None:
        raise NotFound()
    return found


def _refuse(customer: Customer, by: Employee | None) -> None:
    if refusal := anonymise_refusal(by, customer):
        raise refusal


def _who(customer_id: int) -> tuple[frozenset[int], Person]:
    ids = erasing.everyone_merged_into(customer_id)
    return ids, erasing.person_of(ids)


class _ChangedMeanwhile(Exception):
    """What is known of the person is not what it was when they were looked for."""
