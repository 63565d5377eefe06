"""Recompute every copy that is kept for speed, and compare (R1, R2, R9, R30, R43, R46, R80, R112).

One statement a check, in SQL that both databases understand: each returns the ids of the
customers in whom something differs. Clocks are computed in Python, as everywhere.
"""

# Nothing from outside gets into these statements.
# ruff: noqa: S608

from django.db import connection

from ..models import MASKABLE
from .clocks import wrong_clocks

LIVING = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
OPEN = (
    "FROM customers_customer c JOIN customers_ownershipspell s "
    "ON s.customer_id = c.id AND s.ended_at IS NULL"
)


def _differ(one: str, other: str) -> str:
    return f"({one} <> {other} OR ({one} IS NULL) <> ({other} IS NULL))"


def _copy_of_latest(column: str, outcomes: str = "") -> str:
    latest = (
        "SELECT customer_id, MAX(occurred_at) AS latest FROM customers_followup"
        f"{outcomes} GROUP BY customer_id"
    )  # fmt: skip
    return (
        f"SELECT c.id FROM customers_customer c LEFT JOIN ({latest}) f ON f.customer_id = c.id "
        f"WHERE {_differ(f'c.{column}', 'f.latest')}"
    )


def _primary(kind: str) -> str:
    return (
        "SELECT c.id FROM customers_customer c LEFT JOIN customers_identity i "
        f"ON i.customer_id = c.id AND i.kind = '{kind}' AND i.is_primary "
        f"WHERE c.{kind} <> COALESCE(i.value, '')"
    )


def _pointing_to_the_merged() -> str:
    """Whatever lives of somebody merged away is the kept one's (R112)."""
    rows = {
        "customers_identity": "customer_id", "customers_followup": "customer_id",
        "customers_followupplan": "customer_id", "customers_consultation": "customer_id",
        "customers_customer": "guardian_id",
    }  # fmt: skip
    return " UNION ".join(
        f"SELECT m.id FROM customers_customer m JOIN {table} r ON r.{column} = m.id "
        "WHERE m.merged_into_id IS NOT NULL"
        for table, column in rows.items()
    )


