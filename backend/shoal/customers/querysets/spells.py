"""The ledger of who held whom, read as movements."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .sight import seen_by

if TYPE_CHECKING:
    from ..models import OwnershipSpell  # noqa: F401


class SpellQuerySet(QuerySet["OwnershipSpell"]):
    """The ledger read as movements: each spell but the first began where another one ended."""

    def with_holder_before(self) -> "SpellQuerySet":
        """Add `owner_before`: who held the customer until then; null for the pool or nobody."""
        return self.annotate(owner_before=Subquery(self.before().values("owner")[:1]))

    def before(self) -> "SpellQuerySet":
        """Return the spells before that of the outer query, the latest first."""
        earlier = self.model.objects.filter(
            customer=OuterRef("customer"),
            started_at__lte=OuterRef("started_at"),
            # Several may begin at one instant (a clock was set back): the later has a higher id.
            pk__lt=OuterRef("pk"),
        )
        return earlier.order_by("-started_at", "-pk")

    def visible_to(self, employee: Employee) -> "SpellQuerySet":
        """Movements of whom `employee` sees now, and those to or from whom they lead (R150).

        Needs `with_holder_before`.
        """
        if employee.role in (Role.ADMIN, Role.FINANCE):
            return self if employee.role == Role.ADMIN else self.none()
        ours = Q(owner=employee) | Q(owner_before=employee.pk)
        if employee.role == Role.MANAGER:
            led = Employee.objects.in_scope_of(employee).values("pk")
            ours |= Q(owner__in=led) | Q(owner_before__in=led)
        return self.filter(seen_by(employee, "customer__") | ours)

    def left_by(self, holders: list[int]) -> "SpellQuerySet":
        """Those by which somebody went away from one of `holders`. Needs `with_holder_before`."""
        # Begins with the few whom they ever held: `owner_before` alone is asked of every row.
        held = self.model.objects.filter(owner__in=holders, ended_at__isnull=False)
        return self.filter(customer__in=held.values("customer"), owner_before__in=holders)

    def once_a_household(self) -> "SpellQuerySet":
        return self.filter(household_once())


def household_once() -> Any:
    """Of spells, one for each household that moved together: the guardian's (R9)."""
    spells = apps.get_model("customers", "OwnershipSpell").objects
    guardian = spells.filter(customer=OuterRef("household"), started_at=OuterRef("started_at"))
    return Q(customer=F("household")) | ~Exists(guardian)
