"""The vocabulary: who is in a pool, who is held, who may see whom.

Visibility is spelled with subqueries, never JOIN + distinct: PostgreSQL refuses FOR UPDATE
with DISTINCT, and an UPDATE filtered through a join loses races.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from shoal.organization.models import Department, Employee
from shoal.organization.roles import Role

if TYPE_CHECKING:
    from .models import Customer, Pool

UNCLAIMABLE = ("invalid", "do_not_contact")
TO_BE_WON = ("new", "contacted", "qualified", "trial_booked", "applied")


def never_contacted() -> Q:
    """Still to be won, and nobody contacted them since the present holder took them."""
    # Pool customers have no holder: for them it means never at all.
    since = Coalesce("owned_since", "last_contact_at")
    untouched = Q(last_contact_at__isnull=True) | Q(last_contact_at__lt=since)
    return Q(status__in=TO_BE_WON) & untouched


class PoolQuerySet(QuerySet["Pool"]):
    def of(self, employee: Employee) -> "PoolQuerySet":
        """The pools that `employee` belongs to (rule R3). Finance does not sell: none."""
        if employee.role == Role.ADMIN:
            return self
        if employee.role == Role.FINANCE:
            return self.none()
        lineage = employee.department.lineage() if employee.department else []
        through = self.model.departments.through.objects
        listed = Q(is_default=True) | Q(
            Exists(through.filter(pool=OuterRef("pk"), department__in=lineage))
        )
        if employee.campus_id:
            campuses = self.model.campuses.through.objects
            listed |= Q(Exists(campuses.filter(pool=OuterRef("pk"), campus=employee.campus_id)))
        return self.filter(listed)

    def unmasked_for(self, employee: Employee) -> "PoolQuerySet":
        """The pools whose contacts `employee` sees: all for an admin; for a manager those that
        list only departments of their own scope (rule R4)."""
        if employee.role == Role.ADMIN:
            return self
        if employee.role != Role.MANAGER or employee.department is None:
            return self.none()
        through = self.model.departments.through.objects.filter(pool=OuterRef("pk"))
        within = Department.objects.within(employee.department)
        return self.filter(
            Exists(through),
            ~Exists(through.exclude(department__in=within)),
            ~Exists(self.model.campuses.through.objects.filter(pool=OuterRef("pk"))),
            is_default=False,
        )


class CustomerQuerySet(QuerySet["Customer"]):
    def living(self) -> "CustomerQuerySet":
        return self.filter(deleted_at__isnull=True, merged_into__isnull=True)

    def deleted(self) -> "CustomerQuerySet":
        return self.filter(deleted_at__isnull=False, merged_into__isnull=True)

    def in_pool(self) -> "CustomerQuerySet":
        return self.living().filter(owner__isnull=True)

    def held_by(self, employee: Employee) -> "CustomerQuerySet":
        return self.living().filter(owner=employee)

    def held_in_scope_of(self, employee: Employee) -> "CustomerQuerySet":
        """Held by `employee` or, for a manager, by anybody of their scope."""
        if employee.role == Role.ADMIN:
            return self.living().filter(owner__isnull=False)
        if employee.role == Role.MANAGER:
            led = Employee.objects.in_scope_of(employee).values("pk")
            return self.living().filter(Q(owner=employee) | Q(owner__in=led))
        return self.held_by(employee) if employee.role == Role.SALES else self.none()

    def visible_to(self, employee: Employee) -> "CustomerQuerySet":
        """Whom `employee` may know of: held in their scope, or lying in a pool of theirs (R3)."""
        if employee.role == Role.ADMIN:
            return self.living()
        if employee.role == Role.FINANCE:
            return self.none()
        pools = _pools().of(employee).values("pk")
        in_my_pools = Q(owner__isnull=True, pool__in=pools)
        if employee.role == Role.MANAGER:
            led = Employee.objects.in_scope_of(employee).values("pk")
            return self.living().filter(in_my_pools | Q(owner=employee) | Q(owner__in=led))
        return self.living().filter(in_my_pools | Q(owner=employee))

    def in_home_pools_of(self, employee: Employee) -> "CustomerQuerySet":
        """Living customers whose home pool is one of theirs, whoever holds them now."""
        return self.living().filter(pool__in=_pools().of(employee).values("pk"))

    def household_of(self, customer: "Customer") -> "CustomerQuerySet":
        return self.living().filter(
            Q(pk=customer.household) | Q(guardian=customer.household)
        ).order_by("pk")  # fmt: skip

    def lock(self) -> "CustomerQuerySet":
        """In ascending order, so that two bulk commands cannot wait for each other."""
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))

    def move(
        self, customer: "Customer", *, to: Employee | None, pool: "Pool", at: datetime
    ) -> bool:
        """Hand `customer`, row and object, over unless somebody moved them since they were read.

        On own columns only: PostgreSQL re-evaluates those for a transaction that waited, which
        it does not do for a filter that joins; there both of two racers would win.
        """
        unmoved = self.filter(
            pk=customer.pk,
            owner_id=customer.owner_id,
            pool_id=customer.pool_id,
            deleted_at__isnull=True,
            merged_into__isnull=True,
        )
        moved: dict[str, Any] = {
            "owner": to,
            "pool": pool,
            "owned_since": at if to else None,
            "entered_at": None if to else at,
            "pool_rank_at": None if to else at,
            "recycle_due_at": None,
        }
        if not unmoved.update(**moved, version=F("version") + 1):
            return False
        for name, value in moved.items():
            setattr(customer, name, value)
        customer.version += 1
        return True

    def claimable(self) -> "CustomerQuerySet":
        return self.in_pool().exclude(status__in=UNCLAIMABLE)


class ContactQuerySet(QuerySet[Any]):
    """Follow-ups and plans: seen by whoever sees the customer (R3)."""

    def visible_to(self, employee: Employee) -> "ContactQuerySet":
        # Asked of each row, by key: as a list of ids SQLite would collect every customer first.
        customers = apps.get_model("customers", "Customer").objects.visible_to(employee)
        return self.filter(Exists(customers.filter(pk=OuterRef("customer"))))


def _pools() -> Any:
    return apps.get_model("customers", "Pool").objects


def pools_of(employee: Employee) -> list[dict[str, Any]]:
    """Return the employee's pools as {"id", "name"}, the default one first."""
    mine = _pools().of(employee).order_by("-is_default", "name")
    return list(mine.values("id", "name"))


def held_count() -> Coalesce:
    """Return a subquery: how many customers does the employee of the outer query hold?"""
    held = apps.get_model("customers", "Customer").objects.living()
    counted = held.filter(owner=OuterRef("pk")).order_by().values("owner").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def pool_departments() -> QuerySet[Any]:
    """Return which department is listed by which pool."""
    return apps.get_model("customers", "Pool").departments.through.objects.all()
