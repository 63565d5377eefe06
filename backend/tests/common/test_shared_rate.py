"""With CACHE_URL the rate of a user is counted once for all processes and machines."""

import os
import socket
import time
import uuid

import pytest
import redis

from shoal.common import rate

URL = os.environ.get("TEST_CACHE_URL", "redis://127.0.0.1:6379/9")
LIMIT = 3


def no_redis():
    try:
        redis.from_url(URL, socket_connect_timeout=0.5).ping()
    except redis.RedisError as error:
        return f"no Redis answers at {URL}: {error}"
    return ""


def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def count_in(settings, monkeypatch):
    """`count_in(url)`: requests are counted there from now on, for a window of this test alone."""
    settings.RATE_LIMIT_PER_MINUTE = LIMIT
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    monkeypatch.setattr(rate, "_leave_alone_until", 0.0)
    rate._counts.clear()

    def begin(url):
        settings.CACHE_URL = url
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": url,
                "KEY_PREFIX": f"shoal-test-{uuid.uuid4().hex}",
                "OPTIONS": {"socket_timeout": 0.25, "socket_connect_timeout": 0.25},
            }
        }

    yield begin
    rate._counts.clear()


@pytest.mark.skipif(bool(no_redis()), reason=no_redis() or "Redis answers")
def test_what_another_process_counted_counts_here(world, api, count_in):
    count_in(URL)
    lin, statuses = api(world.lin), []
    for _ in range(LIMIT + 1):
        rate._counts.clear()  # another process remembers nothing of this one's
        answer = lin.get("/campuses/")
        statuses.append((answer.status_code, answer["RateLimit-Remaining"]))
    assert statuses == [(200, "2"), (200, "1"), (200, "0"), (429, "0")]
    rate._counts.clear()
    assert api(world.bo).get("/campuses/").status_code == 200


@pytest.mark.skipif(bool(no_redis()), reason=no_redis() or "Redis answers")
def test_a_count_is_forgotten_when_its_minute_is_long_over(world, api, count_in):
    from django.core.cache import cache

    count_in(URL)
    api(world.lin).get("/campuses/")
    key = cache.make_key(f"rate:{world.lin.pk}:{1_800_000_000 // 60}")
    assert 0 < redis.from_url(URL).ttl(key) <= 120


def test_without_an_answer_requests_go_on_and_each_process_counts(world, api, count_in, caplog):
    count_in(f"redis://127.0.0.1:{unused_port()}/9")
    lin = api(world.lin)
    assert [lin.get("/campuses/").status_code for _ in range(LIMIT + 1)] == [200, 200, 200, 429]
    assert [r.name for r in caplog.records] == ["shoal.rate"]


def test_a_cache_that_accepts_and_says_nothing_is_left_alone_after_one_try(world, api, count_in):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        count_in(f"redis://127.0.0.1:{mute.getsockname()[1]}/9")
        assert api(world.lin).get("/campuses/").status_code == 200
        assert rate._leave_alone_until > time.monotonic()
        mute.setblocking(False)
        mute.accept()
        api(world.lin).get("/campuses/")
        with pytest.raises(BlockingIOError):
            mute.accept()
