"""Whose session was ended is told why, so that the login page can say it (R21)."""

import pytest

from shoal.organization.models import Session
from shoal.organization.services.sessions import open_session
from tests.api import Api
from tests.world import PASSWORD

NEW = "a kettle on the stove"


def suspended(world, api):
    api(world.ada).post(f"/employees/{world.lin.pk}/suspend/")


def moved(world, api):
    api(world.ada).patch(f"/employees/{world.lin.pk}/", {"role": "manager"})


def with_a_new_password(world, api):
    passwords = {"current_password": PASSWORD, "new_password": NEW}
    api(world.lin).post("/auth/password/", passwords)


def logged_out_everywhere(world, api):
    api(world.lin).post("/auth/logout-everywhere/")


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (suspended, "suspended"),
        (moved, "placed"),
        (with_a_new_password, "password_changed"),
        (logged_out_everywhere, "logged_out_everywhere"),
    ],
)
def test_the_next_request_and_the_next_refresh_are_told(world, api, how, reason):
    lin = api(world.lin)
    refresh = open_session(user=world.lin, kind="token", user_agent="", ip=None).refresh
    how(world, api)

    asked = lin.get("/auth/me/")
    refreshed = Api(None).post("/auth/token/refresh/", {"refresh": refresh})

    told = [(r.status_code, r.json()["code"], r.json()["reason"]) for r in (asked, refreshed)]
    assert told == [(401, "session_ended", reason)] * 2


def test_one_that_is_too_old_was_ended_by_nobody(world, api, clock):
    lin = api(world.lin)
    Session.objects.update(absolute_expiry=world.lin.created_at)

    answer = lin.get("/auth/me/")

    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")
    assert "reason" not in answer.json()
