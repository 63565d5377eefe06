"""The clock: keep somebody from it, let it go at once, see what it did."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import Invalid, NotFound, UnknownFilter
from shoal.common.fields import NothingSerializer
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import ApiViewSet, parse, with_etag
from shoal.organization.requests import Request

from ..models import Pool
from ..recycled import MOST_DAYS, recycled
from ..serializers.detail import CustomerDetailSerializer, detail, still_seen
from ..serializers.recycling import (
    ProtectSerializer,
    RecycledSerializer,
    SweptSerializer,
    shown_sweep,
)
from ..services.protection import protect_customer
from ..services.recycling import recycle_due

# 5,000 households; the rest is asked for again, or left to the next tick.
MOST_CHUNKS = 10
DAYS_UNLESS_TOLD = 30
DAYS = OpenApiParameter(
    "days", int, description=f"The last so many local days, at most {MOST_DAYS}; today included.",
    default=DAYS_UNLESS_TOLD,
)  # fmt: skip


class ProtectionViewSet(ApiViewSet):
    capabilities = {"protect": "customers.protect"}

    def recheck(self, stored: Any) -> Any:
        return still_seen(stored, self.request.user)

    @command(
        "Keep a household with its holder until an instant, whatever the clock says",
        request=ProtectSerializer, parameters=(IDEMPOTENCY_KEY,),
        response=CustomerDetailSerializer, errors=(400, 404, 422), codes={409: "not_held"},
        example={"until": "2026-12-24T10:00:00+08:00", "note": "Decides after the holidays."},
    )  # fmt: skip
    def protect(self, request: Request, pk: int) -> Response:
        body = parse(ProtectSerializer, request)
        protect_customer(customer_id=pk, by=request.user, at=clock.now(), **body)
        shown = detail(pk, request.user)
        return with_etag(Response(shown), shown["version"])


class RecyclingViewSet(ApiViewSet):
    capabilities = {"recycle": "pools.edit", "recycled": "team.view"}
    # In one outer transaction all chunks would be one; and what has gone does not go again.
    idempotent = False

    @command(
        "Return to a pool now whose time is over", request=NothingSerializer,
        response=SweptSerializer, errors=(404,), example={},
    )  # fmt: skip
    def recycle(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        if not Pool.objects.of(request.user).filter(pk=pk).exists():
            raise NotFound()
        swept = recycle_due(at=clock.now(), pool_id=pk, by=request.user, most_chunks=MOST_CHUNKS)
        return Response(shown_sweep(swept))

    @command(
        "Tell whom the clock returned: by day, pool and rule",
        response=RecycledSerializer(many=True), errors=(400,), parameters=(DAYS,),
    )  # fmt: skip
    def recycled(self, request: Request) -> Response:
        return Response(recycled(request.user, clock.now(), _days(request)))


def _days(request: Request) -> int:
    for name in request.query_params:
        if name != DAYS.name:
            raise UnknownFilter(name=name)
    text = request.query_params.get(DAYS.name) or str(DAYS_UNLESS_TOLD)
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= MOST_DAYS:
        raise Invalid.field(DAYS.name, "range", f"A whole number from 1 to {MOST_DAYS}.")
    return int(text)


urlpatterns = [
    path("customers/<int:pk>/protect/", ProtectionViewSet.as_view({"post": "protect"})),
    path("pools/<int:pk>/recycle/", RecyclingViewSet.as_view({"post": "recycle"})),
    path("pools/recycled/", RecyclingViewSet.as_view({"get": "recycled"})),
]
