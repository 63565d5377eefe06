"""The statements that every open page sends every other second never read through the log (R142).

PostgreSQL plans a prepared statement once for all cursors: that plan is the one that counts.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from shoal.activity.feed import read_after, with_news
from shoal.activity.models import Event
from shoal.common import statements
from shoal.common.statements import Statement
from tests.world import NOW

from .test_feed import beginning

MANY = 5000


@pytest.fixture
def long_log(world):
    Event.objects.bulk_create(
        Event(tx=n, kind="pool.changed", subject_type="pool", subject_id=1, at=NOW)
        for n in range(MANY)
    )
    with connection.cursor() as db:
        if connection.vendor == "postgresql":
            db.execute("ANALYZE activity_event")
    return beginning()


def plan_of(statement: Statement) -> str:
    """Return how the database goes about it when it does not know the cursor."""
    params = statement.fill(value=MANY, pk=10**12)
    with connection.cursor() as db:
        if connection.vendor == "sqlite":
            db.execute(f"EXPLAIN QUERY PLAN {statement.sql}", params)
            return "\n".join(row[-1] for row in db.fetchall())
        sql, numbers = str(statement.sql), range(1, len(params) + 1)
        for number in numbers:
            sql = sql.replace("%s", f"${number}", 1)
        db.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        db.execute(f"PREPARE looked_at AS {sql}")
        db.execute(f"EXPLAIN EXECUTE looked_at ({', '.join(['NULL'] * len(params))})")
        found = "\n".join(row[0] for row in db.fetchall())
        db.execute("DEALLOCATE looked_at")
        return found


def next_events(cursor: Any) -> Statement:
    statements.forget()
    read_after(cursor, 500)
    [(_key, statement)] = [kept for kept in statements.kept() if kept[0][0] == "feed"]
    return statement


def glance(cursor: Any) -> Statement:
    return Statement(with_news().values_list("epoch", "news"))


@pytest.mark.parametrize("asked", [glance, next_events])
def test_the_log_is_walked_from_the_cursor_on(long_log, asked: Callable[[Any], Statement]):
    plan = plan_of(asked(long_log))
    way = "event_cursor" if connection.vendor == "postgresql" else "INTEGER PRIMARY KEY (rowid>?)"
    assert way in plan, plan
    assert "Seq Scan on activity_event" not in plan, plan
