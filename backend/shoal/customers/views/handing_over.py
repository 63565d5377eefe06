"""Handing over what an employee holds, and letting them leave."""

from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..handing_over import latest, preview
from ..rules.handing_over import Share
from ..serializers.handing_over import (
    HandOverPreviewSerializer,
    HandOverSerializer,
    HandOverWriteSerializer,
    SharesSerializer,
)
from ..services import handing_over


class HandOverViewSet(ApiViewSet):
    capabilities = {
        "begin": "employees.hand_over",
        "preview": "employees.hand_over",
        "retrieve": "employees.hand_over",
    }

    def recheck(self, stored: Any) -> Any:
        return latest(self.kwargs["pk"], self.request.user)

    @command(
        "How far the last hand-over of an employee is",
        response=HandOverSerializer,
        errors=(404,),
        codes={403: "role_may_not, outside_your_scope"},
    )
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(latest(pk, request.user))

    @command(
        "Hand over all customers and open plans of an employee, who leaves unless told otherwise",
        request=HandOverWriteSerializer, response=HandOverSerializer, status=201,
        parameters=(IDEMPOTENCY_KEY,), errors=(400, 404, 422),
        codes={
            403: "role_may_not, outside_your_scope, not_in_your_scope",
            409: "wrong_state, not_yourself, last_admin, hand_over_under_way, nothing_to_hand_over,"
            " holding_limit_reached",
        },
        example={"split": [4, 5, None], "note": "Back to university."},
    )  # fmt: skip
    def begin(self, request: Request, pk: int) -> Response:
        body = parse(HandOverWriteSerializer, request)
        handing_over.begin_hand_over(
            employee_id=pk,
            shares=_shares(body),
            split=body.get("split", ()),
            leaves=body["leaves"],
            note=body["note"],
            by=request.user,
            at=clock.now(),
        )
        return Response(latest(pk, request.user), status=201)

    @command(
        "What a hand-over would do; with shares or a split also who would have how many",
        request=SharesSerializer, response=HandOverPreviewSerializer, errors=(400, 404),
        codes={403: "role_may_not, outside_your_scope"},
        example={"split": [4, 5]},
    )  # fmt: skip
    def preview(self, request: Request, pk: int) -> Response:
        body = parse(SharesSerializer, request)
        return Response(
            preview(
                pk,
                shares=_shares(body),
                split=body.get("split", ()),
                by=request.user,
                at=clock.now(),
            )
        )


def _shares(body: dict[str, Any]) -> list[Share]:
    return [Share(share["to"], share["households"]) for share in body.get("shares", ())]


urlpatterns = [
    path(
        "employees/<int:pk>/hand-over/",
        HandOverViewSet.as_view({"get": "retrieve", "post": "begin"}),
    ),
    path("employees/<int:pk>/hand-over/preview/", HandOverViewSet.as_view({"post": "preview"})),
]
