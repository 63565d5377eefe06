"""How the school sells: limits, holds, refunds; and the usual plans of payment."""

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command
from shoal.common.views import ApiViewSet, expected_version, parse, parse_query, with_etag
from shoal.organization.requests import Request

from ..refund_examples import refund_examples
from ..serializers.policy import (
    ExamplesQuerySerializer,
    PolicySerializer,
    PolicyWriteSerializer,
    RefundExamplesSerializer,
    TemplateSerializer,
    TemplatesSerializer,
    TemplateWriteSerializer,
    policy_row,
    templates,
)
from ..services.policy import change_policy, policy, save_template

PLAN = {"name": "30/70", "parts": [{"percent": 30, "days": 0}, {"percent": 70, "days": 30}]}


class PolicyViewSet(ApiViewSet):
    capabilities = {
        "retrieve": ANYBODY_LOGGED_IN,
        "partial_update": "enrollments.policy",
        "examples": ANYBODY_LOGGED_IN,
    }

    @command("Show how the school sells", response=PolicySerializer)
    def retrieve(self, request: Request) -> Response:
        found = policy()
        return with_etag(Response(policy_row(found)), found.version)

    @command(
        "Change how the school sells", request=PolicyWriteSerializer, response=PolicySerializer,
        parameters=(IF_MATCH,), errors=(400, 412, 428), example={"hold_hours": 48},
    )  # fmt: skip
    def partial_update(self, request: Request) -> Response:
        version = expected_version(request)
        changes = parse(PolicyWriteSerializer, request, partial=True)
        found = change_policy(
            changes=changes, expected_version=version, by=request.user, at=clock.now()
        )
        return with_etag(Response(policy_row(found)), found.version)

    @command(
        "What a rule for refunds means, in numbers", response=RefundExamplesSerializer,
        parameters=(ExamplesQuerySerializer,), codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def examples(self, request: Request) -> Response:
        query = parse_query(ExamplesQuerySerializer, request)
        found = refund_examples(rule=query["refund_rule"], fee_percent=query["refund_fee_percent"])
        return Response({"results": found})


class PlanTemplateViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "create": "enrollments.policy",
        "partial_update": "enrollments.policy",
    }

    @command("The usual plans of payment", response=TemplatesSerializer)
    def list(self, request: Request) -> Response:
        return Response({"results": templates()})

    @command(
        "Add a plan of payment", request=TemplateWriteSerializer, response=TemplateSerializer,
        status=201, parameters=(IDEMPOTENCY_KEY,), errors=(400, 422), example=PLAN,
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(TemplateWriteSerializer, request)
        made = save_template(fields=fields, by=request.user, at=clock.now())
        return Response(_template(made.pk), 201)

    @command(
        "Change a plan of payment; enrollments that have one keep it",
        request=TemplateWriteSerializer, response=TemplateSerializer, errors=(400, 404),
        example={"is_active": False},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        fields = parse(TemplateWriteSerializer, request, partial=True)
        save_template(template_id=pk, fields=fields, by=request.user, at=clock.now())
        return Response(_template(pk))


def _template(pk: int) -> dict[str, object]:
    return next(row for row in templates() if row["id"] == pk)


urlpatterns = [
    path(
        "enrollment-policy/",
        PolicyViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    path("enrollment-policy/refund-examples/", PolicyViewSet.as_view({"get": "examples"})),
    path("plan-templates/", PlanTemplateViewSet.as_view({"get": "list", "post": "create"})),
    path("plan-templates/<int:pk>/", PlanTemplateViewSet.as_view({"patch": "partial_update"})),
]
