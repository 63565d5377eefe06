"""What takes place when: the lessons of a stretch of days (R167)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch

from shoal.common.fields import ref
from shoal.organization.closures import closures
from shoal.organization.models import Campus, Employee

from .lessons import Lesson, lessons_between
from .models import ClassGroup, ClassState, WeeklySession

MOST = 3000


def timetable(
    viewer: Employee, *, first: date, last: date, campus: int | None = None,
    teacher: int | None = None, room: int | None = None, class_group: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return {"lessons", "closed", "capped"}: lessons from first to last, both included, in order,
    and on which of these days which campus is closed. Five statements, however many.

    Classes that were given up meet no more; completed ones did.
    """
    campuses = Campus.objects.filter(pk=campus) if campus else Campus.objects.filter(is_active=True)
    closed = closures(set(campuses.values_list("pk", flat=True)), first, last)
    groups = _groups(viewer, first, last, campus, teacher, room, class_group)
    # Classes of a campus that closed for good still have their lessons.
    missing = {group.campus_id for group in groups} - closed.keys()
    closed = {**closed, **(closures(missing, first, last) if missing else {})}
    found = [
        _row(group, lesson)
        for group in groups
        for lesson in lessons_between(group, first, last, closed=closed[group.campus_id])
    ]
    found.sort(key=lambda row: (row["starts_at"], row["class_group"]["name"]))
    return {
        "lessons": found[:MOST],
        "closed": [{"campus": pk, "days": sorted(days)} for pk, days in closed.items() if days],
        "capped": len(found) > MOST,
    }


def _groups(
    viewer: Employee, first: date, last: date, campus: int | None, teacher: int | None,
    room: int | None, class_group: int | None,
) -> list[ClassGroup]:  # fmt: skip
    groups = ClassGroup.objects.visible_to(viewer).between(first, last)
    groups = groups.exclude(state=ClassState.CANCELLED)
    sessions = WeeklySession.objects.select_related("room", "teacher")
    if campus is not None:
        groups = groups.filter(campus=campus)
    if class_group is not None:
        groups = groups.filter(pk=class_group)
    if teacher is not None:
        sessions = sessions.of_teachers([teacher])
    if room is not None:
        sessions = sessions.filter(room=room)
    if teacher is not None or room is not None:
        groups = groups.filter(pk__in=sessions.order_by().values("class_group"))
    return list(
        groups.select_related("course", "campus")
        .prefetch_related(Prefetch("sessions", sessions), "teachers")
        .order_by("pk")
    )


def _row(group: ClassGroup, lesson: Lesson) -> dict[str, Any]:
    session = lesson.session
    own = [session.teacher] if session.teacher else group.teachers.all()
    return {
        "class_group": ref(group.pk, group.code),
        "course": ref(group.course_id, group.course.name),
        "campus": ref(group.campus_id, group.campus.name),
        "state": group.state,
        "day": lesson.day,
        # With the campus's own offset: the clock on its wall is what people go by.
        "starts_at": lesson.starts_at.isoformat(),
        "ends_at": lesson.ends_at.isoformat(),
        "room": ref(session.room_id, session.room.name if session.room else None),
        "teachers": _refs((teacher.pk, teacher.name) for teacher in own),
    }


def _refs(found: Iterable[tuple[int, str]]) -> list[dict[str, Any] | None]:
    return [ref(*each) for each in sorted(found, key=lambda one: one[1])]
