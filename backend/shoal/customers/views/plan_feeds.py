"""Plans on a phone: one's addresses, and what stands at them."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from shoal.common import clock, school
from shoal.common.fields import NothingSerializer
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import PUBLIC
from shoal.common.rate import PerAddressRate
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request
from shoal.organization.services.links import hash_of

from ..models import PlanFeed
from ..plan_calendar import calendar_of
from ..serializers.plan_feeds import (
    FEED_COLUMNS,
    PlanFeedOpenedSerializer,
    PlanFeedSerializer,
    PlanFeedWriteSerializer,
    subscription_code,
)
from ..services import plan_feeds

CALENDAR = "text/calendar"
TOKEN = OpenApiParameter("token", str, required=True, description="From `plan-feeds/`.")


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    return {"id": found["pk"], **{name: found[name] for name in FEED_COLUMNS}}


FEEDS = ListSpec(
    columns=FEED_COLUMNS,
    row=_shown,
    orderings={"-created_at": Ordering("created_at", descending=True)},
    default_ordering="-created_at",
)


class PlanFeedViewSet(ApiViewSet):
    capabilities = dict.fromkeys(("list", "create", "revoke"), "follow_ups.view")
    # Its answer holds the address, which is not to be found in a table.
    idempotent = False

    @listing("The addresses at which my calendars read my plans", FEEDS, PlanFeedSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, PlanFeed.objects.of(request.user), FEEDS))

    @command(
        "Make an address that a calendar subscribes to; it is told this once",
        request=PlanFeedWriteSerializer, response=PlanFeedOpenedSerializer, status=201,
        codes={409: "too_many_feeds"}, example={"name": "my phone"},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(PlanFeedWriteSerializer, request)
        opened = plan_feeds.open_feed(**body, by=request.user, at=clock.now())
        shown = {name: getattr(opened.feed, name) for name in ("id", *FEED_COLUMNS)}
        shown |= {"url": opened.url, "qr": subscription_code(opened.url)}
        return Response(shown, status=201)

    @command("Make an address void at once", request=NothingSerializer, status=204, errors=(404,),
             example={})  # fmt: skip
    def revoke(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        plan_feeds.revoke_feed(feed_id=pk, by=request.user, at=clock.now())
        return Response(status=204)


class PlanCalendarViewSet(ApiViewSet):
    """Calendars know no login: whoever has the address may read it."""

    authentication_classes = ()
    throttle_classes = (PerAddressRate,)
    capabilities = {"read": PUBLIC}

    @command(
        "The plans of whoever made the address, as a calendar (iCalendar)", parameters=(TOKEN,),
        response=OpenApiTypes.STR, media_type=CALENDAR, public=True, errors=(404, 429),
        answer="BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…",
        description="Unknown and revoked addresses, and those of who works here no more, are 404.",
    )  # fmt: skip
    def read(self, request: Request) -> HttpResponse:
        at = clock.now()
        whose = plan_feeds.read_feed(token=request.query_params.get("token", ""), at=at)
        body = calendar_of(whose, school.current(), at)
        answer = HttpResponse(body, content_type=f"{CALENDAR}; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="plans.ics"'
        answer["Cache-Control"] = "private, no-cache"
        answer["ETag"] = quote_etag(hash_of(body.decode()))
        unchanged = get_conditional_response(request._request, etag=answer["ETag"], response=answer)
        return unchanged or answer


urlpatterns = [
    path("plan-feeds/", PlanFeedViewSet.as_view({"get": "list", "post": "create"})),
    path("plan-feeds/<int:pk>/revoke/", PlanFeedViewSet.as_view({"post": "revoke"})),
    path("follow-up-plans.ics", PlanCalendarViewSet.as_view({"get": "read"})),
]
