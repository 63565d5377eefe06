"""Removing a person for good."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.fields import NothingSerializer
from shoal.common.schema import command
from shoal.common.views import ApiViewSet, parse, with_etag
from shoal.organization.requests import Request

from ..serializers.detail import CustomerDetailSerializer, detail
from ..services import anonymising


class AnonymiseViewSet(ApiViewSet):
    capabilities = {"anonymise": "customers.anonymise"}
    # The look through everything must not happen within the transaction that a key opens; and
    # who asks again is told that it is done.
    idempotent = False

    @command(
        "Remove a person for good: their contacts and all words about them",
        request=NothingSerializer, response=CustomerDetailSerializer, errors=(400, 404),
        codes={409: "anonymised, has_students, import_busy"}, example={},
    )  # fmt: skip
    def anonymise(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        anonymising.anonymise_customer(customer_id=pk, by=request.user, at=clock.now())
        shown = detail(pk, request.user)
        return with_etag(Response(shown), shown["version"])


urlpatterns = [
    path("customers/<int:pk>/anonymise/", AnonymiseViewSet.as_view({"post": "anonymise"})),
]
