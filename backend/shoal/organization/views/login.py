"""Sessions from outside: register, log in, refresh, log out. No bearer token is needed here."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from shoal.common import clock
from shoal.common.addresses import client_ip, is_this_machine
from shoal.common.fields import NothingSerializer
from shoal.common.permissions import PUBLIC
from shoal.common.schema import command
from shoal.common.views import ApiViewSet, parse

from .. import cookies
from ..errors import SessionEnded
from ..models import Department, Session
from ..serializers.session import (
    AccessSerializer,
    CredentialsSerializer,
    LoggedInSerializer,
    RefreshSerializer,
    RegisteredSerializer,
    RegisterSerializer,
    RegistrationChoicesSerializer,
    TokenPairSerializer,
    me,
)
from ..services import login, registration, sessions

CREDENTIALS = {"username": "lin", "password": "a quiet river 1908"}
EXPIRES_IN = int(settings.ACCESS_TOKEN_LIFETIME.total_seconds())
ORIGIN = "A foreign Origin, or no X-Shoal-Refresh: 1: foreign_origin"


class PublicViewSet(ApiViewSet):
    authentication_classes = ()
    idempotent = False


class RegistrationViewSet(PublicViewSet):
    capabilities = {"choices": PUBLIC, "register": PUBLIC}

    @command(
        "What somebody who registers may wish for", response=RegistrationChoicesSerializer,
        public=True, answer={"departments": [{"id": 3, "name": "Sales 1"}]},
    )  # fmt: skip
    def choices(self, request: Request) -> Response:
        departments = Department.objects.order_by("path").values("id", "name")
        return Response({"departments": list(departments)})

    @command(
        "Register; unless invited, a manager or an administrator has to approve",
        request=RegisterSerializer,
        response=RegisteredSerializer, status=201, public=True,
        codes={400: "invalid", 404: "link_void", 429: "throttled"},
        example={
            "username": "yan", "password": "nine white cranes", "display_name": "Yan",
            "mobile": "13800138000", "department": 3,
        },
    )  # fmt: skip
    def register(self, request: Request) -> Response:
        body = parse(RegisterSerializer, request)
        employee = registration.register_employee(
            **{k: v for k, v in body.items() if k != "department"},
            department_id=body.get("department"),
            ip=client_ip(request),
            at=clock.now(),
        )
        shown = ("username", "display_name", "state")
        return Response({"id": employee.pk, **{n: getattr(employee, n) for n in shown}}, 201)


class BrowserLoginViewSet(PublicViewSet):
    """The access token goes out in the body, the refresh token in an HttpOnly cookie."""

    capabilities = {"login": PUBLIC, "refresh": PUBLIC, "logout": PUBLIC}

    @command(
        "Log in from a browser", request=CredentialsSerializer, response=LoggedInSerializer,
        public=True, example=CREDENTIALS, errors=(400,),
        codes={401: "login_failed", 403: "foreign_origin", 429: "throttled"},
    )  # fmt: skip
    def login(self, request: Request) -> Response:
        cookies.demand_our_page(request, with_header=False)
        tokens = _log_in(request, Session.Kind.BROWSER)
        user = tokens.session.user
        response = Response({**_access(tokens), "employee": me(user)})
        cookies.set_device_cookie(response, login.device_cookie(user))
        return cookies.set_refresh_cookie(response, tokens)

    @command(
        "Exchange the cookie for a new access token", request=NothingSerializer,
        response=AccessSerializer, public=True, example={}, errors=(400,),
        codes={401: "session_ended", 403: "foreign_origin"},
        description=f"{ORIGIN}. The cookie is exchanged, too: it is good for one call.",
    )  # fmt: skip
    def refresh(self, request: Request) -> Response:
        cookies.demand_our_page(request, with_header=True)
        parse(NothingSerializer, request)
        token = request.COOKIES.get(cookies.REFRESH)
        if not token:
            raise SessionEnded()
        tokens = sessions.refresh_session(token=token, at=clock.now())
        return cookies.set_refresh_cookie(Response(_access(tokens)), tokens)

    @command(
        "Log out", request=NothingSerializer, status=204, public=True, example={}, errors=(400,),
        codes={403: "foreign_origin"}, description=f"{ORIGIN}.",
    )  # fmt: skip
    def logout(self, request: Request) -> Response:
        cookies.demand_our_page(request, with_header=True)
        parse(NothingSerializer, request)
        sessions.log_out(token=request.COOKIES.get(cookies.REFRESH, ""), at=clock.now())
        return cookies.drop_refresh_cookie(Response(status=204))


class TokenViewSet(PublicViewSet):
    """For programs: both tokens in the body."""

    capabilities = {"obtain": PUBLIC, "refresh": PUBLIC}

    @command(
        "Log in from a program", request=CredentialsSerializer, response=TokenPairSerializer,
        public=True, example=CREDENTIALS, errors=(400,),
        codes={401: "login_failed", 429: "throttled"},
    )  # fmt: skip
    def obtain(self, request: Request) -> Response:
        return Response(_pair(_log_in(request, Session.Kind.TOKEN)))

    @command(
        "Exchange a refresh token for the next pair", request=RefreshSerializer,
        response=TokenPairSerializer, public=True, errors=(400,), codes={401: "session_ended"},
        example={"refresh": "eyJhbGciOi…"},
        description="A refresh token is good for one call; using it again ends the session.",
    )  # fmt: skip
    def refresh(self, request: Request) -> Response:
        token = parse(RefreshSerializer, request)["refresh"]
        return Response(_pair(sessions.refresh_session(token=token, at=clock.now())))


def _log_in(request: Request, kind: str) -> sessions.Tokens:
    body = parse(CredentialsSerializer, request)
    caller = login.Caller(
        ip=client_ip(request),
        user_agent=request.headers.get("User-Agent", ""),
        is_this_machine=is_this_machine(request),
        device=request.COOKIES.get(cookies.DEVICE, ""),
    )
    return login.log_in(**body, kind=kind, caller=caller, at=clock.now())


def _access(tokens: sessions.Tokens) -> dict[str, Any]:
    return {"access": tokens.access, "expires_in": EXPIRES_IN}


def _pair(tokens: sessions.Tokens) -> dict[str, Any]:
    return {**_access(tokens), "refresh": tokens.refresh}
