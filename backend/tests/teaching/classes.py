"""Classes for tests: what is planned each week, and what a body says of it."""

from datetime import date, time
from typing import Any

from shoal.organization.models import Campus
from shoal.teaching.models import ClassGroup, Room, Teacher, WeeklySession
from tests.world import World

SATURDAY, SUNDAY = 6, 7


def make_teacher(name: str = "Wu Min", **kwargs: Any) -> Teacher:
    return Teacher.objects.create(name=name, **kwargs)


def make_room(campus: Campus, name: str = "301", **kwargs: Any) -> Room:
    return Room.objects.create(campus=campus, name=name, **kwargs)


def meet(
    class_group: ClassGroup, weekday: int = SATURDAY, starts: str = "09:00", ends: str = "11:00",
    room: Room | None = None, teacher: Teacher | None = None,
) -> WeeklySession:  # fmt: skip
    return WeeklySession.objects.create(
        class_group=class_group, weekday=weekday, starts_at=time.fromisoformat(starts),
        ends_at=time.fromisoformat(ends), room=room, teacher=teacher,
    )  # fmt: skip


def session(
    weekday: int = SATURDAY, starts: str = "09:00", ends: str = "11:00",
    room: Room | None = None, teacher: Teacher | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "weekday": weekday, "starts_at": starts, "ends_at": ends,
        "room": room and room.pk, "teacher": teacher and teacher.pk,
    }  # fmt: skip


def body(world: World, **kwargs: Any) -> dict[str, Any]:
    """A class of the east campus from 5 December to 27 February, without sessions."""
    return {
        "course": world.python.pk, "campus": world.east.pk, "code": "PY-1", "term": "2026 winter",
        "class_type": "weekend", "start_date": "2026-12-05", "end_date": "2027-02-27",
        "capacity": 12, "min_to_open": 4, "tuition": "3600.00", **kwargs,
    }  # fmt: skip


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]
