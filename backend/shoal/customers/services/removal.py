"""Deleting customers who were entered by mistake, and bringing them back (R33, R34)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from shoal.activity.services import record
from shoal.common.errors import NotFound, Stale
from shoal.organization.models import Employee

from ..models import Customer, Identity, OwnershipSpell, Pool, Reason
from ..rules.clock import NEVER
from ..rules.profile import IdentityTaken, delete_refusal, restore_refusal
from . import access, clocks, plans, spells


@transaction.atomic
def delete_customer(
    *, customer_id: int, expected_version: int, by: Employee, at: datetime
) -> Customer:
    """Hide a customer at once; others may use the contacts from now on (R33).

    Raises NotFound, Stale, OnlyOwnOfToday, OutsideYourScope, HasStudents, AlreadyEnrolled.
    """
    customer, _ = access.lock_household(customer_id, by)
    if customer.version != expected_version:
        raise Stale(version=customer.version)
    if refusal := delete_refusal(by, customer, at):
        raise refusal
    before = (customer.owner_id, customer.pool_id)
    spells.close([customer], reason=Reason.DELETED, by=by, at=at)
    plans.follow_holder([customer], to=None, at=at)
    customer.identities.update(is_live=False)
    customer.deleted_at = at
    _lie_with(customer, None, at=None)
    if customer.guardian_id is not None:
        clocks.refresh_clocks([customer.guardian_id])
    record(
        "customer.deleted", subject=customer, actor=by, at=at, customer_id=customer.pk,
        owner=(before[0], None), pool=(before[1], None),
    )  # fmt: skip
    return customer


@transaction.atomic
def restore_customer(*, customer_id: int, by: Employee, at: datetime) -> Customer:
    """Bring a deleted customer back to whoever held them, if they still work here; else to the
    pool. A student goes where the guardian is by now (R34).

    Raises NotFound, NotDeleted, RestoreTooLate, GuardianDeleted, GuardianIsStudent, IdentityTaken.
    """
    last = (
        OwnershipSpell.objects.filter(customer=customer_id).order_by("-started_at", "-pk").first()
    )
    if last is None:
        raise NotFound()
    owner = Employee.objects.lock(last.owner_id) if last.owner_id else None
    # With the whole household: whoever comes back moves the clock of all.
    customer = access.lock_households_of({customer_id}).get(customer_id)
    if customer is None or customer.merged_into_id is not None:
        raise NotFound()
    if refusal := restore_refusal(by, customer, at):
        raise refusal
    owner, pool = _hands(customer, last, owner)
    at = max(at, last.ended_at or at)
    customer.deleted_at, customer.pool = None, pool
    _lie_with(customer, owner, at=at)
    _revive_identities(customer)
    spells.begin(customer, owner=owner, reason=Reason.RESTORED, by=by, at=at)
    record(
        "customer.restored", subject=customer, actor=by, at=at, customer_id=customer.pk,
        owner=(None, customer.owner_id), pool=(None, customer.pool_id),
    )  # fmt: skip
    return customer


def _lie_with(customer: Customer, owner: Employee | None, *, at: datetime | None) -> None:
    """Write the copies of the open spell; all empty without an `at`, as of the deleted."""
    customer.owner = owner
    customer.owned_since = at if owner else None
    customer.entered_at = customer.pool_rank_at = None if owner else at
    customer.recycle_due_at, customer.recycle_rule = NEVER
    customer.version = F("version") + 1
    customer.save(
        update_fields=[
            "owner", "owned_since", "entered_at", "pool_rank_at", "pool", "deleted_at",
            "recycle_due_at", "recycle_rule", "version",
        ]
    )  # fmt: skip
    customer.refresh_from_db()


def _hands(
    customer: Customer, last: OwnershipSpell, owner: Employee | None
) -> tuple[Employee | None, Pool]:
    if customer.guardian is not None:
        return customer.guardian.owner, customer.guardian.pool
    works_here = owner is not None and owner.is_active and owner.has_capability("pool.claim")
    return (owner if works_here else None), last.pool


def _revive_identities(customer: Customer) -> None:
    mine = customer.identities.all()
    taken = [i.kind for i in mine if _others(i).exists()]
    if taken:
        raise IdentityTaken(kinds=sorted(set(taken)))
    try:
        # Somebody may enter the same contact right now: the unique index decides.
        with transaction.atomic():
            mine.update(is_live=True)
    except IntegrityError as error:
        kinds = [i.kind for i in mine if _others(i).exists()]
        raise IdentityTaken(kinds=sorted(set(kinds))) from error


def _others(identity: Identity) -> QuerySet[Identity]:
    return Identity.objects.filter(
        kind=identity.kind, source=identity.source, value=identity.value, is_live=True
    )
