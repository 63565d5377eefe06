"""What goes out about classes: the row of every list, and the whole of one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from rest_framework import serializers

from shoal.common.errors import NotFound, as_refusals
from shoal.common.fields import RefSerializer, ref
from shoal.common.json_rows import JSONRows
from shoal.common.money import to_text
from shoal.common.schema import RefusalSerializer
from shoal.organization.models import Employee

from .. import enrolled
from ..clashes import clashes_of, wish_of
from ..lessons import lessons_between
from ..models import ClassGroup, ClassState, ClassType, WeeklySession
from ..rules.classes import MOVES, OVER, copy_refusal, edit_refusal, move_refusal
from .clashes import ClashSerializer, clash_row

PLAIN = (
    "code", "term", "class_type", "start_date", "end_date", "capacity", "min_to_open",
    "currency", "state", "version",
)  # fmt: skip
CLASS_COLUMNS = (
    *PLAIN, "tuition", "seats_taken", "seats_held", "course_id", "course__name", "campus_id",
    "campus__name", "teachers_json", "sessions_json",
)  # fmt: skip


class SeatsSerializer(serializers.Serializer):
    taken = serializers.IntegerField()
    held = serializers.IntegerField(help_text="Wait for an answer, or for the money.")
    free = serializers.IntegerField()
    waiting = serializers.IntegerField(help_text="On the waitlist.")


class WeeklySessionSerializer(serializers.Serializer):
    weekday = serializers.IntegerField(help_text="ISO: 1 is Monday.")
    starts_at = serializers.TimeField()
    ends_at = serializers.TimeField()
    room = RefSerializer(allow_null=True)
    teacher = RefSerializer(allow_null=True, help_text="null: all teachers of the class.")


class ClassSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField()
    course = RefSerializer()
    campus = RefSerializer()
    term = serializers.CharField()
    class_type = serializers.ChoiceField(choices=ClassType)
    state = serializers.ChoiceField(choices=ClassState)
    teachers = RefSerializer(many=True)
    sessions = WeeklySessionSerializer(many=True)
    start_date = serializers.DateField()
    end_date = serializers.DateField()
    capacity = serializers.IntegerField()
    min_to_open = serializers.IntegerField()
    seats = SeatsSerializer()
    tuition = serializers.CharField(help_text="A decimal, as in 1200.00.")
    currency = serializers.CharField()
    version = serializers.IntegerField()


class LessonCountSerializer(serializers.Serializer):
    total = serializers.IntegerField()
    held = serializers.IntegerField()


class ClassRefusalsSerializer(serializers.Serializer):
    """For each command why I may not; null: I may."""

    edit = RefusalSerializer(allow_null=True)
    open = RefusalSerializer(allow_null=True)
    start = RefusalSerializer(allow_null=True)
    complete = RefusalSerializer(allow_null=True)
    cancel = RefusalSerializer(allow_null=True)
    copy = RefusalSerializer(allow_null=True)


class ClassDetailSerializer(ClassSerializer):
    copied_from = RefSerializer(allow_null=True)
    created_at = serializers.DateTimeField()
    lessons = LessonCountSerializer(help_text="By the calendar of the campus.")
    clashes = ClashSerializer(many=True, help_text="Still ahead; the first 50.")
    refusals = ClassRefusalsSerializer()


class TermsSerializer(serializers.Serializer):
    terms = serializers.ListField(child=serializers.CharField(), help_text="The latest first.")


def annotated(queryset: QuerySet[ClassGroup]) -> QuerySet[ClassGroup]:
    """Add what CLASS_COLUMNS needs beyond the table's own columns. No further statement."""
    through = ClassGroup.teachers.through.objects.filter(classgroup=OuterRef("pk"))
    sessions = WeeklySession.objects.filter(class_group=OuterRef("pk"))
    one = JSONObject(
        weekday="weekday", starts_at="starts_at", ends_at="ends_at",
        room="room_id", room_name="room__name", teacher="teacher_id", teacher_name="teacher__name",
    )  # fmt: skip
    return queryset.annotate(
        teachers_json=JSONRows(
            through.order_by("teacher__name").values(
                v=JSONObject(id="teacher_id", name="teacher__name")
            )
        ),
        sessions_json=JSONRows(sessions.order_by("weekday", "starts_at").values(v=one)),
    )


def class_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes out for one row of CLASS_COLUMNS; who waits is not among them."""
    taken, held = found["seats_taken"], found["seats_held"]
    return {
        "id": found["pk"],
        **{name: found[name] for name in PLAIN},
        "course": ref(found["course_id"], found["course__name"]),
        "campus": ref(found["campus_id"], found["campus__name"]),
        "teachers": _json(found["teachers_json"]),
        "sessions": [_session(each) for each in _json(found["sessions_json"])],
        "seats": {"taken": taken, "held": held, "free": found["capacity"] - taken - held},
        "tuition": to_text(found["tuition"], found["currency"]),
    }


def with_waiting(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add how many wait for a seat, asked at once for all of them."""
    waiting = enrolled.waiting([row["id"] for row in rows]) if rows else {}
    return [
        {**row, "seats": {**row["seats"], "waiting": waiting.get(row["id"], 0)}} for row in rows
    ]


def shown_class(pk: int, viewer: Employee, at: datetime) -> dict[str, Any]:
    """Return the whole of one class as `viewer` sees it. Raises NotFound."""
    visible = ClassGroup.objects.visible_to(viewer).filter(pk=pk)
    found = annotated(visible).values("pk", *CLASS_COLUMNS).first()
    group = visible.select_related("course", "campus", "copied_from").first()
    if found is None or group is None:
        raise NotFound()
    (row,) = with_waiting([class_row(found)])
    before = group.copied_from
    return {
        **row,
        "copied_from": ref(before.pk, before.code) if before else None,
        "created_at": group.created_at,
        "lessons": _lesson_counts(group, at),
        "clashes": _clashes(group, at),
        "refusals": _refusals(group, viewer, row["seats"]["waiting"]),
    }


def _refusals(group: ClassGroup, viewer: Employee, waiting: int) -> dict[str, Any]:
    moves = {move: move_refusal(move, viewer, group, waiting=waiting) for move in MOVES}
    edit, copy = edit_refusal(viewer, group), copy_refusal(viewer, group)
    return as_refusals(edit=edit, **moves, copy=copy)


def _lesson_counts(group: ClassGroup, at: datetime) -> dict[str, int]:
    lessons = lessons_between(group, group.start_date, group.end_date)
    return {"total": len(lessons), "held": sum(lesson.ends_at <= at for lesson in lessons)}


def _clashes(group: ClassGroup, at: datetime) -> list[dict[str, Any]]:
    if group.state in OVER:
        return []
    today = at.astimezone(group.campus.zone).date()
    return [clash_row(clash) for clash in clashes_of(wish_of(group), today)]


def _session(found: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: found[name] for name in ("weekday", "starts_at", "ends_at")},
        "room": ref(found["room"], found["room_name"]),
        "teacher": ref(found["teacher"], found["teacher_name"]),
    }


def _json(value: Any) -> list[dict[str, Any]]:
    """Rows hand JSON out parsed or as text, depending on the expression."""
    return (orjson.loads(value) if isinstance(value, str) else value) or []
