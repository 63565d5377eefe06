"""Who is credited for a sale: changed by who leads, disputed by who thinks that it was theirs."""

from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..serializers.credit import (
    CreditSerializer,
    DecideDisputeSerializer,
    DisputeSerializer,
    OpenDisputeSerializer,
    SetSharesSerializer,
    credit_of,
    dispute_of,
)
from ..serializers.detail import EnrollmentSerializer
from ..services import crediting
from ..services.access import visible_enrollment
from .answers import EnrollmentAnswers

KEY = (IDEMPOTENCY_KEY,)
THEIRS = "own_credit, not_yours, role_may_not"
SHARES = [{"employee": 3, "percent": 60}, {"employee": 4, "percent": 40}]


class CreditViewSet(EnrollmentAnswers):
    capabilities = {"retrieve": "enrollments.view", "update": "credit.edit"}

    @command(
        "Show how the credit for a sale changed, and what is disputed about it",
        response=CreditSerializer, errors=(404,),
    )  # fmt: skip
    def retrieve(self, request: Request, pk: int) -> Response:
        visible_enrollment(pk, request.user)
        return Response(credit_of(pk, request.user))

    @command(
        "Say who is credited for a sale, in percent", request=SetSharesSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={403: THEIRS, 409: "not_in_this_state, not_held"},
        example={"shares": SHARES, "note": "They found the customer together."},
    )  # fmt: skip
    def update(self, request: Request, pk: int) -> Response:
        body = parse(SetSharesSerializer, request)
        crediting.set_shares(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return self.enrollment(pk)


class DisputeViewSet(ApiViewSet):
    capabilities = {
        "create": "credit.dispute",
        "retrieve": "enrollments.view",
        "decide": "credit.edit",
    }

    def recheck(self, stored: Any) -> Any:
        return dispute_of(stored["id"], self.request.user)

    @command(
        "Say that a sale is yours, for who leads to decide", request=OpenDisputeSerializer,
        response=DisputeSerializer, status=201, parameters=KEY, errors=(400, 404, 422),
        codes={409: "not_in_this_state, credited_wholly, disputed_already"},
        example={"claim": "I visited them three times before they applied."},
    )  # fmt: skip
    def create(self, request: Request, pk: int) -> Response:
        body = parse(OpenDisputeSerializer, request)
        made = crediting.open_dispute(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return Response(dispute_of(made.pk, request.user), 201)

    @command("Show a dispute", response=DisputeSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(dispute_of(pk, request.user))

    @command(
        "Decide a dispute: uphold it with new shares, or dismiss it",
        request=DecideDisputeSerializer, response=DisputeSerializer, parameters=KEY,
        errors=(400, 404, 422), codes={403: THEIRS, 409: "dispute_decided, not_held"},
        example={"uphold": True, "shares": SHARES, "note": "Both talked with them."},
    )  # fmt: skip
    def decide(self, request: Request, pk: int) -> Response:
        body = parse(DecideDisputeSerializer, request)
        crediting.decide_dispute(dispute_id=pk, by=request.user, at=clock.now(), **body)
        return Response(dispute_of(pk, request.user))


urlpatterns = [
    path(
        "enrollments/<int:pk>/credit/",
        CreditViewSet.as_view({"get": "retrieve", "post": "update"}),
    ),
    path("enrollments/<int:pk>/disputes/", DisputeViewSet.as_view({"post": "create"})),
    path("credit-disputes/<int:pk>/", DisputeViewSet.as_view({"get": "retrieve"})),
    path("credit-disputes/<int:pk>/decide/", DisputeViewSet.as_view({"post": "decide"})),
]
