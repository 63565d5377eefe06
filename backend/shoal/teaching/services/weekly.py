"""What a class is made of each week: its teachers, and sessions with room and teacher."""

from collections.abc import Collection, Sequence
from datetime import time
from itertools import pairwise
from typing import Any

from shoal.common.errors import FieldError, Invalid

from ..models import ClassGroup, Room, Teacher, WeeklySession

# (weekday, starts_at, ends_at, room id, teacher id)
Plain = tuple[int, time, time, int | None, int | None]


def teachers_of(class_group: ClassGroup) -> list[int]:
    return sorted(class_group.teachers.values_list("pk", flat=True))


def sessions_of(class_group: ClassGroup) -> list[Plain]:
    columns = ("weekday", "starts_at", "ends_at", "room", "teacher")
    return list(class_group.sessions.order_by(*columns[:2]).values_list(*columns))


def plain(sessions: Sequence[dict[str, Any]]) -> list[Plain]:
    """Return the sessions of a body in their order of the week. Raises Invalid where two meet."""
    found = sorted(
        ((s["weekday"], s["starts_at"], s["ends_at"], s.get("room"), s.get("teacher"))
         for s in sessions),
        key=lambda s: s[:3],
    )  # fmt: skip
    if any(a[0] == b[0] and b[1] < a[2] for a, b in pairwise(found)):
        raise Invalid.field("sessions", "sessions_overlap", "Two of these meet at one time.")
    return found


def check(
    campus_id: int,
    teachers: Collection[int],
    sessions: Sequence[Plain],
    *,
    before: ClassGroup | None = None,
) -> None:
    """Raises Invalid: teachers and rooms are in use (or the class's already), rooms are at its
    campus, and who takes a session is a teacher of the class."""
    known = set(teachers_of(before)) if before else set()
    rooms_before = {s[3] for s in sessions_of(before)} if before else set()
    usable = Teacher.objects.filter(pk__in=teachers, is_active=True)
    missing = set(teachers) - known - set(usable.values_list("pk", flat=True))
    rooms = Room.objects.filter(campus=campus_id, is_active=True)
    there = set(rooms.values_list("pk", flat=True)) | rooms_before | {None}
    errors = [FieldError("teachers", "does_not_exist", "No such teacher.")] if missing else []
    for number, (*_, room, teacher) in enumerate(sessions):
        if room not in there:
            errors.append(FieldError(f"sessions/{number}/room", "does_not_exist", "No such room."))
        if teacher is not None and teacher not in teachers:
            errors.append(
                FieldError(f"sessions/{number}/teacher", "not_of_class", "No teacher of the class.")
            )
    if errors:
        raise Invalid(errors)


def write(class_group: ClassGroup, teachers: Collection[int], sessions: Sequence[Plain]) -> None:
    """Let the class, which is locked, have these teachers and meet so."""
    class_group.teachers.set(teachers)
    class_group.sessions.all().delete()
    WeeklySession.objects.bulk_create(
        WeeklySession(
            class_group=class_group, weekday=weekday, starts_at=starts_at, ends_at=ends_at,
            room_id=room, teacher_id=teacher,
        )
        for weekday, starts_at, ends_at, room, teacher in sessions
    )  # fmt: skip
