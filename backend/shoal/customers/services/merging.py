"""Two customers were one person: what lives of one is the other's from now on (R110-R113)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound, Stale
from shoal.organization.models import Employee

from .. import enrolled
from ..models import Customer, Identity, MergeRecord, ProposalState, Reason
from ..rules.contact import GIVEN_UP
from ..rules.merging import merge_refusal
from . import access, households, identities, moving, plans, spells, taking
from .clocks import refresh_clocks
from .followups import recompute_contacts
from .search import index_customers


@transaction.atomic
def merge_customers(
    *, kept_id: int, merged_id: int, take: Collection[str], expected_version: int,
    by: Employee, at: datetime,
) -> MergeRecord:  # fmt: skip
    """Merge one customer into another, who keeps the holder and the household.

    `take` names profile fields (TAKEABLE) in which the other one is right. Raises NotFound,
    Invalid, Stale, RoleMayNot, ContactsHidden, GuardianOfTheOther, GuardianIsStudent,
    KeepTheStudent, KeepTheEnrolled, StudentsOfOneName.
    """
    kept, merged = _lock_two(kept_id, merged_id, by)
    if kept.version != expected_version:
        raise Stale(version=kept.version)
    if refusal := merge_refusal(by, kept, merged):
        raise refusal
    fields = taking.to_take(kept, merged, take)
    primaries, replaced = taking.primaries_to_take(kept, merged, take)
    contacts = list(merged.identities.order_by("pk").values_list("kind", "source", "value"))
    before = (merged.owner_id, merged.pool_id)
    _leave(merged, kept, by=by, at=at)
    moved: dict[str, list[Any]] = {
        "identities": moving.move_identities(merged, kept),
        **moving.move_rows(merged, kept),
        "proposals": moving.move_proposals(merged, kept),
    }
    _take(kept, fields, primaries)
    taking.save_profile(merged)
    cancelled = bring_students(moved["students"], kept, reason=Reason.MERGED, by=by, at=at)
    given_up = "status" in fields and kept.status in GIVEN_UP
    moved["cancelled"] = cancelled + moving.settle_plans(kept, at, given_up=given_up)
    enrolled.regrouped([kept.pk], at)
    refresh_copies([kept, merged])
    merge = MergeRecord.objects.create(
        kept=kept, merged=merged, at=at, by=by, moved=moved,
        before={"fields": fields, "primaries": replaced, "contacts": contacts},
    )  # fmt: skip
    moving.decide_pair(kept, merged, ProposalState.MERGED, by=by, at=at)
    _tell(merge, before, [*fields, *primaries])
    return merge


def bring_students(
    ids: Iterable[int], guardian: Customer, *, reason: str, by: Employee, at: datetime
) -> list[int]:
    """Hand students over to where their new guardian is; the deleted have no hands to be in.

    Returns the ids of the plans that this cancels: in a pool there are none (R44).
    """
    hands = (guardian.owner_id, guardian.pool_id)
    students = Customer.objects.living().filter(pk__in=ids, guardian=guardian).order_by("pk")
    elsewhere = [s for s in students if (s.owner_id, s.pool_id) != hands]
    if not elsewhere:
        return []
    cancelled = [] if guardian.owner else plans.open_ids([s.pk for s in elsewhere])
    spells.change_holder(
        elsewhere, to=guardian.owner, pool=guardian.pool, reason=reason, by=by, at=at
    )
    return cancelled


def refresh_copies(customers: Collection[Customer]) -> None:
    """Recompute all that is copied from rows which came or went."""
    for customer in customers:
        recompute_contacts(customer)
        plans.refresh_next([customer.pk])
    refresh_clocks({customer.household for customer in customers})
    for customer in customers:
        customer.refresh_from_db()
    index_customers(customer.pk for customer in customers)


def _lock_two(kept_id: int, merged_id: int, by: Employee) -> tuple[Customer, Customer]:
    """Raises NotFound for the one kept, Invalid for the other."""
    pair = (kept_id, merged_id)

    def refuse_unseen() -> None:
        visible = Customer.objects.visible_to(by).filter(pk__in=pair)
        seen = set(visible.values_list("pk", flat=True))
        if kept_id not in seen:
            raise NotFound()
        if merged_id not in seen:
            raise Invalid.field("merged", "unknown", "There is no such customer.")

    # Whom they don't see they don't lock. Asked again: meanwhile somebody may have merged one of
    # them the other way round.
    refuse_unseen()
    # Whom the other one referred is written to, too (moving.py).
    referred = Customer.objects.filter(referred_by=merged_id).values_list("pk", flat=True)
    locked = access.lock_households_of({*pair, *referred})
    refuse_unseen()
    return locked[kept_id], locked[merged_id]


def _leave(merged: Customer, kept: Customer, *, by: Employee, at: datetime) -> None:
    """End the last spell; nobody holds whom nobody is any more."""
    spells.close([merged], reason=Reason.MERGED, by=by, at=at)
    merged.merged_into = kept
    merged.owner = merged.owned_since = merged.entered_at = merged.pool_rank_at = None
    merged.recycle_due_at, merged.recycle_rule = None, ""
    merged.save(
        update_fields=[
            "merged_into", "owner", "owned_since", "entered_at", "pool_rank_at",
            "recycle_due_at", "recycle_rule",
        ]
    )  # fmt: skip


def _take(kept: Customer, fields: dict[str, list[Any]], primaries: dict[str, int]) -> None:
    if "name" in fields and kept.guardian is not None:
        households.refuse_namesake(fields["name"][1], kept.guardian)
    for field, (_, new) in fields.items():
        taking.put(kept, field, new)
    for identity in Identity.objects.filter(pk__in=primaries.values()):
        identities.make_primary(kept, identity)
    taking.save_profile(kept)


def _tell(merge: MergeRecord, before: tuple[int | None, int | None], fields: Iterable[str]) -> None:
    """One event for each of them: who held the other one must hear that they are gone."""
    kept, merged = merge.kept, merge.merged
    record(
        "customer.merged", subject=kept, actor=merge.by, at=merge.at, customer_id=kept.pk,
        owner=(kept.owner_id, kept.owner_id), pool=(kept.pool_id, kept.pool_id),
        merged=merged.pk, merge=merge.pk, fields=sorted(fields),
    )  # fmt: skip
    record(
        "customer.merged", subject=merged, actor=merge.by, at=merge.at, customer_id=merged.pk,
        owner=(before[0], None), pool=(before[1], None), into=kept.pk, merge=merge.pk,
    )  # fmt: skip
