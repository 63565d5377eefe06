"""What apps above this one know about an employee, and tell when asked.

`organization` may not import them, so they register here when they are loaded.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Expression, Subquery

from .models import Employee

Ref = dict[str, Any]
_pools: list[Callable[[Employee], list[Ref]]] = []
_held: list[Callable[[], Expression | Subquery]] = []


def provide_pools(pools_of: Callable[[Employee], list[Ref]]) -> None:
    """Register the answer to: which pools does this employee belong to ({"id", "name"})?"""
    _pools[:] = [pools_of]


def provide_held(count: Callable[[], Expression | Subquery]) -> None:
    """Register a subquery (OuterRef("pk") is the employee) that counts the customers they hold."""
    _held[:] = [count]


def pools_of(employee: Employee) -> list[Ref]:
    return [ref for provider in _pools for ref in provider(employee)]


def held_annotation() -> dict[str, Expression | Subquery]:
    return {"held": _held[0]()} if _held else {}
