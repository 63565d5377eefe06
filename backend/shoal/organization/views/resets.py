"""Forgotten passwords: by e-mail, or by a link from who leads."""

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.addresses import client_ip, is_this_machine
from shoal.common.fields import NothingSerializer
from shoal.common.permissions import PUBLIC
from shoal.common.schema import command
from shoal.common.views import ApiViewSet, parse

from ..requests import Request
from ..serializers.invitations import (
    ForgottenSerializer,
    NewPasswordSerializer,
    ResetLinkSerializer,
    ResetOwnerSerializer,
    TokenSerializer,
)
from ..services import resets
from .invitations import TOKEN
from .login import PublicViewSet


class ResetViewSet(PublicViewSet):
    capabilities = {"ask": PUBLIC, "look": PUBLIC, "confirm": PUBLIC}

    @command(
        "I forgot my password: mail me a link", request=ForgottenSerializer,
        response=NothingSerializer, status=202, public=True, codes={429: "throttled"},
        example={"username": "lin"}, answer={},
        description="Answered alike whether there is such a person, active, with an e-mail or not.",
    )  # fmt: skip
    def ask(self, request: Request) -> Response:
        name = parse(ForgottenSerializer, request)["username"]
        resets.ask_for_reset(name=name, ip=client_ip(request), at=clock.now())
        return Response({}, 202)

    @command(
        "Whose password a link is for", request=TokenSerializer, response=ResetOwnerSerializer,
        public=True, codes={404: "link_void", 429: "throttled"}, example=TOKEN,
    )  # fmt: skip
    def look(self, request: Request) -> Response:
        token = parse(TokenSerializer, request)["token"]
        link = resets.look_at_reset(token=token, visitor=visitor(request), at=clock.now())
        return Response({"username": link.user.username})

    @command(
        "Choose a new password; every session of before ends", request=NewPasswordSerializer,
        status=204, public=True, codes={404: "link_void", 429: "throttled"},
        example={**TOKEN, "new_password": "nine white cranes"},
    )  # fmt: skip
    def confirm(self, request: Request) -> Response:
        body = parse(NewPasswordSerializer, request)
        resets.choose_new_password(
            token=body["token"],
            new=body["new_password"],
            visitor=visitor(request),
            at=clock.now(),
        )
        return Response(status=204)


class ResetLinkViewSet(ApiViewSet):
    capabilities = {"hand": "employees.approve"}
    # Its answer holds the link, which is not to be found in a table.
    idempotent = False

    @command(
        "Hand somebody a link to a new password", request=NothingSerializer,
        response=ResetLinkSerializer, status=201, errors=(404,), example={},
        codes={
            403: "role_may_not, outside_your_scope, resets_sales_only",
            409: "wrong_state, not_yourself",
        },
    )  # fmt: skip
    def hand(self, request: Request, pk: int) -> Response:
        parse(NothingSerializer, request)
        link, url = resets.hand_reset_link(employee_id=pk, by=request.user, at=clock.now())
        return Response({"url": url, "expires_at": link.expires_at}, 201)


def visitor(request: Request) -> resets.Visitor:
    return resets.Visitor(ip=client_ip(request), is_this_machine=is_this_machine(request))
