"""Campuses, and the tree of departments."""

from dataclasses import replace
from functools import partial

from django.db.models import Expression
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.fields import NothingSerializer
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse

from .. import uses
from ..models import Campus, Department, Employee
from ..requests import Request
from ..serializers.people import (
    DEPARTMENT_COLUMNS,
    CampusSerializer,
    CampusWriteSerializer,
    DepartmentSerializer,
    DepartmentWriteSerializer,
    department_row,
)
from ..services import places

KEY = (IDEMPOTENCY_KEY,)
EDIT = "organization.edit"
READ_BY_ALL = {
    "list": ANYBODY_LOGGED_IN,
    "retrieve": ANYBODY_LOGGED_IN,
    "create": EDIT,
    "partial_update": EDIT,
}
CAMPUS_COLUMNS = (
    "code",
    "name",
    "address",
    "phone",
    "time_zone",
    "currency",
    "rest_days",
    "is_active",
)
BY_NAME = {"name": Ordering("name"), "-name": Ordering("name", descending=True)}


def plain_row(found: dict) -> dict:
    return {"id": found.pop("pk"), **found}


CAMPUSES = ListSpec(
    columns=CAMPUS_COLUMNS, row=plain_row, orderings=BY_NAME, default_ordering="name"
)
DEPARTMENTS = ListSpec(
    columns=DEPARTMENT_COLUMNS,
    row=dict,
    orderings={**BY_NAME, "path": Ordering("path")},
    default_ordering="path",
)


class CampusViewSet(ApiViewSet):
    capabilities = READ_BY_ALL

    @listing("Campuses", CAMPUSES, CampusSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, Campus.objects.all(), CAMPUSES))

    @command("One campus", response=CampusSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown_campus(pk))

    @command(
        "Add a campus", request=CampusWriteSerializer, response=CampusSerializer, status=201,
        parameters=KEY, errors=(422,), codes={400: "invalid"},
        example={"code": "east", "name": "East", "time_zone": "Asia/Shanghai", "currency": "CNY"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(CampusWriteSerializer, request)
        campus = places.create_campus(fields=fields, by=request.user, at=clock.now())
        return Response(shown_campus(campus.pk), 201)

    @command(
        "Edit a campus", request=CampusWriteSerializer, response=CampusSerializer,
        errors=(400, 404), example={"phone": "020 8888 0000"},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(CampusWriteSerializer, request, partial=True)
        places.edit_campus(campus_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown_campus(pk))


class DepartmentViewSet(ApiViewSet):
    capabilities = {**READ_BY_ALL, "remove": "organization.edit"}

    @listing("Departments, each before those below it", DEPARTMENTS, DepartmentSerializer)
    def list(self, request: Request) -> Response:
        viewer = request.user
        counts = counts_for(viewer)
        spec = replace(
            DEPARTMENTS,
            columns=(*DEPARTMENT_COLUMNS, *counts),
            row=partial(department_row, viewer),
        )
        return Response(fetch_page(request, Department.objects.annotate(**counts), spec))

    @command("One department", response=DepartmentSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown_department(pk, request.user))

    @command(
        "Add a department", request=DepartmentWriteSerializer, response=DepartmentSerializer,
        status=201, parameters=KEY, errors=(400, 422), codes={409: "department_too_deep"},
        example={"name": "Sales 3", "parent": 1},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(DepartmentWriteSerializer, request)
        department = places.create_department(fields=fields, by=request.user, at=clock.now())
        return Response(shown_department(department.pk, request.user), 201)

    @command(
        "Rename or move a department, or give it a manager", request=DepartmentWriteSerializer,
        response=DepartmentSerializer, errors=(400, 404),
        codes={409: "department_cycle, department_too_deep"}, example={"manager": 2},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(DepartmentWriteSerializer, request, partial=True)
        places.edit_department(department_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown_department(pk, request.user))

    @command(
        "Remove a department that nothing refers to", request=NothingSerializer, status=204,
        parameters=KEY, errors=(404, 422), codes={409: "department_in_use"}, example={},
    )  # fmt: skip
    def remove(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        places.remove_department(department_id=pk, by=request.user, at=clock.now())
        return Response(status=204)


def shown_campus(pk: int) -> dict:
    found = Campus.objects.filter(pk=pk).values("pk", *CAMPUS_COLUMNS).first()
    if found is None:
        raise NotFound()
    return plain_row(found)


def counts_for(viewer: Employee) -> dict[str, Expression]:
    """Return what to count for the refusals of who may remove a department."""
    return uses.count_annotations(clock.now()) if viewer.has_capability(EDIT) else {}


def shown_department(pk: int, viewer: Employee) -> dict:
    counts = counts_for(viewer)
    rows = Department.objects.filter(pk=pk).annotate(**counts)
    found = rows.values("pk", *DEPARTMENT_COLUMNS, *counts).first()
    if found is None:
        raise NotFound()
    return department_row(viewer, found)
