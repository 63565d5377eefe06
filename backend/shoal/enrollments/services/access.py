"""The one way for a command to get an enrollment: fetched, authorised and locked together.

Customer before class before enrollment; whoever changes an enrollment has all three.
"""

from dataclasses import dataclass

from shoal.common.errors import NotFound
from shoal.customers.models import Customer
from shoal.customers.services.access import lock_unseen_household
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup
from shoal.teaching.services import seats

from ..models import Enrollment


@dataclass(frozen=True)
class Locked:
    """`customer` is the one kept, if theirs was merged; `enrollment.class_group` is
    `class_group`."""

    customer: Customer
    class_group: ClassGroup
    enrollment: Enrollment


def visible_enrollment(enrollment_id: int, by: Employee) -> Enrollment:
    """Raises NotFound."""
    found = Enrollment.objects.visible_to(by).filter(pk=enrollment_id).first()
    if found is None:
        raise NotFound()
    return found


def lock_enrollment(enrollment_id: int, by: Employee | None, *, also: int | None = None) -> Locked:
    """Return what belongs to an enrollment that `by` may see, locked; nobody sees all.

    `also` is another class to lock, in ascending order with the first. Raises NotFound:
    visibility is asked again under the lock.
    """
    found = _visible(enrollment_id, by)
    customer = lock_customer_of(found)
    # The household keeps all commands about it apart, so its class stays what it is.
    found = _visible(enrollment_id, by)
    wanted = sorted({found.class_group_id, also or found.class_group_id})
    classes = {pk: seats.lock_class(pk) for pk in wanted}
    locked = Enrollment.objects.lock().get(pk=enrollment_id)
    locked.class_group = classes[locked.class_group_id]
    return Locked(customer, locked.class_group, locked)


def lock_customer_of(enrollment: Enrollment) -> Customer:
    """Return whose enrollment it is, locked with their household; who was merged is followed to
    the one kept. Raises NotFound for who is deleted."""
    while True:
        customer = Customer.objects.select_related("merged_into").get(pk=enrollment.customer_id)
        kept = customer.merged_into or customer
        try:
            return lock_unseen_household(kept)[0]
        except NotFound:
            # Merged, or parted again, while we waited?
            now = Customer.objects.filter(pk=enrollment.customer_id)
            if now.values_list("merged_into", flat=True)[0] == customer.merged_into_id:
                raise


def _visible(enrollment_id: int, by: Employee | None) -> Enrollment:
    return visible_enrollment(enrollment_id, by) if by else Enrollment.objects.get(pk=enrollment_id)