CHECKS: dict[str, str] = {
    "living, but not with exactly one open spell": (
        f"SELECT c.id FROM customers_customer c WHERE {LIVING} AND (SELECT COUNT(*) "
        "FROM customers_ownershipspell s WHERE s.customer_id = c.id AND s.ended_at IS NULL) <> 1"
    ),
    "deleted or merged away, but with an open spell": f"SELECT c.id {OPEN} WHERE NOT ({LIVING})",
    "owner differs from the open spell": (
        f"SELECT c.id {OPEN} WHERE {_differ('c.owner_id', 's.owner_id')}"
    ),
    "pool differs from the open spell": f"SELECT c.id {OPEN} WHERE c.pool_id <> s.pool_id",
    "owned_since differs from the open spell": (
        f"SELECT c.id {OPEN} WHERE s.owner_id IS NOT NULL "
        f"AND {_differ('c.owned_since', 's.started_at')}"
    ),
    "entered_at differs from the open spell": (
        f"SELECT c.id {OPEN} WHERE "
        f"(s.owner_id IS NULL AND {_differ('c.entered_at', 's.started_at')}) "
        "OR (s.owner_id IS NOT NULL AND c.entered_at IS NOT NULL)"
    ),
    "a hole or an overlap between two spells": (
        "SELECT customer_id FROM (SELECT customer_id, started_at, start_reason, "
        "LAG(id) OVER chain AS before, LAG(ended_at) OVER chain AS ended, "
        "LAG(end_reason) OVER chain AS end_reason FROM customers_ownershipspell "
        "WINDOW chain AS (PARTITION BY customer_id ORDER BY started_at, id)) pairs "
        "WHERE before IS NOT NULL AND (ended IS NULL OR ended > started_at OR (ended < started_at "
        # Between a deletion and the restoration nobody held them.
        "AND NOT (end_reason = 'deleted' AND start_reason = 'restored') "
        "AND NOT (end_reason = 'merged' AND start_reason = 'unmerged')))"
    ),
    "the first spell begins after the customer": (
        "SELECT c.id FROM customers_customer c JOIN (SELECT customer_id, MIN(started_at) AS first "
        "FROM customers_ownershipspell GROUP BY customer_id) s ON s.customer_id = c.id "
        "WHERE s.first > c.created_at"
    ),
    "not in the hands of the guardian": (
        "SELECT c.id FROM customers_customer c JOIN customers_customer g ON g.id = c.guardian_id "
        f"WHERE {LIVING} AND ({_differ('c.owner_id', 'g.owner_id')} OR c.pool_id <> g.pool_id "
        "OR g.deleted_at IS NOT NULL OR g.merged_into_id IS NOT NULL)"
    ),
    "student of a student": (
        "SELECT c.id FROM customers_customer c JOIN customers_customer g ON g.id = c.guardian_id "
        f"WHERE {LIVING} AND g.guardian_id IS NOT NULL"
    ),
    **{f"{kind} differs from the primary identity": _primary(kind) for kind in MASKABLE},
    "an identity that lives when the customer doesn't, or the other way round": (
        "SELECT DISTINCT c.id FROM customers_customer c JOIN customers_identity i "
        f"ON i.customer_id = c.id WHERE i.is_live <> ({LIVING})"
    ),
    "contacts of a kind, but no primary one": (
        "SELECT DISTINCT customer_id FROM customers_identity WHERE kind <> 'external' "
        "GROUP BY customer_id, kind HAVING SUM(CASE WHEN is_primary THEN 1 ELSE 0 END) <> 1"
    ),
    "next_follow_up_at differs from the earliest open plan": (
        "SELECT c.id FROM customers_customer c LEFT JOIN (SELECT customer_id, MIN(due_at) AS due "
        "FROM customers_followupplan WHERE state = 'planned' GROUP BY customer_id) p "
        f"ON p.customer_id = c.id WHERE {_differ('c.next_follow_up_at', 'p.due')}"
    ),
    "an open plan that is not the holder's": (
        "SELECT DISTINCT c.id FROM customers_customer c JOIN customers_followupplan p "
        "ON p.customer_id = c.id AND p.state = 'planned' "
        f"WHERE {_differ('c.owner_id', 'p.assignee_id')}"
    ),
    "a clock of somebody who is not held": (
        "SELECT id FROM customers_customer c WHERE (c.recycle_due_at IS NULL) <> "
        f"(c.recycle_rule = '') OR (c.recycle_due_at IS NOT NULL "
        f"AND (c.owner_id IS NULL OR NOT ({LIVING})))"
    ),
    "another clock than the guardian's": (
        "SELECT c.id FROM customers_customer c JOIN customers_customer g ON g.id = c.guardian_id "
        f"WHERE {LIVING} AND ({_differ('c.recycle_due_at', 'g.recycle_due_at')} "
        "OR c.recycle_rule <> g.recycle_rule)"
    ),
    "merged away, but not empty-handed": (
        "SELECT id FROM customers_customer c WHERE c.merged_into_id IS NOT NULL "
        "AND (c.owner_id IS NOT NULL OR c.recycle_due_at IS NOT NULL)"
    ),
    "merged away, but rows still point to them": _pointing_to_the_merged(),
    "merged in two steps": (
        "SELECT c.id FROM customers_customer c JOIN customers_customer k "
        "ON k.id = c.merged_into_id WHERE k.merged_into_id IS NOT NULL"
    ),
    "merged away without a record, or the other way round": (
        "SELECT c.id FROM customers_customer c LEFT JOIN customers_mergerecord r "
        "ON r.merged_id = c.id AND r.undone_at IS NULL "
        "WHERE (c.merged_into_id IS NULL) <> (r.id IS NULL)"
    ),
    "last_contact_at differs from the follow-ups": _copy_of_latest("last_contact_at"),
    "last_effective_contact_at differs from the follow-ups": _copy_of_latest(
        "last_effective_contact_at", " WHERE outcome IN ('reached', 'visited')"
    ),
}


CLOCKS = "recycle_due_at or recycle_rule differs from the policy"


def check_ledger() -> dict[str, list[int]]:
    """Return {what is wrong: ids of customers, ascending}; empty when all is right."""
    found = {}
    with connection.cursor() as cursor:
        for name, statement in CHECKS.items():
            cursor.execute(statement)
            if ids := sorted(pk for (pk,) in cursor.fetchall()):
                found[name] = ids
    if ids := wrong_clocks():
        found[CLOCKS] = ids
    return found
