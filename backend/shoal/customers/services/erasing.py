"""What a person leaves in our own tables, and how it is erased (R121)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from ..models import (
    Consultation,
    Customer,
    CustomerEdit,
    DuplicateProposal,
    FollowUp,
    FollowUpPlan,
    FollowUpVersion,
    Identity,
    IdentityKind,
    MergeRecord,
    OwnershipSpell,
    PlanState,
    Reveal,
)
from ..normalize import normalize_identity
from ..person import Person

# What an edit may have changed that tells nothing of the person.
IMPERSONAL = frozenset({
    "status", "lost_reason", "intent", "source", "campaign", "campus", "courses", "class_type",
    "guardian", "protected_until",
})  # fmt: skip
# What a consultation says about who asked.
GIVEN = ("name", "phone", "wechat", "qq", "email")
BLANK = {"question": "", "page": "", "utm": {}, "consent": "", "fingerprint": ""}


def everyone_merged_into(customer_id: int) -> frozenset[int]:
    """Return the customer's id with those of all who were merged into them, however far away."""
    ids, fresh = {customer_id}, {customer_id}
    while fresh:
        merged = Customer.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)
        fresh = set(merged) - ids
        ids |= fresh
    return frozenset(ids)


def person_of(ids: frozenset[int]) -> Person:
    """Return all names and contacts by which these customers are or were known to us.

    A contact that somebody else has by now is theirs, and stays with them.
    """
    names = set(Customer.objects.filter(pk__in=ids).values_list("name", flat=True))
    contacts = set(Identity.objects.filter(customer__in=ids).values_list("kind", "value"))
    for field, value in _told_before(ids):
        if field == "name":
            names.add(value)
        elif normal := _as_contact(field, value):
            contacts.add((field, normal))
    values = [value for _, value in contacts]
    living = Identity.objects.filter(value__in=values, is_live=True).exclude(customer__in=ids)
    others = set(living.values_list("kind", "value"))
    return Person(contacts=frozenset(contacts - others), names=frozenset(names - {""}))


def consultations_of(ids: Iterable[int], person: Person) -> list[int]:
    """Return the ids of their inquiries, also of those that nobody knew to be theirs."""
    theirs = set(Consultation.objects.filter(customer__in=ids).values_list("pk", flat=True))
    wanted = Q(pk__in=[])
    for fragment in person.fragments:
        for field in GIVEN:
            wanted |= Q(**{f"{field}__icontains": fragment})
    unknown = Consultation.objects.filter(wanted, customer__isnull=True)
    for pk, *given in unknown.values_list("pk", *GIVEN):
        if any(person.mentioned_in(text) for text in given):
            theirs.add(pk)
    return sorted(theirs)


def erase_what_hangs_on(ids: frozenset[int], person: Person, at: datetime) -> None:
    """Erase words, old values and inquiries of these customers, who are locked."""
    follow_ups = FollowUp.objects.filter(customer__in=ids)
    FollowUpVersion.objects.filter(follow_up__in=follow_ups).update(note="")
    follow_ups.update(note="")
    plans = FollowUpPlan.objects.filter(customer__in=ids)
    plans.update(note="")
    plans.filter(state=PlanState.PLANNED).update(state=PlanState.CANCELLED, closed_at=at)
    # The guards let words of ledgers be erased, but nothing be written that changes nothing.
    OwnershipSpell.objects.filter(customer__in=ids).exclude(note="").update(note="")
    Reveal.objects.filter(customer__in=ids).exclude(reason="").update(reason="")
    for edit in CustomerEdit.objects.filter(customer__in=ids):
        edit.changes = {f: v if f in IMPERSONAL else [None, None] for f, v in edit.changes.items()}
        edit.save(update_fields=["changes"])
    MergeRecord.objects.filter(Q(kept__in=ids) | Q(merged__in=ids)).update(before={})
    DuplicateProposal.objects.filter(Q(first__in=ids) | Q(second__in=ids)).delete()
    inquiries = Consultation.objects.filter(pk__in=consultations_of(ids, person))
    inquiries.update(**dict.fromkeys(GIVEN, ""), **BLANK)


def erase_profiles(ids: frozenset[int], *, status: str, at: datetime) -> None:
    Identity.objects.filter(customer__in=ids).delete()
    Customer.objects.filter(pk__in=ids).update(
        **dict.fromkeys((*GIVEN, "name_sort", "gender", "remark"), ""),
        birthday=None, extra={}, referred_by=None, next_follow_up_at=None,
        status=status, anonymised_at=at, version=F("version") + 1,
    )  # fmt: skip


def _told_before(ids: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of what was said of them once: before edits and merges, in inquiries."""
    for changes in CustomerEdit.objects.filter(customer__in=ids).values_list("changes", flat=True):
        for field, (old, new) in changes.items():
            yield from ((field, text) for text in (old, new) if isinstance(text, str) and text)
    merges = MergeRecord.objects.filter(Q(kept__in=ids) | Q(merged__in=ids))
    for before in merges.values_list("before", flat=True):
        yield from _texts(before)
    for found in Consultation.objects.filter(customer__in=ids).values(*GIVEN):
        yield from ((field, text) for field, text in found.items() if text)


def _texts(before: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a merge changed, and which contacts came along by it (models/merge.py)."""
    for field, told in before.get("fields", {}).items():
        yield from ((field, text) for text in told if isinstance(text, str) and text)
    yield from ((kind, value) for kind, _, value in before.get("contacts", ()))


def _as_contact(field: str, value: str) -> str | None:
    return normalize_identity(field, value) if field in IdentityKind.values else None
