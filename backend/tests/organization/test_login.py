"""Logging in from a browser: what a name and a password are exchanged for."""

import pytest

from shoal.organization.models import EmployeeState, Session
from shoal.organization.services.login import _nobodys_password
from tests.api import Api
from tests.world import PASSWORD

ORIGIN = "http://testserver"


def log_in(username="lin", password=PASSWORD, **headers):
    return Api(None).post("/auth/login/", {"username": username, "password": password}, **headers)


@pytest.fixture(autouse=True)
def _testserver(settings):
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]


def test_it_answers_an_access_token_and_who_one_is(world):
    response = log_in("LIN")

    assert response.status_code == 200
    body = response.json()
    assert set(body) == {"access", "expires_in", "employee"}
    assert body["expires_in"] == 300
    assert body["employee"]["username"] == "lin"
    assert body["employee"]["role"] == "sales"
    assert body["employee"]["department"] == {"id": world.sales1.pk, "name": "Sales 1"}
    assert "pool.claim" in body["employee"]["capabilities"]
    assert body["employee"]["pools"] == [
        {"id": world.pool.pk, "name": world.pool.name},
        {"id": world.east_pool.pk, "name": "East pool"},
    ]


def test_the_refresh_token_is_in_no_body_but_in_a_cookie_no_script_can_read(world, settings):
    settings.COOKIE_SECURE = True
    response = log_in()

    cookie = response.cookies["shoal_refresh"]
    assert cookie["httponly"] is True
    assert cookie["secure"] is True
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/api/v1/auth/"
    assert cookie["max-age"] == 7 * 24 * 3600
    assert cookie.value not in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_the_session_knows_where_it_began(world):
    log_in(user_agent="Firefox")

    session = Session.objects.get()
    assert (session.user, session.kind) == (world.lin, "browser")
    assert (session.user_agent, session.ip) == ("Firefox", "127.0.0.1")


@pytest.mark.parametrize(
    "why", ["wrong password", "unknown", "pending", "rejected", "suspended", "left"]
)
def test_every_failure_reads_the_same(world, why):
    username, password = "lin", PASSWORD
    if why == "wrong password":
        password = "not this one, no"
    elif why == "unknown":
        username = "nobody"
    else:
        world.lin.state = EmployeeState(why)
        world.lin.save()

    response = log_in(username, password)

    assert response.status_code == 401
    body = response.json()
    body.pop("request_id")
    assert body == {
        "type": "about:blank",
        "title": "Not logged in",
        "status": 401,
        "code": "login_failed",
        "detail": "Name or password is not right, or the account is not active.",
    }
    assert response.cookies == {}
    assert not Session.objects.exists()


@pytest.mark.parametrize("username", ["lin", "nobody", "gone"])
def test_every_failure_hashes_once(world, username, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    world.bo.username, world.bo.state = "gone", EmployeeState.SUSPENDED
    world.bo.save()
    # It may be one that another test made, with a hasher of its own.
    _nobodys_password.cache_clear()
    log_in("nobody", "the first call makes the dummy's hash")
    hashed = []
    verify = Argon2PasswordHasher.verify

    def counting(self, password, encoded):
        hashed.append(username)
        return verify(self, password, encoded)

    monkeypatch.setattr(Argon2PasswordHasher, "verify", counting)
    log_in(username, "a wrong password it is")

    assert hashed == [username]


def test_a_foreign_page_may_not_log_anybody_in(world):
    response = log_in(origin="https://evil.example")
    assert (response.status_code, response.json()["code"]) == (403, "foreign_origin")
    assert log_in(origin=ORIGIN).status_code == 200


@pytest.mark.parametrize("body", [{}, {"username": "lin"}, {"username": 1, "password": []}, []])
def test_a_malformed_body_is_a_400(world, body):
    assert Api(None).post("/auth/login/", body).status_code == 400


def test_an_overlong_password_is_refused_before_it_is_hashed(world):
    response = log_in(password="x" * 257)
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, "/password")


def test_a_form_cannot_log_in(world):
    client = Api(None).client
    response = client.post(
        "/api/v1/auth/login/", "username=lin", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 415
