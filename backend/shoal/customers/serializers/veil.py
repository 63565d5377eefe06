"""What hides the contacts of one customer in words that others wrote about them (R4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import BooleanField, Case, JSONField, QuerySet, Value, When
from django.db.models.functions import JSONObject

from shoal.common.json_rows import JSONRows
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from ..masking import mask, scrub, scrub_known
from ..models import Identity, Pool


@dataclass(frozen=True)
class Veil:
    """`hidden` names the masked kinds, none when the contacts are open; `known` the values that
    the household has of them, for words about one tell of another."""

    hidden: tuple[str, ...]
    known: tuple[str, ...]

    def text(self, words: str) -> str:
        return scrub(words, self.known) if self.hidden and words else words

    def slip(self, number: str) -> str:
        return scrub_known(number, self.known) if self.hidden else number

    def contact(self, kind: str, value: str) -> str:
        return mask(kind, value) if kind in self.hidden else value


def veiled(rows: QuerySet[Any], viewer: Employee, to_customer: str = "") -> QuerySet[Any]:
    """Annotate what `veil_of` reads. `to_customer` leads there, as in "customer__"."""
    return rows.annotate(
        contacts_open=contacts_open(viewer, to_customer),
        contacts_known=contacts_known(viewer, to_customer),
    )


def contacts_open(viewer: Employee, to_customer: str = "") -> Any:
    """Return the expression of R4: are the contacts open to `viewer`, who sees the customer?"""
    if viewer.role == Role.ADMIN:
        return Value(True, output_field=BooleanField())
    conditions = [When(**{f"{to_customer}owner__isnull": False}, then=Value(True))]
    if viewer.role == Role.MANAGER:
        unmasked = Pool.objects.unmasked_for(viewer).values("pk")
        conditions.append(When(**{f"{to_customer}pool__in": unmasked}, then=Value(True)))
    return Case(*conditions, default=Value(False), output_field=BooleanField())


def contacts_known(viewer: Employee, to_customer: str = "") -> Any:
    """Return the expression of all that may have to be hidden in words: every contact of the
    household as [{"kind", "value"}]; null where the contacts are open anyway."""
    nothing = Value(None, output_field=JSONField())
    if viewer.role == Role.ADMIN:
        return nothing
    held = When(**{f"{to_customer}owner__isnull": False}, then=nothing)
    return Case(held, default=household_contacts(to_customer), output_field=JSONField())


def household_contacts(to_customer: str = "") -> Any:
    """Return the expression of every contact of the household, as [{"kind", "value"}]."""
    theirs = Identity.objects.of_household(f"{to_customer}pk", f"{to_customer}guardian")
    return JSONRows(theirs.order_by("pk").values(v=JSONObject(kind="kind", value="value")))


def veil_columns(to_customer: str = "") -> tuple[str, ...]:
    """Return the columns that `veil_of` reads, of a query that was `veiled`."""
    return (f"{to_customer}pool__masked_fields", "contacts_open", "contacts_known")


def veil_of(found: Mapping[str, Any], to_customer: str = "") -> Veil:
    if found["contacts_open"]:
        return Veil((), ())
    hidden = tuple(as_json(found[f"{to_customer}pool__masked_fields"]))
    return Veil(hidden, known_values(found, hidden))


def known_values(found: Mapping[str, Any], kinds: tuple[str, ...]) -> tuple[str, ...]:
    known = as_json(found["contacts_known"]) or ()
    return tuple(contact["value"] for contact in known if contact["kind"] in kinds)


def as_json(value: Any) -> Any:
    """`values_list` hands JSON out parsed or as text, depending on the expression."""
    return orjson.loads(value) if isinstance(value, str) else value
