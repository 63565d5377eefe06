"""Everything that an employee holds goes to others: at once, or on and on in the background
(R123-R126)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from shoal.activity.services import record
from shoal.common import clock
from shoal.common.errors import DomainError, Invalid
from shoal.organization.models import Employee, EmployeeState
from shoal.organization.rules import departure_refusal, hand_over_refusal
from shoal.organization.services.leaving import let_leave, lock_people

from ..models import Customer, HandOver, Reason
from ..rules.handing_over import NothingToHandOver, Share, deal, even_shares, share_refusal
from ..rules.holding import HandOverUnderWay
from ..tasks import run_hand_over_task
from . import access, spells

# So many households are handed over while the caller waits; more go on behind.
WHILE_WAITING = 200
CHUNK = 100
# A run that has not written for so long is dead; a task that nobody takes up may be lost.
LEASE = timedelta(seconds=30)
QUEUE_PATIENCE = timedelta(minutes=2)


@transaction.atomic
def begin_hand_over(
    *, employee_id: int, by: Employee, at: datetime, leaves: bool, note: str = "",
    shares: Sequence[Share] = (), split: Sequence[int | None] = (),
) -> HandOver:  # fmt: skip
    """Hand over what an employee holds: by `shares`, or evenly between those of `split`; what is
    beyond goes to the home pools. With `leaves` they work here no more.

    Raises NotFound, RoleMayNot, OutsideYourScope, WrongState, NotYourself, LastAdmin,
    HandOverUnderWay, NothingToHandOver, NotInYourScope, HoldingLimitReached, Invalid.
    """
    people = lock_people(employee_id, recipients(shares, split), by)
    who = people[employee_id]
    held = households_of(who).count()
    if refusal := begin_refusal(by, who, leaves=leaves, held=held):
        raise refusal
    shares = planned(shares, split, held)
    for share, refusal in judged(shares, by, who, people, at):
        if refusal:
            raise _beside(share, shares, refusal)
    if leaves:
        let_leave(who, people, by=by, at=at)
    hand_over = HandOver.objects.create(
        employee=who, by=by, shares=[s.as_json() for s in shares], leaves=leaves, note=note,
        created_at=at, lease_until=at + QUEUE_PATIENCE,
    )  # fmt: skip
    if held > WHILE_WAITING:
        transaction.on_commit(partial(run_hand_over_task.enqueue, hand_over.pk))
    else:
        _all_of_it(hand_over.pk, at)
    hand_over.refresh_from_db()
    return hand_over


def run_hand_over(hand_over_id: int) -> None:
    """Go on with a hand-over until it is finished. Two at once do no harm."""
    _all_of_it(hand_over_id, None)


@transaction.atomic
def move_chunk(hand_over_id: int, at: datetime) -> bool:
    """Hand the next households over; return whether there are none left.

    Everybody concerned is locked first, so nothing comes in while it is looked whether all is
    done.
    """
    found = HandOver.objects.get(pk=hand_over_id)
    people = _lock(found)
    row = HandOver.objects.select_for_update(no_key=True).get(pk=hand_over_id)
    if row.finished_at is not None:
        return True
    roots = _next_households(row)
    if not roots and row.position:
        # What came in behind the position meanwhile: from the beginning once more.
        row.position = 0
        roots = _next_households(row)
    shares = [Share(**share) for share in row.shares]
    for members in _locked_households(roots, row.employee_id):
        _move(members, row, people.get(deal(shares) or 0), at)
    row.shares = [share.as_json() for share in shares]
    row.position = roots[-1] if roots else row.position
    row.lease_until = at + LEASE
    if not roots:
        _finish(row, at)
    row.save(update_fields=["shares", "position", "moved", "lease_until", "finished_at"])
    return not roots


def resume_hand_overs(*, at: datetime) -> int:
    """Take up again what a killed worker left, and who left but holds somebody all the same
    (R126). Called by every tick; returns how many."""
    abandoned = HandOver.objects.filter(finished_at__isnull=True, lease_until__lt=at)
    holding = Exists(Customer.objects.living().filter(owner=OuterRef("employee")))
    again = HandOver.objects.filter(
        holding, finished_at__isnull=False, employee__state=EmployeeState.LEFT
    )
    ids = [*abandoned.values_list("pk", flat=True), *_latest(again)]
    for pk in ids:
        _resume(pk, at)
    return len(ids)


def households_of(who: Employee) -> QuerySet[Customer]:
    """Return one customer for each household that `who` holds: a household is held as one (R9)."""
    return Customer.objects.held_by(who).filter(guardian__isnull=True)


def begin_refusal(by: Employee, who: Employee, *, leaves: bool, held: int) -> DomainError | None:
    """Return why `by` may not begin to hand over what `who` holds, or None (R123, R125)."""
    if refusal := (departure_refusal if leaves else hand_over_refusal)(by, who):
        return refusal
    if HandOver.objects.filter(employee=who, finished_at__isnull=True).exists():
        return HandOverUnderWay()
    return NothingToHandOver() if not held and not leaves else None


def recipients(shares: Sequence[Share], split: Sequence[int | None]) -> list[int]:
    return [pk for pk in (*(share.to for share in shares), *split) if pk is not None]


def planned(shares: Sequence[Share], split: Sequence[int | None], held: int) -> list[Share]:
    """Return the shares that were asked for. Raises Invalid when somebody is named twice."""
    wanted = even_shares(split, held) if split else list(shares)
    named = [share.to for share in wanted]
    if len(set(named)) < len(named):
        raise Invalid.field("shares", "twice", "Name each once.")
    return wanted


def judged(
    shares: Sequence[Share], by: Employee, who: Employee, people: dict[int, Employee], at: datetime
) -> Iterator[tuple[Share, DomainError | None]]:
    for share in shares:
        to_pool = share.to is None
        refusal = None if to_pool else share_refusal(by, who, people.get(share.to or 0), share, at)
        yield share, refusal


def _beside(share: Share, shares: Sequence[Share], refusal: DomainError) -> DomainError:
    """Point the refusal at the share that it is about."""
    if isinstance(refusal, Invalid):
        for error in refusal.errors:
            error.pointer = f"/shares/{shares.index(share)}/to"
    else:
        refusal.params["to"] = share.to
    return refusal


def _all_of_it(hand_over_id: int, at: datetime | None) -> None:
    while not move_chunk(hand_over_id, at or clock.now()):
        pass


def _lock(row: HandOver) -> dict[int, Employee]:
    """Return {id: employee} of all whom the hand-over concerns, in one ascending order."""
    wanted = {row.employee_id, *(share["to"] for share in row.shares if share["to"])}
    rows = Employee.objects.filter(pk__in=wanted).order_by("pk")
    return {e.pk: e for e in rows.select_for_update(no_key=True, of=("self",))}


def _next_households(row: HandOver) -> list[int]:
    root = Coalesce("guardian_id", "pk")
    held = Customer.objects.held_by(row.employee).annotate(root=root)
    roots = held.filter(root__gt=row.position).order_by("root").values_list("root", flat=True)
    return list(roots.distinct()[:CHUNK])


def _locked_households(roots: Sequence[int], owner: int) -> Iterator[list[Customer]]:
    """Yield what `owner` still holds of each household, locked as it stands by then (R9)."""
    access.lock_roots(roots)
    members = Customer.objects.living().filter(Q(pk__in=roots) | Q(guardian__in=roots)).lock()
    mine = [m for m in members.select_related("pool") if m.owner_id == owner]
    for _, household in groupby(sorted(mine, key=_household), key=_household):
        yield list(household)


def _household(customer: Customer) -> int:
    return customer.household


def _move(members: list[Customer], row: HandOver, to: Employee | None, at: datetime) -> None:
    # Who was to get them may have left as well.
    taker = to if to is not None and to.is_active and to.pk != row.employee_id else None
    spells.change_holder(
        members, to=taker, pool=members[0].pool, reason=Reason.HANDED_OVER, by=row.by, at=at,
        note=row.note,
    )  # fmt: skip
    row.moved += 1


def _finish(row: HandOver, at: datetime) -> None:
    row.finished_at = at
    record(
        "employee.handed_over", subject=row.employee, actor=row.by, at=at,
        hand_over=row.pk, households=row.moved,
    )  # fmt: skip


def _latest(rows: QuerySet[HandOver]) -> list[int]:
    by_employee = rows.order_by("employee", "pk").values_list("employee", "pk")
    return list(dict(by_employee).values())


@transaction.atomic
def _resume(hand_over_id: int, at: datetime) -> None:
    HandOver.objects.filter(pk=hand_over_id).update(
        finished_at=None, position=0, lease_until=at + QUEUE_PATIENCE, attempt=F("attempt") + 1
    )
    transaction.on_commit(partial(run_hand_over_task.enqueue, hand_over_id))
