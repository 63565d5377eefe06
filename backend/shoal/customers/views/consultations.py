"""Inquiries: listed, taken, settled."""

from functools import partial
from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import parse
from shoal.organization.requests import Request

from ..filters import CONSULTATION_FILTERS
from ..serializers.consultations import (
    CONSULTATION_COLUMNS,
    ConsultationDetailSerializer,
    ConsultationSerializer,
    consultation_detail,
    consultations_seen_by,
    shown_consultation,
)
from ..serializers.consultations_write import (
    AttachSerializer,
    ConsultationCreateSerializer,
    ConsultationRejectSerializer,
    ConsultationTakeSerializer,
)
from ..services import consultations
from .profile import TellsDuplicates

KEY = (IDEMPOTENCY_KEY,)
CONSULTATION_LIST = ListSpec(
    columns=CONSULTATION_COLUMNS,
    row=shown_consultation,
    filters=CONSULTATION_FILTERS,
    orderings={
        "-created_at": Ordering("created_at", descending=True),
        "created_at": Ordering("created_at"),
    },
    default_ordering="-created_at",
)
DISPOSE_CODES = "already_disposed, duplicate_customer"


class ConsultationViewSet(TellsDuplicates):
    capabilities = {
        "list": "consultations.view",
        "retrieve": "consultations.view",
        "take": "consultations.take",
        "attach": "consultations.take",
        "create_customer": "consultations.take",
        "reject": "consultations.reject",
    }

    def recheck(self, stored: Any) -> Any:
        # The customer may have gone out of sight or into a pool since.
        return _as_seen(stored["id"], self.request)

    @listing("List inquiries that you may see", CONSULTATION_LIST, ConsultationSerializer)
    def list(self, request: Request) -> Response:
        rows = partial(consultations_seen_by, request.user)
        return Response(fetch_page(request, rows, CONSULTATION_LIST))

    @command("Show one inquiry", response=ConsultationDetailSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(consultation_detail(pk, request.user, clock.now()))

    @command(
        "Take an inquiry: it is settled at once", request=ConsultationTakeSerializer,
        response=ConsultationDetailSerializer, status=201, errors=(400, 404, 422), parameters=KEY,
        codes={409: "duplicate_customer, several_known, holding_limit_reached"},
        example={"channel": "phone", "name": "王芳", "phone": "138 1234 5678"},
        description="It goes to who is known by its contacts, else to a new customer whom you "
        "hold. Somebody known out of your sight is told as a duplicate; with `record_anyway` "
        "their holder is told, and the answer has no more than `id` and `gone`.",
    )  # fmt: skip
    def take(self, request: Request) -> Response:
        body = parse(ConsultationTakeSerializer, request)
        taken = consultations.take_consultation(
            customer_id=body.pop("customer", None),
            record_anyway=body.pop("record_anyway"),
            given=body,
            by=request.user,
            at=clock.now(),
        )
        return Response(_as_seen(taken.pk, request), status=201)

    @command(
        "Give a waiting inquiry to a customer", request=AttachSerializer, parameters=KEY,
        response=ConsultationDetailSerializer, errors=(400, 404, 422), example={"customer": 7},
        codes={409: f"{DISPOSE_CODES}, several_known, nobody_known"},
    )  # fmt: skip
    def attach(self, request: Request, pk: int) -> Response:
        body = parse(AttachSerializer, request)
        consultations.attach_consultation(
            consultation_id=pk,
            customer_id=body.get("customer"),
            record_anyway=body["record_anyway"],
            by=request.user,
            at=clock.now(),
        )
        return Response(_as_seen(pk, request))

    @command(
        "Make a customer of who asked", request=ConsultationCreateSerializer, parameters=KEY,
        response=ConsultationDetailSerializer, errors=(400, 404, 422), example={"hold": True},
        codes={409: f"{DISPOSE_CODES}, daily_claim_limit_reached, holding_limit_reached"},
    )  # fmt: skip
    def create_customer(self, request: Request, pk: int) -> Response:
        body = parse(ConsultationCreateSerializer, request)
        consultations.create_from_consultation(
            consultation_id=pk, by=request.user, at=clock.now(), **body
        )
        return Response(_as_seen(pk, request))

    @command(
        "Turn a waiting inquiry away", request=ConsultationRejectSerializer, parameters=KEY,
        response=ConsultationDetailSerializer, errors=(400, 404, 422),
        codes={409: "already_disposed"}, example={"reason": "spam"},
    )  # fmt: skip
    def reject(self, request: Request, pk: int) -> Response:
        body = parse(ConsultationRejectSerializer, request)
        consultations.reject_consultation(
            consultation_id=pk, by=request.user, at=clock.now(), **body
        )
        return Response(_as_seen(pk, request))


def _as_seen(pk: int, request: Request) -> dict[str, Any]:
    """Return the inquiry; that it is recorded, where the caller does not see whose it is."""
    try:
        return consultation_detail(pk, request.user, clock.now())
    except NotFound:
        return {"id": pk, "gone": True}


_one = "consultations/<int:pk>/"
urlpatterns = [
    path("consultations/", ConsultationViewSet.as_view({"get": "list", "post": "take"})),
    path(_one, ConsultationViewSet.as_view({"get": "retrieve"})),
    path(f"{_one}attach/", ConsultationViewSet.as_view({"post": "attach"})),
    path(f"{_one}create/", ConsultationViewSet.as_view({"post": "create_customer"})),
    path(f"{_one}reject/", ConsultationViewSet.as_view({"post": "reject"})),
]
