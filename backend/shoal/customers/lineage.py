"""A customer and everyone merged into them: whoever reads a history reads them all (R113)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from shoal.organization.models import Employee

from .models import Customer, MergeRecord, OwnershipSpell

ORIGIN_COLUMNS = ("pk", "name", "created_at", "created_by_id", "created_by__display_name")


@dataclass(frozen=True)
class Lineage:
    """`origins` are those merged into the customer, {id: ORIGIN_COLUMNS}."""

    customer: int
    origins: Mapping[int, Mapping[str, Any]]

    @property
    def ids(self) -> list[int]:
        return [self.customer, *self.origins]

    @cached_property
    def merges(self) -> list[MergeRecord]:
        """Every merge into one of them, also those undone since; newest first."""
        found = MergeRecord.objects.filter(kept__in=self.ids)
        return list(found.select_related("merged", "by", "undone_by").order_by("-at", "-pk"))

    def brought(self, name: str, pk: int) -> int | None:
        """Return with whom a row of that kind (services/moving.py) came, if with anybody."""
        return self._brought.get((name, pk))

    @cached_property
    def _brought(self) -> dict[tuple[str, int], int]:
        standing = [m for m in self.merges if m.undone_at is None and m.kept_id == self.customer]
        # What came twice came last with the later one; that is who brought it here.
        return {
            (name, pk): merge.merged_id
            for merge in reversed(standing)
            for name in ("follow_ups", "plans", "consultations")
            for pk in merge.moved.get(name, ())
        }


def lineage_of(customer_id: int) -> Lineage:
    found = Customer.objects.filter(merged_into=customer_id).order_by("pk")
    return Lineage(customer_id, {row["pk"]: row for row in found.values(*ORIGIN_COLUMNS)})


def let_go_by(holder: Employee) -> QuerySet[OwnershipSpell]:
    """Return the spells that `holder` had with the customer of the outer query."""
    return OwnershipSpell.objects.filter(
        customer=OuterRef("pk"), owner=holder, ended_at__isnull=False
    )


def ever_let_go(spells: QuerySet[OwnershipSpell]) -> Q:
    """Return "such spells of the customer, or of anyone merged into them, exist"."""
    return Q(Exists(spells)) | Q(Exists(_origins().filter(Exists(spells))))


def my_last_ends(holder: Employee) -> dict[str, Subquery]:
    """Return the annotations of when `holder` last let go of a customer, and of those merged into
    them; the later one counts.

    Two, and the second by way of the customers merged: told at once, SQLite reads all spells that
    `holder` ever had, for each row (measured).
    """
    ended = let_go_by(holder).order_by("-ended_at").values("ended_at")[:1]
    origins = _origins().annotate(ended=Subquery(ended))
    latest = origins.order_by(F("ended").desc(nulls_last=True)).values("ended")[:1]
    return {"my_last_end": Subquery(ended), "my_last_end_before_merge": Subquery(latest)}


def _origins() -> QuerySet[Customer]:
    return Customer.objects.filter(merged_into=OuterRef("pk"))


def last_ends(customer_ids: list[int], holder: int) -> dict[int, Any]:
    """Return {customer: when `holder` last let go of them, or of anyone merged into them}."""
    of_whom: dict[int, Any] = {pk: pk for pk in customer_ids}
    origins = Customer.objects.filter(merged_into__in=customer_ids)
    of_whom.update(origins.values_list("pk", "merged_into"))
    ended = OwnershipSpell.objects.filter(
        customer__in=of_whom, owner=holder, ended_at__isnull=False
    )
    # The later ones overwrite the earlier.
    rows = ended.order_by("ended_at").values_list("customer", "ended_at")
    return {of_whom[customer]: at for customer, at in rows}
