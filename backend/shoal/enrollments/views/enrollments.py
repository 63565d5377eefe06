"""Enrollments: the list, one of them, and what can be done with it."""

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.fields import NothingSerializer
from shoal.common.filters import Filter, ids, one_of, parse_id, since, split, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command, listing
from shoal.common.views import expected_version, parse
from shoal.organization.requests import Request

from ..models import State
from ..serializers.detail import EnrollmentSerializer
from ..serializers.rows import ROW_COLUMNS, EnrollmentRowSerializer, enrollments_seen_by, row
from ..serializers.write import (
    ApplySerializer,
    ApproveEnrollmentSerializer,
    CancelEnrollmentSerializer,
    FormSerializer,
    PaymentPlanSerializer,
    RejectEnrollmentSerializer,
)
from ..services import applying, deciding, leaving, plans
from .answers import EnrollmentAnswers

KEY = (IDEMPOTENCY_KEY,)
NOT_THEIRS = "not_held, not_yours"
APPLY_CODES = "not_held, do_not_contact, class_takes_nobody, enrolled_already, contract_not_agreed"
FORM = {
    "customer": 7, "class_group": 3, "why": "想转行做数据分析", "expectations": "能独立完成项目",
    "contract_agreed": True, "discount": "200.00", "discount_reason": "老生推荐", "submit": True,
}  # fmt: skip


def _of_customer(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    wanted = [parse_id(value, name) for value in split(text, name)]
    return rows.filter(Q(customer__in=wanted) | Q(customer__merged_into__in=wanted))


ENROLLMENTS = ListSpec(
    columns=ROW_COLUMNS,
    row=row,
    filters={
        "customer": Filter(_of_customer, "Of whom, and of everyone merged into them."),
        "class_group": ids("class_group", "In which class."),
        "course": ids("class_group__course", "Of which course."),
        "campus": ids("class_group__campus", "Where."),
        "consultant": ids("consultant", "Who sold it."),
        "state": one_of("state", State.values, "Where it stands."),
        "created_from": since("created_at"),
        "created_to": until("created_at"),
        "held_to": until("held_until"),
    },
    orderings={
        "-created_at": Ordering("created_at", descending=True),
        "created_at": Ordering("created_at"),
        "submitted_at": Ordering("submitted_at", nullable=True),
        "waitlisted_at": Ordering("waitlisted_at", nullable=True),
        "held_until": Ordering("held_until", nullable=True),
    },
    default_ordering="-created_at",
)


class EnrollmentViewSet(EnrollmentAnswers):
    capabilities = {
        "list": "enrollments.view",
        "retrieve": "enrollments.view",
        "create": "enrollments.apply",
        "partial_update": "enrollments.edit",
        "submit": "enrollments.apply",
        "approve": "enrollments.approve",
        "reject": "enrollments.approve",
        "cancel": "enrollments.edit",
        "accept": "enrollments.edit",
        "plan": "enrollments.edit",
    }

    @listing("List the enrollments that you may see", ENROLLMENTS, EnrollmentRowSerializer)
    def list(self, request: Request) -> Response:
        return Response(
            fetch_page(request, partial(enrollments_seen_by, request.user), ENROLLMENTS)
        )

    @command("Show one enrollment", response=EnrollmentSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return self.enrollment(pk)

    @command(
        "Fill in an application form, and hand it in with `submit`", request=ApplySerializer,
        response=EnrollmentSerializer, status=201, parameters=KEY, errors=(400, 404, 422),
        codes={409: APPLY_CODES}, example=FORM,
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(ApplySerializer, request)
        made = applying.apply(
            customer_id=fields.pop("customer"), class_id=fields.pop("class_group"),
            submit=fields.pop("submit"), fields=fields, by=request.user, at=clock.now(),
        )  # fmt: skip
        return self.enrollment(made.pk, status=201)

    @command(
        "Change the form before it is handed in", request=FormSerializer,
        response=EnrollmentSerializer, parameters=(IF_MATCH,), errors=(400, 404, 412, 428),
        codes={409: f"not_in_this_state, {NOT_THEIRS}, class_takes_nobody, enrolled_already"},
        example={"contract_agreed": True},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        version = expected_version(request)
        changes = parse(FormSerializer, request, partial=True)
        applying.edit_draft(
            enrollment_id=pk, changes=changes, expected_version=version, by=request.user,
            at=clock.now(),
        )  # fmt: skip
        return self.enrollment(pk)

    @command(
        "Hand in the form", request=NothingSerializer, response=EnrollmentSerializer,
        parameters=KEY, errors=(400, 404, 422),
        codes={409: f"not_in_this_state, {APPLY_CODES}"}, example={},
    )  # fmt: skip
    def submit(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        applying.submit(enrollment_id=pk, by=request.user, at=clock.now())
        return self.enrollment(pk)

    @command(
        "Approve an application: a seat is held until the money must be there, or they wait",
        request=ApproveEnrollmentSerializer, response=EnrollmentSerializer, parameters=KEY,
        errors=(400, 404, 422),
        codes={
            403: "own_sale, discount_too_high, role_may_not",
            409: "not_in_this_state, discount_needs_agreement, class_takes_nobody",
        },
        example={"discount_agreed": True},
    )  # fmt: skip
    def approve(self, request: Request, pk: int) -> Response:
        body = parse(ApproveEnrollmentSerializer, request)
        deciding.approve(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return self.enrollment(pk)

    @command(
        "Turn an application down", request=RejectEnrollmentSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={403: "own_sale, role_may_not", 409: "not_in_this_state"},
        example={"note": "The class is for adults."},
    )  # fmt: skip
    def reject(self, request: Request, pk: int) -> Response:
        body = parse(RejectEnrollmentSerializer, request)
        deciding.reject(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return self.enrollment(pk)

    @command(
        "Cancel what nobody has paid for", request=CancelEnrollmentSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={409: f"not_in_this_state, money_received, {NOT_THEIRS}"},
        example={"note": "Moved to another city."},
    )  # fmt: skip
    def cancel(self, request: Request, pk: int) -> Response:
        body = parse(CancelEnrollmentSerializer, request)
        leaving.cancel(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return self.enrollment(pk)

    @command(
        "They take the seat that they were offered", request=NothingSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={409: f"not_in_this_state, {NOT_THEIRS}"}, example={},
    )  # fmt: skip
    def accept(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        deciding.accept(enrollment_id=pk, by=request.user, at=clock.now())
        return self.enrollment(pk)

    @command(
        "Say by hand in which parts the price is paid", request=PaymentPlanSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={409: f"not_in_this_state, {NOT_THEIRS}"},
        example={"parts": [{"due_date": "2026-12-01", "amount": "1000.00"}]},
    )  # fmt: skip
    def plan(self, request: Request, pk: int) -> Response:
        body = parse(PaymentPlanSerializer, request)
        plans.set_plan(enrollment_id=pk, parts=body["parts"], by=request.user, at=clock.now())
        return self.enrollment(pk)


COMMANDS = ("submit", "approve", "reject", "cancel", "accept", "plan")
urlpatterns = [
    path("enrollments/", EnrollmentViewSet.as_view({"get": "list", "post": "create"})),
    path(
        "enrollments/<int:pk>/",
        EnrollmentViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    *(
        path(f"enrollments/<int:pk>/{name}/", EnrollmentViewSet.as_view({"post": name}))
        for name in COMMANDS
    ),
]
