"""Invitations: made and taken back by who leads, looked at by who got the link."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet
from rest_framework.response import Response

from shoal.common import clock, school
from shoal.common.addresses import client_ip
from shoal.common.errors import Invalid
from shoal.common.fields import NothingSerializer, ref
from shoal.common.filters import Filter
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import PUBLIC
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet, parse

from ..models import Employee, Invitation, InvitationState
from ..requests import Request
from ..serializers.invitations import (
    INVITATION_COLUMNS,
    InvitationMadeSerializer,
    InvitationSerializer,
    InvitedSerializer,
    InviteSerializer,
    TokenSerializer,
    invitation_row,
)
from ..services import invitations
from .login import PublicViewSet

TOKEN = {"token": "k0YwXb…"}


def _in_state(rows: Any, text: str, name: str, request: Request) -> QuerySet:
    states = text.split(",")
    if not set(states) <= set(InvitationState.values):
        raise Invalid.field(name, "choice", f"One of {', '.join(InvitationState.values)}.")
    return rows.in_state(states, clock.now())


INVITATIONS = ListSpec(
    columns=INVITATION_COLUMNS,
    row=dict,
    orderings={"-created_at": Ordering("created_at", descending=True)},
    default_ordering="-created_at",
    filters={"state": Filter(_in_state, "", enum=tuple(InvitationState.values))},
)


class InvitationViewSet(ApiViewSet):
    capabilities = dict.fromkeys(("list", "create", "revoke"), "employees.approve")
    # Its answer holds the link, which is not to be found in a table.
    idempotent = False

    @listing("Invitations into the departments that I lead", INVITATIONS, InvitationSerializer)
    def list(self, request: Request) -> Response:
        spec = replace(INVITATIONS, row=partial(invitation_row, request.user, clock.now()))
        return Response(fetch_page(request, Invitation.objects.visible_to(request.user), spec))

    @command(
        "Invite somebody: the answer's link lets one person in at once", request=InviteSerializer,
        response=InvitationMadeSerializer, status=201,
        codes={403: "role_may_not, grants_sales_only, outside_your_scope"},
        example={"role": "sales", "department": 3, "display_name": "Yan"},
        description="With `email` the link is mailed, too. Retries make another invitation.",
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        body = parse(InviteSerializer, request)
        made = invitations.invite(
            department_id=body.pop("department"),
            campus_id=body.pop("campus", None),
            **body,
            by=request.user,
            at=clock.now(),
        )
        row = shown(made.invitation.pk, request.user)
        return Response({**row, "url": made.url, "emailed": made.emailed}, 201)

    @command(
        "Make an open invitation void", request=NothingSerializer, response=InvitationSerializer,
        errors=(404,), example={},
        codes={403: "role_may_not, grants_sales_only", 409: "invitation_closed"},
    )  # fmt: skip
    def revoke(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        invitations.revoke_invitation(invitation_id=pk, by=request.user, at=clock.now())
        return Response(shown(pk, request.user))


class InvitedViewSet(PublicViewSet):
    capabilities = {"look": PUBLIC}

    @command(
        "What an invitation says", request=TokenSerializer, response=InvitedSerializer,
        public=True, codes={404: "link_void", 429: "throttled"}, example=TOKEN,
    )  # fmt: skip
    def look(self, request: Request) -> Response:
        token = parse(TokenSerializer, request)["token"]
        found = invitations.look_at_invitation(token=token, ip=client_ip(request), at=clock.now())
        department = found.department
        campus = found.campus or (department and department.campus)
        plain = ("role", "display_name", "email", "expires_at")
        return Response({
            "school": school.current().name,
            **{name: getattr(found, name) for name in plain},
            "department": department and ref(department.pk, department.name),
            "campus": campus and ref(campus.pk, campus.name),
        })  # fmt: skip


def shown(pk: int, viewer: Employee) -> dict:
    found = Invitation.objects.values("pk", *INVITATION_COLUMNS).get(pk=pk)
    return invitation_row(viewer, clock.now(), found)
