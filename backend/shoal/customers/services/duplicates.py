"""Is this person known already? Exact by full contacts, told without leaking any (R35)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from shoal.activity.services import record
from shoal.common.throttle import Allowance, count_attempt
from shoal.organization.models import Employee

from ..lineage import last_ends
from ..masking import public_name, scrub
from ..models import MASKABLE, Customer, Identity
from ..normalize import fold, name_sort
from ..rules.allowance import allowance_in
from ..rules.claiming import Candidate, claim_refusal
from ..rules.profile import DuplicateCustomer, hidden_fields
from . import identities
from .identities import Contact, known_by

# Typing asks once a pause; a program that tries out numbers asks all the time.
BUDGET = Allowance(free=120, window=timedelta(minutes=1), delays=(10, 30, 60))
MOST_SIMILAR = 5


@transaction.atomic
def check_duplicates(
    *, name: str, contacts: Sequence[Contact], by: Employee, at: datetime,
    exclude: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return {"matches": by contact, "similar": by name}; counted, recorded. Raises Throttled."""
    if contacts:
        count_attempt(_scope(by), BUDGET, at)
    # Left out of the answer, an id would tell whose the contact is: only whom one sees.
    if exclude and not Customer.objects.visible_to(by).filter(pk=exclude).exists():
        exclude = None
    matches = matches_of(contacts, name=name, by=by, at=at, exclude=exclude)
    if contacts:
        fields = sorted({contact.kind for contact in contacts})
        record(
            "customer.duplicates_checked", subject=by, actor=by, at=at,
            fields=fields, matches=len(matches),
        )  # fmt: skip
    known = {pk for m in matches if (pk := m["customer"])} | ({exclude} if exclude else set())
    return {"matches": matches, "similar": _similar(name, known, by, at)}


def count_refusal(*, by: Employee, at: datetime) -> None:
    """Count a refused entry like a check, for it tells the same. Raises Throttled."""
    count_attempt(_scope(by), BUDGET, at)


def _scope(by: Employee) -> str:
    return f"duplicates:{by.pk}"


def matches_of(
    contacts: Sequence[Contact], *, name: str, by: Employee, at: datetime,
    exclude: int | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return a Match for each living customer who has one of `contacts`, `exclude` left out."""
    rows = known_by(contacts).exclude(customer=exclude).order_by("customer", "kind")
    found = list(rows.select_related("customer__pool", "customer__owner"))
    viewer = _Viewer([i.customer for i in found], by, at)
    return [viewer.match(i.kind, i.customer, name) for i in found]


def refuse(
    contacts: Sequence[Contact], *, name: str, by: Employee, at: datetime,
    exclude: int | None = None,
) -> None:  # fmt: skip
    """Raise DuplicateCustomer when some other living customer has one of `contacts`."""
    if contacts and (matches := matches_of(contacts, name=name, by=by, at=at, exclude=exclude)):
        raise DuplicateCustomer(matches=matches)


def give_or_refuse(
    customer: Customer, contacts: Sequence[Contact], *, by: Employee, at: datetime
) -> None:
    """Add identities to a locked or new customer. Raises DuplicateCustomer also when another
    transaction entered one of them since they were looked for."""
    try:
        identities.give(customer, contacts)
    except identities.Taken:
        refuse(contacts, name=customer.name, by=by, at=at, exclude=customer.pk)
        raise


def _similar(name: str, known: set[int], by: Employee, at: datetime) -> list[dict[str, Any]]:
    """Whoever bears a name that sounds the same, among those whom `by` sees."""
    if not (key := name_sort(public_name(name, ()))):
        return []
    rows = Customer.objects.visible_to(by).filter(name_sort=key).exclude(pk__in=known)
    customers = list(rows.select_related("pool", "owner").order_by("-pk")[:MOST_SIMILAR])
    viewer = _Viewer(customers, by, at)
    return [viewer.match("name", customer, name) for customer in customers]


class _Viewer:
    """What one employee may be told of some customers."""

    def __init__(self, customers: Sequence[Customer], by: Employee, at: datetime) -> None:
        self.by, self.at = by, at
        ids = [customer.pk for customer in customers]
        rows = Customer.objects.filter(pk__in=ids)
        self.visible = set(rows.visible_to(by).values_list("pk", flat=True))
        self.at_home = set(rows.in_home_pools_of(by).values_list("pk", flat=True))

    def match(self, field: str, customer: Customer, name: str) -> dict[str, Any]:
        """Return the contract's Match. Outside one's pools: that somebody exists, and no more."""
        seen = customer.pk in self.visible
        told = seen or customer.pk in self.at_home
        shown = self._name(customer) if seen else None
        # By the name as it is shown: another one would let whoever guesses at what is hidden in
        # it know when they are right.
        same_name = bool(name and shown) and fold(name) == fold(shown or "")
        return {
            "field": field,
            "customer": customer.pk if seen else None,
            "name": shown,
            "state": self._state(customer) if told else "elsewhere",
            "holder": self._holder(customer, seen) if told else None,
            "last_contact_at": customer.last_contact_at if told else None,
            "same_name": same_name,
            "actions": self._actions(field, customer, name, same_name) if seen else self._unseen(),
        }

    def _name(self, customer: Customer) -> str:
        if not hidden_fields(self.by, customer):
            return customer.name
        return scrub(customer.name, Identity.objects.known_of(customer))

    def _state(self, customer: Customer) -> str:
        if customer.owner_id is None:
            return "pool"
        return "mine" if customer.owner_id == self.by.pk else "held"

    def _holder(self, customer: Customer, seen: bool) -> dict[str, Any] | None:
        if customer.owner is None or not (seen or customer.pool.show_holder):
            return None
        return {"id": customer.owner.pk, "name": customer.owner.display_name}

    def _actions(self, field: str, customer: Customer, name: str, same_name: bool) -> list[str]:
        actions = ["open"]
        if customer.owner_id is None and self._claimable(customer):
            actions.append("claim")
        # One phone, several students: another name under the same contact is family.
        if field in MASKABLE and name and not same_name and customer.guardian_id is None:
            students = customer.students.living().values_list("name", flat=True)
            if fold(name) not in map(fold, students):
                actions.append("add_student")
        return actions

    def _unseen(self) -> list[str]:
        """Who is out of sight can still be told that somebody asked for them (R101)."""
        return ["record_inquiry"] if self.by.has_capability("consultations.take") else []

    def _claimable(self, customer: Customer) -> bool:
        ended = last_ends([customer.pk], self.by.pk).get(customer.pk)
        candidate = Candidate(customer.owner_id, customer.status, customer.entered_at, ended)
        allowance = allowance_in(customer.pool, self.by, self.at)
        return self.by.has_capability("pool.claim") and not claim_refusal(
            candidate, allowance, self.at
        )
