"""They pause, come back, come to the end, leave; and the form on paper."""

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.fields import NothingSerializer
from shoal.common.schema import IDEMPOTENCY_KEY, command
from shoal.common.views import parse, parse_query
from shoal.organization.requests import Request

from ..papers.application_form import application_form
from ..papers.contract import contract
from ..serializers.detail import EnrollmentSerializer
from ..serializers.refunds import WithdrawalPreviewSerializer, shown_preview
from ..serializers.write import (
    CancelEnrollmentSerializer,
    FormQuerySerializer,
    WithdrawQuerySerializer,
    WithdrawSerializer,
)
from ..services import pausing, withdrawing
from .answers import PDF, EnrollmentAnswers, on_paper

KEY = (IDEMPOTENCY_KEY,)
PAUSE = "not_in_this_state, not_held"


class EnrollmentMovesViewSet(EnrollmentAnswers):
    capabilities = {
        "suspend": "enrollments.edit",
        "resume": "enrollments.edit",
        "complete": "enrollments.approve",
        "withdraw": "enrollments.approve",
        "preview": "enrollments.approve",
        "form": "enrollments.view",
        "contract": "enrollments.view",
    }

    @command(
        "Let them pause; the seat stays theirs", request=CancelEnrollmentSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={403: "not_yours, role_may_not", 409: PAUSE}, example={"note": "A broken leg."},
    )  # fmt: skip
    def suspend(self, request: Request, pk: int) -> Response:
        body = parse(CancelEnrollmentSerializer, request)
        pausing.suspend(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return self.enrollment(pk)

    @command(
        "They come back after a pause", request=NothingSerializer, response=EnrollmentSerializer,
        parameters=KEY, errors=(400, 404, 422),
        codes={403: "not_yours, role_may_not", 409: PAUSE}, example={},
    )  # fmt: skip
    def resume(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        pausing.resume(enrollment_id=pk, by=request.user, at=clock.now())
        return self.enrollment(pk)

    @command(
        "They have come to the end, before the class does", request=NothingSerializer,
        response=EnrollmentSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={403: "not_yours, role_may_not", 409: PAUSE}, example={},
    )  # fmt: skip
    def complete(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        pausing.complete(enrollment_id=pk, by=request.user, at=clock.now())
        return self.enrollment(pk)

    @command(
        "They leave: what goes back is computed, and the seat is the next one's",
        request=WithdrawSerializer, response=EnrollmentSerializer, parameters=KEY,
        errors=(400, 404, 422), codes={409: "not_in_this_state"},
        example={"sessions_attended": 4, "note": "Moved to another city."},
    )  # fmt: skip
    def withdraw(self, request: Request, pk: int) -> Response:
        body = parse(WithdrawSerializer, request)
        withdrawing.withdraw(enrollment_id=pk, by=request.user, at=clock.now(), **body)
        return self.enrollment(pk)

    @command(
        "What withdrawing now would give back", response=WithdrawalPreviewSerializer,
        parameters=(WithdrawQuerySerializer,), errors=(404,),
        codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def preview(self, request: Request, pk: int) -> Response:
        query = parse_query(WithdrawQuerySerializer, request)
        enrollment, found = withdrawing.preview(
            enrollment_id=pk, by=request.user, at=clock.now(), **query
        )
        return Response(shown_preview(enrollment, found))

    @command(
        "The application form with its contract, to print and sign", media_type=PDF,
        response=OpenApiTypes.BINARY, parameters=(FormQuerySerializer,), errors=(404,),
        codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def form(self, request: Request, pk: int) -> HttpResponse:
        language = parse_query(FormQuerySerializer, request)["language"]
        content = application_form(enrollment_id=pk, viewer=request.user, language=language)
        return on_paper(content, f"application-{pk}")

    @command(
        "The training contract, to print and sign", media_type=PDF,
        response=OpenApiTypes.BINARY, parameters=(FormQuerySerializer,), errors=(404,),
        codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def contract(self, request: Request, pk: int) -> HttpResponse:
        language = parse_query(FormQuerySerializer, request)["language"]
        content = contract(enrollment_id=pk, viewer=request.user, language=language)
        return on_paper(content, f"contract-{pk}")


COMMANDS = ("suspend", "resume", "complete", "withdraw")
urlpatterns = [
    *(
        path(f"enrollments/<int:pk>/{name}/", EnrollmentMovesViewSet.as_view({"post": name}))
        for name in COMMANDS
    ),
    path(
        "enrollments/<int:pk>/withdraw/preview/",
        EnrollmentMovesViewSet.as_view({"get": "preview"}),
    ),
    path("enrollments/<int:pk>/form/", EnrollmentMovesViewSet.as_view({"get": "form"})),
    path("enrollments/<int:pk>/contract/", EnrollmentMovesViewSet.as_view({"get": "contract"})),
]
