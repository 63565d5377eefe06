"""One mail a day with what is unread (R146)."""

from datetime import datetime

from django.db import transaction

from shoal.organization.models import Employee

from .. import mail
from ..models import Notification


def mail_digest(*, employee_id: int, at: datetime) -> bool:
    """Write to somebody what they have not read and were not written yet; return whether a mail
    server took it.

    What goes out is marked before: who is killed in between writes too little, never twice.
    """
    with transaction.atomic():
        user = Employee.objects.lock(employee_id)
        if not (user.is_active and user.wants_digest and user.email):
            return False
        mine = Notification.objects.visible_to(user).unmailed()
        found = list(mine.order_by("-at", "-pk").select_for_update(no_key=True))
        Notification.objects.filter(pk__in=[n.pk for n in found]).update(mailed_at=at)
    return bool(found) and mail.send_digest(user, found)
