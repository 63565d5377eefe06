"""What the measuring side asks for besides the handlers that it measures."""

import time

import orjson
from django.http import HttpRequest, HttpResponse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shoal.activity.feed import Cursor, present
from shoal.activity.models import Event
from shoal.customers.models import Customer
from shoal.organization.models import Employee
from shoal.organization.services.sessions import open_session


def token(request: HttpRequest) -> HttpResponse:
    """An access token of `?user=`, as after a login."""
    user = Employee.objects.get(username=request.GET["user"])
    opened = open_session(user=user, kind="token", user_agent="bench", ip=None)
    return HttpResponse(orjson.dumps({"access": opened.access, "id": user.pk}))


def claimable(request: HttpRequest) -> HttpResponse:
    """For each of the first `users` consultants `each` customers of their campus's pool, nobody
    twice: [{username: [ids]}], a group for each campus."""
    users, each = int(request.GET["users"]), int(request.GET["each"])
    people = Employee.objects.filter(role="sales").order_by("pk")[:users]
    by_campus: dict[int | None, list[str]] = {}
    for person in people:
        by_campus.setdefault(person.campus_id, []).append(person.username)
    groups = []
    for campus, names in by_campus.items():
        rows = (
            Customer.objects.claimable()
            .filter(pool__campuses=campus, guardian__isnull=True)
            .order_by("-pool_rank_at", "-pk")
        )
        ids = list(rows.values_list("pk", flat=True)[: each * len(names)])
        groups.append({name: ids[n :: len(names)] for n, name in enumerate(names)})
    return HttpResponse(orjson.dumps(groups))


class Nothing(APIView):
    """A DRF view that does nothing: what claims and polls are measured against."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()

    def get(self, request: Request) -> Response:
        return Response({})

    def post(self, request: Request) -> Response:
        return Response({})


def cpu(request: HttpRequest) -> HttpResponse:
    """How many seconds of CPU this process has used."""
    return HttpResponse(orjson.dumps({"seconds": time.process_time()}))


def cursor(request: HttpRequest) -> HttpResponse:
    """The cursor of the event feed that has `?events=` events behind it."""
    end, number = present(), int(request.GET["events"])
    rows = Event.objects.order_by("-tx", "-id").values_list("tx", "id")
    before = rows[number : number + 1].first() or (0, 0)
    return HttpResponse(orjson.dumps({"cursor": str(Cursor(end.epoch, *before))}))
