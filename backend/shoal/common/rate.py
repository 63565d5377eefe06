"""How many requests one user may send in a minute.

Counted in this process's memory, or in the cache that CACHE_URL names: then the count holds
across processes and machines. A cache that does not answer stops nobody.
"""

import logging
import threading
import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from .errors import Throttled

WINDOW = 60
# How long an answer does without a cache that failed: each try may wait for its timeout.
LEAVE_ALONE_SECONDS = 10.0
log = logging.getLogger("shoal.rate")
_lock = threading.Lock()
_counts: Counter[int] = Counter()
_current = -1
_leave_alone_until = 0.0


class PerUserRate(BaseThrottle):
    """Leaves the figures of the `RateLimit-*` headers on the request for the view to send."""

    def allow_request(self, request: Request, view: object) -> bool:
        user: Any = request.user
        if not user:
            return True
        now = time.time()
        used, reset = _count(user.pk, int(now // WINDOW)), WINDOW - int(now % WINDOW)
        limit = settings.RATE_LIMIT_PER_MINUTE
        request.rate_limit = {  # type: ignore[attr-defined]
            "RateLimit-Limit": str(limit),
            "RateLimit-Remaining": str(max(0, limit - used)),
            "RateLimit-Reset": str(reset),
        }
        if used > limit:
            raise Throttled(retry_after=reset)
        return True


def _count(user_id: int, window: int) -> int:
    """Return how many requests this one makes it; the larger of the two counts there may be,
    so a cache that comes and goes opens no second allowance."""
    here = _count_here(user_id, window)
    return max(here, _count_in_cache(user_id, window)) if settings.CACHE_URL else here


def _count_here(user_id: int, window: int) -> int:
    global _current
    with _lock:
        if window != _current:
            _current = window
            _counts.clear()
        _counts[user_id] += 1
        return _counts[user_id]


def _count_in_cache(user_id: int, window: int) -> int:
    """Return 0 when the cache cannot tell."""
    global _leave_alone_until
    if time.monotonic() < _leave_alone_until:
        return 0
    key = f"rate:{user_id}:{window}"
    try:
        try:
            return cache.incr(key)
        except ValueError:
            return 1 if cache.add(key, 1, timeout=2 * WINDOW) else cache.incr(key)
    except Exception:
        # Whatever the cache's library calls it: counting is no reason to refuse an answer.
        _leave_alone_until = time.monotonic() + LEAVE_ALONE_SECONDS
        log.warning("the cache does not answer; each process counts for itself", exc_info=True)
        return 0
