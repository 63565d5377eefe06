"""What happened with a customer, and who held them when."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import path
from django.utils.dateparse import parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import Invalid, UnknownFilter
from shoal.common.lists import MAX_PAGE, ListSpec, Ordering, fetch_page, page_size
from shoal.common.schema import command, page_of
from shoal.common.views import ApiViewSet
from shoal.organization.requests import Request

from ..lineage import Lineage, lineage_of
from ..models import OwnershipSpell
from ..serializers.history import HolderAtSerializer, SpellSerializer, TimelineEntrySerializer
from ..serializers.veil import Veil, veil_of
from ..timeline import SPELL_COLUMNS, known_customer, shown_spell, timeline

PAGING = (
    OpenApiParameter("cursor", str, description="From `next`."),
    OpenApiParameter("page_size", int, description=f"1 to {MAX_PAGE}."),
)
AT = OpenApiParameter(
    "at", OpenApiTypes.DATETIME,
    description="A past instant (RFC 3339): answers who held the customer then.",
)  # fmt: skip


class HistoryViewSet(ApiViewSet):
    capabilities = {"timeline": "customers.view", "ownership": "customers.view"}

    @command(
        "Show everything that happened with a customer, newest first", parameters=PAGING,
        response=page_of(TimelineEntrySerializer), errors=(400, 404),
    )  # fmt: skip
    def timeline(self, request: Request, pk: int) -> Response:
        query = request.query_params
        for name in query:
            if name not in ("cursor", "page_size"):
                raise UnknownFilter(name=name)
        size = page_size(query.get("page_size"))
        entries, further = timeline(pk, request.user, size=size, cursor=query.get("cursor"))
        next_page = None
        if further:
            asked = urlencode({**query.dict(), "cursor": further})
            next_page = request.build_absolute_uri(f"{request.path}?{asked}")
        return Response({"next": next_page, "previous": None, "results": entries})

    @command(
        "List who held a customer from when to when; with `at`, who did at that instant",
        parameters=(AT, *PAGING), errors=(400, 404),
        response=PolymorphicProxySerializer(
            component_name="Ownership", resource_type_field_name=None, many=False,
            serializers=[page_of(SpellSerializer), HolderAtSerializer],
        ),
    )  # fmt: skip
    def ownership(self, request: Request, pk: int) -> Response:
        veil = veil_of(known_customer(pk, request.user))
        lineage = lineage_of(pk)
        if "at" in request.query_params:
            return Response(_holder_at(lineage, _past_instant(request), veil))
        spells = OwnershipSpell.objects.filter(customer__in=lineage.ids)
        return Response(fetch_page(request, spells, _spell_list(lineage, veil)))


def _spell_list(lineage: Lineage, veil: Veil) -> ListSpec:
    return ListSpec(
        columns=SPELL_COLUMNS,
        row=lambda found: shown_spell(found, lineage, veil),
        orderings={
            "-started_at": Ordering("started_at", descending=True),
            "started_at": Ordering("started_at"),
        },
        default_ordering="-started_at",
    )


def _holder_at(lineage: Lineage, at: datetime, veil: Veil) -> dict[str, Any]:
    """Return who held the customer at `at`; a spell counts from its first instant on.

    Their own spell comes first; of who was entered under another row only, that row's (R113).
    """
    found = (
        OwnershipSpell.objects.filter(customer__in=lineage.ids, started_at__lte=at)
        .filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at))
        .order_by("-started_at", "-pk")
        .values("pk", *SPELL_COLUMNS)
    )
    spells = [shown_spell(row, lineage, veil) for row in found]
    spells.sort(key=lambda spell: spell["merged"] is not None)
    spell = spells[0] if spells else None
    return {
        "at": at,
        "owner": spell and spell["owner"],
        "pool": spell and spell["pool"],
        "spell": spell,
        "others": spells[1:],
    }


def _past_instant(request: Request) -> datetime:
    text = request.query_params["at"]
    for name in request.query_params:
        if name != "at":
            raise UnknownFilter(name=name)
    try:
        # In a query string "+08:00" arrives as " 08:00".
        at = parse_datetime(text.replace(" ", "+") if "T" in text else text)
        at = at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):
        at = None
    if at is None:
        raise Invalid.field("at", "date", "An instant with offset, as in 2026-03-03T10:00:00Z.")
    if at > clock.now():
        raise Invalid.field("at", "future", "Nobody knows who will hold them.")
    return at


urlpatterns = [
    path("customers/<int:pk>/timeline/", HistoryViewSet.as_view({"get": "timeline"})),
    path("customers/<int:pk>/ownership/", HistoryViewSet.as_view({"get": "ownership"})),
]
