"""Classes: planned and changed (R160, R162), and how they go on (R161)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common import school
from shoal.common.errors import Invalid, Stale
from shoal.common.integrity import taken
from shoal.common.money import to_minor
from shoal.organization.models import Campus, Employee

from .. import enrolled
from ..models import ClassGroup, Course
from ..rules.classes import MOVES, edit_refusal, move_refusal, plan_refusal
from . import weekly
from .seats import lock_class

# A longer one is a slip in a date, and would have lessons without end.
LONGEST = timedelta(days=3 * 366)
# The name of the constraint, and the column as SQLite says it.
CODE_ONCE = {"class_code_once": "code", "classgroup.code": "code"}
WEEKLY = ("teachers", "sessions")


@transaction.atomic
def create_class(*, fields: dict[str, Any], by: Employee, at: datetime) -> ClassGroup:
    """Plan a class. `fields`: ids of course and campus, teachers, weekly sessions, the rest plain;
    `tuition` is a Decimal in the campus's currency.

    Raises OutsideYourCampus, Invalid.
    """
    campus = Campus.objects.filter(pk=fields["campus"], is_active=True).first()
    if refusal := plan_refusal(by, fields["campus"]):
        raise refusal
    if campus is None:
        raise Invalid.field("campus", "does_not_exist", "There is no such campus in use.")
    if not Course.objects.filter(pk=fields["course"], is_active=True).exists():
        raise Invalid.field("course", "does_not_exist", "There is no such course on offer.")
    own = {k: v for k, v in fields.items() if k not in ("course", "campus", "tuition", *WEEKLY)}
    class_group = ClassGroup(
        **own, campus=campus, course_id=fields["course"], currency=campus.currency,
        tuition=to_minor(fields["tuition"], campus.currency, "tuition"), created_at=at,
        created_by=by,
    )  # fmt: skip
    sessions = weekly.plain(fields.get("sessions", ()))
    teachers = sorted(set(fields.get("teachers", ())))
    weekly.check(campus.pk, teachers, sessions)
    add(class_group, teachers, sessions)
    record("class.created", subject=class_group, actor=by, at=at, campus=campus.pk)
    return class_group


@transaction.atomic
def edit_class(
    *, class_id: int, changes: dict[str, Any], by: Employee, at: datetime,
    expected_version: int | None = None,
) -> ClassGroup:  # fmt: skip
    """Change what may change: course and campus are those it was planned for.

    Raises NotFound, OutsideYourCampus, WrongClassState, Stale, Invalid.
    """
    class_group = lock_class(class_id)
    if refusal := edit_refusal(by, class_group):
        raise refusal
    if expected_version not in (None, class_group.version):
        raise Stale(version=class_group.version)
    capacity = class_group.capacity
    changed = _set_plain(class_group, changes) + _set_weekly(class_group, changes)
    if not changed:
        return class_group
    check_facts(class_group)
    class_group.version += 1
    with taken(CODE_ONCE):
        class_group.save(update_fields=[*(n for n in changed if n not in WEEKLY), "version"])
    record("class.edited", subject=class_group, actor=by, at=at, fields=sorted(changed))
    if class_group.capacity > capacity:
        enrolled.more_seats(class_group, by, at)
    return class_group


@transaction.atomic
def move_class(
    *, move: str, class_id: int, by: Employee, at: datetime, despite_minimum: bool = False
) -> ClassGroup:
    """Let a class "open", "start", "complete" or "cancel" (R161).

    Raises NotFound, OutsideYourCampus, WrongClassState, SeatsInUse, TooFewToStart.
    """
    class_group = lock_class(class_id)
    waiting = enrolled.waiting([class_id]).get(class_id, 0)
    if refusal := move_refusal(
        move, by, class_group, waiting=waiting, despite_minimum=despite_minimum
    ):
        raise refusal
    class_group.state, step = MOVES[move].after, MOVES[move].step
    class_group.version += 1
    class_group.save(update_fields=["state", "version"])
    record(f"class.{step}", subject=class_group, actor=by, at=at)
    if move == "complete":
        enrolled.completed(class_group, by, at)
    return class_group


def add(class_group: ClassGroup, teachers: list[int], sessions: list[weekly.Plain]) -> None:
    """Write a class that is new. Raises Invalid."""
    check_facts(class_group)
    school.settle("currency")  # R62
    with taken(CODE_ONCE):
        class_group.save(force_insert=True)
    weekly.write(class_group, teachers, sessions)


def check_facts(class_group: ClassGroup) -> None:
    """Raises Invalid: what the database would refuse too, in words."""
    first, last = class_group.start_date, class_group.end_date
    if last < first:
        raise Invalid.field("end_date", "order", "The last day is not before the first.")
    if last - first > LONGEST:
        raise Invalid.field("end_date", "lasts_too_long", "A class lasts three years at most.")
    if class_group.min_to_open > class_group.capacity:
        raise Invalid.field("min_to_open", "above_capacity", "More than there are seats.")
    if class_group.seats_free < 0:
        raise Invalid.field("capacity", "below_seats", "More seats are taken or held.")


def _set_plain(class_group: ClassGroup, changes: dict[str, Any]) -> list[str]:
    """Set what is other than before and return its names."""
    wanted = {name: value for name, value in changes.items() if name not in WEEKLY}
    if "tuition" in wanted:
        wanted["tuition"] = to_minor(wanted["tuition"], class_group.currency, "tuition")
    changed = [name for name, value in wanted.items() if getattr(class_group, name) != value]
    for name in changed:
        setattr(class_group, name, wanted[name])
    return changed


def _set_weekly(class_group: ClassGroup, changes: dict[str, Any]) -> list[str]:
    if not set(WEEKLY) & set(changes):
        return []
    before = weekly.teachers_of(class_group), weekly.sessions_of(class_group)
    teachers = sorted(set(changes.get("teachers", before[0])))
    sessions = weekly.plain(changes["sessions"]) if "sessions" in changes else before[1]
    weekly.check(class_group.campus_id, teachers, sessions, before=class_group)
    after = teachers, sessions
    if before != after:
        weekly.write(class_group, teachers, sessions)
    return [name for name, old, new in zip(WEEKLY, before, after, strict=True) if old != new]
