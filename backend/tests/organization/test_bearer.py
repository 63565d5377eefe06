"""Every request asks the session table: what a bearer token is worth right now."""

import time

import jwt
import pytest
from django.conf import settings as django_settings

from shoal.organization.models import Session
from shoal.organization.services.sessions import open_session
from tests.api import Api


def ask(token, scheme="Bearer"):
    api = Api(None)
    api.client.credentials(HTTP_AUTHORIZATION=f"{scheme} {token}")
    return api.get("/auth/me/")


@pytest.fixture
def claims(world):
    session = open_session(user=world.lin, kind="token", user_agent="", ip=None).session
    now = int(time.time())
    return {
        "sub": str(world.lin.pk), "sid": session.pk, "ver": 1, "jti": "x" * 32, "iss": "shoal",
        "aud": "shoal", "iat": now, "exp": now + 300, "token_type": "access",
    }  # fmt: skip


def sign(claims, *, kid="1", key=None, algorithm="HS256"):
    key = key or django_settings.JWT_KEYS["1"]
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def test_the_claims_that_we_sign_are_accepted(claims):
    assert ask(sign(claims)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"sub": "nobody"}, {"sub": ""}, {"sub": "1e3"}, {"sub": str(2**64)}, {"sub": "-1"},
        {"sid": "1"}, {"sid": None}, {"sid": 2**63}, {"sid": 999_999}, {"sid": [1]}, {"sid": True},
        {"ver": 2}, {"ver": 0}, {"ver": "1"}, {"ver": None},
        {"iss": "somebody"}, {"iss": None}, {"aud": "somebody"}, {"aud": None},
        {"token_type": "refresh"}, {"token_type": None}, {"jti": 7},
        {"exp": 1}, {"exp": "soon"}, {"exp": 10**18}, {"exp": None}, {"iat": "once"},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_with_a_wrong_claim_is_a_401(claims, wrong):
    changed = {k: v for k, v in {**claims, **wrong}.items() if v is not None}
    response = ask(sign(changed))
    assert (response.status_code, response.json()["code"]) == (401, "session_ended")
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("missing", ["sub", "sid", "ver", "jti", "exp", "aud", "iss"])
def test_a_token_without_a_claim_is_a_401(claims, missing):
    claims.pop(missing)
    assert ask(sign(claims)).status_code == 401


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "é.é.é", "." * 500, "eyJhbGciOiJub25lIn0.e30."], ids=repr
)
def test_nonsense_is_a_401(world, token):
    assert ask(token).status_code == 401


def test_no_token_is_not_logged_in(world):
    response = Api(None).get("/auth/me/")
    assert (response.status_code, response.json()["code"]) == (401, "not_logged_in")


def test_another_algorithm_key_or_kid_is_a_401(claims):
    assert ask(sign(claims, algorithm="HS512")).status_code == 401
    assert ask(sign(claims, key="another key, just as long as it has to be")).status_code == 401
    assert ask(sign(claims, kid="7")).status_code == 401
    assert ask(jwt.encode(claims, "", algorithm="none", headers={"kid": "1"})).status_code == 401


def test_keys_are_turned_over_without_a_logout(claims, settings):
    before = sign(claims)
    settings.JWT_KEYS = {"2": "the next key, which is long enough too", "1": settings.JWT_KEYS["1"]}
    assert ask(before).status_code == 200
    assert ask(sign(claims, kid="2", key=settings.JWT_KEYS["2"])).status_code == 200

    settings.JWT_KEYS = {"2": settings.JWT_KEYS["2"]}
    assert ask(before).status_code == 401


def test_it_expires_after_five_minutes_and_thirty_seconds_of_leeway(world, clock):
    token = open_session(user=world.lin, kind="token", user_agent="", ip=None).access
    clock.shift(329)
    assert ask(token).status_code == 200
    clock.shift(2)
    assert ask(token).status_code == 401


def test_a_deleted_session_is_a_401(claims):
    Session.objects.all().delete()
    assert ask(sign(claims)).status_code == 401


def test_another_persons_session_is_a_401(claims, world):
    assert ask(sign({**claims, "sub": str(world.bo.pk)})).status_code == 401


def test_another_scheme_is_not_logged_in(claims):
    assert ask(sign(claims), scheme="Token").status_code == 401


def test_one_statement_for_session_and_user(world, api, django_assert_num_queries):
    lin = api(world.lin)
    with django_assert_num_queries(2):  # the session with its user; the rows
        lin.get("/campuses/")
