"""What the subjects of events are called. Each app tells it for its own models."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

Names = dict[int, str]
_namers: dict[str, Callable[[], QuerySet[Any]]] = {}
_columns: dict[str, str] = {}


def provide_names(subject_type: str, rows: Callable[[], QuerySet[Any]], column: str) -> None:
    """Register that subjects of this type (a model's name) are called by `column` of `rows`.

    Whoever `rows` leaves out has no name (any more).
    """
    _namers[subject_type], _columns[subject_type] = rows, column


def names_of(wanted: Mapping[str, Iterable[int]]) -> dict[str, Names]:
    """Return {subject type: {id: name}}, in one statement for each type that is known."""
    return {
        kind: dict(_namers[kind]().filter(pk__in=set(ids)).values_list("pk", _columns[kind]))
        for kind, ids in wanted.items()
        if kind in _namers and ids
    }
