"""The two kinds of JWT, made and verified by simplejwt. What they are worth, `Session` decides."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import jwt
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenError
from rest_framework_simplejwt.tokens import Token

from .errors import SessionEnded
from .models import Session

ALGORITHM = "HS256"
LONGEST_ID = 2**63 - 1


class KeyRing(TokenBackend):
    """Signs with the first of settings.JWT_KEYS and verifies with the one that `kid` names."""

    def __init__(self) -> None:
        super().__init__(
            ALGORITHM,
            audience=settings.JWT_AUDIENCE,
            issuer=settings.JWT_AUDIENCE,
            leeway=settings.JWT_LEEWAY,
        )

    def encode(self, payload: dict[str, Any]) -> str:
        kid, key = next(iter(settings.JWT_KEYS.items()))
        claims = {**payload, "aud": self.audience, "iss": self.issuer}
        return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": kid})

    def get_verifying_key(self, token: Any) -> str:
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            return settings.JWT_KEYS[str(kid)]
        except (jwt.InvalidTokenError, KeyError) as error:
            raise TokenBackendError("Token is invalid") from error

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        claims = super().decode(token, verify)
        if claims.get("iss") != self.issuer:  # simplejwt 5.5 hands PyJWT no issuer to check
            raise TokenBackendError("Token is invalid")
        return claims


class _SessionToken(Token):
    _token_backend = KeyRing()


class AccessToken(_SessionToken):
    token_type = "access"
    lifetime = settings.ACCESS_TOKEN_LIFETIME


class RefreshToken(_SessionToken):
    token_type = "refresh"
    lifetime = settings.SESSION_IDLE


@dataclass(frozen=True)
class Claims:
    """What a verified token says: whose, of which session, at which `Employee.token_version`."""

    user_id: int
    session_id: int
    version: int
    jti: str


def new_jti() -> str:
    return uuid4().hex


def make_access(session: Session) -> str:
    return str(_fill(AccessToken(), session))


def make_refresh(session: Session, jti: str) -> str:
    token = _fill(RefreshToken(), session)
    token["jti"] = jti
    return str(token)


def read_access(text: str) -> Claims:
    return _read(AccessToken, text)


def read_refresh(text: str) -> Claims:
    return _read(RefreshToken, text)


def _fill(token: Token, session: Session) -> Token:
    token["sub"] = str(session.user_id)
    token["sid"] = session.pk
    token["ver"] = session.user.token_version
    return token


def _read(kind: type[Token], text: str) -> Claims:
    """Return what `text` says. Whatever is wrong with it: raises SessionEnded."""
    try:
        token = kind(text)  # type: ignore[arg-type]
        claims = Claims(int(token["sub"]), token["sid"], token["ver"], token["jti"])
    # OSError is what the clock of the C library says of an `exp` too far away.
    except (TokenError, KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        raise SessionEnded() from error
    numbers = (claims.user_id, claims.session_id, claims.version)
    if not all(type(n) is int and 0 < n <= LONGEST_ID for n in numbers):
        raise SessionEnded()
    if not isinstance(claims.jti, str):
        raise SessionEnded()
    return claims
