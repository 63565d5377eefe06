"""Inquiries that employees take and settle (R101, R102)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee

from ..models import MASKABLE, Consultation, Customer
from ..rules.consultations import NobodyKnown, SeveralKnown, dispose_refusal, reject_refusal
from ..rules.profile import DuplicateCustomer
from . import access, disposing, duplicates, profile
from .identities import Contact, complete_contacts, read_contacts
from .pool import claim_customer


@transaction.atomic
def take_consultation(
    *, given: dict[str, Any], by: Employee, at: datetime, customer_id: int | None = None,
    record_anyway: bool = False,
) -> Consultation:  # fmt: skip
    """Write down what somebody asked, and settle it at once (R101).

    `given` are fields of Consultation, contacts as they were said. It goes to `customer_id`, else
    to who is known by the contacts, else to a new customer whom `by` holds. Raises Invalid,
    NotFound, DuplicateCustomer and SeveralKnown (`record_anyway` where the one is out of sight),
    HoldingLimitReached, Throttled.
    """
    courses, given = given.get("courses", ()), {k: v for k, v in given.items() if k != "courses"}
    if given.setdefault("occurred_at", at) > at:
        raise Invalid.field("occurred_at", "future", "Nobody has asked in the future.")
    contacts = read_contacts(given)
    name = given.get("name", "")
    # The holding limit is about the employee, so lock the employee first.
    by = Employee.objects.lock(by.pk)
    consultation = Consultation(**given, created_at=at, taken_by=by)
    target = _target(customer_id, contacts, name, record_anyway, by, at)
    if target is not None:
        customer, members = target
        consultation.pool = customer.pool
        disposing.attach(consultation, customer, members, by=by, at=at)
    else:
        values = {"name": name, "campus": given.get("campus"), "courses": courses}
        new = profile.create_customer(values=values, contacts=contacts, by=by, at=at)
        consultation.pool = new.pool
        disposing.give_to_new(consultation, new, by=by, at=at)
    consultation.courses.set(courses)
    return consultation


@transaction.atomic
def attach_consultation(
    *, consultation_id: int, by: Employee, at: datetime, customer_id: int | None = None,
    record_anyway: bool = False,
) -> Consultation:  # fmt: skip
    """Give what waits to `customer_id`, else to who is known by its contacts (R102).

    Raises NotFound, AlreadyDisposed, DuplicateCustomer, SeveralKnown, NobodyKnown, Throttled.
    """
    consultation = _lock_waiting(consultation_id, by)
    contacts = given_contacts(consultation)
    target = _target(customer_id, contacts, consultation.name, record_anyway, by, at)
    if target is None:
        raise NobodyKnown()
    disposing.attach(consultation, *target, by=by, at=at)
    return consultation


@transaction.atomic
def create_from_consultation(
    *, consultation_id: int, by: Employee, at: datetime, hold: bool = False, name: str = ""
) -> Consultation:
    """Make a customer of who asked, in the pool that it came into; with `hold` claim them, too.

    `name` corrects the one given. Raises NotFound, AlreadyDisposed, Invalid, DuplicateCustomer,
    and what claiming refuses.
    """
    consultation = _lock_waiting(consultation_id, by)
    customer = profile.create_customer(
        values=customer_values(consultation, name=name),
        contacts=given_contacts(consultation),
        pool_id=consultation.pool_id,
        hold=False,
        by=by,
        at=at,
    )
    if hold:
        customer = claim_customer(customer_id=customer.pk, by=by, at=at)
    disposing.give_to_new(consultation, customer, by=by, at=at)
    return consultation


@transaction.atomic
def reject_consultation(
    *, consultation_id: int, reason: str, by: Employee, at: datetime
) -> Consultation:
    """Turn away what waits. Raises NotFound, AlreadyDisposed, RoleMayNot."""
    consultation = _lock_waiting(consultation_id, by)
    if refusal := reject_refusal(by, consultation):
        raise refusal
    disposing.turn_away(consultation, reason, by=by, at=at)
    return consultation


def given_contacts(consultation: Consultation) -> list[Contact]:
    """Return those of the contacts as given that can be one."""
    return complete_contacts({kind: getattr(consultation, kind) for kind in MASKABLE})


def customer_values(consultation: Consultation, *, name: str = "") -> dict[str, Any]:
    """Return what a new customer has from the inquiry, and from the form it came through."""
    form = consultation.form
    return {
        "name": name or consultation.name,
        "campus": consultation.campus,
        "source": consultation.source,
        "campaign": form.campaign if form else None,
        "courses": list(consultation.courses.all()),
    }


def _lock_waiting(consultation_id: int, by: Employee) -> Consultation:
    """Return an inquiry that waits, locked before any employee or customer.

    Raises NotFound, AlreadyDisposed: also when it went to somebody whom `by` does not see. It
    waited before the eyes of whoever belongs to its pool, so losing a race can be told.
    """
    if not Consultation.objects.known_to(by).filter(pk=consultation_id).exists():
        raise NotFound()
    consultation = Consultation.objects.lock().get(pk=consultation_id)
    if refusal := dispose_refusal(consultation):
        raise refusal
    return consultation


def _target(
    customer_id: int | None, contacts: Sequence[Contact], name: str, record_anyway: bool,
    by: Employee, at: datetime,
) -> tuple[Customer, list[Customer]] | None:  # fmt: skip
    """Return whose inquiry it is, locked with the household; None: nobody's who is known."""
    if customer_id is not None:
        return access.lock_household(customer_id, by)
    known = disposing.households_known_by(contacts)
    if not known:
        return None
    seen = Customer.objects.visible_to(by).filter(pk__in=[c.pk for c in known]).exists()
    if len(known) == 1 and seen:
        return access.lock_household(known[0].pk, by)
    if seen or not record_anyway:
        refused = SeveralKnown if len(known) > 1 else DuplicateCustomer
        raise refused(matches=duplicates.matches_of(contacts, name=name, by=by, at=at))
    # It tells that somebody is known, as a check does: so it counts like one.
    duplicates.count_refusal(by=by, at=at)
    return access.lock_unseen_household(known[0])
