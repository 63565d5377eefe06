"""RFC 9457: every error leaves as application/problem+json, in one shape."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from . import errors

# Codes that no class of ours stands for: what DRF, Django and the database refuse.
FRAMEWORK_CODES = (
    "bad_request", "busy", "internal_error", "malformed_json", "method_not_allowed",
    "not_logged_in", "unsupported_media_type",
)  # fmt: skip
log = logging.getLogger("shoal.problem")
TITLES = {
    400: "Bad request", 401: "Not logged in", 403: "Not allowed", 404: "Not found",
    405: "Method not allowed", 406: "Not acceptable", 409: "Refused by a rule",
    412: "Changed meanwhile", 413: "Too large", 415: "Unsupported media type",
    422: "Key reused", 428: "Precondition required", 429: "Too many requests",
    500: "Internal error", 503: "Busy",
}  # fmt: skip


def problem(
    status: int, code: str, detail: str, request_id: str = "", **members: Any
) -> dict[str, Any]:
    return {
        "type": "about:blank", "title": TITLES.get(status, "Error"), "status": status,
        "detail": detail, "code": code, "request_id": request_id, **members,
    }  # fmt: skip


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Return the problem document for `exc`, or None for a bug (500, see `server_error`)."""
    request_id = getattr(context["request"], "request_id", "")
    headers: dict[str, str] = {}
    if isinstance(exc, errors.DomainError):
        members = dict(exc.params)
        if isinstance(exc, errors.Invalid) and exc.errors:
            members["errors"] = [e.as_dict() for e in exc.errors]
        if "retry_after" in exc.params:
            headers["Retry-After"] = str(exc.params["retry_after"])
        if exc.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        body = problem(exc.status, exc.code(), exc.message, request_id, **members)
        return _respond(body, headers)
    if isinstance(exc, OperationalError | InterfaceError):
        # A lost connection or a lock that took too long: nothing was written; try again.
        log.warning("database unavailable", exc_info=exc)
        body = problem(503, "busy", "The service is busy; try again.", request_id)
        return _respond(body, {"Retry-After": "1"})
    if isinstance(exc, DataError | OverflowError):
        # The last net: a number or text that the database cannot hold.
        log.warning("value out of range", exc_info=exc)
        return _respond(problem(400, "bad_request", "A value is out of range.", request_id), {})
    return _framework_problem(exc, request_id, headers)


def _framework_problem(exc: Exception, request_id: str, headers: dict[str, str]) -> Response | None:
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if not isinstance(exc, exceptions.APIException):
        return None
    if isinstance(exc, exceptions.ValidationError):
        members = {"errors": [e.as_dict() for e in _flatten(exc.get_full_details())]}
        body = problem(400, "invalid", errors.Invalid.detail, request_id, **members)
        return _respond(body, headers)
    code = {
        exceptions.NotFound: "not_found", exceptions.PermissionDenied: "role_may_not",
        exceptions.NotAuthenticated: "not_logged_in",
        exceptions.AuthenticationFailed: "session_ended",
        exceptions.ParseError: "malformed_json",
    }.get(type(exc), getattr(exc, "default_code", "error"))  # fmt: skip
    if exc.status_code == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return _respond(problem(exc.status_code, str(code), str(exc.detail), request_id), headers)


def _flatten(details: Any, path: str = "") -> list[errors.FieldError]:
    """Return DRF's nested details as a flat list with JSON pointers."""
    if isinstance(details, dict) and {"message", "code"} <= set(details):
        pointer = path.removesuffix("/non_field_errors") or "/"
        return [errors.FieldError(pointer, details["code"], str(details["message"]))]
    if isinstance(details, dict):
        return [e for key, value in details.items() for e in _flatten(value, f"{path}/{key}")]
    if isinstance(details, list):
        leaf = all(isinstance(d, dict) and {"message", "code"} <= set(d) for d in details)
        paths = [path if leaf else f"{path}/{i}" for i in range(len(details))]
        return [e for at, value in zip(paths, details, strict=True) for e in _flatten(value, at)]
    return []


def _respond(body: dict[str, Any], headers: dict[str, str]) -> Response:
    return Response(
        body, status=body["status"], headers=headers, content_type="application/problem+json"
    )


def django_response(request: HttpRequest, status: int, code: str, detail: str) -> JsonResponse:
    """Return the same shape from outside DRF (URL not found, middleware, bugs)."""
    body = problem(status, code, detail, getattr(request, "request_id", ""))
    return JsonResponse(body, status=status, content_type="application/problem+json")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return django_response(request, 400, "bad_request", "This request is not one that we answer.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return django_response(request, 404, "not_found", "There is nothing at this address.")


def server_error(request: HttpRequest) -> JsonResponse:
    return django_response(request, 500, "internal_error", "Something went wrong on our side.")
