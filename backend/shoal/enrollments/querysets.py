"""The vocabulary: whose enrollments are seen, which are live, which wait for a seat."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from shoal.customers.models import Customer
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .states import LIVE

if TYPE_CHECKING:
    from .models import CreditDispute, Enrollment  # noqa: F401


# Who has a part in a sale, and so decides nothing about it (R174).
SELLERS = ("consultant", "submitted_by", "created_by")


def sold_by(seller: Employee) -> Q:
    return Q(*((name, seller) for name in SELLERS), _connector=Q.OR)


def held_by_scope(viewer: Employee, to_customer: str = "customer__") -> Q:
    """Return the condition that `viewer` holds the customer, or leads who does.

    Enrollments stay with the row they were made for, which may have been merged since: then
    whoever holds the one kept holds them.
    """
    held = Customer.objects.held_in_scope_of(viewer).values("pk")
    return Q(**{f"{to_customer}pk__in": held}) | Q(**{f"{to_customer}merged_into__in": held})


class EnrollmentQuerySet(QuerySet["Enrollment"]):
    def visible_to(self, viewer: Employee) -> "EnrollmentQuerySet":
        """Those of customers whom they hold or lead the holder of, and those for which they, or
        somebody they lead, are credited; all for finance and admins (R170)."""
        if viewer.role in (Role.ADMIN, Role.FINANCE):
            return self
        shares = apps.get_model("enrollments", "CreditShare").objects
        people = Q(employee=viewer)
        if viewer.role == Role.MANAGER:
            people |= Q(employee__in=Employee.objects.in_scope_of(viewer).values("pk"))
        credited = Exists(shares.filter(people, enrollment=OuterRef("pk")))
        return self.filter(held_by_scope(viewer) | Q(credited))

    def of(self, customer: Customer) -> "EnrollmentQuerySet":
        """Theirs, and those of everyone merged into them."""
        return self.filter(Q(customer=customer) | Q(customer__merged_into=customer))

    def live(self) -> "EnrollmentQuerySet":
        return self.filter(state__in=LIVE)

    def waiting(self) -> "EnrollmentQuerySet":
        """On a waitlist, the first first."""
        return self.filter(state="waitlisted").order_by("waitlisted_at", "pk")

    def overdue_holds(self, at: datetime) -> "EnrollmentQuerySet":
        """Whose seat was held until `at` or longer ago, the oldest first."""
        return self.filter(held_until__lte=at).order_by("held_until", "pk")

    def lock(self) -> "EnrollmentQuerySet":
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))


class DisputeQuerySet(QuerySet["CreditDispute"]):
    def visible_to(self, viewer: Employee) -> "DisputeQuerySet":
        """Those about enrollments that they see: all for who decides, for others their own."""
        enrollments = apps.get_model("enrollments", "Enrollment").objects
        seen = self.filter(enrollment__in=enrollments.visible_to(viewer).values("pk"))
        return seen if viewer.has_capability("credit.edit") else seen.filter(raised_by=viewer)

    def open(self) -> "DisputeQuerySet":
        return self.filter(state="open")
