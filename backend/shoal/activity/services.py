"""record(): the only way into the event log."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from .models import Event


def record(
    kind: str,
    *,
    subject: Model,
    actor: Any,
    at: datetime,
    customer_id: int | None = None,
    owner: tuple[int | None, int | None] = (None, None),
    pool: tuple[int | None, int | None] = (None, None),
    **data: Any,
) -> Event:
    """Write one event in the caller's transaction.

    `owner` and `pool` are (before, after) ids. `data` holds ids, codes and names of changed
    fields; contact data and free text don't belong here, because the log is never erased.
    """
    return Event.objects.create(
        tx=current_tx(),
        kind=kind,
        subject_type=subject._meta.model_name,
        subject_id=subject.pk,
        customer_id=customer_id,
        actor_id=actor.pk if actor is not None else None,
        at=at,
        owner_before=owner[0],
        owner_after=owner[1],
        pool_before=pool[0],
        pool_after=pool[1],
        data=data,
    )


def current_tx() -> int:
    """Return this transaction's xid8; 0 on SQLite, whose writers are one after the other."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])
