"""What each local morning brings: whom one is about to lose, what is planned, and one mail (R145,
R146)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction

from shoal.common import clock, school
from shoal.customers.models import Customer, FollowUpPlan, PlanState, Pool
from shoal.enrollments.models import Enrollment
from shoal.enrollments.services.balances import with_money
from shoal.organization.models import Campus, Employee

from ..models import Kind, Morning, Notification
from ..notice import Notice
from ..school_notices import ENROLLMENTS, in_charge_of
from ..tasks import mail_digest_task
from .growing import grow

DIGESTS_FROM, MAILS_FROM = 7, 8  # local hours


def look_after_mornings(*, at: datetime) -> None:
    """Make what is due wherever it is morning. Called by every tick; each local day once."""
    for zone in _zones():
        _once_a_day("digests", DIGESTS_FROM, zone, at, make_digests)
        _once_a_day("mails", MAILS_FROM, zone, at, ask_for_mails)


def make_digests(zone: ZoneInfo, at: datetime) -> None:
    people = _people_in(zone)
    grow([*_returning(people, at), *_planned(people, zone, at), *_ending(people, at)])


def ask_for_mails(zone: ZoneInfo, at: datetime) -> None:
    """Have the worker write to everybody of the zone for whom there is something."""
    waiting = set(Notification.objects.unmailed().values_list("recipient", flat=True).distinct())
    for employee in _people_in(zone):
        if employee.pk in waiting and employee.wants_digest and employee.email:
            transaction.on_commit(partial(mail_digest_task.enqueue, employee.pk))


def _once_a_day(
    name: str, hour: int, zone: ZoneInfo, at: datetime, make: Callable[[ZoneInfo, datetime], None]
) -> None:
    local = at.astimezone(zone)
    if local.hour < hour:
        return
    name, today = f"{name}:{zone.key}", local.date()
    if Morning.objects.filter(name=name, day__gte=today).exists():
        return
    with transaction.atomic():
        Morning.objects.bulk_create([Morning(name=name, day=date.min)], ignore_conflicts=True)
        # Of two at once one changes the row; the other has waited for it and finds nothing to do.
        # A clock that is set back makes no day come twice.
        if Morning.objects.filter(name=name, day__lt=today).update(day=today):
            make(zone, at)


def _zones() -> set[ZoneInfo]:
    names = {school.time_zone(), *Campus.objects.values_list("time_zone", flat=True)}
    return {clock.zone_of(name) for name in names}


def _people_in(zone: ZoneInfo) -> list[Employee]:
    active = Employee.objects.active().select_related("campus", "department__campus")
    return [employee for employee in active.order_by("pk") if employee.zone == zone]


def _returning(people: Iterable[Employee], at: datetime) -> Iterable[Notice]:
    """Whom the clock returns within the days that their pool warns before."""
    owners = [employee.pk for employee in people]
    held: dict[int, list[int]] = defaultdict(list)
    for pool, days in Pool.objects.exclude(warn_days=None).values_list("pk", "warn_days"):
        due = Customer.objects.living().filter(
            owner__in=owners, pool=pool, recycle_due_at__lte=at + timedelta(days=days or 0)
        )
        # The most pressing last, as the newest of others.
        for owner, pk in due.order_by("-recycle_due_at", "-pk").values_list("owner", "pk"):
            held[owner].append(pk)
    return [Notice(owner, Kind.RETURNING, at, ids) for owner, ids in held.items()]


def _planned(people: Iterable[Employee], zone: ZoneInfo, at: datetime) -> Iterable[Notice]:
    begin, end = clock.day_bounds(at.astimezone(zone).date(), zone)
    plans = FollowUpPlan.objects.filter(
        state=PlanState.PLANNED, assignee__in=[e.pk for e in people],
        due_at__gte=begin, due_at__lt=end,
    )  # fmt: skip
    ids: dict[int, dict[int, None]] = defaultdict(dict)
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    columns = ("assignee", "customer", "kind")
    for assignee, customer, kind in plans.order_by("-due_at", "pk").values_list(*columns):
        ids[assignee][customer] = None
        kinds[assignee][kind] += 1
    return [
        Notice(assignee, Kind.PLANS, at, list(found), more=dict(kinds[assignee]))
        for assignee, found in ids.items()
    ]


def _ending(people: Iterable[Employee], at: datetime) -> Iterable[Notice]:
    """Whose seats are held for no longer than until tomorrow, and nothing is paid yet."""
    soon = Enrollment.objects.overdue_holds(at + timedelta(days=1)).exclude(pk__in=with_money())
    here = {employee.pk: employee for employee in people}
    held: dict[int, list[int]] = defaultdict(list)
    for enrollment in soon.select_related("customer__merged_into"):
        for pk in in_charge_of(enrollment) & here.keys():
            held[pk].append(enrollment.pk)
    notices = []
    for pk, ids in held.items():
        seen = Enrollment.objects.visible_to(here[pk]).filter(pk__in=ids)
        mine = set(seen.values_list("pk", flat=True))
        # The most pressing last, as the newest of others.
        wanted = [each for each in reversed(ids) if each in mine]
        if wanted:
            notices.append(Notice(pk, Kind.HOLD_ENDING, at, wanted, ENROLLMENTS))
    return notices
