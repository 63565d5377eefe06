"""Claim, release, assign: one by one, many, next; and the pools' policies."""

from typing import Any

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command
from shoal.common.views import ApiViewSet, parse, version_if_sent, with_etag
from shoal.organization.requests import Request

from ..models import Pool
from ..presets import PRESETS
from ..rules.allowance import allowances
from ..serializers.detail import CustomerDetailSerializer, detail, still_seen
from ..serializers.pool import (
    AssignSerializer,
    BulkAssignSerializer,
    BulkReleaseSerializer,
    BulkResultSerializer,
    ClaimNextSerializer,
    ClaimResultSerializer,
    ManySerializer,
    NothingSerializer,
    PoolPresetSerializer,
    PoolSerializer,
    PoolWriteSerializer,
    ReleaseSerializer,
    allowance_of,
    shown_pool,
)
from ..services import policy, pool

CLAIM_CODES = (
    "already_claimed, not_claimable, daily_claim_limit_reached, holding_limit_reached, "
    "cooling_off, fresh_hold"
)
KEY = (IDEMPOTENCY_KEY,)
BULK_ANSWER = {
    "results": [
        {"customer": 7, "ok": True, "error": None},
        {"customer": 8, "ok": False, "error": {"code": "already_claimed", "detail": "…"}},
    ]
}


