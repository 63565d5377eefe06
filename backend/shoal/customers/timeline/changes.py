"""Edits, moves of the status and merges, as far as the viewer may read what changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from shoal.common.fields import ref
from shoal.organization.models import Employee

from ..lineage import Lineage
from ..models import MASKABLE, Customer, CustomerEdit
from ..serializers.veil import Veil
from .place import Entry, Place, entry, page_of

# A changed contact is itself a contact, and `extra` may hold one under any name.
PEOPLE = ("guardian", "referred_by")
NEVER_THROUGH_A_VEIL = frozenset({*MASKABLE, "identities", "external", "extra"})


def edits(
    lineage: Lineage, after: Place | None, limit: int, veil: Veil, viewer: Employee
) -> Iterable[Entry]:
    rows = CustomerEdit.objects.filter(customer__in=lineage.ids)
    columns = ("at", "changes", "customer_id", "editor_id", "editor__display_name")
    page = page_of(rows, columns, "at", 2, after, limit)
    people = _known_people((edit["changes"] for edit in page), viewer)
    for edit in page:
        place = Place(edit["at"], 2, edit["pk"])
        actor = ref(edit["editor_id"], edit["editor__display_name"])
        changes = edit["changes"]
        if "status" in changes:
            data = _status_data(changes, veil)
            yield entry("status", place, actor, data, edit["customer_id"])
        else:
            data = {"changes": _changes(changes, veil, people)}
            yield entry("edit", place, actor, data, edit["customer_id"])


def merges(lineage: Lineage, after: Place | None, veil: Veil, viewer: Employee) -> Iterable[Entry]:
    """Who was merged into them, and who went again; what was taken shows at the former."""
    people = _known_people((m.before.get("fields", {}) for m in lineage.merges), viewer)
    for merge in lineage.merges:
        other = ref(merge.merged_id, veil.text(merge.merged.name))
        changes = _changes(merge.before.get("fields", {}), veil, people)
        of_whom = merge.kept_id
        entries = [entry(
            "merge", Place(merge.at, 8, merge.pk), ref(merge.by_id, merge.by.display_name),
            {"customer": other, "changes": changes}, of_whom,
        )]  # fmt: skip
        if merge.undone_at and merge.undone_by:
            actor = ref(merge.undone_by.pk, merge.undone_by.display_name)
            place = Place(merge.undone_at, 9, merge.pk)
            entries.append(entry("unmerge", place, actor, {"customer": other}, of_whom))
        yield from (one for one in entries if after is None or one[0] < after)


def _status_data(changes: Mapping[str, Any], veil: Veil) -> dict[str, Any]:
    """A change of status is an edit of its own (services/status.py): its words may be erased."""
    old, new = changes["status"]
    reason, note = (changes.get(name, (None, ""))[1] for name in ("lost_reason", "note"))
    return {"old": old, "new": new, "reason": reason or "", "note": veil.text(note or "")}


def _known_people(changes: Iterable[Mapping[str, Any]], viewer: Employee) -> set[int]:
    """Return those of the customers named in the changes whom `viewer` may know of (R3)."""
    named = {pk for changed in changes for f in PEOPLE for pk in changed.get(f, ()) if pk}
    if not named:
        return set()
    visible = Customer.objects.visible_to(viewer)
    return set(visible.filter(pk__in=named).values_list("pk", flat=True))


def _changes(
    changes: Mapping[str, Any], veil: Veil, people: Collection[int]
) -> list[dict[str, Any]]:
    def seen(name: str, value: Any) -> Any:
        if name in PEOPLE:
            return value if value in people else None
        if veil.hidden and name in NEVER_THROUGH_A_VEIL:
            return None
        return veil.text(value) if isinstance(value, str) else value

    return [
        {"field": name, "old": seen(name, old), "new": seen(name, new)}
        for name, (old, new) in changes.items()
    ]
