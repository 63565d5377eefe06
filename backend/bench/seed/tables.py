"""The tables that are filled, and how a model's row becomes a tuple for the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import JSONField, Model

from shoal.activity.models import Event
from shoal.customers.models import (
    Customer,
    FollowUp,
    FollowUpPlan,
    Identity,
    OwnershipSpell,
)

# Values are what both databases read alike: text, int, None; instants as text in UTC.
Row = Sequence[Any]


@dataclass(frozen=True)
class Table:
    """A table, the columns that the generator fills, and `rest`: the others at their default."""

    name: str
    columns: tuple[str, ...]
    rest: tuple[Any, ...] = ()

    @classmethod
    def of(cls, model: type[Model], *filled: str) -> "Table":
        """Return the table of `model`; whatever is not named in `filled` gets its default."""
        by_column = {str(f.column): f for f in model._meta.concrete_fields}
        others = [column for column in by_column if column not in filled]
        rest = tuple(_default(by_column[column]) for column in others)
        return cls(model._meta.db_table, (*filled, *others), rest)


def _default(field: Any) -> Any:
    value = field.get_default()
    if isinstance(field, JSONField) and value is not None:
        return orjson.dumps(value).decode()
    return int(value) if isinstance(value, bool) else value


CUSTOMER = (
    "id", "name", "name_sort", "gender", "guardian_id", "phone", "wechat", "qq", "email",
    "source_id", "campus_id", "intent", "status", "lost_reason_id", "remark", "pool_id", "owner_id",
    "owned_since", "entered_at", "pool_rank_at", "created_at", "created_by_id", "last_contact_at",
    "last_effective_contact_at", "next_follow_up_at", "version",
)  # fmt: skip
SPELL = (
    "id", "customer_id", "household", "owner_id", "pool_id", "started_at", "start_reason",
    "started_by_id", "ended_at", "end_reason", "ended_by_id", "reason_code", "rule",
)  # fmt: skip
FOLLOW_UP = (
    "id", "customer_id", "author_id", "method", "outcome", "note", "intent_after", "occurred_at",
    "created_at",
)  # fmt: skip
PLAN = (
    "id", "customer_id", "assignee_id", "kind", "due_at", "campus_id", "state", "created_at",
    "created_by_id", "closed_at",
)  # fmt: skip
EVENT = (
    "id", "tx", "kind", "subject_type", "subject_id", "customer_id", "actor_id", "at",
    "owner_before", "owner_after", "pool_before", "pool_after", "data", "request_id",
)  # fmt: skip


def tables(vendor: str) -> dict[str, Table]:
    """Return the tables by the generator's name for them, parents before children."""
    through = Customer.courses.through._meta.db_table
    search = {"postgresql": "customer_id", "sqlite": "rowid"}[vendor]
    return {
        "customer": Table.of(Customer, *CUSTOMER),
        "identity": Table.of(
            Identity, "id", "customer_id", "kind", "source", "value", "is_primary", "is_live"
        ),
        "spell": Table.of(OwnershipSpell, *SPELL),
        "course": Table(through, ("id", "customer_id", "course_id")),
        "follow_up": Table.of(FollowUp, *FOLLOW_UP),
        "plan": Table.of(FollowUpPlan, *PLAN),
        "event": Table.of(Event, *EVENT),
        "search": Table("customers_search", (search, "tokens")),
    }


Emit = Callable[[str, Row], None]
