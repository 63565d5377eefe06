from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

KEPT_FOR = timedelta(days=1)
# A transaction stays short whatever has gathered.
AT_ONCE = 1000


def forget_finished(*, at: datetime) -> int:
    """Drop tasks that ended longer than KEPT_FOR ago, at most AT_ONCE; return how many.

    Strangers may ask for a new password: what they typed is not kept, nor may it pile up.
    """
    ended = DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT_FOR)
    found = list(ended.order_by("finished_at").values_list("pk", flat=True)[:AT_ONCE])
    return DBTaskResult.objects.filter(pk__in=found).delete()[0] if found else 0
