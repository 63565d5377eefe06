"""Exchanging a refresh token: by cookie for browsers, in the body for programs."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.common import clock as now_clock
from shoal.organization import tokens
from shoal.organization.models import Session
from shoal.organization.services.sessions import open_session
from tests.api import BASE, Api
from tests.world import PASSWORD

OURS = {"HTTP_ORIGIN": "http://testserver", "HTTP_X_SHOAL_REFRESH": "1"}


class Browser:
    """A tab's cookie jar and the two calls that use it."""

    def __init__(self, user):
        self.client = Api(None).client
        opened = open_session(user=user, kind="browser", user_agent="", ip=None)
        self.session = opened.session
        self.cookie = opened.refresh

    @property
    def cookie(self):
        return self.client.cookies["shoal_refresh"].value

    @cookie.setter
    def cookie(self, value):
        self.client.cookies["shoal_refresh"] = value

    def refresh(self, **headers):
        return self.post("refresh", **(headers or OURS))

    def post(self, what, **headers):
        return self.client.post(f"{BASE}/auth/{what}/", {}, format="json", **headers)


def is_welcome(access):
    api = Api(None)
    api.client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return api.get("/auth/me/").status_code == 200


def test_it_answers_a_new_access_token_and_turns_the_cookie_over(world):
    browser = Browser(world.lin)
    before = browser.cookie

    response = browser.refresh()

    assert response.status_code == 200
    assert set(response.json()) == {"access", "expires_in"}
    assert is_welcome(response.json()["access"])
    assert browser.cookie != before
    session = Session.objects.get()
    assert session.current_jti == tokens.read_refresh(browser.cookie).jti
    assert session.previous_jti == tokens.read_refresh(before).jti


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_X_SHOAL_REFRESH": "1"},
        {**OURS, "HTTP_ORIGIN": "https://evil.example"},
        {**OURS, "HTTP_ORIGIN": "https://testserver"},
        {**OURS, "HTTP_ORIGIN": "http://testserver.evil.example"},
        {**OURS, "HTTP_ORIGIN": "http://testserver:8001"},
        {**OURS, "HTTP_ORIGIN": "null"},
    ],
)
@pytest.mark.parametrize("what", ["refresh", "logout"])
def test_only_our_own_pages_may_use_the_cookie(world, what, headers):
    browser = Browser(world.lin)

    response = browser.post(what, **headers)

    assert (response.status_code, response.json()["code"]) == (403, "foreign_origin")
    session = Session.objects.get()
    assert (session.current_jti, session.revoked_at) == (browser.session.current_jti, None)


def test_an_allowed_origin_may_use_the_cookie(world, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://app.school.example"]
    response = Browser(world.lin).refresh(**OURS | {"HTTP_ORIGIN": "https://app.school.example"})
    assert response.status_code == 200


def test_a_second_tab_a_moment_later_gets_an_access_token_only(world, clock):
    browser = Browser(world.lin)
    before = browser.cookie
    browser.refresh()
    turned = browser.cookie
    clock.shift(timedelta(seconds=9))
    browser.cookie = before

    response = browser.refresh()

    assert response.status_code == 200
    assert is_welcome(response.json()["access"])
    assert "shoal_refresh" not in response.cookies
    assert Session.objects.get().current_jti == tokens.read_refresh(turned).jti


def test_a_token_used_again_later_ends_the_session(world, clock):
    browser = Browser(world.lin)
    before = browser.cookie
    access = browser.refresh().json()["access"]
    turned = browser.cookie
    clock.shift(timedelta(seconds=10))
    browser.cookie = before

    response = browser.refresh()

    assert (response.status_code, response.json()["code"]) == (401, "session_ended")
    session = Session.objects.get()
    assert session.revoked_reason == "reused"
    event = Event.objects.get()
    assert (event.kind, event.subject_id) == ("session.reuse_seen", session.pk)
    assert event.actor_id == world.lin.pk
    assert not is_welcome(access)
    browser.cookie = turned
    assert browser.refresh().status_code == 401


def test_a_token_from_before_the_previous_one_ends_the_session_at_once(world, clock):
    browser = Browser(world.lin)
    oldest = browser.cookie
    browser.refresh()
    browser.refresh()
    browser.cookie = oldest

    assert browser.refresh().status_code == 401
    assert Session.objects.get().revoked_reason == "reused"


def test_seven_idle_days_end_it(world, clock):
    browser = Browser(world.lin)
    clock.shift(timedelta(days=7, seconds=31))
    assert browser.refresh().status_code == 401


def test_thirty_days_end_it_however_busy(world, clock):
    browser = Browser(world.lin)
    for _ in range(5):
        clock.shift(timedelta(days=6))
        answered = browser.refresh().status_code
    assert answered == 401
    assert Session.objects.get().absolute_expiry == now_clock.now()


@pytest.mark.parametrize("state", ["suspended", "left"])
def test_whoever_was_stopped_gets_no_more_tokens(world, state):
    browser = Browser(world.lin)
    world.lin.state = state
    world.lin.save()
    assert browser.refresh().status_code == 401


@pytest.mark.parametrize("cookie", ["", "nonsense", "a.b.c", "ey" * 900])
def test_a_cookie_worth_nothing_is_a_401(world, cookie):
    browser = Browser(world.lin)
    browser.cookie = cookie
    assert browser.refresh().status_code == 401


def test_without_a_cookie_it_is_a_401(world):
    response = Api(None).client.post(f"{BASE}/auth/refresh/", {}, format="json", **OURS)
    assert (response.status_code, response.json()["code"]) == (401, "session_ended")


def test_an_access_token_is_no_refresh_token(world):
    browser = Browser(world.lin)
    browser.cookie = browser.refresh().json()["access"]
    assert browser.refresh().status_code == 401


def test_programs_get_both_tokens_and_exchange_them(world):
    api = Api(None)
    pair = api.post("/auth/token/", {"username": "lin", "password": PASSWORD}).json()
    assert set(pair) == {"access", "refresh", "expires_in"}
    assert is_welcome(pair["access"])

    response = api.post("/auth/token/refresh/", {"refresh": pair["refresh"]})

    assert response.status_code == 200
    assert is_welcome(response.json()["access"])
    assert response.json()["refresh"] not in (None, pair["refresh"])
    assert response.cookies == {}
    assert Session.objects.get().kind == "token"


def test_a_programs_token_used_again_ends_its_session(world, clock):
    api = Api(None)
    first = open_session(user=world.lin, kind="token", user_agent="", ip=None).refresh
    api.post("/auth/token/refresh/", {"refresh": first})
    clock.shift(timedelta(seconds=11))

    response = api.post("/auth/token/refresh/", {"refresh": first})

    assert (response.status_code, response.json()["code"]) == (401, "session_ended")
    assert Session.objects.get().revoked_reason == "reused"


def test_logout_ends_the_session_and_drops_the_cookie(world):
    browser = Browser(world.lin)
    access = browser.refresh().json()["access"]
    kept = browser.cookie

    response = browser.post("logout", **OURS)

    assert response.status_code == 204
    assert response.cookies["shoal_refresh"].value == ""
    assert response.cookies["shoal_refresh"]["path"] == "/api/v1/auth/"
    assert not is_welcome(access)
    browser.cookie = kept
    assert browser.refresh().status_code == 401


def test_logout_without_a_session_is_no_error(world):
    browser = Browser(world.lin)
    browser.cookie = "nonsense"
    assert browser.post("logout", **OURS).status_code == 204
    assert Session.objects.get().revoked_at is None
