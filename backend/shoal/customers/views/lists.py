"""The lists of customers: the pool's, and those that somebody holds."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import as_refusals
from shoal.common.lists import ListSpec, fetch_page
from shoal.common.schema import listing
from shoal.common.views import ApiViewSet
from shoal.organization.models import Employee
from shoal.organization.requests import Request

from ..filters import HELD_FILTERS, HELD_ORDERINGS, POOL_FILTERS, POOL_ORDERINGS
from ..lineage import my_last_ends
from ..models import Customer
from ..rules.allowance import allowances
from ..rules.claiming import Candidate, claim_refusal
from ..serializers.pool import allowance_of
from ..serializers.rows import (
    ROW_COLUMNS,
    AllowanceSerializer,
    CustomerRowSerializer,
    PoolRowSerializer,
    annotated,
    row,
)
from .scopes import DELETED, SCOPE, in_scope

HELD_LIST = ListSpec(
    columns=ROW_COLUMNS,
    row=row,
    filters={"scope": SCOPE, "deleted": DELETED, **HELD_FILTERS},
    orderings=HELD_ORDERINGS,
    default_ordering="-created_at",
)
POOL_LIST = ListSpec(
    columns=(*ROW_COLUMNS, "my_last_end", "my_last_end_before_merge"),
    row=row,
    filters=POOL_FILTERS,
    orderings=POOL_ORDERINGS,
    default_ordering="-pool_rank_at",
)


class CustomerListViewSet(ApiViewSet):
    capabilities = {"list": "customers.view"}

    @listing("List customers whom you may see", HELD_LIST, CustomerRowSerializer)
    def list(self, request: Request) -> Response:
        return Response(
            fetch_page(request, lambda: annotated(in_scope(request), request.user), HELD_LIST)
        )


class PoolListViewSet(ApiViewSet):
    capabilities = {"list": "pool.view"}

    @listing(
        "List the customers in your pools, with what you may still claim",
        POOL_LIST,
        PoolRowSerializer,
        extra_fields={"allowance": AllowanceSerializer()},
    )
    def list(self, request: Request) -> Response:
        by, at = request.user, clock.now()
        mine = allowances(by, at)

        def with_refusal(found: dict[str, Any]) -> dict[str, Any]:
            candidate = Candidate(
                owner=None,
                status=found["status"],
                entered_at=found["entered_at"],
                my_last_end=_latest(found["my_last_end"], found["my_last_end_before_merge"]),
            )
            refusal = claim_refusal(candidate, mine[found["pool_id"]], at)
            return {**row(found), "refusals": as_refusals(claim=refusal)}

        spec = replace(POOL_LIST, row=with_refusal)
        page = fetch_page(request, lambda: annotated(_in_my_pools(by), by), spec)
        return Response({**page, "allowance": allowance_of(mine)})


def _latest(*instants: datetime | None) -> datetime | None:
    return max((at for at in instants if at is not None), default=None)


def _in_my_pools(by: Employee) -> QuerySet[Customer]:
    return Customer.objects.in_pool().visible_to(by).annotate(**my_last_ends(by))
