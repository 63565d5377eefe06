"""Guessing is slow, for the guesser only; everybody else logs in as ever."""

import threading
from datetime import timedelta

import pytest

from shoal.common import clock as now_clock
from shoal.common import throttle
from shoal.common.errors import Throttled
from shoal.common.models import Attempt
from shoal.common.throttle import Allowance
from shoal.organization.services import login
from tests.api import Api
from tests.races import in_threads
from tests.world import PASSWORD


def log_in(client, username, password, ip="203.0.113.9"):
    body = {"username": username, "password": password}
    return client.post("/api/v1/auth/login/", body, format="json", REMOTE_ADDR=ip)


@pytest.fixture
def client():
    return Api(None).client


@pytest.fixture
def quick(monkeypatch):
    """Hashing is not the subject here; count it instead."""
    hashed = []

    def check(password, encoded):
        hashed.append(password)
        return password == PASSWORD

    monkeypatch.setattr(login, "check_password", check)
    return hashed


def test_after_five_failures_the_sixth_must_wait_longer_each_time(world, client, quick, clock):
    for _ in range(6):
        assert log_in(client, "lin", "wrong").status_code == 401
    waits = []
    for _ in range(8):
        response = log_in(client, "lin", "wrong")
        assert (response.status_code, response.json()["code"]) == (429, "throttled")
        assert response["Retry-After"] == str(response.json()["retry_after"])
        waits.append(int(response["Retry-After"]))
        clock.shift(timedelta(seconds=waits[-1]))
        assert log_in(client, "lin", "wrong").status_code == 401
    assert waits == [1, 2, 4, 8, 15, 30, 60, 60]


def test_whoever_is_throttled_is_not_hashed(world, client, quick, clock):
    for _ in range(20):
        log_in(client, "lin", "wrong")
    assert len(quick) == 6


def test_waiting_helps_and_the_right_password_forgives(world, client, quick, clock):
    for _ in range(7):
        log_in(client, "lin", "wrong")
    assert log_in(client, "lin", PASSWORD).status_code == 429
    clock.shift(1)

    assert log_in(client, "lin", PASSWORD).status_code == 200

    assert not Attempt.objects.filter(blocked_until__isnull=False).exists()
    for _ in range(5):
        assert log_in(client, "lin", "wrong").status_code == 401


def test_a_stranger_cannot_lock_a_colleague_out(world, client, quick, clock):
    for _ in range(50):
        log_in(client, "lin", "wrong", ip="198.51.100.1")
    assert log_in(client, "lin", PASSWORD, ip="203.0.113.9").status_code == 200


def test_nor_from_the_same_office_once_this_browser_has_logged_in(world, client, quick, clock):
    assert log_in(client, "lin", PASSWORD).status_code == 200
    stranger = Api(None).client
    for number in range(200):
        log_in(stranger, "lin", f"wrong {number}")
        log_in(stranger, f"nobody{number}", "wrong")
    assert log_in(stranger, "lin", PASSWORD).status_code == 429

    assert log_in(client, "lin", PASSWORD).status_code == 200


def test_a_device_cookie_of_somebody_else_is_worth_nothing(world, client, quick, clock):
    log_in(client, "bo", PASSWORD)
    for _ in range(7):
        log_in(client, "lin", "wrong")
    assert log_in(client, "lin", PASSWORD).status_code == 429


def test_a_storm_from_one_address_leaves_room_for_the_others_there(world, client, quick, clock):
    for number in range(59):
        assert log_in(client, f"nobody{number}", "wrong").status_code == 401
    assert log_in(client, "lin", PASSWORD).status_code == 200
    for number in range(10):
        log_in(client, f"somebody{number}", "wrong")
    blocked = log_in(client, "bo", PASSWORD)
    assert blocked.status_code == 429
    assert int(blocked["Retry-After"]) <= 4
    clock.shift(4)
    assert log_in(client, "bo", PASSWORD).status_code == 200


def test_unknown_names_are_throttled_just_the_same(world, client, quick, clock):
    known = [log_in(client, "lin", "wrong").status_code for _ in range(9)]
    unknown = [log_in(client, "nobody", "wrong").status_code for _ in range(9)]
    assert known == unknown


def test_the_database_keeps_no_name_that_was_typed(world, client, quick):
    log_in(client, "my secret password", "oops")
    assert not any("secret" in scope for scope in Attempt.objects.values_list("scope", flat=True))


def test_a_password_change_is_throttled_too(world, api, monkeypatch):
    lin = api(world.lin)
    body = {"current_password": "not this one", "new_password": "nine white cranes"}
    answers = [lin.post("/auth/password/", body).status_code for _ in range(8)]
    assert answers[:6] == [400] * 6
    assert 429 in answers


@pytest.mark.race
def test_the_count_holds_for_parallel_attempts(committed_db):
    allowance = Allowance(free=5, window=timedelta(minutes=1), delays=(60,))
    at = now_clock.now()
    lock, passed = threading.Lock(), []

    def attempt(number):
        try:
            throttle.count_attempt("race", allowance, at)
        except Throttled:
            return
        with lock:
            passed.append(number)

    errors = [e for e in in_threads(attempt, 24) if e]

    assert errors == []
    assert len(passed) == 6  # five are free; the sixth begins the wait


def test_counting_is_one_statement(world, django_assert_num_queries):
    allowance = Allowance(free=1, window=timedelta(minutes=1), delays=(60,))
    with django_assert_num_queries(1) as captured:
        throttle.count_attempt("once", allowance, now_clock.now())
    assert captured.captured_queries[0]["sql"].lstrip().startswith("INSERT")


def test_attempts_of_yesterday_are_forgotten(world, client, quick, clock):
    log_in(client, "nobody", "wrong")
    clock.shift(timedelta(days=1, seconds=1))
    log_in(client, "lin", PASSWORD)
    assert Attempt.objects.filter(count__gt=0).count() == 0
