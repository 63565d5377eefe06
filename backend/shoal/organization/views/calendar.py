"""The working calendar: days of the school and its campuses, and people's leave."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import Invalid, UnknownFilter
from shoal.common.fields import ref
from shoal.common.filters import Filter, ids, parse_id
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse

from ..models import CalendarEntry, Campus, Leave
from ..requests import Request
from ..serializers.calendar import (
    ENTRY_COLUMNS,
    LEAVE_COLUMNS,
    CalendarEntrySerializer,
    CalendarEntryWriteSerializer,
    HolidaysAddedSerializer,
    HolidaysSerializer,
    LeaveEditSerializer,
    LeaveSerializer,
    LeaveWriteSerializer,
    ScheduleSerializer,
    YearSerializer,
    entry_row,
    leave_row,
    shown_schedules,
)
from ..services import calendar
from ..year import closed_days

KEY = (IDEMPOTENCY_KEY,)
BY_DAY = {
    "first_day": Ordering("first_day"),
    "-first_day": Ordering("first_day", descending=True),
}


YEAR_PARAMETERS = (
    OpenApiParameter("year", int, description="This year unless told."),
    OpenApiParameter("campus", int, description="Without it the school itself."),
)


def parse_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text)):
        raise Invalid.field("year", "year", "A year of four digits.")
    return int(text)


def _of_year(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    year = parse_year(text)
    return rows.filter(first_day__lte=date(year, 12, 31), last_day__gte=date(year, 1, 1))


YEAR = Filter(_of_year, "What has a day in this year.", int)
CALENDAR = ListSpec(
    columns=ENTRY_COLUMNS,
    row=entry_row,
    orderings=BY_DAY,
    default_ordering="first_day",
    filters={"year": YEAR, "campus": ids("campus", "Campus.")},
)
LEAVE = ListSpec(
    columns=LEAVE_COLUMNS,
    row=dict,
    orderings=BY_DAY,
    default_ordering="first_day",
    filters={"year": YEAR, "employee": ids("employee", "Whose.")},
)
ENTRY = {"first_day": "2026-10-01", "last_day": "2026-10-07", "name": "National Day"}
LEAVE_BODY = {"employee": 4, "first_day": "2026-12-07", "last_day": "2026-12-11"}


class CalendarViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "days": ANYBODY_LOGGED_IN,
        "create": "organization.edit",
        "partial_update": "organization.edit",
        "destroy": "organization.edit",
        "holidays": ANYBODY_LOGGED_IN,
        "add_holidays": "organization.edit",
    }

    @listing("Days of rest and working days of school and campuses", CALENDAR,
             CalendarEntrySerializer)  # fmt: skip
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, CalendarEntry.objects.all(), CALENDAR))

    @command(
        "The days of a year on which a campus, or the school, does not work",
        response=YearSerializer, parameters=YEAR_PARAMETERS, codes={400: "invalid, unknown_filter"},
        answer={"year": 2026, "campus": None, "closed": ["2026-10-01", "2026-10-02"]},
    )  # fmt: skip
    def days(self, request: Request) -> Response:
        year, campus = asked_year(request)
        shown = ref(campus.pk, campus.name) if campus else None
        closed = closed_days(year, campus)
        return Response({"year": year, "campus": shown, "closed": closed})

    @command(
        "Close the school or a campus for some days, or let it work",
        request=CalendarEntryWriteSerializer, response=CalendarEntrySerializer, status=201,
        parameters=KEY, errors=(400, 422), example=ENTRY,
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        fields = parse(CalendarEntryWriteSerializer, request)
        entry = calendar.add_entry(fields=fields, by=request.user, at=clock.now())
        return Response(shown_entry(entry.pk), 201)

    @command(
        "Change an entry of the calendar", request=CalendarEntryWriteSerializer,
        response=CalendarEntrySerializer, errors=(400, 404), example={"last_day": "2026-10-08"},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(CalendarEntryWriteSerializer, request, partial=True)
        calendar.edit_entry(entry_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown_entry(pk))

    @command("Remove an entry from the calendar", status=204, errors=(404,))
    def destroy(self, request: Request, pk: int) -> Response:
        calendar.remove_entry(entry_id=pk, by=request.user, at=clock.now())
        return Response(status=204)

    @command(
        "The years whose public holidays (of China) are known", response=ScheduleSerializer(
            many=True
        ),
    )  # fmt: skip
    def holidays(self, request: Request) -> Response:
        return Response(shown_schedules())

    @command(
        "Add a year's public holidays (of China) for the whole school",
        request=HolidaysSerializer, response=HolidaysAddedSerializer, parameters=KEY,
        errors=(400, 422), example={"year": 2026}, answer={"added": 13, "left_out": 0},
    )  # fmt: skip
    def add_holidays(self, request: Request) -> Response:
        year = parse(HolidaysSerializer, request)["year"]
        added, left_out = calendar.add_holidays(year=year, by=request.user, at=clock.now())
        return Response({"added": added, "left_out": left_out})


class LeaveViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "create": "leave.edit",
        "partial_update": "leave.edit",
        "destroy": "leave.edit",
    }

    @listing("Your leave, and that of the people you lead", LEAVE, LeaveSerializer)
    def list(self, request: Request) -> Response:
        spec = replace(LEAVE, row=partial(leave_row, request.user))
        return Response(fetch_page(request, Leave.objects.visible_to(request.user), spec))

    @command(
        "Enter somebody's leave", request=LeaveWriteSerializer, response=LeaveSerializer,
        status=201, parameters=KEY, errors=(400, 422), codes={403: "outside_your_scope"},
        example=LEAVE_BODY,
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(LeaveWriteSerializer, request)
        employee_id = body.pop("employee")
        leave = calendar.add_leave(
            employee_id=employee_id, **body, by=request.user, at=clock.now()
        )  # fmt: skip
        return Response(shown_leave(leave.pk, request), 201)

    @command(
        "Change days or note of somebody's leave", request=LeaveEditSerializer,
        response=LeaveSerializer, errors=(400, 404), codes={403: "outside_your_scope"},
        example={"last_day": "2026-12-12"},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        changes = parse(LeaveEditSerializer, request, partial=True)
        calendar.edit_leave(leave_id=pk, changes=changes, by=request.user, at=clock.now())
        return Response(shown_leave(pk, request))

    @command(
        "Remove somebody's leave", status=204, errors=(404,), codes={403: "outside_your_scope"}
    )
    def destroy(self, request: Request, pk: int) -> Response:
        calendar.remove_leave(leave_id=pk, by=request.user, at=clock.now())
        return Response(status=204)


def asked_year(request: Request) -> tuple[int, Campus | None]:
    """Return (year, campus) of a query. Raises Invalid, UnknownFilter."""
    for name in request.query_params:
        if name not in ("year", "campus"):
            raise UnknownFilter(name=name)
    this_year = clock.now().astimezone(request.user.zone).year
    year = parse_year(request.query_params.get("year") or str(this_year))
    if not (text := request.query_params.get("campus")):
        return year, None
    campus = Campus.objects.filter(pk=parse_id(text, "campus")).first()
    if campus is None:
        raise Invalid.field("campus", "does_not_exist", "There is no such campus.")
    return year, campus


def shown_entry(pk: int) -> dict[str, Any]:
    return entry_row(CalendarEntry.objects.values("pk", *ENTRY_COLUMNS).get(pk=pk))


def shown_leave(pk: int, request: Request) -> dict[str, Any]:
    return leave_row(request.user, Leave.objects.values("pk", *LEAVE_COLUMNS).get(pk=pk))
