"""How a state changes: written with its event, under the locks of access.py."""

from datetime import datetime
from typing import Any

from django.db.models import F

from shoal.activity.services import record
from shoal.organization.models import Employee

from ..models import Enrollment, State


def record_move(
    kind: str, enrollment: Enrollment, state: State, *, by: Employee | None, at: datetime,
    customer_id: int | None = None, data: dict[str, Any] | None = None, **changes: Any,
) -> None:  # fmt: skip
    """Write the new state and `changes`, and record it as `kind` with the ids in `data`.

    `customer_id` is the customer kept, where theirs was merged; looked up unless told.
    """
    old = enrollment.state
    enrollment.state = state
    write(enrollment, **changes)
    record(
        kind, subject=enrollment, actor=by, at=at,
        customer_id=customer_id or enrollment.customer.merged_into_id or enrollment.customer_id,
        class_group=enrollment.class_group_id, old=old, new=state, **(data or {}),
    )  # fmt: skip


def write(enrollment: Enrollment, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(enrollment, name, value)
    enrollment.version = F("version") + 1
    enrollment.save(update_fields=["state", "version", *changes])
    enrollment.refresh_from_db(fields=["version"])
