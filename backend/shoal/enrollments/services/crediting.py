"""Who is credited is changed by hand, with words, in a ledger; disputes before who leads (R216,
R217)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee

from ..models import WHOLE, CreditChange, CreditDispute, DisputeState, Enrollment
from ..rules import crediting as rules
from .access import Locked, lock_enrollment
from .credit import lay_shares, shares_of

Shares = Sequence[Mapping[str, int]]


@transaction.atomic
def set_shares(
    *, enrollment_id: int, shares: Shares, note: str, by: Employee, at: datetime
) -> Enrollment:
    """Say who is credited, in percent that sum to 100: [{"employee": id, "percent": n}, …].

    Raises NotFound, RoleMayNot, NotInThisState, NotHeld, NotYours, OwnCredit, Invalid.
    """
    locked = lock_enrollment(enrollment_id, by)
    before = shares_of(locked.enrollment)
    after = _wanted(shares, before)
    if refusal := rules.share_refusal(
        by, locked.customer, locked.enrollment, before.keys() | after.keys()
    ):
        raise refusal
    _write(locked, before, after, note=note, by=by, at=at)
    return locked.enrollment


@transaction.atomic
def open_dispute(*, enrollment_id: int, claim: str, by: Employee, at: datetime) -> CreditDispute:
    """Say that a sale is one's own, for who leads to decide.

    Raises NotFound, RoleMayNot, NotInThisState, CreditedWholly, DisputedAlready.
    """
    locked = lock_enrollment(enrollment_id, by)
    if refusal := rules.dispute_refusal(by, locked.enrollment):
        raise refusal
    dispute = CreditDispute.objects.create(
        enrollment=locked.enrollment, raised_by=by, raised_at=at, claim=claim
    )
    _told("enrollment.disputed", locked, by=by, at=at, dispute=dispute.pk)
    return dispute


@transaction.atomic
def decide_dispute(
    *, dispute_id: int, uphold: bool, note: str, by: Employee, at: datetime,
    shares: Shares | None = None,
) -> CreditDispute:  # fmt: skip
    """Uphold a dispute and say who is credited from now on, or dismiss it; always with words.

    Raises NotFound, RoleMayNot, NotHeld, NotYours, OwnCredit, DisputeDecided, Invalid.
    """
    dispute = visible_dispute(dispute_id, by)
    locked = lock_enrollment(dispute.enrollment_id, by)
    dispute = CreditDispute.objects.select_for_update(no_key=True, of=("self",)).get(pk=dispute_id)
    dispute.enrollment = locked.enrollment
    before = shares_of(locked.enrollment)
    if uphold and not shares:
        raise Invalid.field("shares", "required", "Who is credited, if they are right?")
    after = _wanted(shares, before) if uphold and shares else before
    if refusal := rules.decide_refusal(by, locked.customer, dispute, before.keys() | after.keys()):
        raise refusal
    dispute.state = DisputeState.UPHELD if uphold else DisputeState.DISMISSED
    dispute.decided_by, dispute.decided_at, dispute.decision_note = by, at, note
    dispute.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    if uphold:
        _write(locked, before, after, note=note, by=by, at=at, dispute=dispute)
    _told(
        "enrollment.dispute_decided", locked, by=by, at=at, dispute=dispute.pk, state=dispute.state
    )
    return dispute


def visible_dispute(dispute_id: int, by: Employee) -> CreditDispute:
    """Raises NotFound."""
    rows = CreditDispute.objects.select_related("enrollment__customer__merged_into")
    found = rows.visible_to(by).filter(pk=dispute_id).first()
    if found is None:
        raise NotFound()
    return found


def _wanted(shares: Shares, before: Collection[int]) -> dict[int, int]:
    """Return {employee: percent}, the most first. Raises Invalid."""
    wanted = {share["employee"]: share["percent"] for share in shares}
    if len(wanted) != len(shares):
        raise Invalid.field("shares", "repeated", "Each of them once.")
    if sum(wanted.values()) != WHOLE:
        raise Invalid.field("shares", "sum", "The shares must add up to 100 %.")
    # Who has left keeps what was theirs, and gets nothing anew.
    there = set(Employee.objects.active().filter(pk__in=wanted).values_list("pk", flat=True))
    for place, share in enumerate(shares):
        if share["employee"] not in there and share["employee"] not in before:
            raise Invalid.field(
                f"shares/{place}/employee", "does_not_exist", "Nobody of this number works here."
            )
    return dict(sorted(wanted.items(), key=lambda share: (-share[1], share[0])))


def _write(
    locked: Locked, before: dict[int, int], after: dict[int, int], *, note: str, by: Employee,
    at: datetime, dispute: CreditDispute | None = None,
) -> None:  # fmt: skip
    enrollment = locked.enrollment
    enrollment.credit_shares.all().delete()
    lay_shares(enrollment, after)
    lists = {
        name: [list(share) for share in shares.items()]
        for name, shares in (("before", before), ("after", after))
    }
    CreditChange.objects.create(
        enrollment=enrollment, changed_at=at, changed_by=by, note=note, dispute=dispute, **lists
    )
    _told("enrollment.credited", locked, by=by, at=at, **lists)


def _told(kind: str, locked: Locked, *, by: Employee, at: datetime, **data: Any) -> None:
    record(
        kind, subject=locked.enrollment, actor=by, at=at, customer_id=locked.customer.pk,
        class_group=locked.class_group.pk, **data,
    )  # fmt: skip
