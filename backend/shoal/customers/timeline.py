"""Everything that happened with one customer, in one list (R48).

Each source is asked for one page beyond the cursor and the pages are merged, so the number of
statements does not grow with the rows.
"""

import base64
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nlargest
from itertools import zip_longest
from typing import Any

import orjson
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from shoal.common.errors import InvalidCursor, NotFound
from shoal.organization.models import Employee

from .models import MASKABLE, Customer, CustomerEdit, OwnershipSpell
from .serializers.contact import (
    FOLLOW_UP_COLUMNS,
    PLAN_COLUMNS,
    follow_ups_seen_by,
    plans_seen_by,
    ref,
    shown_follow_up,
    shown_plan,
)
from .serializers.rows import contacts_open
from .serializers.veil import Veil, veil_columns, veil_of

SPELL_COLUMNS = (
    "owner_id", "owner__display_name", "pool_id", "pool__name", "started_at", "start_reason",
    "started_by_id", "started_by__display_name", "ended_at", "end_reason", "ended_by_id",
    "ended_by__display_name", "reason_code", "note", "rule",
)  # fmt: skip
# A changed contact is itself a contact, and `extra` may hold one under any name.
PEOPLE = ("guardian", "referred_by")
NEVER_THROUGH_A_VEIL = frozenset({*MASKABLE, "identities", "external", "extra"})


@dataclass(frozen=True, order=True)
class Place:
    """Where an entry stands; later ones first. `rank` parts the sources at one instant."""

    at: datetime
    rank: int
    pk: int

    def before(self, rank: int, column: str) -> Q:
        """Return the rows of the source `rank` that come after this place in the list."""
        earlier = Q(**{f"{column}__lt": self.at})
        if rank < self.rank:
            return Q(**{f"{column}__lte": self.at})
        return earlier | Q(**{column: self.at, "pk__lt": self.pk}) if rank == self.rank else earlier

    def cursor(self) -> str:
        text = orjson.dumps([self.at.isoformat(), self.rank, self.pk])
        return base64.urlsafe_b64encode(text).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> "Place":
        try:
            at, rank, pk = orjson.loads(base64.urlsafe_b64decode(text.encode() + b"=="))
            instant = parse_datetime(at)
            if instant is None or instant.tzinfo is None or {type(rank), type(pk)} != {int}:
                raise InvalidCursor()
            instant = instant.astimezone(UTC)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise InvalidCursor() from error
        return cls(instant, rank, pk)


Entry = tuple[Place, dict[str, Any]]


