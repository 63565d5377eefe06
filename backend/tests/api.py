"""Calls our API the way a program does, with a token of a real session."""

from typing import Any

from rest_framework.test import APIClient, ForceAuthClientHandler

from shoal.organization.models import Employee

BASE = "/api/v1"
# One for all: each of its own would load the middleware anew, and WhiteNoise then looks for every
# static file again.
_HANDLER = ForceAuthClientHandler(enforce_csrf_checks=False)


def make_client() -> APIClient:
    client = APIClient(raise_request_exception=False)
    client.handler = _HANDLER
    return client


class Api:
    """Paths are relative to /api/v1. `as_json` is parsed at once: `.json`."""

    def __init__(self, employee: Employee | None) -> None:
        self.client = make_client()
        if employee is not None:
            from shoal.organization.services.sessions import open_session

            tokens = open_session(user=employee, kind="token", user_agent="tests", ip=None)
            self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.access}")

    def call(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        names = {f"HTTP_{k.upper()}": v for k, v in headers.items()}
        call = getattr(self.client, method.lower())
        if method.lower() == "get":
            return call(BASE + path, data, **names)
        return call(BASE + path, data, format="json", **names)

    def get(self, path: str, **query: Any) -> Any:
        return self.call("get", path, query or None)

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self.call("post", path, {} if data is None else data, **headers)

    def patch(self, path: str, data: Any, **headers: str) -> Any:
        return self.call("patch", path, data, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.call("delete", path, **headers)
