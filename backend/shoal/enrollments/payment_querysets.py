"""The vocabulary of the books: whose payments are seen, which count, which wait."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from shoal.organization.models import Campus, Employee
from shoal.organization.roles import Role

if TYPE_CHECKING:
    from .models import Payment  # noqa: F401


# What finance has to look at: money that came in, refunds that were agreed to.
TO_CONFIRM = Q(state="approved") | Q(state="submitted") & ~Q(type="refund")


class PaymentQuerySet(QuerySet["Payment"]):
    def visible_to(self, viewer: Employee) -> "PaymentQuerySet":
        """Those of enrollments that they see; all for finance and admins (R202)."""
        if viewer.role in (Role.ADMIN, Role.FINANCE):
            return self
        enrollments: Any = self.model._meta.get_field("enrollment").related_model
        return self.filter(enrollment__in=enrollments.objects.visible_to(viewer).values("pk"))

    def confirmed(self) -> "PaymentQuerySet":
        return self.filter(state="confirmed")

    def standing(self) -> "PaymentQuerySet":
        """Confirmed and not reversed."""
        return self.confirmed().filter(reversed_by__isnull=True)

    def pending(self) -> "PaymentQuerySet":
        """Handed in, and neither confirmed nor turned away."""
        return self.filter(state__in=["submitted", "approved"])

    def at(self, campus: Campus | int) -> "PaymentQuerySet":
        return self.filter(enrollment__class_group__campus=campus)

    def hand_to_hand(self) -> "PaymentQuerySet":
        """Where money changed hands: what cash reports count."""
        return self.confirmed().filter(method__isnull=False)

    def lock(self) -> "PaymentQuerySet":
        return self.order_by("pk").select_for_update(no_key=True, of=("self",))
