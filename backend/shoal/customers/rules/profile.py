"""Why not? for what a customer is: editing, deleting, restoring, households (R32-R38)."""

from datetime import datetime, timedelta

from shoal.common import clock
from shoal.common.errors import DomainError, FieldError, Invalid, RoleMayNot
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .. import enrolled
from ..masking import HIDDEN, mask_error, scrub
from ..models import MASKABLE, Customer, Identity, Pool, Status

RESTORE_WITHIN = timedelta(days=30)
EDITABLE = frozenset({
    "name", "gender", "birthday", "guardian", "source", "campaign", "referred_by", "campus",
    "courses", "class_type", "intent", "remark", *MASKABLE,
})  # fmt: skip
# Words in which a contact may stand; where one does, a masked viewer sees them scrubbed.
WORDS = ("name", "remark")
SETTLED = (Status.ENROLLED, Status.ALUMNI)


class Deleted(DomainError):
    detail = "This customer is deleted."


class Anonymised(DomainError):
    detail = "This person was removed for good."


class NotDeleted(DomainError):
    detail = "This customer is not deleted."


class OnlyOwnOfToday(DomainError):
    status = 403
    detail = "You may delete customers that you entered today; others are deleted by who leads."


class OutsideYourScope(DomainError):
    status = 403
    detail = "You delete customers of your own departments and of their pools."


class HasStudents(DomainError):
    detail = "There are students of this customer: {students}."


class AlreadyEnrolled(DomainError):
    detail = "Customers who have enrolled are not deleted."


class RestoreTooLate(DomainError):
    detail = "Deleted customers can be brought back within {days} days."


class GuardianDeleted(DomainError):
    detail = "The guardian is deleted: restore them first."


class GuardianIsStudent(DomainError):
    detail = "A student cannot be the guardian of another student."


class DuplicateCustomer(DomainError):
    """`matches` say who is known by which of the given contacts, as far as the caller may know."""

    detail = "Somebody is already known by this contact."


class IdentityTaken(DomainError):
    detail = "Meanwhile somebody else is known by this contact: {kinds}."


class HeldApart(DomainError):
    detail = "A household is held as one: these two are not in the same hands."


def hidden_fields(viewer: Employee, customer: Customer) -> frozenset[str]:
    """Return the contact fields of a customer whom `viewer` sees that are masked for them (R4)."""
    if customer.owner_id is not None or viewer.role == Role.ADMIN:
        return frozenset()
    if viewer.role == Role.MANAGER:
        if Pool.objects.unmasked_for(viewer).filter(pk=customer.pool_id).exists():
            return frozenset()
    return frozenset(customer.pool.masked_fields)


def editable_fields(viewer: Employee, customer: Customer) -> frozenset[str]:
    """Return what `viewer`, who sees the customer, may write: all that they see in full (R32)."""
    if edit_refusal(viewer, customer):
        return frozenset()
    hidden = hidden_fields(viewer, customer)
    if not hidden:
        return EDITABLE
    known = Identity.objects.known_of(customer)
    scrubbed = {f for f in WORDS if scrub(getattr(customer, f), known) != getattr(customer, f)}
    return EDITABLE - hidden - scrubbed


def edit_refusal(viewer: Employee, customer: Customer) -> DomainError | None:
    """Whoever sees a customer may edit them: their own, those they lead, those of their pools."""
    if customer.anonymised_at:
        return Anonymised()
    return Deleted() if customer.deleted_at else None


def field_errors(viewer: Employee, customer: Customer, given: dict[str, object]) -> Invalid | None:
    """Return what is wrong with writing these fields, or None: masks don't come back (R32)."""
    editable = editable_fields(viewer, customer)
    errors = []
    for name, value in given.items():
        mark = "*" if name in MASKABLE else HIDDEN
        if name not in editable and isinstance(value, str) and mark in value:
            errors.append(mask_error(name))
        elif name not in editable:
            detail = "This field is masked in the pool: claim the customer first."
            errors.append(FieldError(name, "field_masked", detail))
    return Invalid(errors) if errors else None


def delete_refusal(viewer: Employee, customer: Customer, at: datetime) -> DomainError | None:
    """Return why `viewer`, who sees the customer, may not delete them, or None (R33)."""
    if customer.deleted_at:
        return Deleted()
    if refusal := _not_theirs_to_delete(viewer, customer, at):
        return refusal
    if customer.status in SETTLED or enrolled.has_any([customer.pk]):
        return AlreadyEnrolled()
    students = customer.students.living().count()
    return HasStudents(students=students) if students else None


def _not_theirs_to_delete(viewer: Employee, customer: Customer, at: datetime) -> DomainError | None:
    today = clock.start_of_day(at, viewer.zone)
    if viewer.role == Role.ADMIN:
        return None
    if customer.created_by_id == viewer.pk and customer.created_at >= today:
        return None
    if viewer.role != Role.MANAGER:
        return OnlyOwnOfToday()
    # Whom a manager sees held is in her scope; of pools, those of her own departments are.
    if customer.owner_id is not None:
        return None
    own_pool = Pool.objects.unmasked_for(viewer).filter(pk=customer.pool_id)
    return None if own_pool.exists() else OutsideYourScope()


def restore_refusal(viewer: Employee, customer: Customer, at: datetime) -> DomainError | None:
    """Return why `viewer` may not bring a deleted customer back, or None (R34)."""
    if not viewer.has_capability("customers.restore"):
        return RoleMayNot()
    if customer.anonymised_at:
        return Anonymised()
    if customer.deleted_at is None:
        return NotDeleted()
    if at - customer.deleted_at > RESTORE_WITHIN:
        return RestoreTooLate(days=RESTORE_WITHIN.days)
    if customer.guardian is not None and customer.guardian.deleted_at:
        return GuardianDeleted()
    # Whose only student was deleted may have become a student since.
    if customer.guardian is not None and customer.guardian.guardian_id:
        return GuardianIsStudent()
    return None


def guardian_refusal(
    viewer: Employee, customer: Customer, guardian: Customer
) -> DomainError | None:
    """Return why `customer` may not become a student of `guardian`, or None (R36).

    Joining hands a customer over to the guardian's holder; only who assigns may do that.
    """
    if guardian.pk == customer.pk:
        return Invalid.field("guardian", "self", "Nobody is their own guardian.")
    if guardian.anonymised_at:
        return Anonymised()
    if guardian.guardian_id is not None:
        return GuardianIsStudent()
    if students := customer.students.living().count():
        return HasStudents(students=students)
    together = (customer.owner_id, customer.pool_id) == (guardian.owner_id, guardian.pool_id)
    return None if together or viewer.has_capability("customers.assign") else HeldApart()
