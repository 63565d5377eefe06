"""A class comes to its end: who sits in it has completed it, who waits for a seat waits no more
(R184)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from shoal.customers.models import Status
from shoal.organization.models import Employee
from shoal.teaching.models import ClassGroup
from shoal.teaching.services import seats

from ..models import HOLDING, EndReason, Enrollment, State
from . import standing
from .access import lock_customer_of
from .balances import with_money
from .moving import record_move

# Whose standing was left behind is looked for among what ended so lately.
LATELY = timedelta(days=2)
AT_ONCE = 200


def end_with_class(class_group: ClassGroup, by: Employee | None, at: datetime) -> None:
    """Complete and cancel enrollments of a locked class (teaching/enrolled.py).

    Their customers cannot be locked any more: those come before classes. So each is followed in
    a transaction of its own as soon as this one is committed, or by the next tick.
    """
    mine = Enrollment.objects.filter(class_group=class_group)
    waiting = mine.filter(state__in=[State.WAITLISTED, *HOLDING]).exclude(pk__in=with_money())
    cancelled = list(waiting.lock())
    for enrollment in cancelled:
        if enrollment.state in HOLDING:
            seats.free_seat(class_group, was_held=True)
        record_move(
            "enrollment.class_ended", enrollment, State.CANCELLED, by=by, at=at, held_until=None,
            ended_at=at, end_reason=EndReason.CLASS_ENDED,
        )  # fmt: skip
    completed = list(mine.filter(state=State.ACTIVE).lock())
    for enrollment in completed:
        record_move("enrollment.completed", enrollment, State.COMPLETED, by=by, at=at, ended_at=at)
    ids = [enrollment.pk for enrollment in (*cancelled, *completed)]
    transaction.on_commit(partial(follow_each, ids, at))


def follow_each(enrollment_ids: Iterable[int], at: datetime) -> None:
    for enrollment in Enrollment.objects.filter(pk__in=enrollment_ids).order_by("pk"):
        with transaction.atomic():
            standing.follow(lock_customer_of(enrollment).pk, at)


def follow_left_behind(*, at: datetime) -> int:
    """Follow those who still stand as before their last class ended; return how many."""
    sitting = Enrollment.objects.filter(
        customer=OuterRef("customer"), state__in=[State.ACTIVE, State.SUSPENDED]
    )
    ended = Enrollment.objects.filter(
        ~Exists(sitting), ended_at__gte=at - LATELY, state=State.COMPLETED,
        customer__status=Status.ENROLLED, customer__merged_into=None,
    )  # fmt: skip
    ids = list(ended.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    follow_each(ids, at)
    return len(ids)
