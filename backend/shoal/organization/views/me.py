"""Oneself: profile, password, sessions."""

from rest_framework.response import Response

from shoal.common import clock
from shoal.common.errors import NotFound
from shoal.common.fields import NothingSerializer
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.common.permissions import ANYBODY_LOGGED_IN
from shoal.common.schema import command, listing
from shoal.common.views import ApiViewSet, parse

from ..models import Session
from ..requests import Request
from ..serializers.session import (
    AccessSerializer,
    EditMeSerializer,
    MeSerializer,
    PasswordChangeSerializer,
    SessionSerializer,
    me,
)
from ..services import employees, passwords, sessions
from .login import EXPIRES_IN

SESSIONS = ListSpec(
    columns=("created_at", "last_seen_at", "user_agent", "ip", "kind", "current"),
    row=lambda found: {"id": found.pop("pk"), **found},
    orderings={"-created_at": Ordering("created_at", descending=True)},
    default_ordering="-created_at",
)


class MeViewSet(ApiViewSet):
    capabilities = {
        "show": ANYBODY_LOGGED_IN,
        "edit": ANYBODY_LOGGED_IN,
        "password": ANYBODY_LOGGED_IN,
        "logout_everywhere": ANYBODY_LOGGED_IN,
    }
    idempotent = False

    @command("Who I am and what I may do", response=MeSerializer)
    def show(self, request: Request) -> Response:
        return Response(me(request.user))

    @command(
        "Edit my profile", request=EditMeSerializer, response=MeSerializer, errors=(400,),
        example={"display_name": "Lin Wei", "language": "zh"},
    )  # fmt: skip
    def edit(self, request: Request) -> Response:
        changes = parse(EditMeSerializer, request)
        user = employees.edit_own_profile(user=request.user, changes=changes, at=clock.now())
        return Response(me(user))

    @command(
        "Change my password; every other session ends", request=PasswordChangeSerializer,
        response=AccessSerializer, codes={400: "wrong_password, invalid", 429: "throttled"},
        example={"current_password": "a quiet river 1908", "new_password": "nine white cranes"},
    )  # fmt: skip
    def password(self, request: Request) -> Response:
        body = parse(PasswordChangeSerializer, request)
        access = passwords.change_password(
            user=request.user,
            session=request.auth,
            current=body["current_password"],
            new=body["new_password"],
            at=clock.now(),
        )
        return Response({"access": access, "expires_in": EXPIRES_IN})

    @command(
        "Log out everywhere: every session of mine ends", request=NothingSerializer, status=204,
        errors=(400,), example={},
    )  # fmt: skip
    def logout_everywhere(self, request: Request) -> Response:
        parse(NothingSerializer, request)
        sessions.log_out_everywhere(user=request.user, at=clock.now())
        return Response(status=204)


class SessionViewSet(ApiViewSet):
    capabilities = {"list": ANYBODY_LOGGED_IN, "destroy": ANYBODY_LOGGED_IN}

    @listing("My sessions that are going on", SESSIONS, SessionSerializer)
    def list(self, request: Request) -> Response:
        mine = Session.objects.live(clock.now()).filter(user=request.user)
        current = request.auth.pk
        return Response(fetch_page(request, mine.show(current), SESSIONS))

    @command("End one of my sessions", status=204, errors=(404,))
    def destroy(self, request: Request, pk: int) -> Response:
        at = clock.now()
        mine = Session.objects.live(at).filter(user=request.user, pk=pk).first()
        if mine is None:
            raise NotFound()
        sessions.end_session(session=mine, reason="ended_by_user", at=at)
        return Response(status=204)
