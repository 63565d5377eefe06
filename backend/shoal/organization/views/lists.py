"""The lists that a school edits itself: sources, campaigns, reasons, payment methods."""

from django.db.models import QuerySet
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, command, listing
from shoal.common.views import ApiViewSet, parse

from ..models import ListEntry
from ..requests import Request
from ..serializers.lists import (
    LIST_KINDS,
    ListEntryCreateSerializer,
    ListEntryEditSerializer,
    ListEntrySerializer,
    ListOrderSerializer,
)
from ..services import lists

KEY = (IDEMPOTENCY_KEY,)
COLUMNS = ("code", "label_en", "label_zh", "is_active", "position")


def entry_row(found: dict) -> dict:
    return {"id": found.pop("pk"), **found}


ENTRIES = ListSpec(
    columns=COLUMNS,
    row=entry_row,
    orderings={"position": Ordering("position")},
    default_ordering="position",
)


class ListEntryViewSet(ApiViewSet):
    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "create": "organization.edit",
        "partial_update": "organization.edit",
        "order": "organization.edit",
    }

    @listing(
        "One of the school's own lists", ENTRIES, ListEntrySerializer, codes={404: "not_found"}
    )
    def list(self, request: Request, kind: str) -> Response:
        return Response(fetch_page(request, _of(kind), ENTRIES))

    @command(
        "Add an entry", request=ListEntryCreateSerializer, response=ListEntrySerializer,
        status=201, parameters=KEY, errors=(404, 422),
        example={"label_en": "Open day", "label_zh": "开放日"},
    )  # fmt: skip
    def create(self, request: Request, kind: str) -> Response:
        _of(kind)
        fields = parse(ListEntryCreateSerializer, request)
        entry = lists.create_entry(kind=kind, **fields, by=request.user, at=clock.now())
        return Response(shown(kind, entry.pk), 201)

    @command(
        "Change labels, or switch it on or off; its code never changes",
        request=ListEntryEditSerializer, response=ListEntrySerializer, errors=(404,),
        codes={409: "entry_needed"}, example={"label_en": "Open house", "is_active": False},
    )  # fmt: skip
    def partial_update(self, request: Request, kind: str, pk: int) -> Response:
        _of(kind)
        changes = parse(ListEntryEditSerializer, request)
        at = clock.now()
        lists.edit_entry(kind=kind, entry_id=pk, changes=changes, by=request.user, at=at)
        return Response(shown(kind, pk))

    @command(
        "Put a list into another order", request=ListOrderSerializer,
        response=ListEntrySerializer(many=True), parameters=KEY, errors=(404, 422),
        example={"entries": [3, 1, 2]},
    )  # fmt: skip
    def order(self, request: Request, kind: str) -> Response:
        _of(kind)
        ids = parse(ListOrderSerializer, request)["entries"]
        lists.order_entries(kind=kind, ids=ids, by=request.user, at=clock.now())
        found = _of(kind).order_by("position", "pk").values("pk", *COLUMNS)
        return Response([entry_row(row) for row in found])


def _of(kind: str) -> QuerySet[ListEntry]:
    if kind not in LIST_KINDS:
        raise NotFound()
    return ListEntry.objects.filter(kind=kind)


def shown(kind: str, pk: int) -> dict:
    return entry_row(_of(kind).values("pk", *COLUMNS).get(pk=pk))
