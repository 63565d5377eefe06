"""The lists that a school edits itself (R70)."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.codes import free_code
from shoal.common.errors import Invalid, NotFound
from shoal.common.integrity import taken

from .. import rules
from ..models import Employee, ListEntry


@transaction.atomic
def create_entry(
    *,
    kind: str,
    label_en: str,
    label_zh: str,
    by: Employee,
    at: datetime,
    code: str = "",
    position: int | None = None,
) -> ListEntry:
    """Add an entry at `position` (from 1), else at the end. Without `code` one is made.

    Raises Invalid.
    """
    entries = _lock(kind)
    code = code or free_code(label_en, (e.code for e in entries), "entry")
    entry = ListEntry(kind=kind, code=code, label_en=label_en, label_zh=label_zh)
    entry.position = max((e.position for e in entries), default=0) + 1
    with taken({"list_entry_once": "code", "listentry.code": "code"}):
        entry.save()
    if position is not None:
        entries.insert(position - 1, entry)
        _number(entries)
    record("listentry.created", subject=entry, actor=by, at=at, list=kind)
    return entry


@transaction.atomic
def edit_entry(
    *, kind: str, entry_id: int, changes: dict[str, Any], by: Employee, at: datetime
) -> ListEntry:
    """Change labels, or whether it may be chosen; its code stands for ever.

    Raises NotFound, EntryNeeded.
    """
    entries = _lock(kind)
    entry = next((e for e in entries if e.pk == entry_id), None)
    if entry is None:
        raise NotFound()
    if not changes.get("is_active", True) and entry.is_active:
        if refusal := rules.switch_off_refusal(entry, [e for e in entries if e.is_active]):
            raise refusal
    changed = [name for name, value in changes.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, changes[name])
    if changed:
        entry.save(update_fields=changed)
        record("listentry.edited", subject=entry, actor=by, at=at, fields=sorted(changed))
    return entry


@transaction.atomic
def order_entries(*, kind: str, ids: list[int], by: Employee, at: datetime) -> None:
    """Put a list into the order of `ids`, which are all of its entries. Raises Invalid."""
    entries = {e.pk: e for e in _lock(kind)}
    if difference := _difference(ids, set(entries)):
        raise Invalid.field("entries", "not_the_list", difference)
    if moved := _number([entries[pk] for pk in ids]):
        record("listentry.ordered", subject=moved[0], actor=by, at=at, list=kind, entries=ids)


def _difference(ids: list[int], known: set[int]) -> str:
    parts = {
        "Missing": known - set(ids),
        "Not of this list": set(ids) - known,
        "Twice": {pk for pk, times in Counter(ids).items() if times > 1},
    }
    return "; ".join(
        f"{what}: {', '.join(map(str, sorted(which)))}" for what, which in parts.items() if which
    )


def _lock(kind: str) -> list[ListEntry]:
    """Return a list in its order. Whoever changes any list waits until we have ended.

    Entries are never deleted, so the first row of all is always there to be locked, also when
    a list is still empty; and what others added meanwhile is seen after it, not before.
    """
    ListEntry.objects.order_by("pk").select_for_update(no_key=True).first()
    return list(ListEntry.objects.filter(kind=kind).order_by("position", "pk"))


def _number(entries: list[ListEntry]) -> list[ListEntry]:
    """Give positions 1, 2, 3, …; return whose changed."""
    moved = []
    for position, entry in enumerate(entries, start=1):
        if entry.position != position:
            entry.position = position
            moved.append(entry)
    ListEntry.objects.bulk_update(moved, ["position"])
    return moved
