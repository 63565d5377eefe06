"""Customers: in a pool, held, due; and how they change hands."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from shoal.common.among import Among
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .sight import pools, seen_by

if TYPE_CHECKING:
    from ..models import Customer, Pool

UNCLAIMABLE = ("invalid", "do_not_contact")
TO_BE_WON = ("new", "contacted", "qualified", "trial_booked", "applied")


class CustomerQuerySet(QuerySet["Customer"]):
    def living(self) -> "CustomerQuerySet":
        return self.filter(deleted_at__isnull=True, merged_into__isnull=True)

    def deleted(self) -> "CustomerQuerySet":
        return self.filter(deleted_at__isnull=False, merged_into__isnull=True)

    def to_be_forgotten(self, before: datetime) -> "CustomerQuerySet":
        """Deleted before that instant, and not anonymised yet (R122)."""
        return self.deleted().filter(deleted_at__lt=before, anonymised_at__isnull=True)

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
        return self.filter(seen_by(employee))

    def in_home_pools_of(self, employee: Employee) -> "CustomerQuerySet":
        """Living customers whose home pool is one of theirs, whoever holds them now."""
        return self.living().filter(pool__in=pools().of(employee).values("pk"))

    def household_of(self, customer: "Customer") -> "CustomerQuerySet":
        return self.living().filter(
            Q(pk=customer.household) | Q(guardian=customer.household)
        ).order_by("pk")  # fmt: skip

    def lock(self) -> "CustomerQuerySet":
        """In ascending order, so that two bulk commands cannot wait for each other."""
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))

    def move(
        self,
        customer: "Customer",
        *,
        to: Employee | None,
        pool: "Pool",
        at: datetime,
        due: tuple[datetime | None, str] = (None, ""),
    ) -> bool:
        """Hand `customer`, row and object, over unless somebody moved them since they were read.

        `due` says when the clock will take them back, and by which rule.

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
            "recycle_due_at": due[0],
            "recycle_rule": due[1],
            # Who protected them spoke of the consultant's hold, not of the next one's.
            "protected_until": customer.protected_until if to else None,
        }
        if not unmoved.update(**moved, version=F("version") + 1):
            return False
        for name, value in moved.items():
            setattr(customer, name, value)
        customer.version += 1
        return True

    def due_for_recycling(self, at: datetime) -> "CustomerQuerySet":
        """Whose time was over at `at`, but for those whose clock is still to be computed."""
        pending = apps.get_model("customers", "ClockJob").covering()
        return self.filter(~pending, recycle_due_at__lte=at)

    def take_back(self, ids: Sequence[int], *, at: datetime) -> int:
        """Return those of `ids` whose time is over to their pools; say how many.

        On own columns only, the clock among them: see `move`.
        """
        held = self.filter(Among("pk", ids), owner__isnull=False, recycle_due_at__lte=at)
        return held.update(
            owner=None,
            owned_since=None,
            entered_at=at,
            pool_rank_at=at,
            protected_until=None,
            next_follow_up_at=None,
            recycle_due_at=None,
            recycle_rule="",
            version=F("version") + 1,
        )

    def claimable(self) -> "CustomerQuerySet":
        return self.in_pool().exclude(status__in=UNCLAIMABLE)


def never_contacted() -> Q:
    """Still to be won, and nobody contacted them since the present holder took them."""
    # Pool customers have no holder: for them it means never at all.
    since = Coalesce("owned_since", "last_contact_at")
    untouched = Q(last_contact_at__isnull=True) | Q(last_contact_at__lt=since)
    return Q(status__in=TO_BE_WON) & untouched


def held_count() -> Coalesce:
    """Return a subquery: how many customers does the employee of the outer query hold?"""
    held = apps.get_model("customers", "Customer").objects.living()
    counted = held.filter(owner=OuterRef("pk")).order_by().values("owner").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
