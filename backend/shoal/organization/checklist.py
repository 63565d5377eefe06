"""What a school still lacks on its first day, in the order in which it is best done.

`organization` knows some steps itself; apps above it register theirs when they are loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from shoal.common.models import School

from .models import Campus, Department, Employee, EmployeeState, Invitation

STEPS = ("school", "campuses", "departments", "courses", "pool", "people", "customers")
# Nobody needs the exact number of a million customers to see that there are some.
COUNTED = 100
Rows = Callable[[], QuerySet[Any]]
_others: dict[str, Rows] = {}


@dataclass(frozen=True)
class Step:
    code: str
    count: int

    @property
    def done(self) -> bool:
        return self.count > 0


def provide_step(code: str, rows: Rows) -> None:
    """Register what a step is about: it is done when there is one of `rows`."""
    _others[code] = rows


def steps(school: School, at: datetime) -> list[Step]:
    """Return every step with how many there are, at most 100. One statement a step."""
    own: dict[str, Rows] = {
        "campuses": Campus.objects.all,
        "departments": Department.objects.all,
    }
    counts = {code: _count(rows()) for code, rows in {**own, **_others}.items()}
    counts["school"] = 1 if school.name else 0
    counts["people"] = _others_than_the_first(at)
    return [Step(code, counts.get(code, 0)) for code in STEPS]


def _others_than_the_first(at: datetime) -> int:
    here = (EmployeeState.ACTIVE, EmployeeState.PENDING, EmployeeState.SUSPENDED)
    people = _count(Employee.objects.filter(state__in=here))
    return max(0, people - 1) + _count(Invitation.objects.live(at))


def _count(rows: QuerySet[Any]) -> int:
    return rows.order_by()[:COUNTED].count()
