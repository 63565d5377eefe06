"""What apps above this one add to the timeline. They register here.

`customers` may not import `enrollments`, whose events are a customer's too.
"""

from collections.abc import Callable, Iterable

from shoal.organization.models import Employee

from ..lineage import Lineage
from .place import Entry, Place

# Called with viewer, lineage, place and limit; yields what the viewer may see behind the place,
# at most so many, the newest first.
Source = Callable[[Employee, Lineage, Place | None, int], Iterable[Entry]]
_sources: list[Source] = []


def provide_source(tell: Source) -> None:
    if tell not in _sources:
        _sources.append(tell)


def of_other_apps(
    viewer: Employee, lineage: Lineage, after: Place | None, limit: int
) -> Iterable[Entry]:
    for tell in _sources:
        yield from tell(viewer, lineage, after, limit)
