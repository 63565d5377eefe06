"""What waits for the decision of somebody who leads, and what they should know of (R153)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Window

from shoal.common.fields import ref
from shoal.organization.models import Employee, EmployeeState

from .models import Customer, Disposition, DuplicateProposal, ProposalState
from .querysets import UNCLAIMABLE
from .serializers.consultations import (
    CONSULTATION_COLUMNS,
    consultations_seen_by,
    shown_consultation,
)
from .serializers.veil import contacts_known, contacts_open, veil_of

SHOWN = 20
# How long before they go back to the pool it is time to plan something.
RETURNING_WITHIN = timedelta(days=3)
# How long one is told of what there is nothing to decide about.
TOLD_FOR = timedelta(days=3)

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of item: whose rows, since when they wait, and what is told of each."""

    rows: Callable[[Employee, datetime], QuerySet[Any]]
    since: str
    columns: tuple[str, ...]
    show: Callable[[Found], dict[str, Any]]
    # Whether somebody has to decide; what is only told does not count as open.
    waits: bool = True


def provide_kind(name: str, kind: Kind) -> None:
    """Register a kind of which an app above knows; in the schema it stands already."""
    KINDS[name] = kind


def inbox(viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return the contract's Inbox: at most SHOWN items of each kind, the oldest first.

    One statement for each kind.
    """
    counts: dict[str, int] = {}
    items: list[dict[str, Any]] = []
    for name, kind in KINDS.items():
        # How many there are comes along with each row.
        rows = kind.rows(viewer, at).annotate(in_all=Window(Count("pk")))
        found = list(rows.order_by(kind.since, "pk").values("pk", "in_all", *kind.columns)[:SHOWN])
        counts[name] = found[0]["in_all"] if found else 0
        items += [{**_item(name, row, kind), **kind.show(row)} for row in found]
    return {
        "open": sum(counts[name] for name, kind in KINDS.items() if kind.waits),
        "counts": counts,
        "returning_before": at + RETURNING_WITHIN,
        "items": sorted(items, key=lambda item: item["since"]),
    }


def open_items(viewer: Employee, at: datetime) -> int:
    """Return how many items wait for a decision."""
    return sum(kind.rows(viewer, at).count() for kind in KINDS.values() if kind.waits)


def _item(name: str, found: Found, kind: Kind) -> dict[str, Any]:
    return {
        "kind": name, "id": found["pk"], "since": found[kind.since], "waits": kind.waits,
        "other": None, "detail": "", "owner": None, "due_at": None,
    }  # fmt: skip


def _registrations(viewer: Employee, at: datetime) -> QuerySet[Any]:
    return Employee.objects.in_scope_of(viewer).filter(state=EmployeeState.PENDING)


def _registration(found: Found) -> dict[str, Any]:
    return {
        "subject": ref(found["pk"], found["display_name"]),
        "detail": found["department__name"] or "",
    }


def _waiting_inquiries(viewer: Employee, at: datetime) -> QuerySet[Any]:
    return consultations_seen_by(viewer).filter(disposition=Disposition.UNDISPOSED)


def _turned_away(viewer: Employee, at: datetime) -> QuerySet[Any]:
    """What a form refused by itself: nobody has looked at it yet."""
    return consultations_seen_by(viewer).filter(
        disposition=Disposition.REJECTED, disposed_by__isnull=True, created_at__gte=at - TOLD_FOR
    )


def _asked_again(viewer: Employee, at: datetime) -> QuerySet[Any]:
    """Of customers whom nobody may contact, an inquiry all the same."""
    return consultations_seen_by(viewer).filter(
        disposition=Disposition.ATTACHED, customer__status__in=UNCLAIMABLE,
        created_at__gte=at - TOLD_FOR,
    )  # fmt: skip


def _inquiry(found: Found) -> dict[str, Any]:
    shown = shown_consultation(found)
    return {
        "subject": {"id": shown["id"], "name": shown["name"]},
        "other": shown["customer"] and ref(shown["customer"]["id"], shown["customer"]["name"]),
        "detail": shown["reason"] or shown["channel"],
    }


def _proposals(viewer: Employee, at: datetime) -> QuerySet[Any]:
    pairs = DuplicateProposal.objects.visible_to(viewer).filter(state=ProposalState.OPEN)
    return pairs.annotate(
        **{f"{side}_open": contacts_open(viewer, f"{side}__") for side in SIDES},
        **{f"{side}_known": contacts_known(viewer, f"{side}__") for side in SIDES},
    )


SIDES = ("first", "second")
PAIR_COLUMNS = tuple(
    column
    for side in SIDES
    for column in (
        f"{side}_id", f"{side}__name", f"{side}_open", f"{side}_known",
        f"{side}__pool__masked_fields",
    )
)  # fmt: skip


def _proposal(found: Found) -> dict[str, Any]:
    def named(side: str) -> dict[str, Any] | None:
        theirs = {f"contacts_{what}": found[f"{side}_{what}"] for what in ("open", "known")}
        veil = veil_of({**found, **theirs}, f"{side}__")
        return ref(found[f"{side}_id"], veil.text(found[f"{side}__name"]))

    return {"subject": named("first"), "other": named("second")}


def _returning(viewer: Employee, at: datetime) -> QuerySet[Any]:
    """Go back to the pool soon, and nobody has planned anything."""
    unplanned = Q(recycle_due_at__lt=at + RETURNING_WITHIN, next_follow_up_at__isnull=True)
    return Customer.objects.held_in_scope_of(viewer).filter(unplanned)


def _leaving(found: Found) -> dict[str, Any]:
    return {
        "subject": ref(found["pk"], found["name"]),
        "owner": ref(found["owner_id"], found["owner__display_name"]),
        "detail": found["recycle_rule"],
        "due_at": found["recycle_due_at"],
    }


INQUIRY = ("created_at", CONSULTATION_COLUMNS, _inquiry)
KINDS: dict[str, Kind] = {
    "registration": Kind(
        _registrations, "created_at", ("created_at", "display_name", "department__name"),
        _registration,
    ),
    "inquiry": Kind(_waiting_inquiries, *INQUIRY),
    "duplicate": Kind(_proposals, "created_at", ("created_at", *PAIR_COLUMNS), _proposal),
    "returning": Kind(
        _returning, "owned_since",
        (
            "owned_since", "name", "owner_id", "owner__display_name", "recycle_rule",
            "recycle_due_at",
        ),
        _leaving,
    ),
    "rejected": Kind(_turned_away, *INQUIRY, waits=False),
    "asked_again": Kind(_asked_again, *INQUIRY, waits=False),
}  # fmt: skip
