"""Plans: what to do with a customer, and when."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.urls import path
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.filters import ids, one_of, since, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse, parse_query
from shoal.organization.requests import Request

from .. import agenda
from ..models import PlanKind, PlanState
from ..rules.profile import hidden_fields
from ..serializers.agenda_query import (
    LONGEST,
    CalendarQuerySerializer,
    ExpectedQuerySerializer,
)
from ..serializers.contact import one_of_rows
from ..serializers.contact_write import (
    CheckInSerializer,
    PlanChangeSerializer,
    PlanDoneSerializer,
    PlanWriteSerializer,
)
from ..serializers.planning import (
    PLAN_COLUMNS,
    CalendarSerializer,
    ExpectedDaySerializer,
    PlanSerializer,
    plan_row,
    plans_seen_by,
)
from ..serializers.pool import NothingSerializer
from ..services import answering, plans
from ..services.access import visible_customer
from ..services.answering import Answer
from ..services.followups import NextStep

KEY = (IDEMPOTENCY_KEY,)
ANSWER_CODES = "plan_closed, not_held, do_not_contact, not_yet_due"
NEXT = {"kind": "call", "due_at": "2026-11-30T10:00:00+08:00", "note": "ask about the lesson"}
CHECKED_IN = {"note": "带孩子试听了", "intent_after": "A", "next": NEXT}
CALLED = {"outcome": "reached", "next": NEXT}
PLAN_LIST = ListSpec(
    columns=PLAN_COLUMNS,
    row=dict,  # says what the caller may not do, so it depends on who asks
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
        "check_in": "follow_ups.log",
        "done": "follow_ups.log",
    }

    def recheck(self, stored: Any) -> Any:
        customer = visible_customer(stored["customer"]["id"], self.request.user)
        hidden = hidden_fields(self.request.user, customer)
        return _plan(stored["id"], self.request) if hidden else stored

    @listing("List plans for customers whom you may see", PLAN_LIST, PlanSerializer)
    def list(self, request: Request) -> Response:
        spec = replace(PLAN_LIST, row=partial(plan_row, viewer=request.user, at=clock.now()))
        return Response(fetch_page(request, partial(plans_seen_by, request.user), spec))

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

    @command(
        "They came: log the follow-up, close the plan, make the next one",
        request=CheckInSerializer, response=PlanSerializer, parameters=KEY, errors=(400, 404, 422),
        codes={409: f"{ANSWER_CODES}, not_an_appointment"}, example=CHECKED_IN,
    )  # fmt: skip
    def check_in(self, request: Request, pk: int) -> Response:
        answer = _answer(parse(CheckInSerializer, request))
        answering.check_in(plan_id=pk, answer=answer, by=request.user, at=clock.now())
        return Response(_plan(pk, request))

    @command(
        "It is done: log the follow-up, close the plan, make the next one",
        request=PlanDoneSerializer, response=PlanSerializer, parameters=KEY,
        errors=(400, 404, 422), codes={409: ANSWER_CODES}, example=CALLED,
    )  # fmt: skip
    def done(self, request: Request, pk: int) -> Response:
        answer = _answer(parse(PlanDoneSerializer, request))
        answering.finish_plan(plan_id=pk, answer=answer, by=request.user, at=clock.now())
        return Response(_plan(pk, request))


class AgendaViewSet(ApiViewSet):
    capabilities = {"calendar": "follow_ups.view", "expected": "follow_ups.view"}

    @command(
        "Show the plans that are due from an instant to another", response=CalendarSerializer,
        parameters=(CalendarQuerySerializer,), codes={400: "invalid, unknown_filter"},
        description=f"At most {LONGEST.days} days. Cancelled plans are left out.",
    )  # fmt: skip
    def calendar(self, request: Request) -> Response:
        query = parse_query(CalendarQuerySerializer, request)
        return Response(agenda.calendar(
            request.user, clock.now(), begin=query["from"], end=query["to"],
            team=query["scope"] == "team", assignee=query.get("assignee"),
        ))  # fmt: skip

    @command(
        "Show who is expected at a campus on a day, and whether they came",
        response=ExpectedDaySerializer, parameters=(ExpectedQuerySerializer,),
        codes={400: "invalid, unknown_filter"},
    )  # fmt: skip
    def expected(self, request: Request) -> Response:
        query = parse_query(ExpectedQuerySerializer, request)
        day, campus = query.get("date"), query.get("campus")
        return Response(agenda.expected(request.user, clock.now(), day=day, campus=campus))


def _plan(pk: int, request: Request) -> dict[str, Any]:
    found = one_of_rows(plans_seen_by(request.user), pk, PLAN_COLUMNS)
    return plan_row(found, viewer=request.user, at=clock.now())


def _answer(body: dict[str, Any]) -> Answer:
    step = body.pop("next", None)
    return Answer(**body, next_step=NextStep(**step, field="next/due_at") if step else None)


urlpatterns = [
    path("follow-up-plans/", PlanViewSet.as_view({"get": "list", "post": "create"})),
    path("follow-up-plans/calendar/", AgendaViewSet.as_view({"get": "calendar"})),
    path("follow-up-plans/expected/", AgendaViewSet.as_view({"get": "expected"})),
    path(
        "follow-up-plans/<int:pk>/",
        PlanViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    ),
    path("follow-up-plans/<int:pk>/cancel/", PlanViewSet.as_view({"post": "cancel"})),
    path("follow-up-plans/<int:pk>/no-show/", PlanViewSet.as_view({"post": "no_show"})),
    path("follow-up-plans/<int:pk>/check-in/", PlanViewSet.as_view({"post": "check_in"})),
    path("follow-up-plans/<int:pk>/done/", PlanViewSet.as_view({"post": "done"})),
]
