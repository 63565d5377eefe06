"""Whom an event concerns, and as what (R144). Nobody is told of what they did themselves."""

from collections.abc import Iterable, Iterator

from shoal.activity.models import Event
from shoal.customers.models import Consultation, Customer, Pool
from shoal.organization.models import Employee, EmployeeState
from shoal.organization.roles import Role

from .models import Kind
from .notice import Notice
from .school_notices import of_school

GIVEN = {
    "customer.assigned": Kind.ASSIGNED,
    # An import or a colleague entered them into somebody's hands.
    "customer.created": Kind.ASSIGNED,
    "customer.restored": Kind.ASSIGNED,
    "customer.handed_over": Kind.HANDED_OVER,
}
TAKEN = {
    "customer.recycled": Kind.RECYCLED,
    "customer.merged": Kind.MERGED,
    "customer.assigned": Kind.TAKEN,
    "customer.released": Kind.TAKEN,
    "customer.handed_over": Kind.TAKEN,
    "customer.deleted": Kind.TAKEN,
}
# Fields of a pool that say what one may do, and for how long.
POLICY = frozenset(
    {
        "daily_claim_limit", "holding_limit", "reclaim_cooldown_days", "fresh_hold_hours",
        "recycle_after_days", "first_contact_hours", "max_holding_days", "warn_days",
        "departments", "campuses",
    }
)  # fmt: skip


def notices_of(events: Iterable[Event]) -> list[Notice]:
    """Return what these events mean to whom, in their order."""
    return [
        notice
        for event in events
        for notice in _of(event)
        if notice.recipient != notice.by or notice.kind == Kind.HAND_OVER_DONE
    ]


def _of(event: Event) -> Iterator[Notice]:
    if event.kind in GIVEN or event.kind in TAKEN:
        yield from _moved(event)
    elif event.kind == "consultation.attached":
        yield from _asked_again(event)
    elif event.kind == "consultation.undisposed":
        yield from _undisposed(event)
    elif event.kind == "employee.registered":
        yield from _registered(event)
    elif event.kind == "pool.changed":
        yield from _policy(event)
    elif event.kind == "employee.handed_over":
        yield from _handed_over(event)
    else:
        yield from of_school(event)


def _moved(event: Event) -> Iterator[Notice]:
    """The one who has them now, and the one who had them before."""
    before, after = event.owner_before, event.owner_after
    ids, at, by = [event.customer_id or 0], event.at, event.actor_id
    if after is not None and after != before and event.kind in GIVEN:
        yield Notice(after, GIVEN[event.kind], at, ids, by=by)
    # Of two who were merged one stays, and is another one than before.
    if before is not None and event.kind in TAKEN and (after != before or "merged" in event.kind):
        yield Notice(before, TAKEN[event.kind], at, ids, by=by)


def _asked_again(event: Event) -> Iterator[Notice]:
    ids = [event.customer_id or 0]
    held = Customer.objects.living().filter(pk__in=ids, owner__isnull=False)
    for owner in held.values_list("owner", flat=True):
        yield Notice(owner, Kind.INQUIRY, event.at, ids, by=event.actor_id)


def _undisposed(event: Event) -> Iterator[Notice]:
    """Who leads people of the pool; without such a one the administrators."""
    found = Consultation.objects.filter(pk=event.subject_id).values_list("pool", flat=True).first()
    if found is None:
        return
    managers = [m for m in _active(Role.MANAGER) if Pool.objects.of(m).filter(pk=found).exists()]
    for employee in managers or _active(Role.ADMIN):
        ids = [event.subject_id]
        yield Notice(
            employee.pk, Kind.UNDISPOSED, event.at, ids, "consultations", by=event.actor_id
        )


def _registered(event: Event) -> Iterator[Notice]:
    """Whoever may approve them. Who came by an invitation waits for nobody."""
    waiting = Employee.objects.filter(pk=event.subject_id, state=EmployeeState.PENDING)
    for employee in waiting.select_related("department"):
        path = employee.department.path if employee.department else None
        for leader in (*_active(Role.MANAGER), *_active(Role.ADMIN)):
            if leader.leads(path):
                yield Notice(leader.pk, Kind.REGISTRATION, event.at, [employee.pk], "employees")


def _policy(event: Event) -> Iterator[Notice]:
    if not POLICY.intersection(event.data.get("fields") or []):
        return
    for employee in (*_active(Role.SALES), *_active(Role.MANAGER)):
        if Pool.objects.of(employee).filter(pk=event.subject_id).exists():
            ids = [event.subject_id]
            yield Notice(employee.pk, Kind.POLICY, event.at, ids, "pools", by=event.actor_id)


def _handed_over(event: Event) -> Iterator[Notice]:
    """Whoever asked for it went on with other things: they are told although it is theirs."""
    if event.actor_id is not None:
        ids, by = [event.subject_id], event.actor_id
        yield Notice(by, Kind.HAND_OVER_DONE, event.at, ids, "employees", by=by)


def _active(role: Role) -> list[Employee]:
    rows = Employee.objects.active().filter(role=role)
    return list(rows.select_related("department", "campus").order_by("pk"))
