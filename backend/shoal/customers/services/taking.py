"""What the kept one of two takes over from the other's profile, and puts back (R111, R114)."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from ..models import MASKABLE, Customer, Status
from ..rules.merging import TAKEABLE
from ..rules.profile import SETTLED
from . import identities
from .edits import WRITTEN, snapshot

# What protects one of them protects the person.
PROTECTION = ("protected_until", "exempt_reasons")
SAVED = [*WRITTEN, "status", "lost_reason", "extra", *PROTECTION, "version"]
NOTHING: tuple[Any, ...] = (None, "", [], {})


def to_take(kept: Customer, merged: Customer, take: Collection[str]) -> dict[str, list[Any]]:
    """Return {field: [old, new]} of what changes in the kept one's own row.

    What the other does not say is not taken. Whoever said "do not contact" has said so.
    """
    wanted = [f for f in TAKEABLE if f in take and f not in MASKABLE]
    if merged.status == Status.DO_NOT_CONTACT and kept.status not in SETTLED:
        wanted = sorted({*wanted, "status"})
    if "status" in wanted:
        wanted.append("lost_reason")
    fields = {*wanted, "referred_by", *PROTECTION}
    old, theirs = snapshot(kept, dict.fromkeys(fields)), snapshot(merged, dict.fromkeys(fields))
    new = {f: theirs[f] for f in wanted if theirs[f] not in NOTHING or f == "lost_reason"}
    if "extra" in new:
        new["extra"] = {**old["extra"], **theirs["extra"]}
    if new.get("referred_by", old["referred_by"]) in (kept.pk, merged.pk):
        new["referred_by"] = None if old["referred_by"] == merged.pk else old["referred_by"]
    new["exempt_reasons"] = sorted({*old["exempt_reasons"], *theirs["exempt_reasons"]})
    new["protected_until"] = max(old["protected_until"] or "", theirs["protected_until"] or "")
    new["protected_until"] = new["protected_until"] or None
    return {f: [old[f], new[f]] for f in new if old[f] != new[f]}


def primaries_to_take(
    kept: Customer, merged: Customer, take: Collection[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return {kind: id} of the primary contacts that are taken, and of those they replace."""
    primary = dict(merged.identities.filter(is_primary=True).values_list("kind", "pk"))
    own = dict(kept.identities.filter(is_primary=True).values_list("kind", "pk"))
    taken = {kind: primary[kind] for kind in MASKABLE if kind in take and kind in primary}
    return taken, {kind: own[kind] for kind in taken if kind in own}


def put(customer: Customer, field: str, stored: Any) -> None:
    """Set a field to what `snapshot` made of a value."""
    if field == "courses":
        customer.courses.set(stored)
        return
    column = Customer._meta.get_field(field)
    setattr(customer, column.attname, column.to_python(stored))  # type: ignore[union-attr]


def put_back(kept: Customer, before: dict[str, Any]) -> list[str]:
    """Undo what was taken, as far as nobody edited it since; return the names of the fields."""
    now = snapshot(kept, before["fields"])
    undone = [field for field, (_, new) in before["fields"].items() if now[field] == new]
    for field in undone:
        put(kept, field, before["fields"][field][0])
    for kind, pk in before["primaries"].items():
        without = not kept.identities.filter(kind=kind, is_primary=True).exists()
        if without and (former := kept.identities.filter(pk=pk).first()):
            identities.make_primary(kept, former)
            undone.append(kind)
    for kind in MASKABLE:
        identities.promote(kept, kind)
    return undone


def save_profile(customer: Customer) -> None:
    """Save the profile with the copies of contacts and sort key; the version tells of it."""
    identities.copy_primaries(customer)
    customer.version = F("version") + 1
    customer.save(update_fields=SAVED)
    customer.refresh_from_db()