def timeline(
    customer_id: int, viewer: Employee, *, size: int, cursor: str | None = None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return (entries, cursor of the next page or None). Raises NotFound, InvalidCursor."""
    subject = known_customer(customer_id, viewer)
    after = Place.parse(cursor) if cursor else None
    veil = veil_of(subject)
    entries = [
        *_created(subject, after),
        *_spells(customer_id, after, size + 1, veil),
        *_edits(customer_id, after, size + 1, veil, viewer),
        *_rows(
            plans_seen_by(viewer), PLAN_COLUMNS, "created_at", customer_id, after, size + 1,
            rank=3, kind="plan", who="assignee", show=shown_plan,
        ),
        *_rows(
            follow_ups_seen_by(viewer), FOLLOW_UP_COLUMNS, "occurred_at", customer_id, after,
            size + 1, rank=4, kind="follow_up", who="author",
            show=lambda found: shown_follow_up(found, viewer),
        ),
    ]  # fmt: skip
    page = nlargest(size + 1, entries, key=lambda entry: entry[0])
    further = page[size - 1][0].cursor() if len(page) > size else None
    return [shown for _, shown in page[:size]], further


def known_customer(customer_id: int, viewer: Employee) -> dict[str, Any]:
    """Return what a veil and the first entry need to know. Raises NotFound."""
    rows = Customer.objects.visible_to(viewer).filter(pk=customer_id)
    found = (
        rows.annotate(contacts_open=contacts_open(viewer))
        .values("pk", "created_at", "created_by_id", "created_by__display_name", *veil_columns())
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def shown_spell(found: Mapping[str, Any], veil: Veil) -> dict[str, Any]:
    return {
        "id": found["pk"],
        "owner": ref(found["owner_id"], found["owner__display_name"]),
        "pool": ref(found["pool_id"], found["pool__name"]),
        "started_at": found["started_at"],
        "start_reason": found["start_reason"],
        "started_by": ref(found["started_by_id"], found["started_by__display_name"]),
        "ended_at": found["ended_at"],
        "end_reason": found["end_reason"],
        "ended_by": ref(found["ended_by_id"], found["ended_by__display_name"]),
        "reason_code": found["reason_code"],
        "note": veil.text(found["note"]),
        "rule": found["rule"],
    }


def _entry(kind: str, place: Place, actor: dict[str, Any] | None, data: dict[str, Any]) -> Entry:
    shown = {"id": f"{kind}-{place.pk}", "kind": kind, "at": place.at, "actor": actor, "data": data}
    return place, shown


def _created(subject: Mapping[str, Any], after: Place | None) -> Iterable[Entry]:
    place = Place(subject["created_at"], 0, subject["pk"])
    if after is None or place < after:
        actor = ref(subject["created_by_id"], subject["created_by__display_name"])
        yield _entry("created", place, actor, {})


def _spells(customer_id: int, after: Place | None, limit: int, veil: Veil) -> Iterable[Entry]:
    rows = OwnershipSpell.objects.filter(customer=customer_id)
    # One more than shown: each spell tells from whom it came, which is the one before it.
    found = _page(rows, SPELL_COLUMNS, "started_at", 1, after, limit + 1)
    for spell, before in zip_longest(found, found[1:]):
        if spell is found[-1] and len(found) > limit:
            return
        place = Place(spell["started_at"], 1, spell["pk"])
        actor = ref(spell["started_by_id"], spell["started_by__display_name"])
        data = {
            "from": _side(before) if before else None,
            "to": _side(spell),
            "reason": spell["start_reason"],
            "reason_code": spell["reason_code"],
            "note": veil.text(spell["note"]),
            "rule": spell["rule"],
        }
        yield _entry("spell", place, actor, data)


def _side(spell: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "owner": ref(spell["owner_id"], spell["owner__display_name"]),
        "pool": ref(spell["pool_id"], spell["pool__name"]),
    }


def _edits(
    customer_id: int, after: Place | None, limit: int, veil: Veil, viewer: Employee
) -> Iterable[Entry]:
    rows = CustomerEdit.objects.filter(customer=customer_id)
    columns = ("at", "changes", "editor_id", "editor__display_name")
    page = _page(rows, columns, "at", 2, after, limit)
    people = _known_people(page, viewer)
    for edit in page:
        place = Place(edit["at"], 2, edit["pk"])
        actor = ref(edit["editor_id"], edit["editor__display_name"])
        changes = edit["changes"]
        if "status" in changes:
            yield _entry("status", place, actor, _status_data(changes, veil))
        else:
            yield _entry("edit", place, actor, {"changes": _changes(changes, veil, people)})


def _status_data(changes: Mapping[str, Any], veil: Veil) -> dict[str, Any]:
    """A change of status is an edit of its own (services/status.py): its words may be erased."""
    old, new = changes["status"]
    reason, note = (changes.get(name, (None, ""))[1] for name in ("lost_reason", "note"))
    return {"old": old, "new": new, "reason": reason or "", "note": veil.text(note or "")}


def _known_people(edits: Iterable[Mapping[str, Any]], viewer: Employee) -> set[int]:
    """Return those of the customers named in the edits whom `viewer` may know of (R3)."""
    named = {pk for edit in edits for f in PEOPLE for pk in edit["changes"].get(f, ()) if pk}
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


def _rows(
    rows: QuerySet[Any], columns: tuple[str, ...], column: str, customer_id: int,
    after: Place | None, limit: int, *, rank: int, kind: str, who: str,
    show: Callable[[dict[str, Any]], dict[str, Any]],
) -> Iterable[Entry]:  # fmt: skip
    for found in _page(rows.filter(customer=customer_id), columns, column, rank, after, limit):
        actor = ref(found[f"{who}_id"], found[f"{who}__display_name"])
        yield _entry(kind, Place(found[column], rank, found["pk"]), actor, show(found))


def _page(
    rows: QuerySet[Any], columns: tuple[str, ...], column: str, rank: int,
    after: Place | None, limit: int,
) -> list[dict[str, Any]]:  # fmt: skip
    if after is not None:
        rows = rows.filter(after.before(rank, column))
    return list(rows.order_by(f"-{column}", "-pk").values("pk", *columns)[:limit])
