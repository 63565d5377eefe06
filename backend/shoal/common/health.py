"""Is this process alive, and can it do its work?"""

from datetime import datetime, timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from . import clock, heartbeat
from .guards import missing_guards

BEHIND = timedelta(minutes=1)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """503 unless the database answers, is migrated and guarded. A late or silent worker is told
    only: the API can serve without it."""
    try:
        migrated = _is_migrated()
        missing = missing_guards() if migrated else []
        helpers = _helpers(clock.now()) if migrated else {}
    except DatabaseError:
        checks = {"database": "unavailable"}
        return JsonResponse({"status": "not_ready", "checks": checks}, status=503)
    checks = {
        "database": "ok",
        "migrations": "ok" if migrated else "missing",
        "guards": "ok" if not missing else f"missing: {', '.join(missing)}",
        **helpers,
    }
    ready = migrated and not missing
    status = "ready" if ready else "not_ready"
    return JsonResponse({"status": status, "checks": checks}, status=200 if ready else 503)


def oldest_waiting(at: datetime) -> timedelta:
    """Return for how long the oldest task that should have begun has waited; 0 without one."""
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    instants = waiting.values_list("enqueued_at", "run_after").first() or ()
    due = max((instant for instant in instants if instant is not None), default=at)
    return max(at - due, timedelta())


def _helpers(at: datetime) -> dict[str, str]:
    heard = heartbeat.ages(at)
    late = "behind" if oldest_waiting(at) > BEHIND else "ok"
    return {
        "worker": "silent" if heartbeat.silent(heartbeat.WORKER, heard) else late,
        "ticks": "silent" if heartbeat.silent(heartbeat.TICKS, heard) else "ok",
        "sweep": "silent" if heartbeat.silent(heartbeat.SWEEP, heard) else "ok",
    }


def _is_migrated() -> bool:
    try:
        return _all_applied()
    except _NotYetError:
        return False


class _NotYetError(Exception):
    """Raised, for only a "yes" may be remembered."""


@cache
def _all_applied() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotYetError
    return True
