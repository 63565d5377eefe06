"""One list of who went from whom to whom."""

import re
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.urls import path
from rest_framework.response import Response

from shoal.common.errors import Invalid
from shoal.common.filters import Filter, ids, one_of, parse_id, since, split, until
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import listing
from shoal.common.views import ApiViewSet
from shoal.organization.requests import Request

from ..models import OwnershipSpell, Reason
from ..serializers.movements import (
    MOVEMENT_COLUMNS,
    MovementSerializer,
    movement,
    movements_seen_by,
)


def _from(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    values = split(text, name)
    holders = [parse_id(value, name) for value in values if value != "none"]
    if "none" not in values:
        return rows.left_by(holders)  # type: ignore[attr-defined]
    out_of_a_pool = Q(Exists(OwnershipSpell.objects.before()), owner_before__isnull=True)
    return rows.filter(out_of_a_pool | Q(owner_before__in=holders))


def _rule(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    if not re.fullmatch(r"[a-z_]{1,40}", text):
        raise Invalid.field(name, "choice", "The name of a rule, as in first_contact_hours.")
    # Only what was recycled has one, and by the reason there is an index.
    return rows.filter(start_reason=Reason.RECYCLED, rule=text)


def _once(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    if text not in ("0", "1", "true", "false"):
        raise Invalid.field(name, "boolean", "0 or 1.")
    return rows.once_a_household() if text in ("1", "true") else rows  # type: ignore[attr-defined]


MOVEMENTS = ListSpec(
    columns=MOVEMENT_COLUMNS,
    row=movement,
    filters={
        "customer": ids("customer"),
        "to": ids("owner", "Who took or was given them; `none` for into a pool."),
        "from": Filter(_from, "Who held them until then. Comma separated; `none` for a pool."),
        "pool": ids("pool", "Home pool."),
        "reason": one_of("start_reason", Reason.values, "Why."),
        "rule": Filter(_rule, "By which rule of the policy they were recycled."),
        "since": since("started_at"),
        "until": until("started_at"),
        "household_once": Filter(_once, "1: a household that moved together once.", bool),
    },
    orderings={
        "-at": Ordering("started_at", descending=True),
        "at": Ordering("started_at"),
    },
    default_ordering="-at",
)


class MovementViewSet(ApiViewSet):
    capabilities = {"list": "customers.view"}

    @listing("List who went from whom to whom, newest first", MOVEMENTS, MovementSerializer)
    def list(self, request: Request) -> Response:
        return Response(fetch_page(request, lambda: movements_seen_by(request.user), MOVEMENTS))


urlpatterns = [path("movements/", MovementViewSet.as_view({"get": "list"}))]
