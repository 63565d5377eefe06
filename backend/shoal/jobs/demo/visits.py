"""Who is expected today: by the commands, so that everything about a visit is as they leave it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shoal.common import clock
from shoal.customers.models import Customer, FollowUpPlan, PlanKind, Status
from shoal.customers.services.answering import Answer, check_in
from shoal.customers.services.followups import NextStep
from shoal.customers.services.plans import mark_no_show, schedule_plan
from shoal.organization.models import Employee

from .school import School

# Who is visited by whom of their customers, at which hour of today; what came of it once the
# hour has passed.
VISITS = (
    ("lin", 9.5, PlanKind.VISIT, "带孩子看校区", "came"),
    ("lin", 14.0, PlanKind.TRIAL_LESSON, "Python 试听", ""),
    ("bo", 10.0, PlanKind.VISIT, "", "did not come"),
    ("bo", 16.5, PlanKind.VISIT, "谈暑期班价格", ""),
    ("zoe", 11.0, PlanKind.TRIAL_LESSON, "数学试听", "came"),
    ("zoe", 18.0, PlanKind.VISIT, "Meets the teacher", ""),
    ("mei", 15.0, PlanKind.VISIT, "", ""),
)


def expect_visitors(school: School, at: datetime) -> None:
    morning = clock.start_of_day(at, school.campuses[0].zone)
    guests = {name: _guests_of(school.people[name], morning) for name, *_ in VISITS}
    for name, hour, kind, note, outcome in VISITS:
        plan = schedule_plan(
            customer_id=next(guests[name]), kind=kind, due_at=morning + timedelta(hours=hour),
            note=note, by=school.people[name], at=morning - timedelta(hours=4),
        )  # fmt: skip
        if plan.due_at <= at:
            _tell(plan, outcome, plan.due_at)


def _tell(plan: FollowUpPlan, outcome: str, at: datetime) -> None:
    host = plan.assignee
    if outcome == "came":
        step = NextStep(due_at=at + timedelta(days=2), note="问试听感受")
        answer = Answer("visited", note="很满意，考虑报名", intent_after="A", next_step=step)
        check_in(plan_id=plan.pk, answer=answer, by=host, at=at)
    elif outcome == "did not come":
        mark_no_show(plan_id=plan.pk, by=host, at=at)


def _guests_of(host: Employee, morning: datetime) -> Iterator[int]:
    """Return whom they are winning and have nothing else to do with until tomorrow."""
    winning = Customer.objects.held_by(host).filter(status__in=[Status.QUALIFIED, Status.APPLIED])
    free = winning.exclude(next_follow_up_at__lt=morning + timedelta(days=1)).order_by("pk")
    return iter(list(free.values_list("pk", flat=True)))
