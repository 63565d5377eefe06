"""What hides the contacts of an enrollment's customer: only who holds them, or leads who does,
sees them in full (R170). In words every contact of the household is hidden (R4)."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, JSONField, QuerySet, Value, When

from shoal.customers.models import MASKABLE
from shoal.customers.serializers.veil import Veil, household_contacts, known_values
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..querysets import held_by_scope

HIDDEN = tuple(MASKABLE)
PHONES = ("customer__phone", "customer__guardian__phone")
Rows = TypeVar("Rows", bound=QuerySet[Any])


def veiled(rows: Rows, viewer: Employee, to_customer: str = "customer__") -> Rows:
    """Annotate what `veil_of` reads. `to_customer` leads there, as in "enrollment__customer__"."""
    is_open, known = Value(False, output_field=BooleanField()), household_contacts(to_customer)
    if viewer.role == Role.ADMIN:
        is_open, known = Value(True, output_field=BooleanField()), _nothing()
    elif viewer.role != Role.FINANCE:
        theirs = held_by_scope(viewer, to_customer)
        is_open = Case(When(theirs, then=Value(True)), default=is_open)
        known = Case(When(theirs, then=_nothing()), default=known, output_field=JSONField())
    return rows.annotate(contacts_open=is_open, contacts_known=known)


def veil_columns(prefix: str = "") -> tuple[str, ...]:
    """Return the columns that `veil_of` and `payer_of` read, of a query that was `veiled`;
    `prefix` leads to the enrollment."""
    return ("contacts_open", "contacts_known", *(f"{prefix}{phone}" for phone in PHONES))


def veil_of(found: Mapping[str, Any]) -> Veil:
    if found["contacts_open"]:
        return Veil((), ())
    return Veil(HIDDEN, known_values(found, HIDDEN))


def _nothing() -> Any:
    return Value(None, output_field=JSONField())


def payer_of(found: Mapping[str, Any], veil: Veil, prefix: str = "") -> dict[str, Any]:
    """Return who pays: the guardian of a student, else the customer."""
    who = f"{prefix}customer__"
    if found[f"{who}guardian_id"] is not None:
        who = f"{who}guardian__"
        pk = found[f"{prefix}customer__guardian_id"]
    else:
        pk = found[f"{prefix}customer_id"]
    return {
        "id": pk,
        "name": veil.text(found[f"{who}name"]),
        "phone": veil.contact("phone", found[f"{who}phone"]),
    }
