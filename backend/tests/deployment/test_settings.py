"""What an operator sets, and what follows from it."""

import json
import subprocess
import sys

import pytest

from ..serving import BACKEND, surroundings

SHOWN = ("ALLOWED_HOSTS", "COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ACCESS_LOG")
SHOW = f"""
import json
from shoal import settings
shown = {{name: getattr(settings, name) for name in {SHOWN}}}
shown["has_key"] = len(settings.SECRET_KEY) > 40
print(json.dumps({{**shown, "cache": hasattr(settings, "CACHES")}}))
"""
HERE = ["localhost", "127.0.0.1", "[::1]"]


@pytest.fixture
def settings_of(tmp_path):
    def read(**env):
        kept = {n: v for n, v in surroundings(tmp_path, 8000).items() if n not in env}
        said = subprocess.run(
            [sys.executable, "-c", SHOW], cwd=BACKEND, env={**kept, **env}, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        return json.loads(said.stdout)

    return read


def test_on_ones_own_machine_nothing_needs_to_be_set(settings_of):
    found = settings_of()
    assert set(found["ALLOWED_HOSTS"]) == set(HERE)
    assert (found["COOKIE_SECURE"], found["SECURE_HSTS_SECONDS"]) == (False, 0)
    assert (found["ACCESS_LOG"], found["cache"], found["has_key"]) == (False, False, True)


def test_the_public_address_is_answered_and_its_cookies_need_https(settings_of):
    found = settings_of(PUBLIC_URL="https://crm.school.example/")
    assert found["ALLOWED_HOSTS"] == [*HERE, "crm.school.example"]
    assert (found["COOKIE_SECURE"], found["SECURE_HSTS_SECONDS"]) == (True, 31_536_000)


def test_a_key_that_is_given_but_empty_is_made(settings_of):
    assert settings_of(SECRET_KEY="", JWT_KEY="")["has_key"]


def test_a_cache_is_used_where_it_is_named(settings_of):
    assert settings_of(CACHE_URL="redis://cache:6379/0")["cache"]
