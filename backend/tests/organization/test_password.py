"""Changing one's password ends every other session (R24)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import Session
from shoal.organization.services.sessions import open_session
from tests.api import Api
from tests.world import PASSWORD

NEW = "nine white cranes"


def change(api, **fields):
    body = {"current_password": PASSWORD, "new_password": NEW, **fields}
    return api.post("/auth/password/", body)


def test_this_session_goes_on_with_a_new_token_and_all_others_end(world, api):
    elsewhere, here = api(world.lin), api(world.lin)
    bo = api(world.bo)

    response = change(here)

    assert response.status_code == 200
    assert here.get("/auth/me/").status_code == 401  # its old access token
    renewed = Api(None)
    renewed.client.credentials(HTTP_AUTHORIZATION=f"Bearer {response.json()['access']}")
    assert renewed.get("/auth/me/").status_code == 200
    assert elsewhere.get("/auth/me/").status_code == 401
    assert bo.get("/auth/me/").status_code == 200
    assert Session.objects.filter(user=world.lin, revoked_at=None).count() == 1
    assert Event.objects.get().kind == "employee.password_changed"
    world.lin.refresh_from_db()
    assert world.lin.check_password(NEW)


def test_the_refresh_token_of_this_session_stays_good(world):
    tokens = open_session(user=world.lin, kind="token", user_agent="", ip=None)
    api = Api(None)
    api.client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.access}")
    change(api)
    response = Api(None).post("/auth/token/refresh/", {"refresh": tokens.refresh})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"current_password": "not this one"}, "wrong_password"),
        ({"new_password": "short"}, "invalid"),
        ({"new_password": "x" * 257}, "invalid"),
    ],
)
def test_a_refused_change_changes_nothing(world, api, fields, code):
    lin = api(world.lin)
    response = change(lin, **fields)
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert lin.get("/auth/me/").status_code == 200
    world.lin.refresh_from_db()
    assert world.lin.check_password(PASSWORD)
    assert not Event.objects.exists()
