"""Which other classes want a room or a teacher at the same time (R164). A warning, no refusal."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from shoal.common.errors import Invalid
from shoal.organization.closures import Closures, closures
from shoal.organization.models import Campus

from .lessons import Lesson, lessons_of
from .models import ClassGroup, Room, Teacher, WeeklySession

# Whoever has more has seen enough.
MOST = 50
# ("room" or "teacher", id)
Thing = tuple[str, int]


@dataclass
class Wish:
    """A class as it is, or as somebody is just typing it."""

    campus: Campus
    first: date
    last: date
    sessions: list[WeeklySession]
    teachers: Collection[int]
    pk: int | None = None


def wish_of(class_group: ClassGroup) -> Wish:
    return Wish(
        campus=class_group.campus, first=class_group.start_date, last=class_group.end_date,
        sessions=list(class_group.sessions.all()), pk=class_group.pk,
        teachers=[teacher.pk for teacher in class_group.teachers.all()],
    )  # fmt: skip


def wish_from(body: Mapping[str, Any]) -> Wish:
    """Return what somebody is just typing. Raises Invalid."""
    campus = Campus.objects.filter(pk=body["campus"]).first()
    if campus is None:
        raise Invalid.field("campus", "does_not_exist", "There is no such campus.")
    return Wish(
        campus=campus, first=body["start_date"], last=body["end_date"],
        sessions=[
            WeeklySession(
                weekday=each["weekday"], starts_at=each["starts_at"], ends_at=each["ends_at"],
                room_id=each.get("room"), teacher_id=each.get("teacher"),
            )
            for each in body.get("sessions", ())
        ],
        teachers=body.get("teachers", ()), pk=body.get("class_group"),
    )  # fmt: skip


def clashes_of(wish: Wish, since: date) -> list[dict[str, Any]]:
    """Return what the class wants from `since` on while another class has it, the first to come
    first: kind, the room or teacher, the other class, the first lesson and how many there are.

    Five statements at most, however many classes there are.
    """
    first = max(wish.first, since)
    if first > wish.last or not wish.sessions:
        return []
    others = _others(wish, first)
    campuses = {wish.campus.pk, *(other.class_group.campus_id for other in others)}
    closed = closures(campuses, first, wish.last) if others else {}
    found = [
        clash
        for mine in wish.sessions
        for other in others
        for clash in _between(wish, mine, other, first, closed)
    ]
    found.sort(key=lambda c: (c["first_at"], c["kind"], c["class_id"]))
    return _named(found[:MOST])


def _others(wish: Wish, first: date) -> list[WeeklySession]:
    """Return the sessions of other classes that want one of the rooms or teachers."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for session in wish.sessions:
        for kind, pk in _things(session, wish.teachers):
            wanted[kind].add(pk)
    classes = ClassGroup.objects.taking_place().between(first, wish.last)
    if wish.pk is not None:
        classes = classes.exclude(pk=wish.pk)
    of_teachers = WeeklySession.objects.of_teachers(wanted["teacher"]).values("pk")
    return list(
        WeeklySession.objects.filter(class_group__in=classes.values("pk"))
        .filter(Q(room__in=wanted["room"]) | Q(pk__in=of_teachers))
        .select_related("class_group__campus")
        .prefetch_related("class_group__teachers")
    )


def _between(
    wish: Wish, mine: WeeklySession, other: WeeklySession, first: date, closed: Closures
) -> Iterable[dict[str, Any]]:
    theirs = [teacher.pk for teacher in other.class_group.teachers.all()]
    shared = _things(mine, wish.teachers) & _things(other, theirs)
    if not shared:
        return
    group = other.class_group
    same_zone = wish.campus.zone == group.campus.zone
    if same_zone and mine.weekday != other.weekday:
        return  # Most pairs end here, without a calendar.
    last = min(wish.last, group.end_date)
    first = max(first, group.start_date)
    mines = _lessons(mine, wish.campus, first, last, closed)
    meeting = _meeting(mines, _lessons(other, group.campus, first, last, closed))
    if not meeting:
        return
    for kind, pk in shared:
        yield {
            "kind": kind, "thing_id": pk, "class_id": group.pk, "class_code": group.code,
            "first_at": meeting[0].starts_at, "count": len(meeting), "weekday": mine.weekday,
            "starts_at": mine.starts_at, "ends_at": mine.ends_at,
        }  # fmt: skip


def _things(session: WeeklySession, teachers: Collection[int]) -> set[Thing]:
    """Return the room and the teachers a session needs: its own, else all of its class's."""
    room: set[Thing] = {("room", session.room_id)} if session.room_id else set()
    who = [session.teacher_id] if session.teacher_id else teachers
    return room | {("teacher", pk) for pk in who}


def _lessons(
    session: WeeklySession, campus: Campus, first: date, last: date, closed: Closures
) -> list[Lesson]:
    return lessons_of([session], campus.zone, first, last, closed[campus.pk])


def _meeting(mine: list[Lesson], theirs: list[Lesson]) -> list[Lesson]:
    """Return those of `mine` that overlap one of `theirs`; both are in order."""
    found, place = [], 0
    for lesson in mine:
        while place < len(theirs) and theirs[place].ends_at <= lesson.starts_at:
            place += 1
        if place < len(theirs) and theirs[place].starts_at < lesson.ends_at:
            found.append(lesson)
    return found


def _named(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for clash in found:
        ids[clash["kind"]].add(clash["thing_id"])
    names = {
        "room": dict(Room.objects.filter(pk__in=ids["room"]).values_list("pk", "name")),
        "teacher": dict(Teacher.objects.filter(pk__in=ids["teacher"]).values_list("pk", "name")),
    }
    return [{**clash, "thing": names[clash["kind"]][clash["thing_id"]]} for clash in found]
