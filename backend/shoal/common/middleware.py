"""Request ids, figures and log lines, security headers; nothing here writes to the database."""

import logging
import re
import uuid
from collections.abc import Callable
from functools import cache
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from . import metrics
from .request_id import current_request_id

access_log = logging.getLogger("shoal.access")

REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
Next = Callable[[HttpRequest], HttpResponseBase]

# Mantine sets inline style attributes for positions and sizes, so style-src alone is widened.
PAGE_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'"
)
# Redoc starts its search in a worker made from a blob.
DOCS_CSP = PAGE_CSP + "; worker-src 'self' blob:"
API_CSP = "default-src 'none'; frame-ancestors 'none'"


class RequestIdMiddleware:
    """Gives each request an id (the caller's, if it is a sane one), which answer, events and log
    lines carry."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        request.request_id = given if REQUEST_ID.match(given) else uuid.uuid4().hex  # type: ignore[attr-defined]
        token = current_request_id.set(request.request_id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response


class ObserveMiddleware:
    """Counts and times each request, and writes a line of it where ACCESS_LOG asks for them."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        response = self.get_response(request)
        seconds = perf_counter() - began
        route = route_of(request)
        metrics.count_request(request.method or "", route, response.status_code, seconds)
        if settings.ACCESS_LOG:
            write_line(request, route, response.status_code, seconds)
        return response


def write_line(request: HttpRequest, route: str, status: int, seconds: float) -> None:
    """The route's pattern stands for the path; what callers send is not in the line."""
    # The views' framework leaves there whom a token named; nobody else sets them.
    user, session = getattr(request, "user", None), getattr(request, "auth", None)
    fields = {
        "method": request.method, "route": route, "status": status,
        "ms": round(seconds * 1000, 1), "user": getattr(user, "pk", None),
        "session": getattr(session, "kind", None),
    }  # fmt: skip
    access_log.info("request", extra={"fields": fields})


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address, as in `/api/v1/pools/{pk}/`, or "(none)"."""
    match = request.resolver_match
    return _readable(match.route) if match else "(none)"


@cache
def _readable(route: str) -> str:
    if route.startswith("^"):
        return "(page)"
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


class SecurityHeadersMiddleware:
    """Sets the CSP by kind of page, and forbids storing what the API answers."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(("/api/docs", "/api/redoc")):
            response["Content-Security-Policy"] = DOCS_CSP
        elif request.path.startswith("/api/"):
            # A form's page that comes back with what is wrong brings one of its own.
            response.setdefault("Content-Security-Policy", API_CSP)
            # An answer that may be kept, as a calendar's, says so itself.
            response.setdefault("Cache-Control", "no-store")
        else:
            # Forms for strangers bring a narrower one along.
            response.setdefault("Content-Security-Policy", PAGE_CSP)
        response["X-Frame-Options"] = "DENY"
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response
