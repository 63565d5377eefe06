"""`/metrics`: who may read it, and what it says."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shoal.common import heartbeat

from ..serving import BACKEND, surroundings

HERE = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}


def figures(text):
    """Return {series: value} of Prometheus' text."""
    found = re.findall(r"^(\w+(?:\{[^}]*\})?) (\S+)$", text, re.M)
    return {series: float(value) for series, value in found}


@pytest.fixture
def scrape(db):
    return lambda **extra: figures(Client().get("/metrics", **{**HERE, **extra}).content.decode())


def test_requests_are_counted_by_method_pattern_and_class_of_status(scrape, client):
    series = 'shoal_request_seconds_count{method="GET",route="/api/v1/campuses/{pk}/",status="4xx"}'
    text = Client().get("/metrics", **HERE).content.decode()
    before = text.count(series) and float(text.split(series + " ")[1].split("\n")[0])
    client.get("/api/v1/campuses/7/")
    client.get("/api/v1/campuses/8/")
    text = Client().get("/metrics", **HERE).content.decode()
    assert float(text.split(series + " ")[1].split("\n")[0]) == before + 2


def test_a_method_that_nobody_knows_is_no_series_of_its_own(client, db):
    client.generic("BREW", "/healthz")
    text = Client().get("/metrics", **HERE).content.decode()
    assert 'method="other",route="/healthz",status="4xx"' in text
    assert "BREW" not in text


def test_it_tells_of_tasks_heartbeats_and_the_build(scrape, clock):
    DBTaskResult.objects.create(
        task_path="x", args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
        queue_name="default", run_after=timezone.now() - timedelta(seconds=90),
    )  # fmt: skip
    heartbeat.beat(heartbeat.WORKER, timezone.now() - timedelta(seconds=7))
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(seconds=95))

    found = scrape()
    assert found["shoal_database_up"] == 1
    assert found["shoal_tasks_waiting"] == 1
    assert found["shoal_tasks_oldest_seconds"] == 90
    assert found['shoal_heartbeat_age_seconds{process="worker"}'] == 7
    assert [value for series, value in found.items() if series.startswith("shoal_build_info")] == [
        1
    ]


def test_a_scrape_costs_three_statements_and_no_more(client, db, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/metrics", **HERE)


def test_without_a_database_it_says_so(scrape, monkeypatch):
    from django.db import OperationalError

    def gone(at):
        raise OperationalError("gone")

    monkeypatch.setattr("shoal.common.metrics.oldest_waiting", gone)
    assert scrape()["shoal_database_up"] == 0


@pytest.mark.parametrize(
    "from_elsewhere",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_HOST": "crm.school.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_X_REAL_IP": "127.0.0.1", "HTTP_AUTHORIZATION": "Bearer "},
    ],
)
def test_elsewhere_there_is_nothing_at_this_address(client, db, settings, from_elsewhere):
    settings.ALLOWED_HOSTS = ["*"]
    answer = client.get("/metrics", **{**HERE, **from_elsewhere})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer scrape-me-9", 200),
        ("bearer scrape-me-9", 200),
        ("Bearer scrape-me-8", 404),
        ("Bearer ", 404),
        ("Basic scrape-me-9", 404),
        ("Bearer schräg", 404),
    ],
)
def test_whoever_knows_the_token_reads_it_from_anywhere(client, db, settings, given, status):
    settings.METRICS_TOKEN = "scrape-me-9"
    answer = client.get(
        "/metrics", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="x", HTTP_AUTHORIZATION=given
    )
    assert answer.status_code == status


TWO_PROCESSES = """
import os, pathlib, sys
import django
django.setup()
from shoal.common import metrics
folder = pathlib.Path(sys.argv[1])
folder.mkdir()
(folder / "histogram_1.db").write_bytes(b"left by an earlier run")
metrics.share_between_processes(folder)
for _ in range(2):
    if os.fork() == 0:
        for _ in range(1000):
            metrics.count_request("GET", "/healthz", 200, 0.002)
        os._exit(0)
os.wait(), os.wait()
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_what_each_forked_process_counted_is_added_up(tmp_path):
    said = subprocess.run(
        [sys.executable, "-c", TWO_PROCESSES, str(tmp_path / "metrics")],
        cwd=BACKEND,
        env={**surroundings(tmp_path), "DJANGO_SETTINGS_MODULE": "shoal.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    count = 'shoal_request_seconds_count{method="GET",route="/healthz",status="2xx"} 2000.0'
    assert count in said.stdout
    assert {os.stat(tmp_path / "metrics").st_mode & 0o077} == {0}  # noqa: PTH116
