"""The list itself: all sources, merged."""

from collections.abc import Callable, Iterable, Mapping
from heapq import nlargest
from typing import Any

from django.db.models import QuerySet

from shoal.common.errors import NotFound
from shoal.common.fields import ref
from shoal.organization.models import Employee

from ..lineage import Lineage, lineage_of
from ..models import Customer
from ..serializers.consultations import (
    CONSULTATION_COLUMNS,
    consultations_seen_by,
    shown_consultation,
)
from ..serializers.contact import FOLLOW_UP_COLUMNS, follow_ups_seen_by, shown_follow_up
from ..serializers.planning import PLAN_COLUMNS, plans_seen_by, shown_plan
from ..serializers.veil import Veil, veil_columns, veil_of, veiled
from .changes import edits, merges
from .ledger import spells
from .place import Entry, Place, entry, page_of
from .sources import of_other_apps


def timeline(
    customer_id: int, viewer: Employee, *, size: int, cursor: str | None = None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return (entries, cursor of the next page or None). Raises NotFound, InvalidCursor."""
    subject = known_customer(customer_id, viewer)
    after = Place.parse(cursor) if cursor else None
    veil, lineage = veil_of(subject), lineage_of(customer_id)
    entries = [
        *_created([subject, *lineage.origins.values()], after),
        *spells(lineage, after, size + 1, veil),
        *edits(lineage, after, size + 1, veil, viewer),
        *_rows(
            plans_seen_by(viewer), PLAN_COLUMNS, "created_at", customer_id, after, size + 1,
            rank=3, kind="plan", who="assignee", show=shown_plan,
        ),
        *_rows(
            follow_ups_seen_by(viewer), FOLLOW_UP_COLUMNS, "occurred_at", customer_id, after,
            size + 1, rank=4, kind="follow_up", who="author",
            show=lambda found: shown_follow_up(found, viewer),
        ),
        *_rows(
            consultations_seen_by(viewer), CONSULTATION_COLUMNS, "created_at", customer_id, after,
            size + 1, rank=5, kind="consultation", who="taken_by", show=shown_consultation,
        ),
        *merges(lineage, after, veil, viewer),
        *of_other_apps(viewer, lineage, after, size + 1),
    ]  # fmt: skip
    page = nlargest(size + 1, entries, key=lambda one: one[0])
    further = page[size - 1][0].cursor() if len(page) > size else None
    return [_whose(shown, place, lineage, veil) for place, shown in page[:size]], further


def known_customer(customer_id: int, viewer: Employee) -> dict[str, Any]:
    """Return what a veil and the first entry need to know. Raises NotFound."""
    rows = Customer.objects.visible_to(viewer).filter(pk=customer_id)
    found = (
        veiled(rows, viewer)
        .values("pk", "created_at", "created_by_id", "created_by__display_name", *veil_columns())
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def _whose(shown: dict[str, Any], place: Place, lineage: Lineage, veil: Veil) -> dict[str, Any]:
    """Say of whom an entry was before a merge; null: the customer's own (R113)."""
    origin = shown["merged"] or lineage.brought(f"{shown['kind']}s", place.pk)
    found = lineage.origins.get(origin) if origin else None
    return {**shown, "merged": ref(found["pk"], veil.text(found["name"])) if found else None}


def _created(subjects: Iterable[Mapping[str, Any]], after: Place | None) -> Iterable[Entry]:
    for subject in subjects:
        place = Place(subject["created_at"], 0, subject["pk"])
        if after is None or place < after:
            actor = ref(subject["created_by_id"], subject["created_by__display_name"])
            yield entry("created", place, actor, {}, subject["pk"])


def _rows(
    rows: QuerySet[Any], columns: tuple[str, ...], column: str, customer_id: int,
    after: Place | None, limit: int, *, rank: int, kind: str, who: str,
    show: Callable[[dict[str, Any]], dict[str, Any]],
) -> Iterable[Entry]:  # fmt: skip
    for found in page_of(rows.filter(customer=customer_id), columns, column, rank, after, limit):
        actor = ref(found[f"{who}_id"], found[f"{who}__display_name"])
        yield entry(kind, Place(found[column], rank, found["pk"]), actor, show(found))
