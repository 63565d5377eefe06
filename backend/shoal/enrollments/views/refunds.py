"""Money goes back: asked for, agreed to, or used up as credit."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.fields import NothingSerializer
from shoal.common.schema import command
from shoal.common.views import parse
from shoal.organization.requests import Request

from ..serializers.money_write import RefundSerializer, UseCreditSerializer
from ..serializers.payments import PaymentSerializer
from ..services import refunds, transfers
from .answers import PaymentAnswers
from .payments import KEY, NOT_THEIRS, STATE


class RefundViewSet(PaymentAnswers):
    capabilities = {
        "refund": "refunds.request",
        "approve": "refunds.approve",
        "use": "payments.confirm",
    }
    key_required = frozenset({"refund"})

    @command(
        "Ask for money to go back", request=RefundSerializer, response=PaymentSerializer,
        status=201, parameters=KEY, errors=(404, 422),
        codes={
            400: "invalid, idempotency_key_required", 409: f"above_refundable, {NOT_THEIRS}",
        },
        example={"enrollment": 7, "amount": "300.00", "note": "Moved away."},
    )  # fmt: skip
    def refund(self, request: Request) -> Response:
        body = parse(RefundSerializer, request)
        made = refunds.request_refund(
            enrollment_id=body.pop("enrollment"), credit_id=body.pop("credit", None),
            by=request.user, at=clock.now(), **body,
        )  # fmt: skip
        return self.payment(made.pk, status=201)

    @command(
        "Agree to a refund", request=NothingSerializer, response=PaymentSerializer,
        parameters=KEY, errors=(404, 422),
        codes={403: "own_submission, role_may_not", 409: STATE}, example={},
    )  # fmt: skip
    def approve(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        refunds.approve_refund(payment_id=pk, by=request.user, at=clock.now())
        return self.payment(pk)

    @command(
        "Pay with what they have in credit", request=UseCreditSerializer,
        response=PaymentSerializer, status=201, parameters=KEY, errors=(404, 422),
        codes={
            403: "role_may_not, sold_or_approved",
            409: "credit_used, above_due, not_payable, different_payers, other_currency",
        },
        example={"enrollment": 7, "amount": "200.00"},
    )  # fmt: skip
    def use(self, request: Request, pk: int) -> Response:
        body = parse(UseCreditSerializer, request)
        row = transfers.use_credit(
            credit_id=pk, enrollment_id=body["enrollment"], amount=body["amount"],
            by=request.user, at=clock.now(),
        )  # fmt: skip
        return self.payment(row.pk, status=201)


urlpatterns = [
    path("payments/refund/", RefundViewSet.as_view({"post": "refund"})),
    path("payments/<int:pk>/approve/", RefundViewSet.as_view({"post": "approve"})),
    path("payments/<int:pk>/use/", RefundViewSet.as_view({"post": "use"})),
]
