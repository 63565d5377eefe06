"""They were two people after all: a merge is undone (R114)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import NotFound
from shoal.organization.models import Employee

from .. import enrolled
from ..models import Customer, Identity, MergeRecord, OwnershipSpell, Pool, ProposalState, Reason
from ..rules.merging import NotMerged, unmerge_refusal
from ..rules.profile import IdentityTaken
from . import access, moving, plans, spells, taking
from .merging import bring_students, refresh_copies


@transaction.atomic
def unmerge_customers(
    *, kept_id: int, by: Employee, at: datetime, merge_id: int | None = None
) -> MergeRecord:
    """Undo a merge into this customer: the latest, unless `merge_id` names another.

    What was listed and still points to the one kept goes back; what came since stays. The other
    returns to whoever held them, if they still sell, else to the pool; a student to where the
    guardian is. Raises NotFound, RoleMayNot, ContactsHidden, NotMerged, UnmergeTooLate,
    GuardianDeleted, GuardianIsStudent, StudentsOfOneName, IdentityTaken.
    """
    access.visible_customer(kept_id, by)
    owner = _lock_last_holder(kept_id, merge_id)
    merge, kept, merged = _lock_merge(kept_id, merge_id, by)
    if refusal := unmerge_refusal(by, kept, merge, at):
        raise refusal
    _refuse_taken(merge.before, kept)
    owner, pool, at = _hands(merged, owner, at)
    _come_back(merged, owner, pool, at)
    moving.identities_back(merge.moved, kept, merged)
    moving.move_back(merge.moved, kept, merged)
    fields = taking.put_back(kept, merge.before)
    taking.save_profile(kept)
    taking.save_profile(merged)
    # The students first: the household's clock is written for all its members.
    bring_students(merge.moved["students"], merged, reason=Reason.UNMERGED, by=by, at=at)
    spells.begin(merged, owner=owner, reason=Reason.UNMERGED, by=by, at=at)
    came_back = Customer.objects.living().filter(pk__in=merge.moved["students"], guardian=merged)
    people = [kept, merged, *came_back.order_by("pk")]
    reopened = [customer.pk for customer in people]
    plans.reopen(merge.moved["cancelled"], reopened, cancelled_at=merge.at, at=at)
    for customer in people:
        moving.settle_plans(customer, at)
    enrolled.regrouped([kept.pk, merged.pk], at)
    refresh_copies([kept, merged])
    moving.proposals_back(merge.moved["proposals"])
    moving.decide_pair(kept, merged, ProposalState.DISMISSED, by=by, at=at)
    _close(merge, fields, by=by, at=at)
    return merge


def latest_merge(kept: Customer) -> MergeRecord | None:
    """Return the merge that would be undone first."""
    return _merges(kept.pk, None).first()


def _merges(kept_id: int, merge_id: int | None) -> Any:
    """The merges that stand; a record that was named is found when it was undone, too."""
    found = MergeRecord.objects.filter(kept=kept_id).select_related("merged__guardian", "by")
    named = found.filter(pk=merge_id) if merge_id else found.filter(undone_at=None)
    return named.order_by("-at", "-pk")


def _lock_last_holder(kept_id: int, merge_id: int | None) -> Employee | None:
    """Employees are locked before customers: they must not leave while somebody comes back."""
    merge = _merges(kept_id, merge_id).first()
    if merge is None:
        return None
    owner_id = _last_spell(merge.merged).owner_id
    return Employee.objects.lock(owner_id) if owner_id else None


def _lock_merge(
    kept_id: int, merge_id: int | None, by: Employee
) -> tuple[MergeRecord, Customer, Customer]:
    """Return the merge as it is under the lock of both. Raises NotFound, NotMerged."""
    merge = _merges(kept_id, merge_id).first()
    if merge is None:
        raise NotFound() if merge_id else NotMerged()
    locked = access.lock_households_of({kept_id, merge.merged_id, *merge.moved["referred"]})
    access.visible_customer(kept_id, by)
    # Somebody may have undone it while we waited.
    merge = _merges(kept_id, merge.pk).get()
    return merge, locked[kept_id], locked[merge.merged_id]


def _refuse_taken(before: dict[str, Any], kept: Customer) -> None:
    """A contact that was taken from the kept one and given to somebody else cannot come back."""
    kinds = set()
    for kind, source, value in before["contacts"]:
        others = Identity.objects.filter(kind=kind, source=source, value=value, is_live=True)
        if others.exclude(customer=kept).exists():
            kinds.add(kind)
    if kinds:
        raise IdentityTaken(kinds=sorted(kinds))


def _hands(
    merged: Customer, owner: Employee | None, at: datetime
) -> tuple[Employee | None, Pool, datetime]:
    """Return where they return to, and from when on: not before they left."""
    last = _last_spell(merged)
    at = max(at, last.ended_at or at)
    if merged.guardian is not None:
        return merged.guardian.owner, merged.guardian.pool, at
    sells = owner is not None and owner.is_active and owner.has_capability("pool.claim")
    return (owner if sells else None), last.pool, at


def _last_spell(customer: Customer) -> OwnershipSpell:
    return customer.spells.order_by("-started_at", "-pk").select_related("pool")[0]


def _come_back(merged: Customer, owner: Employee | None, pool: Pool, at: datetime) -> None:
    """Write the copies of the spell that begins."""
    merged.merged_into, merged.owner, merged.pool = None, owner, pool
    merged.owned_since = at if owner else None
    merged.entered_at = merged.pool_rank_at = None if owner else at
    merged.save(
        update_fields=[
            "merged_into", "owner", "pool", "owned_since", "entered_at", "pool_rank_at",
        ]
    )  # fmt: skip


def _close(merge: MergeRecord, fields: list[str], *, by: Employee, at: datetime) -> None:
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    kept, merged = merge.kept, merge.merged
    merged.refresh_from_db()
    record(
        "customer.unmerged", subject=kept, actor=by, at=at, customer_id=kept.pk,
        owner=(kept.owner_id, kept.owner_id), pool=(kept.pool_id, kept.pool_id),
        merged=merged.pk, merge=merge.pk, fields=sorted(fields),
    )  # fmt: skip
    record(
        "customer.unmerged", subject=merged, actor=by, at=at, customer_id=merged.pk,
        owner=(None, merged.owner_id), pool=(None, merged.pool_id), into=kept.pk, merge=merge.pk,
    )  # fmt: skip
