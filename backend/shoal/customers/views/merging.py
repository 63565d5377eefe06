"""Merging two customers, undoing it, and the pairs that are proposed."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import Invalid, UnknownFilter
from shoal.common.fields import NothingSerializer
from shoal.common.filters import Filter, one_of, parse_id
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.schema import IDEMPOTENCY_KEY, IF_MATCH, command, listing
from shoal.common.views import ApiViewSet, expected_version, parse, with_etag
from shoal.organization.requests import Request

from ..models import DuplicateProposal, ProposalState
from ..serializers.detail import CustomerDetailSerializer, detail, still_seen
from ..serializers.merging import (
    PROPOSAL_COLUMNS,
    ComparisonSerializer,
    DecidedPairSerializer,
    MergeSerializer,
    PairSerializer,
    UnmergeSerializer,
    comparison,
    pairs,
)
from ..services import merging, proposals, unmerging

KEY = (IDEMPOTENCY_KEY,)
HOUSEHOLDS = "guardian_of_the_other, guardian_is_student, students_of_one_name"
WITH = OpenApiParameter("merged", int, required=True, description="Who would be merged into them.")
STATES = (ProposalState.OPEN.value, ProposalState.DISMISSED.value)


def _about(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    customer = parse_id(text, name)
    return rows.filter(Q(first=customer) | Q(second=customer))


PAIRS = ListSpec(
    columns=PROPOSAL_COLUMNS,
    row=lambda found: found,
    filters={
        "state": one_of("state", STATES, "`open` unless told."),
        "customer": Filter(_about, "One of the two.", int),
    },
    orderings={"-score": Ordering("score", descending=True)},
    default_ordering="-score",
)


class MergingViewSet(ApiViewSet):
    capabilities = {
        "compare": "customers.merge",
        "merge": "customers.merge",
        "unmerge": "customers.merge",
    }

    def recheck(self, stored: Any) -> Any:
        return still_seen(stored, self.request.user)

    @command(
        "Compare two customers, and say what a merge would move", parameters=(WITH,),
        response=ComparisonSerializer, errors=(400, 404),
    )  # fmt: skip
    def compare(self, request: Request, pk: int) -> Response:
        for name in request.query_params:
            if name != "merged":
                raise UnknownFilter(name=name)
        text = request.query_params.get("merged")
        if text is None:
            raise Invalid.field("merged", "required", "Say who would be merged into them.")
        return Response(comparison(pk, parse_id(text, "merged"), request.user))

    @command(
        "Merge another customer into this one", request=MergeSerializer,
        parameters=(IF_MATCH, *KEY), response=CustomerDetailSerializer,
        errors=(400, 404, 412, 422, 428), example={"merged": 8, "take": ["name", "phone"]},
        codes={
            403: "role_may_not, contacts_hidden",
            409: f"{HOUSEHOLDS}, keep_the_student, keep_the_enrolled, anonymised",
        },
    )  # fmt: skip
    def merge(self, request: Request, pk: int) -> Response:
        version = expected_version(request)
        body = parse(MergeSerializer, request)
        merging.merge_customers(
            kept_id=pk,
            merged_id=body["merged"],
            take=body["take"],
            expected_version=version,
            by=request.user,
            at=clock.now(),
        )
        return _shown(pk, request)

    @command(
        "Undo a merge into this customer", request=UnmergeSerializer, parameters=KEY,
        response=CustomerDetailSerializer, errors=(400, 404, 422), example={},
        codes={
            403: "role_may_not, contacts_hidden",
            409: "not_merged, unmerge_too_late, identity_taken, guardian_deleted, "
            "guardian_is_student, students_of_one_name, anonymised",
        },
    )  # fmt: skip
    def unmerge(self, request: Request, pk: int) -> Response:
        body = parse(UnmergeSerializer, request)
        unmerging.unmerge_customers(
            kept_id=pk, merge_id=body.get("merge"), by=request.user, at=clock.now()
        )
        return _shown(pk, request)


class ProposalViewSet(ApiViewSet):
    capabilities = {
        "list": "customers.merge",
        "dismiss": "customers.merge",
        "reopen": "customers.merge",
    }

    @listing("List pairs of customers who may be one person", PAIRS, PairSerializer)
    def list(self, request: Request) -> Response:
        page = fetch_page(request, lambda: _proposed(request), PAIRS)
        return Response({**page, "results": pairs(page["results"], request.user)})

    @command(
        "Say that these are two people", request=NothingSerializer, parameters=KEY,
        response=DecidedPairSerializer, errors=(400, 404, 422), example={},
        codes={409: "proposal_decided"},
    )  # fmt: skip
    def dismiss(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        return _decided(proposals.dismiss_proposal(proposal_id=pk, by=request.user, at=clock.now()))

    @command(
        "Propose a dismissed pair again", request=NothingSerializer, parameters=KEY,
        response=DecidedPairSerializer, errors=(400, 404, 422), example={},
        codes={409: "proposal_decided"},
    )  # fmt: skip
    def reopen(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        return _decided(proposals.reopen_proposal(proposal_id=pk, by=request.user, at=clock.now()))


def _proposed(request: Request) -> QuerySet[DuplicateProposal]:
    rows = DuplicateProposal.objects.visible_to(request.user)
    return rows if request.query_params.get("state") else rows.filter(state=STATES[0])


def _decided(proposal: DuplicateProposal) -> Response:
    return Response({"id": proposal.pk, "state": proposal.state})


def _shown(pk: int, request: Request) -> Response:
    shown = detail(pk, request.user)
    return with_etag(Response(shown), shown["version"])


_one = "customers/<int:pk>/"
urlpatterns = [
    path(f"{_one}merge/", MergingViewSet.as_view({"get": "compare", "post": "merge"})),
    path(f"{_one}unmerge/", MergingViewSet.as_view({"post": "unmerge"})),
    path("duplicates/", ProposalViewSet.as_view({"get": "list"})),
    path("duplicates/<int:pk>/dismiss/", ProposalViewSet.as_view({"post": "dismiss"})),
    path("duplicates/<int:pk>/reopen/", ProposalViewSet.as_view({"post": "reopen"})),
]
