"""What refers to a department, counted; apps above register what they refer to it with."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Expression, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from .models import Department, Employee, Invitation

# The plain names are those of the relations themselves.
PREFIX = "uses_"
_others: dict[str, Callable[[], QuerySet[Any]]] = {}


def provide_uses(name: str, rows: Callable[[], QuerySet[Any]]) -> None:
    """Register rows that have a `department` and keep it from being removed."""
    _others[name] = rows


def count_annotations(at: datetime) -> dict[str, Expression]:
    """Return what to annotate departments with, for `counted` to read."""
    counts = {
        "children": _count(Department.objects.all(), "parent"),
        "employees": _count(Employee.objects.all(), "department"),
        "invitations": _count(Invitation.objects.live(at), "department"),
        **{name: _count(rows(), "department") for name, rows in _others.items()},
    }
    return {PREFIX + name: count for name, count in counts.items()}


def counted(found: Mapping[str, Any]) -> dict[str, int]:
    """Return {"children": …, "employees": …, "invitations": …, "pools": …} of an annotated row."""
    return {n.removeprefix(PREFIX): v for n, v in found.items() if n.startswith(PREFIX)}


def _count(rows: QuerySet[Any], column: str) -> Expression:
    mine = rows.filter(**{column: OuterRef("pk")}).order_by().values(column)
    number = mine.annotate(number=Count(F("pk"))).values("number")
    return Coalesce(Subquery(number), 0, output_field=IntegerField())
