"""Who teaches, and where."""

from dataclasses import replace
from functools import partial
from typing import Any

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.models import Employee
from shoal.organization.requests import Request

from ..filters import ROOM_FILTERS, TEACHER_FILTERS
from ..models import Room, Teacher
from ..serializers.staff import (
    ROOM_COLUMNS,
    TEACHER_COLUMNS,
    RoomEditSerializer,
    RoomSerializer,
    RoomWriteSerializer,
    TeacherSerializer,
    TeacherWriteSerializer,
    room_row,
    teacher_row,
)
from ..services import staff

KEY = (IDEMPOTENCY_KEY,)
BY_NAME = {"name": Ordering("name"), "-name": Ordering("name", descending=True)}
TEACHERS = ListSpec(
    columns=TEACHER_COLUMNS, row=teacher_row, orderings=BY_NAME, default_ordering="name",
    filters=TEACHER_FILTERS,
)  # fmt: skip
ROOMS = ListSpec(
    columns=ROOM_COLUMNS, row=dict, orderings=BY_NAME, default_ordering="name",
    filters=ROOM_FILTERS,
)  # fmt: skip


class TeacherViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "retrieve": ANYBODY_LOGGED_IN,
        "create": "organization.edit",
        "partial_update": "organization.edit",
    }

    @listing("Teachers", TEACHERS, TeacherSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, Teacher.objects.visible_to(request.user), TEACHERS))

    @command("One teacher", response=TeacherSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown_teacher(pk, request.user))

    @command(
        "Add a teacher", request=TeacherWriteSerializer, response=TeacherSerializer, status=201,
        parameters=KEY, errors=(400, 422), example={"name": "Wu Min"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(TeacherWriteSerializer, request)
        teacher = staff.add_teacher(fields=fields, by=request.user, at=clock.now())
        return Response(shown_teacher(teacher.pk, request.user), 201)

    @command(
        "Edit a teacher, or switch one off", request=TeacherWriteSerializer,
        response=TeacherSerializer, errors=(400, 404), example={"is_active": False},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(TeacherWriteSerializer, request, partial=True)
        staff.edit_teacher(teacher_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown_teacher(pk, request.user))


class RoomViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "retrieve": ANYBODY_LOGGED_IN,
        "create": "classes.edit",
        "partial_update": "classes.edit",
    }

    @listing("Rooms", ROOMS, RoomSerializer)
    def list(self, request: Request) -> Response:
        spec = replace(ROOMS, row=partial(room_row, request.user))
        return Response(fetch_page(request, Room.objects.visible_to(request.user), spec))

    @command("One room", response=RoomSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown_room(pk, request.user))

    @command(
        "Add a room to a campus", request=RoomWriteSerializer, response=RoomSerializer, status=201,
        parameters=KEY, errors=(400, 422), codes={403: "outside_your_campus"},
        example={"campus": 1, "name": "301", "capacity": 24},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(RoomWriteSerializer, request)
        campus_id = fields.pop("campus")
        room = staff.add_room(
            campus_id=campus_id, fields=fields, by=request.user, at=clock.now()
        )  # fmt: skip
        return Response(shown_room(room.pk, request.user), 201)

    @command(
        "Edit a room, or switch it off", request=RoomEditSerializer, response=RoomSerializer,
        errors=(400, 404), codes={403: "outside_your_campus"}, example={"capacity": 30},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(RoomEditSerializer, request, partial=True)
        staff.edit_room(room_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown_room(pk, request.user))


def shown_teacher(pk: int, viewer: Employee) -> dict[str, Any]:
    rows = Teacher.objects.visible_to(viewer).filter(pk=pk)
    found = rows.values("pk", *TEACHER_COLUMNS).first()
    if found is None:
        raise NotFound()
    return teacher_row(found)


def shown_room(pk: int, viewer: Employee) -> dict[str, Any]:
    found = Room.objects.visible_to(viewer).filter(pk=pk).values("pk", *ROOM_COLUMNS).first()
    if found is None:
        raise NotFound()
    return room_row(viewer, found)
