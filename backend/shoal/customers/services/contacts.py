"""Further contacts of a customer: one more, one less, another primary one (R30, R32)."""

from datetime import datetime

from django.db import transaction

from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee

from ..models import MASKABLE, Customer
from ..rules.profile import edit_refusal, field_errors
from . import access, duplicates, identities
from .edits import write_changes
from .identities import Contact


@transaction.atomic
def add_identity(
    *, customer_id: int, contact: Contact, is_primary: bool, by: Employee, at: datetime
) -> Customer:
    """Add one more contact, or make a known one primary. Raises NotFound, Invalid,
    DuplicateCustomer."""
    customer = _editable(customer_id, contact.kind, by)
    own = customer.identities.filter(kind=contact.kind, source=contact.source)
    known = own.filter(value=contact.value).first()
    if known is None:
        if customer.identities.count() >= identities.MOST:
            raise Invalid.field("value", "too_many", f"At most {identities.MOST}.")
        duplicates.refuse([contact], name=customer.name, by=by, at=at)
        duplicates.give_or_refuse(customer, [contact], by=by, at=at)
        known = own.get(value=contact.value)
    if is_primary and contact.kind in MASKABLE:
        identities.make_primary(customer, known)
    write_changes(customer, {contact.kind: [None, contact.value]}, by=by, at=at)
    return customer


@transaction.atomic
def remove_identity(*, customer_id: int, identity_id: int, by: Employee, at: datetime) -> Customer:
    """Take one contact away; the next of its kind becomes primary. Raises NotFound, Invalid."""
    customer = access.lock_customer(customer_id, by)
    identity = customer.identities.filter(pk=identity_id).first()
    if identity is None:
        raise NotFound()
    if invalid := field_errors(by, customer, _guarded(identity.kind)):
        raise invalid
    identity.delete()
    identities.promote(customer, identity.kind)
    write_changes(customer, {identity.kind: [identity.value, None]}, by=by, at=at)
    return customer


def _editable(customer_id: int, kind: str, by: Employee) -> Customer:
    customer = access.lock_customer(customer_id, by)
    if refusal := edit_refusal(by, customer) or field_errors(by, customer, _guarded(kind)):
        raise refusal
    return customer


def _guarded(kind: str) -> dict[str, object]:
    """The field whose mask guards a kind of identity: ids of other systems have none."""
    return {kind: None} if kind in MASKABLE else {}
