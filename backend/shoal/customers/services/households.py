"""One guardian, several students, held as one (R9, R36)."""

from datetime import datetime

from django.db.models import Q

from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee

from ..models import Customer, Reason
from ..normalize import fold
from ..rules.profile import guardian_refusal
from . import access, spells


def lock_guardian(guardian_id: int, by: Employee) -> Customer:
    """Return a visible customer, locked with the household. Raises Invalid when there is none."""
    try:
        guardian, _ = access.lock_household(guardian_id, by)
    except NotFound:
        raise Invalid.field("guardian", "unknown", "There is no such customer.") from None
    return guardian


def lock_both(
    customer_id: int, guardian_id: int | None, by: Employee
) -> tuple[Customer, Customer | None]:
    """Return customer and guardian, both households locked in one ascending order.

    Raises NotFound for the customer, Invalid for the guardian.
    """
    customer = access.visible_customer(customer_id, by)
    if guardian_id is None:
        return access.lock_household(customer_id, by)[0], None
    roots = {customer.household, guardian_id}
    access.lock_roots(roots)
    wanted = Q(pk__in={*roots, customer_id}) | Q(guardian__in=roots)
    locked = {row.pk: row for row in Customer.objects.living().filter(wanted).lock()}
    visible = set(
        Customer.objects.visible_to(by)
        .filter(pk__in=[customer_id, guardian_id])
        .values_list("pk", flat=True)
    )
    if customer_id not in visible or customer_id not in locked:
        raise NotFound()
    if guardian_id not in visible or guardian_id not in locked:
        raise Invalid.field("guardian", "unknown", "There is no such customer.")
    return locked[customer_id], locked[guardian_id]


def join(customer: Customer, guardian: Customer | None, *, by: Employee, at: datetime) -> None:
    """Make a locked customer a student of `guardian`, or nobody's when that is None.

    They go where the guardian is; leaving, they stay where they are. Raises GuardianIsStudent,
    HasStudents, HeldApart, Invalid.
    """
    if guardian is None:
        customer.guardian = None
        customer.save(update_fields=["guardian"])
        return
    if refusal := guardian_refusal(by, customer, guardian):
        raise refusal
    refuse_namesake(customer.name, guardian)
    customer.guardian = guardian
    customer.save(update_fields=["guardian"])
    if (customer.owner_id, customer.pool_id) != (guardian.owner_id, guardian.pool_id):
        spells.change_holder(
            [customer], to=guardian.owner, pool=guardian.pool, reason=Reason.ASSIGNED, by=by, at=at
        )


def refuse_namesake(name: str, guardian: Customer) -> None:
    """A household has no two students of one name. Raises Invalid."""
    students = guardian.students.living().values_list("name", flat=True)
    if name and fold(name) in map(fold, students):
        detail = "The guardian has a student of this name already."
        raise Invalid.field("name", "student_exists", detail)
