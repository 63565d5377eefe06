"""The first day, and the school itself."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.response import Response

from shoal.common import clock, school
from shoal.common.addresses import client_ip
from shoal.common.models import School
from shoal.common.permissions import ANYBODY_LOGGED_IN, PUBLIC
from shoal.common.schema import IF_MATCH, command
from shoal.common.views import ApiViewSet, expected_version, parse, with_etag

from ..checklist import steps
from ..requests import Request
from ..serializers.setup import (
    ChecklistSerializer,
    SchoolEditSerializer,
    SchoolSerializer,
    SetUpDoneSerializer,
    SetupLinkSerializer,
    SetUpSerializer,
    SetupStateSerializer,
    SetupTokenSerializer,
    checklist,
    school_fields,
)
from ..services import setup

SCHOOL = {
    "name": "Riverside Training School", "time_zone": "Asia/Shanghai", "currency": "CNY",
    "language": "en", "phone_region": "CN",
}  # fmt: skip
SET_UP = {
    "token": "k0Yw…",
    "school": SCHOOL,
    "admin": {
        "username": "ada", "password": "a quiet river 1908", "display_name": "Ada",
        "email": "ada@school.example",
    },
}  # fmt: skip
STATE = {
    "open": False, "steps": [{"code": "campuses", "done": True, "count": 2}],
    "next": "departments", "hidden": False,
}  # fmt: skip


class SetupViewSet(ApiViewSet):
    capabilities = {
        "show": PUBLIC,
        "check": PUBLIC,
        "begin": PUBLIC,
        "checklist": "organization.edit",
    }
    idempotent = False

    def get_authenticators(self) -> list[BaseAuthentication]:
        method = self.request.method.lower() if self.request is not None else ""
        for_strangers = getattr(self, "action_map", {}).get(method) in ("check", "begin")
        return [] if for_strangers else super().get_authenticators()

    @command(
        "Whether the school waits to be set up; for administrators, what it lacks",
        response=SetupStateSerializer, public=True, codes={401: "session_ended"}, answer=STATE,
    )  # fmt: skip
    def show(self, request: Request) -> Response:
        return Response(state_for(request.user))

    @command(
        "Look whether a set-up link is good", request=SetupTokenSerializer,
        response=SetupLinkSerializer, public=True, codes={404: "link_void", 429: "throttled"},
        example={"token": "k0Yw…"},
    )  # fmt: skip
    def check(self, request: Request) -> Response:
        token = parse(SetupTokenSerializer, request)["token"]
        link = setup.check_setup_link(token=token, ip=client_ip(request), at=clock.now())
        return Response({"expires_at": link.expires_at})

    @command(
        "Set the school up, with its first administrator", request=SetUpSerializer,
        response=SetUpDoneSerializer, status=201, public=True, example=SET_UP,
        codes={404: "link_void", 409: "already_set_up", 429: "throttled"},
        answer={"employee": {"id": 1, "username": "ada"}},
    )  # fmt: skip
    def begin(self, request: Request) -> Response:
        body = parse(SetUpSerializer, request)
        employee = setup.set_up_school(
            token=body["token"],
            fields=body["school"],
            admin=body["admin"],
            ip=client_ip(request),
            at=clock.now(),
        )
        return Response({"employee": {"id": employee.pk, "username": employee.username}}, 201)

    @command(
        "Hide the list of what is not set up yet, or show it again", request=ChecklistSerializer,
        response=SetupStateSerializer, example={"hidden": True}, answer={**STATE, "hidden": True},
    )  # fmt: skip
    def checklist(self, request: Request) -> Response:
        hidden = parse(ChecklistSerializer, request)["hidden"]
        setup.show_checklist(hidden=hidden, by=request.user, at=clock.now())
        return Response(state_for(request.user))


class SchoolViewSet(ApiViewSet):
    capabilities = {"retrieve": ANYBODY_LOGGED_IN, "partial_update": "organization.edit"}

    @command("The school", response=SchoolSerializer, answer=None)
    def retrieve(self, request: Request) -> Response:
        return shown(school.current())

    @command(
        "Edit the school", request=SchoolEditSerializer, response=SchoolSerializer,
        parameters=(IF_MATCH,), errors=(412, 428), codes={409: "school_fixed"},
        example={"name": "Riverside Training School"},
    )  # fmt: skip
    def partial_update(self, request: Request) -> Response:
        changes = parse(SchoolEditSerializer, request, partial=True)
        version = expected_version(request)
        changed = setup.edit_school(
            changes=changes, expected_version=version, by=request.user, at=clock.now()
        )
        return shown(changed)


def shown(found: School) -> Response:
    body = {
        **school_fields(found),
        "daily_reveals": found.daily_reveals,
        "fixed": setup.settled_fields(found),
        "version": found.version,
    }
    return with_etag(Response(body), found.version)


def state_for(user: Any) -> dict[str, Any]:
    """Return what `user` (None: a stranger) is told about the set-up."""
    found = school.current()
    if found.set_up_at is None:
        return {"open": True, "school": school_fields(found)}
    if user is None or not user.has_capability("organization.edit"):
        return {"open": False}
    return {"open": False, **checklist(found, steps(found, clock.now()))}
