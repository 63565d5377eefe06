"""Receipts: the list, one of them, and on paper."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from rest_framework.response import Response

from shoal.common.errors import NotFound
from shoal.common.filters import Filter, ids, since, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet, parse_query
from shoal.organization.requests import Request

from .. import receipt_numbers
from ..papers.money import receipt_pdf
from ..serializers.payments import payment_detail
from ..serializers.receipts import (
    RECEIPT_COLUMNS,
    PaperQuerySerializer,
    ReceiptRowSerializer,
    ReceiptSerializer,
    receipt_detail,
    receipt_row,
    receipts_seen_by,
)
from .answers import PDF, on_paper


def _numbered(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    wanted = receipt_numbers.read(text)
    return rows.none() if wanted is None else rows.filter(wanted)


RECEIPTS = ListSpec(
    columns=RECEIPT_COLUMNS,
    row=receipt_row,
    filters={
        "campus": ids("campus", "Of which campus."),
        "year": ids("year", "Of which year."),
        "sequence": ids("sequence", "The last part of its number."),
        "number": Filter(_numbered, "What is printed on it, or the end of that from the year on."),
        "issued_from": since("issued_at"),
        "issued_to": until("issued_at"),
    },
    orderings={"-issued_at": Ordering("issued_at", descending=True)},
    default_ordering="-issued_at",
)


class ReceiptViewSet(ApiViewSet):
    capabilities = dict.fromkeys(("list", "retrieve", "paper", "of_payment"), "payments.view")

    @listing("List the receipts that you may see", RECEIPTS, ReceiptRowSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, partial(receipts_seen_by, request.user), RECEIPTS))

    @command("Show one receipt", response=ReceiptSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(receipt_detail(pk, request.user))

    @command(
        "Print a receipt", response=OpenApiTypes.BINARY, media_type=PDF, errors=(400, 404),
        parameters=(PaperQuerySerializer,),
    )  # fmt: skip
    def paper(self, request: Request, pk: int) -> HttpResponse:
        language = parse_query(PaperQuerySerializer, request)["language"]
        receipt = receipt_detail(pk, request.user)
        return on_paper(receipt_pdf(receipt, language), receipt["number"])

    @command(
        "Print the receipt that a payment is on", response=OpenApiTypes.BINARY, media_type=PDF,
        errors=(400, 404), parameters=(PaperQuerySerializer,),
    )  # fmt: skip
    def of_payment(self, request: Request, pk: int) -> HttpResponse:
        receipt = payment_detail(pk, request.user)["receipt"]
        if receipt is None:
            raise NotFound()
        return self.paper(request, receipt)


urlpatterns = [
    path("receipts/", ReceiptViewSet.as_view({"get": "list"})),
    path("receipts/<int:pk>/", ReceiptViewSet.as_view({"get": "retrieve"})),
    path("receipts/<int:pk>/pdf/", ReceiptViewSet.as_view({"get": "paper"})),
    path("payments/<int:pk>/receipt/", ReceiptViewSet.as_view({"get": "of_payment"})),
]
