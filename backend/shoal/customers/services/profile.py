"""Entering customers and changing what is known of them (R30, R32, R35-R37)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common import school
from shoal.common.errors import Invalid, NotFound, Stale
from shoal.organization.models import Employee

from ..models import MASKABLE, Customer, Pool, Reason
from ..rules.allowance import allowance_in
from ..rules.claiming import holding_refusal
from ..rules.profile import EDITABLE, Anonymised, GuardianIsStudent, edit_refusal, field_errors
from . import access, clocks, duplicates, households, identities, spells
from .edits import snapshot, write_changes
from .identities import Contact, Taken
from .search import index_customers

# What a customer's own row says, contacts left out: those are identities.
FIELDS = EDITABLE - {*MASKABLE}


@transaction.atomic
def create_customer(
    *, values: dict[str, Any], contacts: Sequence[Contact], by: Employee, at: datetime,
    pool_id: int | None = None, hold: bool = True,
) -> Customer:  # fmt: skip
    """Enter a new customer, held by `by` or, without `hold`, lying in a pool (R37).

    `values` are profile fields; `guardian` and `referred_by` are ids. A student of a guardian
    goes where the guardian is. Raises Invalid, DuplicateCustomer, HoldingLimitReached,
    GuardianIsStudent, Anonymised.
    """
    # The holding limit is about the employee, so lock the employee first.
    by = access.lock_taker(by)
    school.settle("phone_region")  # R62
    guardian = _guardian_for(values, by)
    owner, pool = _hands(guardian, by, at, pool_id, hold)
    if guardian is not None:
        # The guardian's own contact also identifies the student.
        theirs = set(guardian.identities.values_list("kind", "value"))
        contacts = [c for c in contacts if (c.kind, c.value) not in theirs]
    elif not values.get("name") and not contacts:
        raise Invalid.field("name", "name_or_contact_required", "Give a name or a contact.")
    duplicates.refuse(contacts, name=values.get("name", ""), by=by, at=at)
    customer = _insert(values, guardian, owner, pool, by, at)
    duplicates.give_or_refuse(customer, contacts, by=by, at=at)
    _begin(customer, by, at)
    return customer


@transaction.atomic
def enter_stranger(
    *, values: dict[str, Any], contacts: Sequence[Contact], pool: Pool, at: datetime
) -> Customer:
    """Put somebody whom nobody entered, because they wrote to us themselves, into `pool`.

    Raises identities.Taken when somebody living has one of the contacts; nobody is told who.
    """
    school.settle("phone_region")  # R62
    customer = _insert(values, None, None, pool, None, at)
    identities.give(customer, contacts)
    _begin(customer, None, at)
    return customer


@transaction.atomic
def edit_customer(
    *, customer_id: int, expected_version: int, changes: dict[str, Any], by: Employee, at: datetime
) -> Customer:
    """Change profile fields; a contact field sets the primary identity, '' takes it away (R32).

    Raises NotFound, Stale, Invalid (masked fields too), DuplicateCustomer, and what
    `households.join` raises.
    """
    customer, guardian = households.lock_both(customer_id, changes.get("guardian"), by)
    if customer.version != expected_version:
        raise Stale(version=customer.version)
    if refusal := edit_refusal(by, customer) or field_errors(by, customer, changes):
        raise refusal
    before = snapshot(customer, changes)
    _set_plain(customer, changes, by)
    _set_contacts(customer, changes, by, at)
    if "guardian" in changes and changes["guardian"] != customer.guardian_id:
        households.join(customer, guardian, by=by, at=at)
    after = snapshot(customer, changes)
    changed = {f: [before[f], after[f]] for f in changes if before[f] != after[f]}
    if changed:
        write_changes(customer, changed, by=by, at=at)
    if "intent" in changed:
        clocks.refresh_clocks([customer.household])
    return customer


def _guardian_for(values: dict[str, Any], by: Employee) -> Customer | None:
    if (guardian_id := values.get("guardian")) is None:
        return None
    guardian = households.lock_guardian(guardian_id, by)
    households.refuse_namesake(values.get("name", ""), guardian)
    if not values.get("name"):
        raise Invalid.field("name", "required", "A student has a name.")
    return guardian


def _hands(
    guardian: Customer | None, by: Employee, at: datetime, pool_id: int | None, hold: bool
) -> tuple[Employee | None, Pool]:
    """Return who will hold the new customer, and the home pool."""
    if guardian is not None:
        if guardian.anonymised_at:
            raise Anonymised()
        if guardian.guardian_id is not None:
            raise GuardianIsStudent()
        return guardian.owner, guardian.pool
    wanted = {"is_default": True} if pool_id is None else {"pk": pool_id}
    pool = Pool.objects.of(by).filter(**wanted).first()
    if pool is None:
        raise Invalid.field("pool", "unknown", "There is no such pool among yours.")
    if not hold:
        return None, pool
    if refusal := holding_refusal(allowance_in(pool, by, at)):
        raise refusal
    return by, pool


def _begin(customer: Customer, by: Employee | None, at: datetime) -> None:
    """Write what follows from a new customer's row and identities."""
    if kinds := identities.copy_primaries(customer):
        customer.save(update_fields=kinds)
    spells.begin(customer, owner=customer.owner, reason=Reason.CREATED, by=by, at=at)
    index_customers([customer.pk])
    record(
        "customer.created", subject=customer, actor=by, at=at, customer_id=customer.pk,
        owner=(None, customer.owner_id), pool=(None, customer.pool_id),
    )  # fmt: skip


def _insert(
    values: dict[str, Any], guardian: Customer | None, owner: Employee | None, pool: Pool,
    by: Employee | None, at: datetime,
) -> Customer:  # fmt: skip
    customer = Customer(
        guardian=guardian, owner=owner, pool=pool, created_at=at, created_by=by,
        owned_since=at if owner else None,
        entered_at=None if owner else at,
        pool_rank_at=None if owner else at,
    )  # fmt: skip
    plain = {k: v for k, v in values.items() if k not in ("guardian", "courses")}
    _set_plain(customer, plain, by)
    customer.save()
    customer.courses.set(values.get("courses", ()))
    return customer


def _set_plain(customer: Customer, changes: dict[str, Any], by: Employee | None) -> None:
    """Set what needs no other table; courses too, of a customer who is stored."""
    for field, value in changes.items():
        if field == "courses":
            customer.courses.set(value)
        elif field == "referred_by":
            customer.referred_by = _referrer(value, by)
        elif field not in (*MASKABLE, "guardian"):
            setattr(customer, field, value)
    if "name" in changes:
        customer.name = " ".join(customer.name.split())


def _referrer(pk: int | None, by: Employee | None) -> Customer | None:
    if pk is None or by is None:
        return None
    try:
        return access.visible_customer(pk, by)
    except NotFound:
        raise Invalid.field("referred_by", "unknown", "There is no such customer.") from None


def _set_contacts(customer: Customer, changes: dict[str, Any], by: Employee, at: datetime) -> None:
    given = identities.read_contacts({k: changes[k] for k in MASKABLE if k in changes})
    fresh = {contact.kind: contact for contact in given}
    own = set(customer.identities.values_list("kind", "value"))
    added = [contact for contact in given if (contact.kind, contact.value) not in own]
    duplicates.refuse(added, name=customer.name, by=by, at=at, exclude=customer.pk)
    try:
        for kind in MASKABLE:
            if kind in changes:
                identities.put_primary(customer, kind, fresh.get(kind))
    except Taken:
        duplicates.refuse(added, name=customer.name, by=by, at=at, exclude=customer.pk)
        raise
    identities.copy_primaries(customer)
