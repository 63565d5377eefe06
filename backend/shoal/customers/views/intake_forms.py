"""The forms of the school's websites, for administrators."""

from django.db.models import QuerySet
from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.fields import NothingSerializer
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command
from shoal.common.views import ApiViewSet, expected_version, parse, with_etag
from shoal.organization.requests import Request

from ..models import IntakeForm
from ..serializers.intake_forms import (
    IntakeFormDetailSerializer,
    IntakeFormSerializer,
    IntakeFormWriteSerializer,
    counts_of,
    form_detail,
    shown_form,
)
from ..services import intake_forms

KEY = (IDEMPOTENCY_KEY,)


class IntakeFormViewSet(ApiViewSet):
    capabilities = dict.fromkeys(
        ("list", "retrieve", "create", "partial_update", "destroy", "renew_token"), "forms.edit"
    )

    @command("List the forms of the school's websites", response=IntakeFormSerializer(many=True))
    def list(self, request: Request) -> Response:
        forms = list(_forms().order_by("-is_active", "name", "pk"))
        counts = counts_of([form.pk for form in forms])
        return Response([shown_form(form, counts.get(form.pk)) for form in forms])

    @command(
        "Show a form, with what goes into a website and onto paper",
        response=IntakeFormDetailSerializer, errors=(404,),
    )  # fmt: skip
    def retrieve(self, request: Request, pk: int) -> Response:
        return _shown(pk)

    @command(
        "Make a form", request=IntakeFormWriteSerializer, response=IntakeFormDetailSerializer,
        status=201, errors=(400, 422), parameters=KEY, example={"name": "Website", "pool": 1},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(IntakeFormWriteSerializer, request)
        made = intake_forms.create_form(fields=fields, by=request.user, at=clock.now())
        return _shown(made.pk, status=201)

    @command(
        "Change a form", request=IntakeFormWriteSerializer, response=IntakeFormDetailSerializer,
        parameters=(IF_MATCH,), errors=(400, 404, 412, 428), example={"is_active": False},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        intake_forms.change_form(
            form_id=pk,
            expected_version=expected_version(request),
            changes=parse(IntakeFormWriteSerializer, request, partial=True),
            by=request.user,
            at=clock.now(),
        )
        return _shown(pk)

    @command(
        "Delete a form through which nobody wrote", status=204, errors=(404,),
        codes={409: "form_used"},
    )  # fmt: skip
    def destroy(self, request: Request, pk: int) -> Response:
        intake_forms.remove_form(form_id=pk, by=request.user, at=clock.now())
        return Response(status=204)

    @command(
        "Give a form another address; the old one ends", request=NothingSerializer, example={},
        response=IntakeFormDetailSerializer, parameters=KEY, errors=(400, 404, 422),
    )  # fmt: skip
    def renew_token(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        intake_forms.renew_token(form_id=pk, by=request.user, at=clock.now())
        return _shown(pk)


def _forms() -> QuerySet[IntakeForm]:
    return IntakeForm.objects.select_related("pool", "campus").prefetch_related("courses")


def _shown(pk: int, status: int = 200) -> Response:
    form = _forms().filter(pk=pk).first()
    if form is None:
        raise NotFound()
    return with_etag(Response(form_detail(form), status=status), form.version)


_one = "intake-forms/<int:pk>/"
urlpatterns = [
    path("intake-forms/", IntakeFormViewSet.as_view({"get": "list", "post": "create"})),
    path(
        _one,
        IntakeFormViewSet.as_view(
            {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
        ),
    ),
    path(f"{_one}new-token/", IntakeFormViewSet.as_view({"post": "renew_token"})),
]
