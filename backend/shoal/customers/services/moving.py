"""What is re-pointed when two customers are one person, and back again (R112, R114)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model, Q

from shoal.organization.models import Employee

from ..models import (
    Consultation,
    Customer,
    DuplicateProposal,
    FollowUp,
    FollowUpPlan,
    Identity,
    ProposalState,
    Status,
)
from . import identities, plans


@dataclass(frozen=True)
class Pointer:
    """A column by which live rows say whose they are; spells, edits and events are settled."""

    model: type[Model]
    column: str


POINTERS = {
    "follow_ups": Pointer(FollowUp, "customer"),
    "plans": Pointer(FollowUpPlan, "customer"),
    "consultations": Pointer(Consultation, "customer"),
    "students": Pointer(Customer, "guardian"),
    "referred": Pointer(Customer, "referred_by"),
    # Whoever was merged into them before: `merged_into` is always one step.
    "merged": Pointer(Customer, "merged_into"),
}
# Part of a profile, whose version tells that it changed.
OF_PROFILES = ("students", "referred")


def move_rows(source: Customer, target: Customer) -> dict[str, list[int]]:
    """Point all live rows of `source` to `target`; return {name: ids}."""
    moved = {}
    for name, pointer in POINTERS.items():
        # Nobody refers themselves; the caller drops that.
        rows = pointer.model._default_manager.filter(**{pointer.column: source})
        rows = rows.exclude(pk=target.pk) if pointer.model is Customer else rows
        moved[name] = list(rows.order_by("pk").values_list("pk", flat=True))
        _point(name, moved[name], target)
    return moved


def move_back(moved: dict[str, Any], kept: Customer, merged: Customer) -> None:
    """Point those rows back that still point to `kept`."""
    for name, pointer in POINTERS.items():
        rows = pointer.model._default_manager.filter(
            **{pointer.column: kept, "pk__in": moved[name]}
        )
        if name == "plans":
            # Answered after the merge, a plan stays with its answer.
            rows = rows.filter(Q(answered_by=None) | Q(answered_by__in=moved["follow_ups"]))
        _point(name, list(rows.values_list("pk", flat=True)), merged)


def _point(name: str, ids: Sequence[int], to: Customer) -> None:
    changed: dict[str, Any] = {POINTERS[name].column: to}
    if name in OF_PROFILES:
        changed["version"] = F("version") + 1
    POINTERS[name].model._default_manager.filter(pk__in=ids).update(**changed)


# --- contacts -------------------------------------------------------------------------------------
def move_identities(source: Customer, target: Customer) -> list[list[Any]]:
    """Give all contacts to `target`, whose own stay primary; return [[id, was primary]]."""
    mine = list(source.identities.order_by("pk"))
    had = set(target.identities.filter(is_primary=True).values_list("kind", flat=True))
    # First none is primary: of each kind a customer has one.
    source.identities.update(is_primary=False)
    Identity.objects.filter(pk__in=[i.pk for i in mine]).update(customer=target)
    for identity in mine:
        if identity.is_primary and identity.kind not in had:
            identities.make_primary(target, identity)
    return [[i.pk, i.is_primary] for i in mine]


def identities_back(moved: dict[str, Any], kept: Customer, merged: Customer) -> None:
    was_primary = dict(moved["identities"])
    back = list(kept.identities.filter(pk__in=was_primary))
    Identity.objects.filter(pk__in=[i.pk for i in back]).update(customer=merged, is_primary=False)
    for identity in back:
        if was_primary[identity.pk]:
            identities.make_primary(merged, identity)
    for kind in {i.kind for i in back}:
        # The primary one may have been deleted meanwhile.
        identities.promote(merged, kind)


# --- plans ----------------------------------------------------------------------------------------
def settle_plans(customer: Customer, at: datetime, *, given_up: bool = False) -> list[int]:
    """Give the open plans to who holds the customer; cancel them where R44 knows none, and
    return the ids of those."""
    owner = customer.owner
    idle = owner is None or given_up or customer.status == Status.DO_NOT_CONTACT
    cancelled = plans.open_ids([customer.pk]) if idle else []
    plans.follow_holder([customer], to=None if idle else owner, at=at)
    plans.rename_open([customer.pk], at)
    plans.refresh_next([customer.pk])
    return cancelled


# --- proposals ------------------------------------------------------------------------------------
def move_proposals(source: Customer, target: Customer) -> list[list[int]]:
    """Let open proposals about `source` be about `target`; return [[id, first, second]] as they
    were. What is known of that pair already stays as it is."""
    moved = []
    about = Q(first=source) | Q(second=source)
    for proposal in DuplicateProposal.objects.filter(about, state=ProposalState.OPEN):
        pair = {proposal.first_id, proposal.second_id} - {source.pk} | {target.pk}
        if len(pair) < 2 or _pair(*pair).exists():
            continue
        moved.append([proposal.pk, proposal.first_id, proposal.second_id])
        proposal.first_id, proposal.second_id = sorted(pair)
        proposal.save(update_fields=["first", "second"])
    return moved


def proposals_back(moved: Sequence[Sequence[int]]) -> None:
    for pk, first, second in moved:
        still_open = DuplicateProposal.objects.filter(pk=pk, state=ProposalState.OPEN)
        if not _pair(first, second).exists():
            still_open.update(first=first, second=second)


def decide_pair(one: Customer, other: Customer, state: str, *, by: Employee, at: datetime) -> None:
    """Write what was decided of a pair, if it was ever proposed."""
    _pair(one.pk, other.pk).update(state=state, decided_at=at, decided_by=by)


def _pair(one: int, other: int) -> Any:
    return DuplicateProposal.objects.filter(first=min(one, other), second=max(one, other))
