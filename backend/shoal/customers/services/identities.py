"""By what a person is recognised: one identity, one living customer (R30)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from shoal.common.errors import FieldError, Invalid

from ..masking import mask_error, public_name
from ..models import MASKABLE, Customer, Identity, IdentityKind
from ..normalize import name_sort, normalize_identity

MOST = 20


@dataclass(frozen=True)
class Contact:
    """One normalised identity that was given, and the field that it was given in."""

    kind: str
    value: str
    source: str = ""
    field: str = ""


class Taken(Exception):
    """Another transaction was faster: some living customer has one of these identities."""


def read_contacts(given: dict[str, Any]) -> list[Contact]:
    """Return the contacts of a body: its contact fields first, then its `identities`.

    Raises Invalid, naming each that cannot be one.
    """
    errors: list[FieldError] = []
    named = [(k, given[k], "", k) for k in MASKABLE if given.get(k)]
    for number, item in enumerate(given.get("identities", [])):
        named.append(
            (item["kind"], item["value"], item.get("source", ""), f"identities/{number}/value")
        )
    found: dict[tuple[str, str, str], Contact] = {}
    for kind, text, source, field in named:
        try:
            contact = read_contact(kind, text, source, field)
        except Invalid as error:
            errors += error.errors
        else:
            found.setdefault((contact.kind, contact.source, contact.value), contact)
    if errors:
        raise Invalid(errors)
    if len(found) > MOST:
        raise Invalid.field("identities", "too_many", f"At most {MOST}.")
    return list(found.values())


def read_contact(kind: str, text: str, source: str = "", field: str = "value") -> Contact:
    """Return one contact in its one spelling. Raises Invalid."""
    if kind != IdentityKind.EXTERNAL and "*" in text:
        raise Invalid([mask_error(field)])
    value = normalize_identity(kind, text)
    if value is None:
        raise Invalid.field(field, f"invalid_{kind}", f"This cannot be a {kind} contact.")
    if bool(source) != (kind == IdentityKind.EXTERNAL):
        detail = "An external id names its system in `source`; nothing else has one."
        raise Invalid.field(field, "source", detail)
    return Contact(kind, value, source, field)


def complete_contacts(given: dict[str, Any]) -> list[Contact]:
    """Return those contacts of a body that are whole already: somebody is still typing."""
    found = []
    for kind in (*MASKABLE, "external"):
        if value := normalize_identity(kind, given.get(kind) or ""):
            found.append(Contact(kind, value, field=kind))
    return found


def known_by(contacts: Iterable[Contact]) -> Any:
    """Return the identities of living customers that equal one of `contacts`.

    An external id without a source is looked for in every system.
    """
    wanted = Q(pk__in=[])
    for contact in contacts:
        this = Q(kind=contact.kind, value=contact.value)
        wanted |= (
            this
            if contact.kind == "external" and not contact.source
            else this & Q(source=contact.source)
        )
    return Identity.objects.filter(wanted, is_live=True)


def give(customer: Customer, contacts: Sequence[Contact]) -> None:
    """Add identities to a locked or new customer. Raises Taken and then has added none."""
    primary = set(customer.identities.filter(is_primary=True).values_list("kind", flat=True))
    rows = []
    for contact in contacts:
        first = contact.kind in MASKABLE and contact.kind not in primary
        if first:
            primary.add(contact.kind)
        rows.append(
            Identity(
                customer=customer, kind=contact.kind, source=contact.source,
                value=contact.value, is_primary=first,
            )
        )  # fmt: skip
    try:
        # The unique index decides between two who enter the same person at once.
        with transaction.atomic():
            Identity.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Taken from error


def make_primary(customer: Customer, identity: Identity) -> None:
    customer.identities.filter(kind=identity.kind, is_primary=True).update(is_primary=False)
    customer.identities.filter(pk=identity.pk).update(is_primary=True)


def put_primary(customer: Customer, kind: str, contact: Contact | None) -> None:
    """Make `contact` the primary one of its kind: it corrects the present one, unless the
    customer has it already. None takes the primary one away. Raises Taken."""
    own = customer.identities.filter(kind=kind)
    if contact and (known := own.filter(value=contact.value).first()):
        make_primary(customer, known)
        return
    own.filter(is_primary=True).delete()
    if contact:
        give(customer, [contact])
    else:
        promote(customer, kind)


def promote(customer: Customer, kind: str) -> None:
    """Make the oldest identity of a kind primary when none is."""
    own = customer.identities.filter(kind=kind)
    if kind in MASKABLE and not own.filter(is_primary=True).exists():
        if heir := own.order_by("pk").first():
            make_primary(customer, heir)


def copy_primaries(customer: Customer) -> list[str]:
    """Set phone, wechat, qq and email from the primary identities, and by what the name stands
    in lists; return which changed.

    A cursor tells the sort key, and so does every place in an ordering: nothing may be in it
    that the mask hides (R4).
    """
    rows = list(customer.identities.values_list("kind", "value", "is_primary"))
    primaries = {kind: value for kind, value, is_primary in rows if is_primary}
    shown = public_name(customer.name, [value for _, value, _ in rows])
    copies = {k: primaries.get(k, "") for k in MASKABLE} | {"name_sort": name_sort(shown)}
    changed = [name for name, value in copies.items() if getattr(customer, name) != value]
    for name in changed:
        setattr(customer, name, copies[name])
    return changed
