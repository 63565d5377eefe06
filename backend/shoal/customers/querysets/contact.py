"""What hangs on a customer: follow-ups, plans, inquiries, likely pairs, who was shown contacts."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .sight import pools

if TYPE_CHECKING:
    from ..models import PlanFeed, Reveal  # noqa: F401


class ContactQuerySet(QuerySet[Any]):
    """Follow-ups and plans: seen by whoever sees the customer (R3)."""

    def visible_to(self, employee: Employee) -> "ContactQuerySet":
        # Asked of each row, by key: as a list of ids SQLite would collect every customer first.
        customers = apps.get_model("customers", "Customer").objects.visible_to(employee)
        return self.filter(Exists(customers.filter(pk=OuterRef("customer"))))


class PlanFeedQuerySet(QuerySet["PlanFeed"]):
    def live(self) -> "PlanFeedQuerySet":
        """Not revoked, and of somebody who works here."""
        return self.filter(revoked_at__isnull=True, user__state="active")

    def of(self, employee: Employee) -> "PlanFeedQuerySet":
        return self.live().filter(user=employee)


class RevealQuerySet(QuerySet["Reveal"]):
    """The ledger of who was shown contacts: an admin reads all of it, others what they were shown
    (R119)."""

    def visible_to(self, employee: Employee) -> "RevealQuerySet":
        return self if employee.role == Role.ADMIN else self.filter(employee=employee)


class ProposalQuerySet(QuerySet[Any]):
    """Pairs of customers: seen by whoever sees both (R117)."""

    def visible_to(self, employee: Employee) -> "ProposalQuerySet":
        customers = apps.get_model("customers", "Customer").objects.visible_to(employee)
        return self.filter(
            Exists(customers.filter(pk=OuterRef("first"))),
            Exists(customers.filter(pk=OuterRef("second"))),
        )


class ConsultationQuerySet(QuerySet[Any]):
    """Inquiries: seen by whoever sees the customer; while nobody knows whose they are, by whoever
    belongs to the pool they came into (R3, R100)."""

    def visible_to(self, employee: Employee) -> "ConsultationQuerySet":
        customers = apps.get_model("customers", "Customer").objects.visible_to(employee)
        known = Exists(customers.filter(pk=OuterRef("customer")))
        nobodys = Q(customer__isnull=True, pool__in=pools().of(employee).values("pk"))
        return self.filter(nobodys | known)

    def known_to(self, employee: Employee) -> "ConsultationQuerySet":
        """Those they see, and those that came into one of their pools, whoever has them now."""
        in_my_pools = self.filter(pool__in=pools().of(employee).values("pk"))
        return self.visible_to(employee) | in_my_pools

    def waiting(self) -> "ConsultationQuerySet":
        return self.filter(disposition="undisposed")

    def lock(self) -> "ConsultationQuerySet":
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))
