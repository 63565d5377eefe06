from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

from shoal.organization.models import Employee

if TYPE_CHECKING:
    from .models import Notification  # noqa: F401


class NotificationQuerySet(QuerySet["Notification"]):
    def visible_to(self, employee: Employee) -> "NotificationQuerySet":
        """One's own, and nobody else's."""
        return self.filter(recipient=employee)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def unmailed(self) -> "NotificationQuerySet":
        return self.unread().filter(mailed_at__isnull=True)


def unread_count(recipient: Any) -> Coalesce:
    """Return a subquery: how many notifications has `recipient` not read?"""
    rows = apps.get_model("integrations", "Notification").objects.unread()
    mine = rows.filter(recipient=recipient).order_by().values("recipient")
    counted = mine.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
