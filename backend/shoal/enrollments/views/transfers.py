"""They change to another class, with seat and money; and what that would mean."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import parse, parse_query
from shoal.organization.requests import Request

from ..serializers.detail import EnrollmentSerializer
from ..serializers.transfers import TransferPreviewSerializer, shown_transfer
from ..serializers.write import TransferQuerySerializer, TransferSerializer
from ..services import transferring
from ..services.transferring import Asked
from .answers import EnrollmentAnswers

KEY = (IDEMPOTENCY_KEY,)


class TransfersViewSet(EnrollmentAnswers):
    capabilities = {"create": "enrollments.approve", "preview": "enrollments.approve"}
    key_required = frozenset({"create"})

    @command(
        "Move them to another class: what was paid goes along, what is more becomes credit",
        request=TransferSerializer, response=EnrollmentSerializer, status=201, parameters=KEY,
        errors=(404, 422),
        codes={
            400: "invalid, idempotency_key_required",
            403: "own_sale, not_yours, discount_too_high, role_may_not",
            409: "not_in_this_state, not_held, class_takes_nobody, class_full, enrolled_already, "
            "other_currency, discount_needs_agreement",
        },
        example={"class_group": 4, "discount": "200.00", "note": "Evenings suit them better."},
    )  # fmt: skip
    def create(self, request: Request, pk: int) -> Response:
        body = parse(TransferSerializer, request)
        asked = Asked(
            body.pop("class_group"), body.pop("discount", None), body.pop("discount_reason")
        )
        new = transferring.transfer_enrollment(
            enrollment_id=pk, asked=asked, by=request.user, at=clock.now(), **body
        )
        return self.enrollment(new.pk, status=201)

    @command(
        "What moving to another class would do", response=TransferPreviewSerializer,
        parameters=(TransferQuerySerializer,), errors=(404,),
        codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def preview(self, request: Request, pk: int) -> Response:
        query = parse_query(TransferQuerySerializer, request)
        asked = Asked(query["class_group"], query.get("discount"))
        found = transferring.preview(enrollment_id=pk, asked=asked, by=request.user, at=clock.now())
        return Response(shown_transfer(found))


urlpatterns = [
    path("enrollments/<int:pk>/transfer/", TransfersViewSet.as_view({"post": "create"})),
    path("enrollments/<int:pk>/transfer/preview/", TransfersViewSet.as_view({"get": "preview"})),
]
