"""The verdict on each row: new, duplicate (of which row, of whom), invalid, blank (rule R50)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from shoal.customers.models import Identity

from ..models import Verdict
from .candidates import Candidate, Key


@dataclass
class Judged:
    row: Candidate
    verdict: str
    code: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    customer: int | None = None
    of_row: int | None = None


def columns_of(judged: Sequence[Judged]) -> dict[str, list[Any]]:
    """Return the verdicts as the columns of ImportRow."""
    return {
        "number": [j.row.number for j in judged],
        "verdict": [j.verdict for j in judged],
        "reason_code": [j.code for j in judged],
        "reason_params": [j.params for j in judged],
        "values": [j.row.values for j in judged],
        "customer_id": [j.customer for j in judged],
        "duplicate_of_row": [j.of_row for j in judged],
    }


class Judge:
    """Remembers who stood in which row. Safe to ask twice about the same rows."""

    def __init__(self) -> None:
        self._first: dict[Key, int] = {}

    def remember(self, row: Candidate) -> None:
        for identity in row.identities:
            self._first.setdefault(identity, row.number)

    def judge(self, rows: Sequence[Candidate]) -> list[Judged]:
        """Return the verdicts; whom the database knows is asked in one query a kind."""
        known = living_customers([i for row in rows for i in row.identities])
        verdicts = []
        for row in rows:
            verdicts.append(self._verdict(row, known))
            self.remember(row)
        return verdicts

    def _verdict(self, row: Candidate, known: dict[Key, int]) -> Judged:
        if row.blank:
            return Judged(row, Verdict.BLANK)
        if not row.identities:
            return Judged(row, Verdict.INVALID, "nothing_identifies", {"fields": row.tried})
        customer = next((known[i] for i in row.identities if i in known), None)
        for identity in row.identities:
            if (first := self._first.get(identity, row.number)) < row.number:
                params = {"field": identity[0], "row": first}
                return Judged(row, Verdict.DUPLICATE, "duplicate_in_file", params, customer, first)
        if customer is not None:
            kind = next(i[0] for i in row.identities if i in known)
            return Judged(row, Verdict.DUPLICATE, "duplicate_customer", {"field": kind}, customer)
        return Judged(row, Verdict.NEW)


def living_customers(identities: Sequence[Key]) -> dict[Key, int]:
    """Return {identity: id of the living customer who has it}."""
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, source, value in identities:
        values[kind, source].append(value)
    found: dict[Key, int] = {}
    for (kind, source), wanted in values.items():
        rows = Identity.objects.filter(
            Q(kind=kind, source=source, value__in=wanted, is_live=True)
        ).values_list("kind", "source", "value", "customer_id")
        found.update({(k, s, v): customer for k, s, v, customer in rows})
    return found
