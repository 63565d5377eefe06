"""Masked contacts, shown once; and who was shown whose, when and why."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock, filters
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..rules.revealing import reveals_left
from ..serializers.reveals import (
    REVEAL_COLUMNS,
    RevealedSerializer,
    RevealNumbersSerializer,
    RevealRowSerializer,
    RevealSerializer,
    reveal_numbers,
    reveal_row,
    reveals_for,
    shown_contacts,
)
from ..services import revealing

REVEALS = ListSpec(
    columns=REVEAL_COLUMNS,
    row=reveal_row,
    orderings={"-at": Ordering("at", descending=True), "at": Ordering("at")},
    default_ordering="-at",
    filters={
        "employee": filters.ids("employee", "Who was shown them."),
        "customer": filters.ids("customer", "Whose they were."),
        "since": filters.since("at"),
        "until": filters.until("at"),
    },
)


class RevealViewSet(ApiViewSet):
    capabilities = {
        "reveal": "customers.reveal",
        "list": "customers.reveal",
        "numbers": "customers.reveal",
    }
    # A stored answer would keep the contacts for a month, and show them again without a count.
    idempotent = False

    @command(
        "Show the masked contacts of a pool customer, once", request=RevealSerializer,
        response=RevealedSerializer, errors=(400, 404),
        codes={409: "reveal_budget_spent, contacts_open, nothing_to_reveal"},
        example={"reason": "They asked me to call back."},
    )  # fmt: skip
    def reveal(self, request: Request, pk: int) -> Response:
        body = parse(RevealSerializer, request)
        by, at = request.user, clock.now()
        made, shown = revealing.reveal_contacts(customer_id=pk, by=by, at=at, **body)
        return Response(shown_contacts(made, shown, reveals_left(by, at)))

    @listing("Who was shown whose contacts; managers read their own", REVEALS, RevealRowSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, reveals_for(request.user), REVEALS))

    @command(
        "How often each person was shown contacts in the last 30 days",
        response=RevealNumbersSerializer,
    )
    def numbers(self, request: Request) -> Response:
        return Response(reveal_numbers(request.user, clock.now()))


urlpatterns = [
    path("customers/<int:pk>/reveal/", RevealViewSet.as_view({"post": "reveal"})),
    path("reveals/", RevealViewSet.as_view({"get": "list"})),
    path("reveals/numbers/", RevealViewSet.as_view({"get": "numbers"})),
]
