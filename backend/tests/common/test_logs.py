"""What is written down, and what never is."""

import io
import json
import logging
import sys

import pytest
from django.db import IntegrityError

from shoal.common.logs import JsonLineFormatter, without_secrets
from tests.world import PASSWORD, make_customer

PHONE = "13812345678"


@pytest.fixture
def lines(settings):
    """`lines()`: what was logged by anybody since, each line read as JSON."""
    settings.ACCESS_LOG = True
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLineFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_request_is_one_line_with_its_pattern_and_who_asked(world, api, lines):
    lin = api(world.lin).client
    answer = lin.get(f"/api/v1/campuses/{world.east.pk}/", HTTP_X_REQUEST_ID="from-nginx-1")

    (line,) = lines()
    assert line.pop("ms") >= 0
    assert line.pop("at")
    assert line == {
        "level": "info",
        "logger": "shoal.access",
        "message": "request",
        "request_id": "from-nginx-1",
        "method": "GET",
        "route": "/api/v1/campuses/{pk}/",
        "status": answer.status_code,
        "user": world.lin.pk,
        "session": "token",
    }


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/pool?search=13812345678", "(page)"),
        ("/healthz", "/healthz"),
        ("/api/v1/nowhere/13812345678/", "(none)"),
    ],
)
def test_pages_and_what_is_not_there_have_no_path_in_the_line(client, lines, path, route):
    client.get(path)
    (line,) = lines()
    assert (line["route"], line["user"], line["session"]) == (route, None, None)


def test_without_access_log_there_is_none(client, lines, settings):
    settings.ACCESS_LOG = False
    client.get("/healthz")
    assert lines() == []


def test_a_bug_is_one_line_with_its_exception_and_the_request_id(db, client, lines, monkeypatch):
    def broken(at):
        raise RuntimeError(f"no room for {PHONE}")

    monkeypatch.setattr("shoal.common.health._helpers", broken)
    client.raise_request_exception = False
    assert client.get("/readyz", HTTP_X_REQUEST_ID="from-nginx-2").status_code == 500
    error, access = lines()
    assert (error["level"], error["request_id"]) == ("error", "from-nginx-2")
    assert "RuntimeError: no room for phone:" in error["exception"]
    assert (access["status"], access["request_id"]) == (500, "from-nginx-2")


def test_nothing_that_was_sent_is_in_any_line(world, api, client, lines):
    lin = api(world.lin)
    login = {"username": "lin", "password": PASSWORD}
    wrong = {"username": "lin", "password": "open-sesame-42"}
    told = [
        client.post("/api/v1/auth/login/", login, content_type="application/json"),
        client.post("/api/v1/auth/login/", wrong, content_type="application/json"),
        client.get(f"/api/v1/pool/?search={PHONE}", headers={"Authorization": "Bearer ey.no.no"}),
        lin.get(f"/pool/?search={PHONE}&name=王小明"),
        lin.post("/customers/check-duplicates/", {"identities": [{"kind": "phone", "raw": PHONE}]}),
    ]
    assert told[0].status_code == 200, told[0].content
    written = json.dumps(lines(), ensure_ascii=False)
    assert len(lines()) >= len(told)
    secrets = [
        PHONE, "search", "王小明", PASSWORD, "open-sesame-42", "ey.no.no",
        told[0].json()["access"], told[0].cookies["shoal_refresh"].value,
        lin.client._credentials["HTTP_AUTHORIZATION"].removeprefix("Bearer "),
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in written] == []


def test_what_the_database_quotes_of_a_row_is_left_out(world):
    make_customer("王小明", pool=world.pool, phone=f"+86{PHONE}")
    try:
        make_customer("李雷", pool=world.pool, phone=f"+86{PHONE}")
    except IntegrityError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "oh", (), sys.exc_info())
    line = JsonLineFormatter().format(record)
    assert "IntegrityError" in line
    assert PHONE not in line


JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjF9.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("GET /api/v1/pool/?search=abc&x=1 failed", "GET /api/v1/pool/?… failed"),
        (f"token {JWT} is bad", "token … is bad"),
        ("link Zk3vQ9xY-0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1 used", "link … used"),
        ("mail to lin@school.example failed", "mail to … failed"),
        ("cannot reach redis://me:secret@cache:6379/0", "cannot reach redis://…@cache:6379/0"),
        ("in test_two_hundred_half_sent_bodies_do_not_stop_service",) * 2,
        ("due 2026-11-22 10:00, id 1234567, line 12",) * 2,
        ("id 0f8fad5b-d9cb-469f-a165-70867728950e",) * 2,
        ('DETAIL: Failing row contains (7, 王小明,\n\n"x").', "DETAIL: …"),
    ],
)
def test_words_that_are_secret_are_taken_out_of_a_message(said, written):
    assert without_secrets(said) == written


def test_one_phone_has_one_hash_however_it_is_written():
    plain, spaced, other = map(
        without_secrets, ("no +8613812345678", "no 86 138 1234 5678", "no +8613812345679")
    )
    assert plain == spaced != other
    assert plain.endswith("…78")
