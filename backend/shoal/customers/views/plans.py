"""Plans: what to do with a customer, and when."""

from functools import partial
from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.filters import ids, one_of, since, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..models import PlanKind, PlanState
from ..rules.profile import hidden_fields
from ..serializers.contact import (
    PLAN_COLUMNS,
    PlanSerializer,
    one_of_rows,
    plans_seen_by,
    shown_plan,
)
from ..serializers.contact_write import PlanChangeSerializer, PlanWriteSerializer
from ..serializers.pool import NothingSerializer
from ..services import plans
from ..services.access import visible_customer

KEY = (IDEMPOTENCY_KEY,)
PLAN_LIST = ListSpec(
    columns=PLAN_COLUMNS,
    row=shown_plan,
    filters={
        "customer": ids("customer", "With whom."),
        "assignee": ids("assignee", "Whose."),
        "state": one_of("state", PlanState.values, "Open ones are `planned`."),
        "kind": one_of("kind", PlanKind.values, "What."),
        "campus": ids("campus", "Where."),
        "due_from": since("due_at"),
        "due_to": until("due_at"),
    },
    orderings={"due_at": Ordering("due_at"), "-due_at": Ordering("due_at", descending=True)},
    default_ordering="due_at",
)


class PlanViewSet(ApiViewSet):
    capabilities = {
        "list": "follow_ups.view",
        "retrieve": "follow_ups.view",
        "create": "plans.edit",
        "partial_update": "plans.edit",
        "cancel": "plans.edit",
        "no_show": "plans.edit",
    }

    def recheck(self, stored: Any) -> Any:
        customer = visible_customer(stored["customer"]["id"], self.request.user)
        hidden = hidden_fields(self.request.user, customer)
        return _plan(stored["id"], self.request) if hidden else stored

    @listing("List plans for customers whom you may see", PLAN_LIST, PlanSerializer)
    def list(self, request: Request) -> Response:
        rows = partial(plans_seen_by, request.user)
        return Response(fetch_page(request, rows, PLAN_LIST))

    @command("Show one plan", response=PlanSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(_plan(pk, request))

    @command(
        "Plan a contact", request=PlanWriteSerializer, response=PlanSerializer, status=201,
        parameters=KEY, errors=(400, 404, 422), codes={409: "not_held, do_not_contact"},
        example={"customer": 7, "kind": "visit", "due_at": "2026-11-28T10:00:00+08:00"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(PlanWriteSerializer, request)
        made = plans.schedule_plan(
            customer_id=body.pop("customer"), by=request.user, at=clock.now(), **body
        )
        return Response(_plan(made.pk, request), status=201)

    @command(
        "Change an open plan", request=PlanChangeSerializer, response=PlanSerializer,
        errors=(400, 404), codes={409: "plan_closed, not_held"},
        example={"due_at": "2026-11-29T10:00:00+08:00"},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(PlanChangeSerializer, request, partial=True)
        plans.change_plan(plan_id=pk, by=request.user, at=clock.now(), changes=changes)
        return Response(_plan(pk, request))

    @command(
        "Cancel an open plan", request=NothingSerializer, response=PlanSerializer, parameters=KEY,
        errors=(400, 404, 422), codes={409: "plan_closed, not_held"}, example={},
    )  # fmt: skip
    def cancel(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        plans.cancel_plan(plan_id=pk, by=request.user, at=clock.now())
        return Response(_plan(pk, request))

    @command(
        "Note that the customer did not come", request=NothingSerializer, response=PlanSerializer,
        parameters=KEY, errors=(400, 404, 422),
        codes={409: "plan_closed, not_held, not_an_appointment, not_yet_due"}, example={},
    )  # fmt: skip
    def no_show(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        plans.mark_no_show(plan_id=pk, by=request.user, at=clock.now())
        return Response(_plan(pk, request))


def _plan(pk: int, request: Request) -> dict[str, Any]:
    return shown_plan(one_of_rows(plans_seen_by(request.user), pk, PLAN_COLUMNS))


urlpatterns = [
    path("follow-up-plans/", PlanViewSet.as_view({"get": "list", "post": "create"})),
    path(
        "follow-up-plans/<int:pk>/",
        PlanViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    path("follow-up-plans/<int:pk>/cancel/", PlanViewSet.as_view({"post": "cancel"})),
    path("follow-up-plans/<int:pk>/no-show/", PlanViewSet.as_view({"post": "no_show"})),
]
