"""Employees: who is there, who comes in, who is stopped."""

from dataclasses import replace
from functools import partial

from django.db.models import Q, QuerySet
from rest_framework.response import Response

from shoal.common import clock, filters
from shoal.common.errors import NotFound
from shoal.common.fields import NothingSerializer
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse

from .. import profile
from ..models import Employee, EmployeeState
from ..requests import Request
from ..roles import Role
from ..serializers.people import (
    EMPLOYEE_COLUMNS,
    ApproveSerializer,
    EmployeeSerializer,
    PlaceSerializer,
    employee_row,
)
from ..services import employees

KEY = (IDEMPOTENCY_KEY,)


def _named(rows: QuerySet, text: str, name: str, request: Request) -> QuerySet:
    return rows.filter(
        Q(display_name__icontains=text)
        | Q(
            username__icontains=text, pk__in=Employee.objects.in_scope_of(request.user).values("pk")
        )
    )


NAME_ORDERINGS = {
    "display_name": Ordering("display_name"),
    "-display_name": Ordering("display_name", descending=True),
}
EMPLOYEES = ListSpec(
    columns=EMPLOYEE_COLUMNS,
    row=dict,
    orderings={
        **NAME_ORDERINGS,
        "created_at": Ordering("created_at"),
        "-created_at": Ordering("created_at", descending=True),
    },
    default_ordering="display_name",
    filters={
        "state": filters.one_of("state", EmployeeState.values),
        "role": filters.one_of("role", Role.values),
        "department": filters.ids("department"),
        "campus": filters.ids("campus"),
        "search": filters.Filter(_named, "A part of the name."),
    },
)


class EmployeeViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "retrieve": ANYBODY_LOGGED_IN,
        "approve": "employees.approve",
        "reject": "employees.approve",
        "suspend": "employees.manage",
        "resume": "employees.manage",
        "partial_update": "employees.manage",
    }

    def recheck(self, stored: object) -> object:
        return shown(self.kwargs["pk"], self.request.user)

    @listing(
        "Colleagues; for managers and admins also those who wait or are suspended",
        EMPLOYEES,
        EmployeeSerializer,
    )
    def list(self, request: Request) -> Response:
        viewer = request.user
        leads = viewer.has_capability("employees.approve")
        annotations = profile.held_annotation() if leads else {}
        rows = Employee.objects.visible_to(viewer).annotate(**annotations)
        spec = replace(
            EMPLOYEES,
            columns=(*EMPLOYEE_COLUMNS, *annotations),
            row=partial(employee_row, viewer),
            # An ordering tells what it orders by.
            orderings=EMPLOYEES.orderings if leads else NAME_ORDERINGS,
        )
        return Response(fetch_page(request, rows, spec))

    @command("One colleague", response=EmployeeSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(shown(pk, request.user))

    @command(
        "Approve a registration", request=ApproveSerializer, response=EmployeeSerializer,
        parameters=KEY, errors=(400, 404, 422),
        codes={403: "role_may_not, grants_sales_only, outside_your_scope", 409: "wrong_state"},
        example={"role": "sales", "department": 3},
    )  # fmt: skip
    def approve(self, request: Request, pk: int) -> Response:
        body = parse(ApproveSerializer, request)
        employees.approve_employee(
            employee_id=pk,
            role=body["role"],
            department_id=body["department"],
            campus_id=body.get("campus"),
            by=request.user,
            at=clock.now(),
        )
        return Response(shown(pk, request.user))

    @command(
        "Reject a registration", request=NothingSerializer, response=EmployeeSerializer,
        parameters=KEY, errors=(400, 404, 422), codes={409: "wrong_state"}, example={},
    )  # fmt: skip
    def reject(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        employees.reject_employee(employee_id=pk, by=request.user, at=clock.now())
        return Response(shown(pk, request.user))

    @command(
        "Suspend somebody: their next request is refused", request=NothingSerializer,
        response=EmployeeSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={409: "wrong_state, not_yourself, last_admin"}, example={},
    )  # fmt: skip
    def suspend(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        employees.suspend_employee(employee_id=pk, by=request.user, at=clock.now())
        return Response(shown(pk, request.user))

    @command(
        "Let a suspended person work again", request=NothingSerializer,
        response=EmployeeSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={409: "wrong_state"}, example={},
    )  # fmt: skip
    def resume(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        employees.resume_employee(employee_id=pk, by=request.user, at=clock.now())
        return Response(shown(pk, request.user))

    @command(
        "Change role, department, campus or grants; their sessions end", request=PlaceSerializer,
        response=EmployeeSerializer, errors=(400, 404), codes={409: "last_admin"},
        example={"role": "manager", "department": 3},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(PlaceSerializer, request)
        employees.place_employee(employee_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown(pk, request.user))


def shown(pk: int, viewer: Employee) -> dict[str, object]:
    """Return one employee as `viewer` sees them. Raises NotFound."""
    annotations = profile.held_annotation()
    rows = Employee.objects.visible_to(viewer).filter(pk=pk).annotate(**annotations)
    found = rows.values("pk", *EMPLOYEE_COLUMNS, *annotations).first()
    if found is None:
        raise NotFound()
    return employee_row(viewer, found)
