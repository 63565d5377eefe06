"""The counter: what is due, whom one looks for, and taking the money."""

from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.filters import Filter, flag, ids, one_of
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse, parse_query
from shoal.organization.requests import Request

from ..serializers.due import PART_COLUMNS, PartRowSerializer, part_row, parts_seen_by
from ..serializers.found import (
    CounterFoundSerializer,
    CounterQuerySerializer,
    found_at_counter,
)
from ..serializers.money_write import ReceivePartSerializer, ReceiveSerializer
from ..serializers.receipts import ReceiptSerializer, receipt_detail
from ..services import counter

KEY = (IDEMPOTENCY_KEY,)
REFUSED = {
    400: "invalid, idempotency_key_required",
    403: "role_may_not, sold_or_approved",
    409: "above_due, not_payable, different_payers, different_campuses, reference_taken, "
    "day_signed",
}
ITEM = {"installment": 7, "amount": "500.00", "method": "cash"}
WHEN = ("today", "overdue", "open")


def _due(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    today = clock.today(request.user.zone)
    wanted = {"today": Q(due_date=today), "overdue": Q(due_date__lt=today), "open": Q()}
    if text not in wanted:
        return one_of("due_date", WHEN).apply(rows, text, name, request)
    return rows.filter(wanted[text], paid_here__lt=F("amount"))


PARTS = ListSpec(
    columns=PART_COLUMNS,
    row=part_row,
    filters={
        "due": Filter(_due, "Not paid in full, and due when.", enum=WHEN, by_the_day=True),
        "campus": ids("enrollment__class_group__campus", "Where."),
        "enrollment": ids("enrollment", "Of which enrollment."),
        "paid": flag(lambda: Q(paid_here=F("amount")), "Paid in full."),
    },
    orderings={
        "due_date": Ordering("due_date"),
        "-due_date": Ordering("due_date", descending=True),
    },
    default_ordering="due_date",
)


class InstallmentViewSet(ApiViewSet):
    capabilities = {"list": "payments.view", "receive": "payments.confirm"}
    key_required = frozenset({"receive"})

    @listing("List what is to be paid, part by part", PARTS, PartRowSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, partial(parts_seen_by, request.user), PARTS))

    @command(
        "Take money for a part at the counter, submitted and confirmed in one step",
        request=ReceivePartSerializer, response=ReceiptSerializer, status=201, parameters=KEY,
        errors=(404, 422), codes=REFUSED, example={"amount": "500.00", "method": "cash"},
    )  # fmt: skip
    def receive(self, request: Request, pk: int) -> Response:
        body = parse(ReceivePartSerializer, request)
        items = [counter.item_of(request.user, installment=pk, **body)]
        receipt = counter.receive(items=items, by=request.user, at=clock.now())
        return Response(receipt_detail(receipt.pk, request.user), 201)


class CounterViewSet(ApiViewSet):
    capabilities = {"find": "payments.confirm", "receive": "payments.confirm"}
    key_required = frozenset({"receive"})

    @command(
        "Find who stands at the counter", response=CounterFoundSerializer, errors=(400,),
        parameters=(CounterQuerySerializer,),
    )  # fmt: skip
    def find(self, request: Request) -> Response:
        asked = parse_query(CounterQuerySerializer, request)
        return Response({"results": found_at_counter(request.user, asked)})

    @command(
        "Take money for several, on one receipt", request=ReceiveSerializer,
        response=ReceiptSerializer, status=201, parameters=KEY, errors=(404, 422), codes=REFUSED,
        example={"items": [ITEM]},
    )  # fmt: skip
    def receive(self, request: Request) -> Response:
        body = parse(ReceiveSerializer, request)
        items = [
            counter.item_of(request.user, place=place, **item)
            for place, item in enumerate(body["items"])
        ]
        receipt = counter.receive(items=items, by=request.user, at=clock.now())
        return Response(receipt_detail(receipt.pk, request.user), 201)


urlpatterns = [
    path("installments/", InstallmentViewSet.as_view({"get": "list"})),
    path("installments/<int:pk>/receive/", InstallmentViewSet.as_view({"post": "receive"})),
    path("counter/", CounterViewSet.as_view({"get": "find"})),
    path("counter/receive/", CounterViewSet.as_view({"post": "receive"})),
]
