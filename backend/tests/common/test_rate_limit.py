"""Each user may send so many requests a minute; the headers say how many are left."""

import time

import pytest

from shoal.common import rate


@pytest.fixture(autouse=True)
def _begin_of_a_minute(monkeypatch, settings):
    settings.RATE_LIMIT_PER_MINUTE = 3
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    rate._counts.clear()


def test_the_headers_count_down_and_then_it_is_a_429(world, api):
    lin = api(world.lin)
    answers = [lin.get("/campuses/") for _ in range(4)]

    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert [a["RateLimit-Remaining"] for a in answers] == ["2", "1", "0", "0"]
    assert {a["RateLimit-Limit"] for a in answers} == {"3"}
    refused = answers[-1]
    assert refused.json()["code"] == "throttled"
    assert refused["Retry-After"] == refused["RateLimit-Reset"] == "60"


def test_others_are_not_counted(world, api):
    lin = api(world.lin)
    for _ in range(4):
        lin.get("/campuses/")
    assert api(world.bo).get("/campuses/").status_code == 200


def test_the_next_minute_begins_anew(world, api, monkeypatch):
    lin = api(world.lin)
    for _ in range(4):
        lin.get("/campuses/")
    monkeypatch.setattr(time, "time", lambda: 1_800_000_060.0)
    assert lin.get("/campuses/").status_code == 200
