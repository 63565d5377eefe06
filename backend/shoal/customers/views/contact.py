"""Follow-ups, the status, and Today."""

from functools import partial
from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.filters import ids, one_of, since, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse, with_etag
from shoal.organization.requests import Request

from ..models import FollowUp, Method, Outcome
from ..rules.profile import hidden_fields
from ..serializers.contact import (
    FOLLOW_UP_COLUMNS,
    FollowUpSerializer,
    FollowUpVersionSerializer,
    follow_ups_seen_by,
    one_of_rows,
    shown_follow_up,
    shown_versions,
)
from ..serializers.contact_write import (
    FollowUpCorrectionSerializer,
    FollowUpWriteSerializer,
    StatusWriteSerializer,
)
from ..serializers.detail import CustomerDetailSerializer, detail, still_seen
from ..serializers.history import TodaySerializer
from ..services import followups, status
from ..services.access import visible_customer
from ..today import today

KEY = (IDEMPOTENCY_KEY,)
FOLLOW_UP_FILTERS = {
    "customer": ids("customer", "Of whom."),
    "author": ids("author", "By whom."),
    "method": one_of("method", Method.values, "How."),
    "outcome": one_of("outcome", Outcome.values, "What came of it."),
    "from": since("occurred_at"),
    "to": until("occurred_at"),
}
FOLLOW_UP_ORDERINGS = {
    "-occurred_at": Ordering("occurred_at", descending=True),
    "occurred_at": Ordering("occurred_at"),
}


def _follow_up_list(request: Request | None = None) -> ListSpec:
    """The rows say whether the caller may correct them, so the list depends on who asks."""
    # The schema asks for the columns only, and no row is drawn.
    row = partial(shown_follow_up, viewer=request.user) if request else dict
    return ListSpec(
        columns=FOLLOW_UP_COLUMNS,
        row=row,
        filters=FOLLOW_UP_FILTERS,
        orderings=FOLLOW_UP_ORDERINGS,
        default_ordering="-occurred_at",
    )


class FollowUpViewSet(ApiViewSet):
    capabilities = {
        "list": "follow_ups.view",
        "retrieve": "follow_ups.view",
        "versions": "follow_ups.view",
        "create": "follow_ups.log",
        "partial_update": "follow_ups.log",
    }

    def recheck(self, stored: Any) -> Any:
        customer = visible_customer(stored["customer"]["id"], self.request.user)
        hidden = hidden_fields(self.request.user, customer)
        return _follow_up(stored["id"], self.request) if hidden else stored

    @listing("List follow-ups of customers whom you may see", _follow_up_list(), FollowUpSerializer)
    def list(self, request: Request) -> Response:
        rows = partial(follow_ups_seen_by, request.user)
        return Response(fetch_page(request, rows, _follow_up_list(request)))

    @command("Show one follow-up", response=FollowUpSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(_follow_up(pk, request))

    @command(
        "Log a follow-up", request=FollowUpWriteSerializer, response=FollowUpSerializer,
        status=201, parameters=KEY, errors=(400, 404, 422),
        codes={409: "not_held, do_not_contact, plan_closed"},
        example={
            "customer": 7, "method": "call", "outcome": "reached", "note": "想了解周末班",
            "intent_after": "B", "next_date": "2026-11-25T10:00:00+08:00",
        },
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(FollowUpWriteSerializer, request)
        made = followups.log_follow_up(
            customer_id=body.pop("customer"),
            plan_id=body.pop("plan", None),
            next_step=_next_step(body),
            by=request.user,
            at=clock.now(),
            **body,
        )
        return Response(_follow_up(made.pk, request), status=201)

    @command(
        "Correct a follow-up; the old text stays readable", request=FollowUpCorrectionSerializer,
        response=FollowUpSerializer, errors=(400, 404), codes={409: "not_the_author, not_held"},
        example={"note": "She said Saturday, not Sunday."},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(FollowUpCorrectionSerializer, request, partial=True)
        followups.correct_follow_up(
            follow_up_id=pk, by=request.user, at=clock.now(), changes=changes
        )
        return Response(_follow_up(pk, request))

    @command(
        "Show what a follow-up said before each correction, newest first",
        response=FollowUpVersionSerializer(many=True), errors=(404,),
    )  # fmt: skip
    def versions(self, request: Request, pk: int) -> Response:
        found = one_of_rows(follow_ups_seen_by(request.user), pk, FOLLOW_UP_COLUMNS)
        kept = FollowUp.objects.get(pk=pk).versions.select_related("replaced_by")
        return Response(shown_versions(found, list(kept.order_by("version"))))


class StatusViewSet(ApiViewSet):
    capabilities = {"change": "customers.status"}

    def recheck(self, stored: Any) -> Any:
        return still_seen(stored, self.request.user)

    @command(
        "Move a customer to another status", request=StatusWriteSerializer, parameters=KEY,
        response=CustomerDetailSerializer, errors=(400, 404, 422),
        codes={409: "status_move_refused, no_further_status, not_held"},
        example={"status": "lost", "reason": "competitor", "note": "Chose a school next door."},
    )  # fmt: skip
    def change(self, request: Request, pk: int) -> Response:
        body = parse(StatusWriteSerializer, request)
        status.change_status(customer_id=pk, by=request.user, at=clock.now(), **body)
        shown = detail(pk, request.user)
        return with_etag(Response(shown), shown["version"])


class TodayViewSet(ApiViewSet):
    capabilities = {"retrieve": "follow_ups.view"}

    @command(
        "Show whom to contact today; for those who lead, also the team", response=TodaySerializer
    )
    def retrieve(self, request: Request) -> Response:
        return Response(today(request.user, clock.now()))


def _next_step(body: dict[str, Any]) -> followups.NextStep | None:
    kind, note, due_at = body.pop("next_kind"), body.pop("next_note"), body.pop("next_date", None)
    return followups.NextStep(due_at=due_at, kind=kind, note=note) if due_at else None


def _follow_up(pk: int, request: Request) -> dict[str, Any]:
    found = one_of_rows(follow_ups_seen_by(request.user), pk, FOLLOW_UP_COLUMNS)
    return shown_follow_up(found, request.user)


urlpatterns = [
    path("follow-ups/", FollowUpViewSet.as_view({"get": "list", "post": "create"})),
    path(
        "follow-ups/<int:pk>/",
        FollowUpViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    path("follow-ups/<int:pk>/versions/", FollowUpViewSet.as_view({"get": "versions"})),
    path("customers/<int:pk>/status/", StatusViewSet.as_view({"post": "change"})),
    path("today/", TodayViewSet.as_view({"get": "retrieve"})),
]
