"""Reading notifications: one's own, one or all of them."""

from datetime import datetime

from django.db import transaction

from shoal.common.errors import NotFound
from shoal.organization.models import Employee

from ..models import Notification


@transaction.atomic
def mark_read(*, notification_id: int, by: Employee, at: datetime) -> int:
    """Mark one as read, again if you like; return how many are unread. Raises NotFound."""
    mine = Notification.objects.visible_to(by)
    if not mine.unread().filter(pk=notification_id).update(read_at=at):
        if not mine.filter(pk=notification_id).exists():
            raise NotFound()
    return mine.unread().count()


@transaction.atomic
def mark_all_read(*, by: Employee, at: datetime, until: datetime | None = None) -> int:
    """Mark all as read that changed no later than `until` (else all): what came meanwhile was not
    looked at. Return how many are unread."""
    mine = Notification.objects.visible_to(by).unread()
    (mine.filter(at__lte=until) if until else mine).update(read_at=at)
    return mine.count()
