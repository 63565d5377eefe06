"""Is this process alive, and can it do its work?"""

from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from . import clock
from .guards import missing_guards

BEHIND = timedelta(minutes=1)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """503 unless the database answers, is migrated and guarded. A late worker is told only:
    the API can serve without it."""
    try:
        migrated = _is_migrated()
        missing = missing_guards() if migrated else []
        worker = _worker() if migrated else "unknown"
    except DatabaseError:
        checks = {"database": "unavailable"}
        return JsonResponse({"status": "not_ready", "checks": checks}, status=503)
    checks = {
        "database": "ok",
        "migrations": "ok" if migrated else "missing",
        "guards": "ok" if not missing else f"missing: {', '.join(missing)}",
        "worker": worker,
    }
    ready = migrated and not missing
    status = "ready" if ready else "not_ready"
    return JsonResponse({"status": status, "checks": checks}, status=200 if ready else 503)


def _worker() -> str:
    """A task that should have begun a minute ago tells more than any heartbeat."""
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    oldest = waiting.values_list("enqueued_at", "run_after").first()
    if oldest is None:
        return "ok"
    due = max(at for at in oldest if at is not None)
    return "behind" if clock.now() - due > BEHIND else "ok"


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
