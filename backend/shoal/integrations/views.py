"""What is new for the caller: the event feed, and notifications."""

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import UnknownFilter
from shoal.common.fields import NothingSerializer
from shoal.common.filters import flag
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from .models import Notification
from .serializers import (
    COLUMNS,
    FeedSerializer,
    NotificationSerializer,
    ReadAllSerializer,
    UnreadSerializer,
    shown,
)
from .services import feed, marking

NOTIFICATIONS = ListSpec(
    columns=COLUMNS,
    row=dict,
    orderings={"-at": Ordering("at", descending=True)},
    default_ordering="-at",
    filters={"unread": flag(lambda: Q(read_at__isnull=True), "Not read yet.")},
)
AFTER = OpenApiParameter(
    "after", str, description="`next` of the answer before; without it: the present cursor only."
)


class EventViewSet(ApiViewSet):
    capabilities = {"poll": ANYBODY_LOGGED_IN}

    @command(
        "What happened since, as far as it is the caller's to see", response=FeedSerializer,
        parameters=(AFTER,), codes={400: "invalid_cursor, unknown_filter"},
        answer={
            "next": "1.7301.90412", "more": False, "unread": 3,
            "events": [
                {
                    "kind": "customer.released", "customer": 7,
                    "subject": {"type": "customer", "id": 7}, "at": "2026-11-22T02:00:00Z",
                    "actor": {"id": 5, "name": "Bo"}, "holder": None, "fields": [],
                },
                {"kind": "customer.gone", "customer": 9, "holder": {"id": 5, "name": "Bo"},
                 "actor": None},
            ],
        },
        description="Whoever could see a customer before and no longer can gets `customer.gone`. "
        "Nothing that commits late is lost. After a restore cursors of before are refused with "
        "400 `invalid_cursor`: start over without `after`.",
    )  # fmt: skip
    def poll(self, request: Request) -> Response:
        for name in request.query_params:
            if name != "after":
                raise UnknownFilter(name=name)
        after = request.query_params.get("after")
        if not after:
            return Response(feed.begin(by=request.user))
        return Response(feed.poll(by=request.user, after=after, at=clock.now()))


class NotificationViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN, "read": ANYBODY_LOGGED_IN, "read_all": ANYBODY_LOGGED_IN,
    }  # fmt: skip

    @listing("My notifications, newest first", NOTIFICATIONS, NotificationSerializer)
    def list(self, request: Request) -> Response:
        mine = Notification.objects.visible_to(request.user)
        page = fetch_page(request, mine, NOTIFICATIONS)
        return Response({**page, "results": shown(page["results"], request.user)})

    @command(
        "Mark a notification as read", request=NothingSerializer, response=UnreadSerializer,
        errors=(404,), example={},
    )  # fmt: skip
    def read(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        unread = marking.mark_read(notification_id=pk, by=request.user, at=clock.now())
        return Response({"unread": unread})

    @command(
        "Mark all my notifications as read", request=ReadAllSerializer,
        response=UnreadSerializer, example={"until": "2026-11-22T02:00:00Z"},
    )  # fmt: skip
    def read_all(self, request: Request) -> Response:
        until = parse(ReadAllSerializer, request).get("until")
        unread = marking.mark_all_read(by=request.user, at=clock.now(), until=until)
        return Response({"unread": unread})
