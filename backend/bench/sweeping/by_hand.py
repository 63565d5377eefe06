"""The bare way: whoever knows the tables returns customers in six statements of one transaction.

No lock, no rule, nobody looked after who is worked with; households are those of the column.
"""

from datetime import datetime

from django.db import connection, transaction

GONE = """CREATE TEMP TABLE gone AS
SELECT id, COALESCE(guardian_id, id) AS household, owner_id, pool_id, recycle_rule AS rule
FROM customers_customer WHERE recycle_due_at <= %(at)s"""
STATEMENTS = (
    """UPDATE customers_customer SET owner_id = NULL, owned_since = NULL, entered_at = %(at)s,
pool_rank_at = %(at)s, protected_until = NULL, next_follow_up_at = NULL, recycle_due_at = NULL,
recycle_rule = '', version = version + 1 WHERE id IN (SELECT id FROM gone)""",
    """UPDATE customers_ownershipspell SET ended_at = %(at)s, end_reason = 'recycled'
WHERE ended_at IS NULL AND customer_id IN (SELECT id FROM gone)""",
    """INSERT INTO customers_ownershipspell (customer_id, household, owner_id, pool_id, started_at,
start_reason, started_by_id, ended_at, end_reason, ended_by_id, reason_code, note, rule)
SELECT id, household, NULL, pool_id, %(at)s, 'recycled', NULL, NULL, '', NULL, '', '', rule
FROM gone""",
    """UPDATE customers_followupplan SET closed_at = %(at)s, changed_at = %(at)s,
revision = revision + 1,
state = CASE WHEN due_at <= %(at)s THEN 'missed' ELSE 'cancelled' END
WHERE state = 'planned' AND customer_id IN (SELECT id FROM gone)""",
    """INSERT INTO activity_event (tx, kind, subject_type, subject_id, customer_id, actor_id, at,
owner_before, owner_after, pool_before, pool_after, data, request_id)
SELECT {tx}, 'customer.recycled', 'customer', id, id, NULL, %(at)s, owner_id, NULL, pool_id,
pool_id, {data}, '' FROM gone""",
)
BY_VENDOR = {
    "postgresql": {
        "tx": "pg_current_xact_id()::text::bigint",
        "data": "jsonb_build_object('reason', '', 'rule', rule)",
    },
    "sqlite": {"tx": "0", "data": "json_object('reason', '', 'rule', rule)"},
}


def return_by_hand(at: datetime) -> int:
    """Return to their pools whose time was over at `at`; say how many customers."""
    params = {"at": connection.ops.adapt_datetimefield_value(at)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(GONE, params)
        for statement in STATEMENTS:
            cursor.execute(statement.format(**BY_VENDOR[connection.vendor]), params)
        cursor.execute("SELECT COUNT(*) FROM gone")
        count = int(cursor.fetchone()[0])
        cursor.execute("DROP TABLE gone")
    return count
