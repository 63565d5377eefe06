"""Who is calling: a bearer token, checked against its session on every request (security.md)."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from shoal.common import clock

from . import tokens
from .errors import SessionEnded
from .models import Employee, Session
from .services.sessions import find_session


class SessionTokenAuthentication(BaseAuthentication):
    """`request.user` is the Employee (department and campus loaded), `request.auth` the Session."""

    def authenticate(self, request: Request) -> tuple[Employee, Session] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        claims = tokens.read_access(token.strip())
        session = find_session(session_id=claims.session_id, user_id=claims.user_id, at=clock.now())
        if session.user.token_version != claims.version:
            raise SessionEnded()
        return session.user, session

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class SessionTokenScheme(OpenApiAuthenticationExtension):
    target_class = SessionTokenAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The `access` token of `auth/login/` or `auth/token/`; five minutes.",
        }
