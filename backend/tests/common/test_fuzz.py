"""Every action with hostile values, by every role: only documented answers, never a 5xx.

Seeded, so that it finds the same each time; FUZZ_ROUNDS=500 FUZZ_SEED=… looks further.
"""

import json
import os
import random
import re
from urllib.parse import urlencode

import pytest

from shoal.common import rate
from shoal.common.pages import _schema
from tests.api import Api
from tests.world import make_customer

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "12"))
SEED = int(os.environ.get("FUZZ_SEED", "7"))
IDS = ["1", "2", "3", "4", "5", str(2**63 - 1), str(2**63), "9" * 25, "source"]
VALUES = [
    None, True, -1, 0, 1, 2, 3, 2**31, 2**63 - 1, 2**63, 10**30, 1.5, "", "a", "\x00", "🐟",
    "x" * 5000, "2026-13-45", "2026-11-20", "2026-11-20T02:00:00Z", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z", "none", "new", "1,2", "%", "'\";--", "=1+1", "<script>", "13812345678",
    "call", "reached", "sales", "9" * 400, "1e400", "NaN", "1", [], [1], [None], [[]], {},
    {"a": 1}, ["x"] * 300, [2**63], list(range(1, 202)),
]  # fmt: skip
TEXTS = [
    "1", "x", "new", "none", "1,2,x", "9" * 18, "9" * 20, "2026-11-20", "0001-01-01",
    "9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "%", "_", "'", "王",
    "-name", "a" * 2000, "+8613812345670", "\x00", "²", "e30",
]  # fmt: skip
VERSIONS = ['"1"', '"0"', "x", '"²"', 'W/"1"', f'"{"9" * 5000}"', f'"{"9" * 18}"']


@pytest.fixture
def log_in_all(world, settings, monkeypatch):
    """Return what logs everybody in again: some calls end sessions, or suspend people."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(rate, "_count", lambda user_id, window: 1)
    for number in range(6):
        owner = world.lin if number % 2 else None
        phone = f"+861381234567{number}"
        make_customer(f"C{number}", pool=world.pool, owner=owner, phone=phone)
    people = [world.ada, world.mei, world.lin, world.fan]

    def log_in():
        for person in people:
            person.save()
        return [Api(person).client for person in people] + [Api(None).client]

    return log_in


def fields_of(action):
    """Return the names of the request body's fields; None where there is no JSON body."""
    content = action.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    name = content["schema"].get("$ref", "").rpartition("/")[2]
    return list(_schema()["components"]["schemas"].get(name, {}).get("properties", {}))


def call(client, chance, method, path, action):
    path = re.sub(r"\{\w+\}", lambda _: chance.choice(IDS), path)
    query, headers = {}, {}
    for parameter in action.get("parameters", []):
        if parameter["in"] == "query" and chance.random() < 0.25:
            query[parameter["name"]] = chance.choice(TEXTS)
        if parameter["name"] == "If-Match" and chance.random() < 0.7:
            headers["HTTP_IF_MATCH"] = chance.choice(VERSIONS)
        if parameter["name"] == "Idempotency-Key" and chance.random() < 0.3:
            headers["HTTP_IDEMPOTENCY_KEY"] = chance.choice(["k", "k2", "x" * 300, " "])
    body, fields = "", fields_of(action)
    if fields is not None:
        some = {name: chance.choice(VALUES) for name in fields if chance.random() < 0.7}
        body = json.dumps(some if chance.random() < 0.9 else chance.choice(VALUES))
    address = f"{path}?{urlencode(query)}"
    response = client.generic(method.upper(), address, body, "application/json", **headers)
    return response, f"{method} {address[:200]} {body[:300]} {str(headers)[:80]}"


@pytest.mark.slow
def test_every_answer_is_a_documented_one(log_in_all):
    chance = random.Random(SEED)
    found = []
    for _ in range(ROUNDS):
        callers = log_in_all()
        for path, actions in _schema()["paths"].items():
            for method, action in actions.items():
                response, what = call(chance.choice(callers), chance, method, path, action)
                # An id that no address has: the URL map answers before any action does.
                expected = {*action["responses"], "404"} if "{" in path else action["responses"]
                if str(response.status_code) not in expected or response.status_code == 500:
                    found.append((response.status_code, what, response.content[:200]))
    assert found == []
