"""The refresh cookie, and which pages may use it (security.md)."""

from datetime import timedelta

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from .errors import ForeignOrigin
from .services.sessions import Tokens

REFRESH, DEVICE = "shoal_refresh", "shoal_device"
PATH = "/api/v1/auth/"
DEVICE_AGE = timedelta(days=180)


def set_refresh_cookie(response: Response, tokens: Tokens) -> Response:
    """Hand the next refresh token on; none where a sibling tab has already got it."""
    if tokens.refresh is not None:
        _set(response, REFRESH, tokens.refresh, settings.SESSION_IDLE)
    return response


def set_device_cookie(response: Response, value: str) -> None:
    _set(response, DEVICE, value, DEVICE_AGE)


def drop_refresh_cookie(response: Response) -> Response:
    response.delete_cookie(REFRESH, path=PATH, samesite="Strict")
    return response


def demand_our_page(request: Request, *, with_header: bool) -> None:
    """Raise ForeignOrigin unless the call comes from a page of ours.

    The cookie-authenticated calls (`with_header`) need an exact Origin and the header that
    no form and no simple cross-site request can carry. A login without Origin is no browser's.
    """
    origin = request.headers.get("Origin")
    ours = f"{request.scheme}://{request.get_host()}"
    known = origin in (ours, *settings.CORS_ALLOWED_ORIGINS)
    if with_header and not (known and request.headers.get("X-Shoal-Refresh") == "1"):
        raise ForeignOrigin()
    if origin is not None and not known:
        raise ForeignOrigin()


def _set(response: Response, name: str, value: str, age: timedelta) -> None:
    response.set_cookie(
        name, value, max_age=age, path=PATH, httponly=True, samesite="Strict",
        secure=settings.COOKIE_SECURE,
    )  # fmt: skip
