"""Figures for Prometheus: of requests, shared by the web processes; of the database, at a scrape.

prometheus_client decides when it is imported whether its figures lie in memory or in files that
several processes share, so it is imported here only when it is wanted.
"""

import hmac
import os
import platform
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from . import clock, heartbeat
from .addresses import is_this_machine
from .health import oldest_waiting
from .problem import not_found

if TYPE_CHECKING:
    from prometheus_client import Histogram
    from prometheus_client.metrics_core import Metric

SHARED_IN = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# Anybody can send any word as a method: each would be a figure of its own.
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PATCH", "PUT", "DELETE"}


def share_between_processes(folder: Path) -> None:
    """Call once, before anything is forked. What an earlier run left there is forgotten."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ[SHARED_IN] = str(folder)
    _request_seconds()


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    method = method if method in METHODS else "other"
    _series(method, route, f"{status // 100}xx").observe(seconds)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text, to this machine or to who knows METRICS_TOKEN; to others not a word."""
    if not (_knows_token(request) or is_this_machine(request)):
        return not_found(request)
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    if SHARED_IN in os.environ:
        MultiProcessCollector(registry)
    else:
        registry.register(_request_seconds())
    registry.register(OfTheDatabase())
    text = generate_latest(registry)
    return HttpResponse(
        text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


class OfTheDatabase:
    """A collector (for prometheus_client) of what the database knows; it has to be cheap."""

    def collect(self) -> Iterator["Metric"]:
        from prometheus_client.core import GaugeMetricFamily as Gauge

        build = {
            "version": str(settings.SPECTACULAR_SETTINGS["VERSION"]),
            "python": platform.python_version(),
            "database": connection.vendor,
        }
        info = Gauge("shoal_build_info", "What is running here.", labels=list(build))
        info.add_metric(list(build.values()), 1)
        yield info
        try:
            found = self._figures()
        except DatabaseError:
            found = []
        yield Gauge("shoal_database_up", "Whether the database answered.", value=bool(found))
        yield from found

    def _figures(self) -> list["Metric"]:
        from prometheus_client.core import GaugeMetricFamily as Gauge

        at = clock.now()
        seconds = oldest_waiting(at).total_seconds()
        beats = Gauge("shoal_heartbeat_age_seconds", "Last sign of life.", labels=["process"])
        for name, age in heartbeat.ages(at).items():
            beats.add_metric([name], age.total_seconds())
        return [
            Gauge("shoal_tasks_waiting", "Tasks due.", value=DBTaskResult.objects.ready().count()),
            Gauge("shoal_tasks_oldest_seconds", "Age of the oldest task due.", value=seconds),
            beats,
        ]


def _knows_token(request: HttpRequest) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.METRICS_TOKEN
    return (
        bool(wanted)
        and scheme.lower() == "bearer"
        and hmac.compare_digest(given.strip().encode(), wanted.encode())
    )


@cache
def _request_seconds() -> "Histogram":
    from prometheus_client import Histogram

    return Histogram(
        "shoal_request_seconds",
        "Requests and how long they took.",
        ["method", "route", "status"],
        buckets=SECONDS,
        registry=None,
    )


@cache
def _series(method: str, route: str, status_class: str) -> Any:
    # Remembered here: finding it by its labels costs more than counting.
    return _request_seconds().labels(method, route, status_class)
