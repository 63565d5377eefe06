"""What is no API: the SPA's pages, the API's own pages, health."""

import re

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shoal.common import guards, health, heartbeat, pages


@pytest.fixture
def built(settings, tmp_path):
    settings.SPA_DIST = tmp_path
    (tmp_path / "index.html").write_text("<title>Shoal</title>")


@pytest.mark.parametrize("path", ["/", "/pool", "/customers/7", "/login?next=%2Fpool", "/公海"])
def test_any_page_is_the_one_page(client, built, path):
    response = client.get(path)
    assert (response.status_code, response.content) == (200, b"<title>Shoal</title>")
    assert response["Cache-Control"] == "no-cache"
    csp = response["Content-Security-Policy"]
    assert "script-src 'self';" in csp
    assert "default-src 'none'" in csp
    assert "frame-ancestors 'none'" in csp


@pytest.mark.parametrize("path", ["/assets/index-1234abcd.js", "/favicon.png", "/../secrets.json"])
def test_a_file_that_is_not_there_is_no_page(client, built, path):
    assert client.get(path).status_code == 404


def test_pages_are_read_only(client, built):
    assert client.head("/pool").status_code == 200
    assert client.post("/pool").status_code == 405


def test_without_a_build_it_says_so(client, settings, tmp_path):
    settings.SPA_DIST = tmp_path
    response = client.get("/pool")
    assert (response.status_code, response.json()["detail"]) == (
        404,
        "The pages are not built: make build.",
    )


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v2/customers/", "/api/docs"])
def test_an_unknown_api_address_is_a_problem(client, built, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_headers_that_every_answer_has(client, built, settings):
    for path in ("/", "/api/schema/", "/healthz"):
        response = client.get(path)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Request-Id"]


def test_anybody_reads_the_schema(client):
    response = client.get("/api/schema/")
    assert response.status_code == 200
    document = response.json()
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    codes = document["components"]["schemas"]["ErrorCode"]["enum"]
    assert {"already_claimed", "login_failed", "last_admin", "busy", "not_logged_in"} <= set(codes)
    yaml = client.get("/api/schema/?format=yaml")
    assert yaml.content.startswith(b"openapi: 3.1")


def test_every_action_says_what_it_does_and_how_it_fails(client):
    paths = client.get("/api/schema/").json()["paths"]
    for path, actions in paths.items():
        for method, action in actions.items():
            if method == "parameters":
                continue
            where = f"{method} {path}"
            assert action.get("summary"), where
            assert "503" in action["responses"], where
            if "requestBody" in action:
                assert "415" in action["responses"], where
            if action.get("security"):
                assert {"401", "403", "429"} <= set(action["responses"]), where


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/?script=", "/api/redoc/"])
def test_the_api_pages_come_from_here_alone(client, path):
    response = client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert not re.search(r"(src|href)=\"(https?:)?//", text)
    assert not re.search(r"<script>", text)


def test_redocs_bundle_asks_no_cdn(client):
    response = client.get("/api/redoc/redoc.js")
    assert response["Content-Type"] == "text/javascript"
    assert b"cdn.redoc.ly" not in response.content
    assert pages.PIXEL in response.content


def test_healthz_asks_nothing(client, django_assert_num_queries):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_readyz_when_all_is_well(client, db):
    heartbeat.beat(heartbeat.WORKER, timezone.now())
    heartbeat.beat(heartbeat.TICKS, timezone.now())
    heartbeat.beat(heartbeat.SWEEP, timezone.now())
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "checks": {
            "database": "ok",
            "migrations": "ok",
            "guards": "ok",
            "worker": "ok",
            "ticks": "ok",
            "sweep": "ok",
        },
    }


def test_readyz_tells_who_was_not_heard_of_and_is_ready_all_the_same(client, db, clock):
    heartbeat.beat(heartbeat.WORKER, timezone.now())
    clock.shift(61)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "ready"
    checks = response.json()["checks"]
    assert {checks[name] for name in ("worker", "ticks", "sweep")} == {"silent"}


def test_readyz_misses_a_guard(client, db):
    guard = guards.declared()[0]
    with connection.cursor() as cursor:
        on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {guard.name}{on}")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["guards"] == f"missing: {guard.name}"


def test_readyz_misses_a_migration(client, db):
    health._all_applied.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'exchange'")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'teaching'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "missing"


def test_readyz_without_a_database(client, monkeypatch):
    from django.db import OperationalError

    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr(health, "_is_migrated", gone)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "unavailable"}


def test_readyz_tells_of_a_worker_that_is_behind(client, db, clock):
    DBTaskResult.objects.create(
        task_path="x", args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
        queue_name="default", run_after=timezone.now(),
    )  # fmt: skip
    heartbeat.beat(heartbeat.WORKER, timezone.now())
    assert client.get("/readyz").json()["checks"]["worker"] == "ok"
    clock.shift(61)
    heartbeat.beat(heartbeat.WORKER, timezone.now())
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["worker"]) == (200, "behind")


@pytest.mark.parametrize("page", ["/api/docs/", "/api/redoc/", "/api/schema/", "/healthz", "/x"])
@pytest.mark.parametrize("method", ["options", "post", "trace"])
def test_pages_are_only_read(client, page, method):
    assert getattr(client, method)(page).status_code == 405
