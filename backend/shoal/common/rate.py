"""How many requests one user may send in a minute, and one address where nobody logs in.

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

from .addresses import client_ip
from .errors import Throttled

WINDOW = 60
# How long an answer does without a cache that failed: each try may wait for its timeout.
LEAVE_ALONE_SECONDS = 10.0
log = logging.getLogger("shoal.rate")
_lock = threading.Lock()
_counts: Counter[int | str] = Counter()
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


class PerAddressRate(BaseThrottle):
    """For what strangers may read. Many of them may sit behind one address."""

    limit = 300

    def allow_request(self, request: Request, view: object) -> bool:
        now = time.time()
        if _count(f"address:{client_ip(request)}", int(now // WINDOW)) > self.limit:
            raise Throttled(retry_after=WINDOW - int(now % WINDOW))
        return True


def _count(who: int | str, window: int) -> int:
    """Return how many requests this one makes it; the larger of the two counts there may be,
    so a cache that comes and goes opens no second allowance."""
    here = _count_here(who, window)
    return max(here, _count_in_cache(who, window)) if settings.CACHE_URL else here


def _count_here(who: int | str, window: int) -> int:
    global _current
    with _lock:
        if window != _current:
            _current = window
            _counts.clear()
        _counts[who] += 1
        return _counts[who]


def _count_in_cache(who: int | str, window: int) -> int:
    """Return 0 when the cache cannot tell."""
    global _leave_alone_until
    if time.monotonic() < _leave_alone_until:
        return 0
    key = f"rate:{who}:{window}"
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
