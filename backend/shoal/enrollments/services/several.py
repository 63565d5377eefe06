"""Several enrollments of one household, locked together: siblings on one receipt, credit that
goes from one class to another."""

from collections.abc import Collection

from shoal.common.errors import NotFound
from shoal.customers.services.access import lock_households_of
from shoal.organization.models import Employee
from shoal.teaching.services import seats

from ..models import Enrollment
from ..rules.paying import DifferentPayers
from .access import Locked, visible_enrollment


def lock_family(enrollment_ids: Collection[int], by: Employee) -> dict[int, Locked]:
    """Return {id: what belongs to it}, locked in the order of access.py, each kind ascending.

    Raises NotFound (also for who was merged while we waited), DifferentPayers.
    """
    ids = sorted(set(enrollment_ids))
    kept = _kept(ids, by)
    customers = lock_households_of(set(kept.values()))
    if len({customer.household for customer in customers.values()}) > 1:
        raise DifferentPayers()
    if _kept(ids, by) != kept:
        raise NotFound()
    found = {e.pk: e for e in Enrollment.objects.filter(pk__in=ids)}
    classes = {
        pk: seats.lock_class(pk) for pk in sorted({e.class_group_id for e in found.values()})
    }
    locked = {}
    for enrollment in Enrollment.objects.filter(pk__in=ids).lock():
        enrollment.class_group = classes[enrollment.class_group_id]
        customer = customers[kept[enrollment.pk]]
        locked[enrollment.pk] = Locked(customer, enrollment.class_group, enrollment)
    return locked


def _kept(ids: Collection[int], by: Employee) -> dict[int, int]:
    """Return {enrollment: customer}, whoever was merged followed to the one kept."""
    seen = [visible_enrollment(pk, by) for pk in ids]
    rows = Enrollment.objects.filter(pk__in=[e.pk for e in seen])
    merged = rows.values_list("pk", "customer_id", "customer__merged_into_id")
    return {pk: into or customer for pk, customer, into in merged}
