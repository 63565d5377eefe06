"""One thing for one person, before it becomes a part of their notification."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .models import Kind

CUSTOMERS = "customers"


@dataclass(frozen=True)
class Notice:
    """One thing for one person. `about` names what `ids` are: "customers", "employees", "pools",
    "consultations", "enrollments"; `more` is kept with them, as in {"call": 5, "visit": 2}."""

    recipient: int
    kind: Kind
    at: datetime
    ids: Sequence[int]
    about: str = CUSTOMERS
    by: int | None = None
    more: Mapping[str, int] = field(default_factory=dict)
