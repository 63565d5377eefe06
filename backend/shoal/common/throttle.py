"""Attempts counted in the database, so that the count holds across processes and restarts.

After some free attempts each further one makes the next wait, longer every time. An attempt
that comes too early is refused and not counted: waiting always helps.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from .errors import Throttled
from .models import Attempt

KEPT = timedelta(days=1)
_SAME_WINDOW = "common_attempt.window_started_at > %(cutoff)s"
_COUNT = f"CASE WHEN {_SAME_WINDOW} THEN common_attempt.count + 1 ELSE 1 END"


@dataclass(frozen=True)
class Allowance:
    """`free` attempts in a `window`; then delays of `delays` seconds, the last one repeated."""

    free: int
    window: timedelta
    delays: tuple[int, ...]


def count_attempt(scope: str, allowance: Allowance, at: datetime) -> None:
    """Count one attempt before it is made. Raises Throttled when it comes too early."""
    blocks = " ".join(
        f"WHEN {allowance.free + n} THEN %(block{n})s" for n in range(1, len(allowance.delays) + 1)
    )
    last = allowance.free + len(allowance.delays)
    # One statement: of a hundred parallel attempts none sees room that another has taken.
    statement = (
        "INSERT INTO common_attempt (scope, count, window_started_at, blocked_until) "
        "VALUES (%(scope)s, 1, %(at)s, NULL) "
        f"ON CONFLICT (scope) DO UPDATE SET count = {_COUNT}, "
        f"window_started_at = CASE WHEN {_SAME_WINDOW} "
        "THEN common_attempt.window_started_at ELSE excluded.window_started_at END, "
        f"blocked_until = CASE WHEN {_COUNT} > {last} THEN %(block{len(allowance.delays)})s "
        f"ELSE CASE {_COUNT} {blocks} ELSE NULL END END "
        "WHERE common_attempt.blocked_until IS NULL OR common_attempt.blocked_until <= %(at)s "
        "RETURNING count"
    )
    instants = {f"block{n}": at + timedelta(seconds=d) for n, d in enumerate(allowance.delays, 1)}
    instants |= {"at": at, "cutoff": at - allowance.window}
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(statement, {"scope": scope, **{k: adapt(v) for k, v in instants.items()}})
        if cursor.fetchone() is not None:
            return
    until = Attempt.objects.filter(pk=scope).values_list("blocked_until", flat=True).first()
    raise Throttled(retry_after=max(1, math.ceil((until - at).total_seconds())) if until else 1)


def forgive(scope: str) -> None:
    """Forget the attempts of `scope`: the last one was right."""
    Attempt.objects.filter(pk=scope).delete()


def take_back(scope: str, free: int) -> None:
    """Uncount one attempt that was right, where others share the scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE common_attempt SET count = count - 1, blocked_until = "
            "CASE WHEN count - 1 <= %s THEN NULL ELSE blocked_until END "
            "WHERE scope = %s AND count > 0",
            [free, scope],
        )


def forget_old(at: datetime) -> None:
    Attempt.objects.filter(window_started_at__lt=at - KEPT).delete()
