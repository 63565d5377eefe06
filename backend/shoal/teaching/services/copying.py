"""The class of a next term, made from this one (R166)."""

from datetime import date, datetime

from django.db import transaction

from shoal.activity.services import record
from shoal.common.errors import Invalid, NotFound
from shoal.organization.models import Employee

from ..models import ClassGroup, ClassState, Room, Teacher
from ..rules.classes import copy_refusal
from . import weekly
from .classes import add

PLAIN = (
    "course", "campus", "class_type", "capacity", "min_to_open", "tuition", "currency",
)  # fmt: skip


@transaction.atomic
def copy_class(
    *, class_id: int, term: str, start_date: date, by: Employee, at: datetime, code: str = ""
) -> ClassGroup:
    """Plan a class like this one, as long, from another day on; without `code` it keeps its own.

    Teachers and rooms that are not in use any more stay behind. Raises NotFound,
    OutsideYourCampus, CourseNotOffered, Invalid.
    """
    source = ClassGroup.objects.select_related("course").filter(pk=class_id).first()
    if source is None:
        raise NotFound()
    if refusal := copy_refusal(by, source):
        raise refusal
    try:
        end_date = start_date + (source.end_date - source.start_date)
    except OverflowError:
        raise Invalid.field("start_date", "date", "Too far ahead.") from None
    made = ClassGroup(
        **{name: getattr(source, name) for name in PLAIN},
        code=code or source.code, term=term, start_date=start_date, end_date=end_date,
        state=ClassState.PLANNED, copied_from=source, created_at=at, created_by=by,
    )  # fmt: skip
    teachers = Teacher.objects.filter(pk__in=weekly.teachers_of(source), is_active=True)
    still = sorted(teachers.values_list("pk", flat=True))
    rooms = set(Room.objects.filter(is_active=True).values_list("pk", flat=True))
    sessions = [
        (
            weekday, starts_at, ends_at,
            room if room in rooms else None, teacher if teacher in still else None,
        )
        for weekday, starts_at, ends_at, room, teacher in weekly.sessions_of(source)
    ]  # fmt: skip
    add(made, still, sessions)
    record("class.copied", subject=made, actor=by, at=at, source=source.pk)
    return made
