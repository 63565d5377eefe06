"""Trying a pool's rules before they are saved."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound, UnknownFilter
from shoal.common.filters import parse_id
from shoal.common.schema import command
from shoal.common.views import ApiViewSet, parse
from shoal.organization.requests import Request

from ..dry_run import dry_run
from ..models import Pool
from ..serializers.dry_run import DryRunResultSerializer, DryRunSerializer


class DryRunViewSet(ApiViewSet):
    """Answers a question: nothing is written, so nothing could happen twice either."""

    capabilities = {"create": "pools.edit"}
    idempotent = False

    @command(
        "Whom a change of a pool's rules would return, and when", request=DryRunSerializer,
        response=DryRunResultSerializer, errors=(404,), codes={400: "invalid, unknown_filter"},
        example={"recycle_after_days": {"A": 1}},
        parameters=(OpenApiParameter("owner", int, description="Only the customers of one."),),
    )  # fmt: skip
    def create(self, request: Request, pk: int) -> Response:
        changes = parse(DryRunSerializer, request)
        owner = asked_owner(request)
        pool = Pool.objects.of(request.user).filter(pk=pk).first()
        if pool is None:
            raise NotFound()
        return Response(dry_run(pool, changes, at=clock.now(), owner_id=owner))


def asked_owner(request: Request) -> int | None:
    """Return whose customers are asked for, None for everybody's. Raises Invalid, UnknownFilter."""
    for name in request.query_params:
        if name != "owner":
            raise UnknownFilter(name=name)
    text = request.query_params.get("owner")
    return parse_id(text, "owner") if text else None
