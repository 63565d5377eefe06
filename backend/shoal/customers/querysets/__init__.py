"""The vocabulary: who is in a pool, who is held, who may see whom.

Visibility is spelled with subqueries, never JOIN + distinct: PostgreSQL refuses FOR UPDATE
with DISTINCT, and an UPDATE filtered through a join loses races.
"""

from .contact import (
    ConsultationQuerySet,
    ContactQuerySet,
    PlanFeedQuerySet,
    ProposalQuerySet,
    RevealQuerySet,
)
from .customers import TO_BE_WON, UNCLAIMABLE, CustomerQuerySet, held_count, never_contacted
from .pools import PoolQuerySet, pool_departments, pools_of
from .sight import seen_by
from .spells import SpellQuerySet, household_once

__all__ = [
    "TO_BE_WON", "UNCLAIMABLE", "ConsultationQuerySet", "ContactQuerySet", "CustomerQuerySet",
    "PlanFeedQuerySet", "PoolQuerySet", "ProposalQuerySet", "RevealQuerySet", "SpellQuerySet",
    "held_count", "household_once", "never_contacted", "pool_departments", "pools_of", "seen_by",
]  # fmt: skip
