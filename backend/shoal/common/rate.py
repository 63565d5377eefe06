"""How many requests one user may send in a minute, counted in this process's memory."""

import threading
import time
from collections import Counter
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from .errors import Throttled

WINDOW = 60
_lock = threading.Lock()
_counts: Counter[int] = Counter()
_current = -1


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
    global _current
    with _lock:
        if window != _current:
            _current = window
            _counts.clear()
        _counts[user_id] += 1
        return _counts[user_id]
