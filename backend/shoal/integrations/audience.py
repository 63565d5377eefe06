"""Who gets which event (R140): whoever may see its subject now gets what happened; whoever could
see a customer before and no longer can gets that they are gone; all others get nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from shoal.activity.models import Event
from shoal.customers.models import Consultation, Customer, Pool
from shoal.customers.rules.claiming import holder_told
from shoal.enrollments.models import Enrollment
from shoal.organization.models import Department, Employee
from shoal.organization.roles import Role

GONE = "customer.gone"
OF_CUSTOMERS = ("customer", "follow_up", "plan", "consultation")
# Who sees the enrollment sees what becomes of it and of its money.
OF_SCHOOL = ("enrollment", "payment")
# Looking is no change of what there is to see.
SILENT = frozenset({"customer.revealed"})
# Policies, lists and the tree of departments say what one may do and whom one sees, and are read
# by all who work with customers.
OF_POLICY = ("pool", "listentry", "department")
# Whoever led them, or does now, sees other customers than before.
PLACED = "employee.placed"
OF_PEOPLE = frozenset(
    {"employee.registered", "employee.approved", "employee.rejected", "employee.left"}
)


def seen_by(viewer: Employee, events: Sequence[Event], at: datetime) -> list[dict[str, Any]]:
    """Return what `viewer` gets of these events, in their order; then who is gone, each once.

    At most ten statements, however many events; none for what is not among them.
    """
    told = _told(viewer, events)
    seen = {event.pk for event in told}
    lost = [e for e in events if _of_customer(e) and e.pk not in seen and _had_a_place(e)]
    names = _names(viewer, told)
    return [_row(event, names) for event in told] + _gone(viewer, lost, at)


def _told(viewer: Employee, events: Sequence[Event]) -> list[Event]:
    """Return the events whose subject `viewer` may see now."""
    customers = Customer.objects.visible_to(viewer)
    seen = _among(customers, (e.customer_id for e in events if _of_customer(e)))
    undisposed = (e.subject_id for e in events if _area(e) == "consultation" and not e.customer_id)
    inquiries = _among(Consultation.objects.visible_to(viewer), undisposed)
    of_school = (enrollment_of(e) for e in events)
    enrollments = _among(Enrollment.objects.visible_to(viewer), of_school)
    people: set[int] = set()
    if viewer.has_capability("employees.approve"):
        decided = (e.subject_id for e in events if e.kind in OF_PEOPLE)
        people = _among(Employee.objects.visible_to(viewer), decided)
    works = viewer.has_capability("customers.view")
    placed = [pk for e in events if e.kind == PLACED for pk in e.data.get("departments", ())]
    led = _among(Department.objects.within(viewer.department), placed) if _leads(viewer) else set()

    def sees(event: Event) -> bool:
        if _of_customer(event):
            return event.customer_id in seen
        if _area(event) in OF_SCHOOL:
            return enrollment_of(event) in enrollments
        if _area(event) == "consultation":
            return event.subject_id in inquiries
        if event.kind in OF_PEOPLE:
            return event.subject_id in people
        if event.kind == PLACED:
            return not led.isdisjoint(event.data.get("departments", ()))
        return works and _area(event) in OF_POLICY

    return [event for event in events if sees(event)]


def _gone(viewer: Employee, lost: Sequence[Event], at: datetime) -> list[dict[str, Any]]:
    """Return a row for each customer whom `viewer` saw by the owner or pool before, with who
    holds them now as far as that is told (R141)."""
    if not lost:
        return []
    led = _among(Employee.objects.in_scope_of(viewer), (e.owner_before for e in lost))
    pools = _among(Pool.objects.of(viewer), (e.pool_before for e in lost if not e.owner_before))
    ids = {
        e.customer_id or 0: None
        for e in lost
        if (e.owner_before in led or e.owner_before == viewer.pk)
        or (e.owner_before is None and e.pool_before in pools)
    }
    if not ids:
        return []
    near = Customer.objects.in_home_pools_of(viewer).filter(pk__in=ids, owner__isnull=False)
    told = {c.pk: holder_told(c, viewer, at) for c in near.select_related("owner", "pool")}
    own = {e.customer_id for e in lost if e.actor_id == viewer.pk}
    me = {"id": viewer.pk, "name": viewer.display_name}
    return [
        # By whom is nobody's business, but one knows what one did oneself.
        {"kind": GONE, "customer": pk, "holder": told.get(pk), "actor": me if pk in own else None}
        for pk in ids
    ]


def _names(viewer: Employee, events: Iterable[Event]) -> dict[int, str]:
    """Return what those who acted and those who hold are called, as far as `viewer` knows them."""
    ids = {pk for e in events for pk in (e.actor_id, e.owner_after) if pk is not None}
    known = Employee.objects.visible_to(viewer).filter(pk__in=ids) if ids else ()
    return {employee.pk: employee.display_name for employee in known}


def _row(event: Event, names: dict[int, str]) -> dict[str, Any]:
    """Ids, codes, names of fields: neither contacts nor words are in an event (R12)."""

    def person(pk: int | None) -> dict[str, Any] | None:
        return {"id": pk, "name": names[pk]} if pk in names else None

    return {
        "kind": event.kind,
        "customer": event.customer_id,
        "subject": {"type": event.subject_type, "id": event.subject_id},
        "at": event.at,
        "actor": person(event.actor_id),
        "holder": person(event.owner_after),
        "fields": event.data.get("fields") or [],
    }


def _among(rows: Any, ids: Iterable[int | None]) -> set[int]:
    wanted = {pk for pk in ids if pk is not None}
    return set(rows.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _of_customer(event: Event) -> bool:
    return bool(event.customer_id) and _area(event) in OF_CUSTOMERS and event.kind not in SILENT


def enrollment_of(event: Event) -> int | None:
    """Return whose enrollment an event tells of; None: it tells of none."""
    if _area(event) not in OF_SCHOOL:
        return None
    return event.subject_id if event.subject_type == "enrollment" else event.data.get("enrollment")


def _had_a_place(event: Event) -> bool:
    """Of an inquiry the pool is the inquiry's: its customer may lie where nobody here sees them."""
    placed = event.owner_before is not None or event.pool_before is not None
    return placed and _area(event) == "customer"


def _leads(viewer: Employee) -> bool:
    return viewer.role == Role.MANAGER and viewer.department is not None


def _area(event: Event) -> str:
    return event.kind.partition(".")[0]
