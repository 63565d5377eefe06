"""Days of money, and statements of account."""

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import ApiViewSet, parse, parse_query
from shoal.organization.requests import Request

from ..papers.money import statement_pdf
from ..serializers.cash import CashQuerySerializer, CashReportSerializer, cash_report
from ..serializers.cash_days import (
    CashDaysQuerySerializer,
    CashDaysSerializer,
    cash_days,
    span_of,
)
from ..serializers.money_write import SignSerializer
from ..serializers.receipts import PaperQuerySerializer
from ..serializers.statement import StatementSerializer, statement
from ..services.cash import sign_day
from .answers import PDF, on_paper


class CashReportViewSet(ApiViewSet):
    capabilities = {"retrieve": "cash.view", "days": "cash.view", "sign": "cash.sign"}

    @command(
        "Show a campus's day of money, computed until it is signed", response=CashReportSerializer,
        parameters=(CashQuerySerializer,), errors=(400, 404),
    )  # fmt: skip
    def retrieve(self, request: Request) -> Response:
        asked = parse_query(CashQuerySerializer, request)
        return Response(cash_report(asked["campus"], asked["day"], request.user))

    @command(
        "Show which days of money are signed", response=CashDaysSerializer,
        parameters=(CashDaysQuerySerializer,), errors=(400,),
    )  # fmt: skip
    def days(self, request: Request) -> Response:
        today = clock.today(request.user.zone)
        asked = span_of(parse_query(CashDaysQuerySerializer, request), today)
        return Response({"results": cash_days(**asked)})

    @command(
        "Sign a day with what was counted: nothing is booked on it any more",
        request=SignSerializer, response=CashReportSerializer, status=201,
        parameters=(IDEMPOTENCY_KEY,), errors=(404, 422),
        codes={403: "own_cash, role_may_not", 409: "already_signed"},
        example={"campus": 1, "day": "2026-11-20", "counted": {"cash": "1500.00"}},
    )  # fmt: skip
    def sign(self, request: Request) -> Response:
        body = parse(SignSerializer, request)
        campus, day = body.pop("campus"), body.pop("day")
        sign_day(campus_id=campus, day=day, by=request.user, at=clock.now(), **body)
        return Response(cash_report(campus, day, request.user), 201)


class StatementViewSet(ApiViewSet):
    capabilities = {"retrieve": "payments.view", "paper": "payments.view"}

    @command(
        "Show a customer's statement of account, with their students'",
        response=StatementSerializer, errors=(404,),
    )  # fmt: skip
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(statement(pk, request.user, clock.now()))

    @command(
        "Print a customer's statement of account", response=OpenApiTypes.BINARY, media_type=PDF,
        errors=(400, 404), parameters=(PaperQuerySerializer,),
    )  # fmt: skip
    def paper(self, request: Request, pk: int) -> HttpResponse:
        language = parse_query(PaperQuerySerializer, request)["language"]
        account = statement(pk, request.user, clock.now())
        return on_paper(statement_pdf(account, request.user.zone, language), f"statement-{pk}")


urlpatterns = [
    path("cash-reports/", CashReportViewSet.as_view({"get": "retrieve", "post": "sign"})),
    path("cash-reports/days/", CashReportViewSet.as_view({"get": "days"})),
    path("customers/<int:pk>/statement/pdf/", StatementViewSet.as_view({"get": "paper"})),
    path("customers/<int:pk>/statement/", StatementViewSet.as_view({"get": "retrieve"})),
]
