"""Demo accounts have a published password: they open from this very machine only (R23)."""

import pytest

from tests.api import Api
from tests.world import PASSWORD

HERE = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(autouse=True)
def _demo(world, settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "school.example"]
    settings.HOST = "127.0.0.1"
    world.lin.is_demo = True
    world.lin.save()


def log_in(**headers):
    body = {"username": "lin", "password": PASSWORD}
    return Api(None).client.post("/api/v1/auth/token/", body, format="json", **headers)


@pytest.mark.parametrize("host", ["localhost:8000", "localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_they_open_here(host):
    assert log_in(**{**HERE, "HTTP_HOST": host}).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"HTTP_HOST": "school.example"},
        {"REMOTE_ADDR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
    ids=str,
)
def test_they_stay_shut_elsewhere_like_any_wrong_password(elsewhere):
    response = log_in(**{**HERE, **elsewhere})
    assert (response.status_code, response.json()["code"]) == (401, "login_failed")


def test_they_stay_shut_when_the_service_is_bound_to_more_than_this_machine(settings):
    settings.HOST = "0.0.0.0"  # noqa: S104
    assert log_in(**HERE).status_code == 401


def test_other_accounts_open_from_anywhere(world):
    world.lin.is_demo = False
    world.lin.save()
    assert log_in(HTTP_HOST="school.example", REMOTE_ADDR="203.0.113.9").status_code == 200
