"""record(), record_many() and record_moves(): the only ways into the event log."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from shoal.common.bulk import insert_columns
from shoal.common.request_id import current_request_id

from .models import Event

# An id before and after, or None.
Change = tuple[int | None, int | None]


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
        subject_type=str(subject._meta.model_name),
        subject_id=subject.pk,
        customer_id=customer_id,
        actor_id=actor.pk if actor is not None else None,
        at=at,
        owner_before=owner[0],
        owner_after=owner[1],
        pool_before=pool[0],
        pool_after=pool[1],
        data=data,
        request_id=current_request_id.get(),
    )


def current_tx() -> int:
    """Return this transaction's xid8; 0 on SQLite, whose writers are one after the other."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def record_many(
    kind: str,
    *,
    model: type[Model],
    after: Iterable[tuple[int, int | None, int]],
    actor: Any,
    at: datetime,
    **data: Any,
) -> None:
    """Write one event for each customer that came into being: (id, owner, pool) after it."""
    moved = [(pk, (None, owner), (None, pool)) for pk, owner, pool in after]
    record_moves(kind, model=model, moved=moved, actor=actor, at=at, **data)


def record_moves(
    kind: str,
    *,
    model: type[Model],
    moved: Sequence[tuple[int, Change, Change]],
    actor: Any,
    at: datetime,
    **data: Any,
) -> None:
    """Write one event for each customer of many who moved in the same way: (id, owner, pool),
    the latter two as (before, after)."""
    ids = [pk for pk, _, _ in moved]
    insert_columns(
        Event,
        {
            "subject_id": ids,
            "customer_id": ids,
            "owner_before": [owner[0] for _, owner, _ in moved],
            "owner_after": [owner[1] for _, owner, _ in moved],
            "pool_before": [pool[0] for _, _, pool in moved],
            "pool_after": [pool[1] for _, _, pool in moved],
        },
        tx=current_tx(),
        kind=kind,
        subject_type=str(model._meta.model_name),
        actor_id=actor.pk if actor is not None else None,
        at=at,
        data=data,
        request_id=current_request_id.get(),
    )