class HoldingViewSet(ApiViewSet):
    """Commands on one customer: they answer with the customer as the caller now sees them."""

    capabilities = {
        "claim": "pool.claim",
        "release": "customers.release",
        "assign": "customers.assign",
    }

    def recheck(self, stored: Any) -> Any:
        return still_seen(stored, self.request.user)

    @command(
        "Claim a customer from a pool", request=NothingSerializer, parameters=KEY,
        response=CustomerDetailSerializer, errors=(400, 404, 422), codes={409: CLAIM_CODES},
        example={},
    )  # fmt: skip
    def claim(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        pool.claim_customer(customer_id=pk, by=request.user, at=clock.now())
        return _shown(pk, request)

    @command(
        "Release a customer into their pool", request=ReleaseSerializer, parameters=KEY,
        response=CustomerDetailSerializer, errors=(404, 422),
        codes={400: "unknown_reason", 403: "not_yours", 409: "not_held"},
        example={"reason": "no_contact", "note": "Called three times."},
    )  # fmt: skip
    def release(self, request: Request, pk: int) -> Response:
        body = parse(ReleaseSerializer, request)
        pool.release_customer(customer_id=pk, by=request.user, at=clock.now(), **body)
        return _shown(pk, request)

    @command(
        "Assign a customer to a consultant, or take them back into a pool",
        request=AssignSerializer, parameters=KEY, response=CustomerDetailSerializer,
        errors=(400, 404, 422),
        codes={403: "not_in_your_scope", 409: "already_theirs, not_held, holding_limit_reached"},
        example={"owner": 4, "note": "Speaks Cantonese."},
    )  # fmt: skip
    def assign(self, request: Request, pk: int) -> Response:
        body = parse(AssignSerializer, request)
        pool.assign_customer(
            customer_id=pk,
            to_id=body["owner"],
            pool_id=body.get("pool"),
            note=body["note"],
            by=request.user,
            at=clock.now(),
        )
        return _shown(pk, request)


class PoolCommandViewSet(ApiViewSet):
    """Commands on many customers, and on whoever comes next."""

    capabilities = {
        "claim": "pool.claim",
        "claim_next": "pool.claim",
        "assign": "customers.assign",
        "release": "customers.release",
    }

    def recheck(self, stored: Any) -> Any:
        # Bulk answers name ids and codes only; claim-next shows the customer.
        return still_seen(stored, self.request.user) if "id" in stored else stored

    @command(
        "Claim several customers", request=ManySerializer, response=ClaimResultSerializer,
        errors=(400, 422), parameters=KEY, example={"customers": [7, 8]}, answer=BULK_ANSWER,
    )  # fmt: skip
    def claim(self, request: Request) -> Response:
        ids = parse(ManySerializer, request)["customers"]
        by, at = request.user, clock.now()
        results = pool.claim_customers(customer_ids=ids, by=by, at=at)
        return Response({"results": results, "allowance": allowance_of(allowances(by, at))})

    @command(
        "Claim the next best customer", request=ClaimNextSerializer, parameters=KEY,
        response=CustomerDetailSerializer, errors=(400, 404, 422),
        codes={409: "nothing_to_claim, daily_claim_limit_reached, holding_limit_reached"},
        example={},
    )  # fmt: skip
    def claim_next(self, request: Request) -> Response:
        body = parse(ClaimNextSerializer, request)
        customer = pool.claim_next(by=request.user, at=clock.now(), pool_id=body.get("pool"))
        return _shown(customer.pk, request)

    @command(
        "Assign several customers", request=BulkAssignSerializer, response=BulkResultSerializer,
        errors=(400, 422), parameters=KEY, example={"customers": [7, 8], "owner": 4},
        answer=BULK_ANSWER,
    )  # fmt: skip
    def assign(self, request: Request) -> Response:
        body = parse(BulkAssignSerializer, request)
        results = pool.assign_customers(
            customer_ids=body["customers"],
            to_id=body["owner"],
            note=body["note"],
            by=request.user,
            at=clock.now(),
        )
        return Response({"results": results})

    @command(
        "Release several customers", request=BulkReleaseSerializer, response=BulkResultSerializer,
        errors=(422,), codes={400: "unknown_reason"}, parameters=KEY,
        example={"customers": [7, 8], "reason": "no_contact"}, answer=BULK_ANSWER,
    )  # fmt: skip
    def release(self, request: Request) -> Response:
        body = parse(BulkReleaseSerializer, request)
        results = pool.release_customers(
            customer_ids=body["customers"],
            reason=body["reason"],
            note=body["note"],
            by=request.user,
            at=clock.now(),
        )
        return Response({"results": results})


class PoolViewSet(ApiViewSet):
    """The pools themselves. Everybody reads those they belong to; admins edit."""

    capabilities = {
        "list": ANYBODY_LOGGED_IN,
        "presets": ANYBODY_LOGGED_IN,
        "retrieve": ANYBODY_LOGGED_IN,
        "create": "pools.edit",
        "partial_update": "pools.edit",
    }

    @command("List your pools and their limits", response=PoolSerializer(many=True))
    def list(self, request: Request) -> Response:
        pools = Pool.objects.of(request.user).prefetch_related("departments", "campuses")
        return Response([shown_pool(p) for p in pools.order_by("-is_default", "name", "pk")])

    @command(
        "List the policies to begin with; PATCH pools/{id}/ takes the fields of one",
        response=PoolPresetSerializer(many=True),
    )
    def presets(self, request: Request) -> Response:
        return Response([{"code": code, "fields": fields} for code, fields in PRESETS.items()])

    @command("Show one pool", response=PoolSerializer, errors=(404,))
    def retrieve(self, request: Request, pk: int) -> Response:
        found = Pool.objects.of(request.user).filter(pk=pk).first()
        if found is None:
            raise NotFound()
        return with_etag(Response(shown_pool(found)), found.version)

    @command(
        "Make a pool", request=PoolWriteSerializer, response=PoolSerializer, status=201,
        errors=(400, 422), parameters=KEY, example={"name": "East", "campuses": [1]},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(PoolWriteSerializer, request)
        made = policy.create_pool(by=request.user, at=clock.now(), **body)
        return Response(shown_pool(made), status=201)

    @command(
        "Change a pool's limits or members", request=PoolWriteSerializer, response=PoolSerializer,
        parameters=(IF_MATCH,), errors=(400, 404, 412), example={"daily_claim_limit": 50},
    )  # fmt: skip
    def partial_update(self, request: Request, pk: int) -> Response:
        body = parse(PoolWriteSerializer, request, partial=True)
        changed = policy.change_pool(
            pool_id=pk,
            expected_version=version_if_sent(request),
            by=request.user,
            at=clock.now(),
            **body,
        )
        return with_etag(Response(shown_pool(changed)), changed.version)


def _shown(pk: int, request: Request) -> Response:
    """Return the customer as the caller sees them now; only the id when they no longer do."""
    try:
        shown = detail(pk, request.user)
    except NotFound:
        return Response({"id": pk, "gone": True})
    return with_etag(Response(shown), shown["version"])
