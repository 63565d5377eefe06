"""One guardian, several students, held as one (R9, R36)."""

from datetime import datetime

from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee

from ..models import Customer, Reason
from ..normalize import fold
from ..rules.profile import guardian_refusal
from . import access, clocks, spells


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
    if guardian_id is None:
        return access.lock_household(customer_id, by)[0], None

    def refuse_unseen() -> None:
        visible = Customer.objects.visible_to(by).filter(pk__in=[customer_id, guardian_id])
        seen = set(visible.values_list("pk", flat=True))
        if customer_id not in seen:
            raise NotFound()
        if guardian_id not in seen:
            raise Invalid.field("guardian", "unknown", "There is no such customer.")

    refuse_unseen()
    # Who shall be the guardian may be somebody's student: then that household is locked.
    locked = access.lock_households_of({customer_id, guardian_id})
    refuse_unseen()
    return locked[customer_id], locked[guardian_id]


def join(customer: Customer, guardian: Customer | None, *, by: Employee, at: datetime) -> None:
    """Make a locked customer a student of `guardian`, or nobody's when that is None.

    They go where the guardian is; leaving, they stay where they are. Raises GuardianIsStudent,
    HasStudents, HeldApart, Invalid.
    """
    left = customer.household
    if guardian is None:
        customer.guardian = None
        customer.save(update_fields=["guardian"])
        clocks.refresh_clocks([left, customer.pk])
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
    clocks.refresh_clocks([left, guardian.pk])


def refuse_namesake(name: str, guardian: Customer) -> None:
    """A household has no two students of one name. Raises Invalid."""
    students = guardian.students.living().values_list("name", flat=True)
    if name and fold(name) in map(fold, students):
        detail = "The guardian has a student of this name already."
        raise Invalid.field("name", "student_exists", detail)
