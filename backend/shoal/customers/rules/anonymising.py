"""Why not? for removing a person for good (R120)."""

from shoal.common.errors import DomainError, RoleMayNot
from shoal.organization.models import Employee

from ..models import Customer
from .profile import Anonymised, HasStudents


def anonymise_refusal(by: Employee | None, customer: Customer) -> DomainError | None:
    """Return why `by`, who sees the customer, may not remove the person, or None.

    Nobody (`by` is None) does it of who was deleted long ago. Students are known by their
    guardian's name and number alone: they are removed first, each by a decision of its own.
    """
    if by is not None and not by.has_capability("customers.anonymise"):
        return RoleMayNot()
    if customer.anonymised_at:
        return Anonymised()
    students = customer.students.living().filter(anonymised_at__isnull=True).count()
    return HasStudents(students=students) if students else None
