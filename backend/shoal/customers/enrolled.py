"""What customers ask of those who know the enrollments, and tell them. They register here.

`customers` may not import `enrollments`.
"""

from collections.abc import Callable, Collection
from datetime import datetime

_has_any: list[Callable[[Collection[int]], bool]] = []
_on_regrouped: list[Callable[[Collection[int], datetime], None]] = []


def provide_has_any(tell: Callable[[Collection[int]], bool]) -> None:
    """Register what tells whether one of these customers, or of those merged into them, ever
    had an enrollment."""
    _has_any[:] = [tell]


def has_any(customer_ids: Collection[int]) -> bool:
    return any(tell(customer_ids) for tell in _has_any)


def on_regrouped(listener: Callable[[Collection[int], datetime], None]) -> None:
    """Register what is called with customers' ids and the instant, in the transaction in which
    two became one or one became two again, and while their households are locked."""
    _on_regrouped[:] = [listener]


def regrouped(customer_ids: Collection[int], at: datetime) -> None:
    for listener in _on_regrouped:
        listener(customer_ids, at)
