"""What teaching asks of those who know the students, and tells them. They register here.

`teaching` may not import `enrollments`, whose enrollments a class has.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from .models import ClassGroup

_waiting: list[Callable[[Collection[int]], dict[int, int]]] = []
_on_completed: list[Callable[[ClassGroup, Any, datetime], None]] = []
_on_more_seats: list[Callable[[ClassGroup, Any, datetime], None]] = []


def provide_waiting(count: Callable[[Collection[int]], dict[int, int]]) -> None:
    """Register what tells {class id: how many wait for a seat}."""
    _waiting[:] = [count]


def waiting(class_ids: Collection[int]) -> dict[int, int]:
    return _waiting[0](class_ids) if _waiting else {}


def on_completed(listener: Callable[[ClassGroup, Any, datetime], None]) -> None:
    """Register what is called with class, actor and instant, in the transaction in which a class
    is completed and while it is locked."""
    _on_completed[:] = [listener]


def completed(locked: ClassGroup, by: Any, at: datetime) -> None:
    for listener in _on_completed:
        listener(locked, by, at)


def on_more_seats(listener: Callable[[ClassGroup, Any, datetime], None]) -> None:
    """Register what is called with class, actor and instant, in the transaction in which a class
    got more seats and while it is locked: whoever waits may come in."""
    _on_more_seats[:] = [listener]


def more_seats(locked: ClassGroup, by: Any, at: datetime) -> None:
    for listener in _on_more_seats:
        listener(locked, by, at)
