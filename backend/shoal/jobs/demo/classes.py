"""What the demo school teaches: rooms, teachers, and classes of two terms, by the commands."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from shoal.organization.models import Campus
from shoal.teaching.models import ClassGroup, Room, Teacher
from shoal.teaching.services.classes import create_class, move_class
from shoal.teaching.services.staff import add_room, add_teacher

from .school import School

ROOMS = (("201 教室", 16), ("202 教室", 20), ("多功能厅", 40))
TEACHERS = ("吴敏 Wu Min", "徐晨 Xu Chen", "David Hall", "赵老师 Ms Zhao", "沈琴 Shen Qin")
SAT, SUN, TUE, WED, THU = 6, 7, 2, 3, 4
# Code, course, campus, teacher, type, seats, tuition, begins and ends in so many weeks from this
# one, how far it has come, and its week: weekday, hours, room.
CLASSES: tuple[tuple[Any, ...], ...] = (
    ("KE-1", 0, 0, 2, "weekend", 12, 6800, -14, 3, "running", ((SAT, 9, 11, 0), (SUN, 9, 11, 0))),
    ("PY-1", 2, 0, 0, "weekend", 10, 7200, -10, 8, "running", ((SAT, 14, 16, 1),)),
    ("MA-1", 3, 0, 3, "evening", 16, 6400, -8, 10, "running", ((TUE, 18, 20, 0), (THU, 18, 20, 0))),
    ("IE-1", 1, 1, 2, "evening", 8, 15800, -6, 6, "running", ((WED, 18, 21, 0),)),
    ("CA-1", 4, 1, 3, "weekend", 14, 3200, -12, 2, "running", ((SUN, 10, 12, 1),)),
    ("PI-1", 5, 2, 4, "weekend", 6, 9000, -9, 7, "running", ((SAT, 9, 10, 0), (SAT, 10, 11, 1))),
    ("PY-2", 2, 1, 0, "weekend", 2, 7200, 2, 16, "open", ((SUN, 14, 16, 0),)),
    ("KE-2", 0, 2, 2, "weekend", 12, 6800, 4, 19, "open", ((SUN, 9, 11, 1),)),
    ("MA-2", 3, 0, 1, "weekend", 16, 6400, 3, 18, "open", ((SAT, 16, 18, 0),)),
    ("IE-2", 1, 0, 2, "evening", 8, 15800, 4, 16, "open", ((THU, 18, 21, 2),)),
    ("PY-3", 2, 0, 0, "evening", 10, 7200, 12, 28, "planned", ((TUE, 18, 20, 1),)),
    ("CA-2", 4, 2, 3, "weekend", 14, 3200, 14, 26, "planned", ()),
)
# They began before they are told of: a class goes through its states one after the other.
STEPS = {"planned": (), "open": ("open",), "running": ("open", "start")}


def plan_classes(school: School, at: datetime) -> list[ClassGroup]:
    ada = school.people["ada"]
    rooms = {
        campus.pk: [
            add_room(
                campus_id=campus.pk, fields={"name": name, "capacity": seats}, by=ada, at=at
            )
            for name, seats in ROOMS
        ]
        for campus in school.campuses
    }  # fmt: skip
    teachers = [add_teacher(fields={"name": name}, by=ada, at=at) for name in TEACHERS]
    today = at.astimezone(school.campuses[0].zone).date()
    monday = today - timedelta(days=today.weekday())
    return [_plan(school, each, rooms, teachers, monday, at) for each in CLASSES]


def _plan(
    school: School, told: tuple[Any, ...], rooms: dict[int, list[Room]], teachers: list[Teacher],
    monday: date, at: datetime,
) -> ClassGroup:  # fmt: skip
    code, course, place, who, kind, seats, tuition, begins, ends, state, week = told
    campus: Campus = school.campuses[place]
    ada, teacher = school.people["ada"], teachers[who]
    first = monday + timedelta(weeks=begins)
    made = create_class(
        fields={
            "course": school.courses[course].pk, "campus": campus.pk, "code": code,
            "term": _term(first), "class_type": kind, "start_date": first,
            "end_date": monday + timedelta(weeks=ends, days=6), "capacity": seats,
            "min_to_open": min(4, seats), "tuition": Decimal(tuition),
            "teachers": [teacher.pk],
            "sessions": [
                {
                    "weekday": day, "starts_at": _hour(start), "ends_at": _hour(end),
                    "room": rooms[campus.pk][room].pk, "teacher": teacher.pk,
                }
                for day, start, end, room in week
            ],
        },
        by=ada, at=at,
    )  # fmt: skip
    for move in STEPS[state]:
        made = move_class(move=move, class_id=made.pk, by=ada, at=at, despite_minimum=True)
    return made


def _term(first: date) -> str:
    """The season in which a class begins, as schools call their terms."""
    seasons = ("冬季", "春季", "夏季", "秋季")
    return f"{first.year} {seasons[first.month % 12 // 3]}"


def _hour(hour: int) -> time:
    return time(hour)
