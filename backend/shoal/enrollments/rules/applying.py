"""May they apply, and is the form complete? (R172, R173)"""

from shoal.common.errors import DomainError, RoleMayNot
from shoal.customers.models import Customer, Status
from shoal.customers.rules.contact import DoNotContact
from shoal.customers.rules.holding import NotHeld, NotYours
from shoal.customers.rules.profile import Anonymised
from shoal.organization.models import Employee
from shoal.organization.roles import Role
from shoal.teaching.models import ClassGroup, ClassState

from ..models import Enrollment
from .moves import FORM_OPEN, PLAN_OPEN, NotInThisState, move_refusal

# A class takes people from the day it opens to its end.
TAKING = (ClassState.OPEN, ClassState.RUNNING)


class ClassTakesNobody(DomainError):
    detail = "Nobody enrolls in a class that is {class_state}."


class EnrolledAlready(DomainError):
    detail = "They have a live enrollment in this class already."


class ContractNotAgreed(DomainError):
    detail = "They must agree to the contract before they apply."


def apply_refusal(by: Employee, customer: Customer) -> DomainError | None:
    """Return why `by`, who sees the customer, may not enter an application for them (R172).

    Whoever sees a held customer holds them or leads who does; pool customers are claimed first.
    """
    if not by.has_capability("enrollments.apply"):
        return RoleMayNot()
    if customer.anonymised_at:
        return Anonymised()
    if customer.owner_id is None:
        return NotHeld()
    if customer.status == Status.DO_NOT_CONTACT:
        return DoNotContact()
    return None


def seller_refusal(by: Employee, customer: Customer) -> DomainError | None:
    """Return why `by`, who sees the enrollment, may not act for the customer (R172).

    Whoever is credited for a sale still sees it when somebody else holds the customer.
    """
    if by.role == Role.ADMIN or customer.owner_id == by.pk:
        return None
    owner = customer.owner
    if owner is None:
        return None if by.role == Role.MANAGER else NotHeld()
    return None if by.leads(owner.department.path if owner.department else None) else NotYours()


def class_refusal(class_group: ClassGroup) -> DomainError | None:
    """Return why nobody may enroll in this class, or None."""
    if class_group.state in TAKING:
        return None
    return ClassTakesNobody(class_state=class_group.state)


def place_refusal(customer: Customer, enrollment: Enrollment) -> DomainError | None:
    """Return why the customer may not have this enrollment beside their others (R172)."""
    if refusal := class_refusal(enrollment.class_group):
        return refusal
    others = Enrollment.objects.of(customer).live().exclude(pk=enrollment.pk)
    return EnrolledAlready() if others.filter(class_group=enrollment.class_group_id).exists() else (
        None
    )  # fmt: skip


def submit_refusal(by: Employee, customer: Customer, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not hand in the form (R173)."""
    refusal = (
        move_refusal("submit", by, enrollment)
        or apply_refusal(by, customer)
        or seller_refusal(by, customer)
        or place_refusal(customer, enrollment)
    )
    if refusal:
        return refusal
    return None if enrollment.contract_agreed else ContractNotAgreed()


def edit_refusal(by: Employee, customer: Customer, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not change the form: once handed in it stands as it was signed."""
    if not by.has_capability("enrollments.edit"):
        return RoleMayNot()
    if enrollment.state not in FORM_OPEN:
        return NotInThisState(state=enrollment.state)
    return seller_refusal(by, customer)


def plan_refusal(by: Employee, customer: Customer, enrollment: Enrollment) -> DomainError | None:
    """Return why `by` may not change in which parts the price is paid (R178).

    From the approval on that is for those who approve.
    """
    if enrollment.decided_at is not None and not by.has_capability("enrollments.approve"):
        return RoleMayNot()
    if not by.has_capability("enrollments.edit"):
        return RoleMayNot()
    if enrollment.state not in PLAN_OPEN:
        return NotInThisState(state=enrollment.state)
    return seller_refusal(by, customer)
