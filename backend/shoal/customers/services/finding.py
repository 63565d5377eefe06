"""Finding customers who may be one person (R115): a few statements for a chunk of them, each
looking for theirs among all along an index."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from shoal.common.json_rows import JSONRows

from ..models import Customer, Identity, ProposalReason
from ..models.identity import Tail
from ..normalize import fold
from ..similarity import looks_like

# A name that more people of a campus bear says nothing.
MOST_NAMESAKES = 10
POINTS = {
    ProposalReason.SAME_NAME_AND_CAMPUS: 45,
    ProposalReason.SIMILAR_NAME_AND_PHONE_TAIL: 35,
    ProposalReason.SAME_GUARDIAN_PHONE: 40,
}
# On top: written alike, or at least read alike.
SAME_NAME, SAME_SOUND = 15, 10


@dataclass
class Likely:
    """Why two customers may be one person; `score` is 0 to 100."""

    score: int = 0
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """What of a customer is compared. `sound` is the name as it is read."""

    id: int
    name: str
    sound: str
    guardian: int | None
    campus: int | None


COLUMNS = ("pk", "name", "name_sort", "guardian_id", "campus_id")
Found = Iterator[tuple[str, Person, Person]]


def likely_pairs(ids: Collection[int]) -> dict[tuple[int, int], Likely]:
    """Return {(lower id, higher id): why} for the living among `ids`, each with anybody living."""
    people = [
        Person(*row) for row in Customer.objects.living().filter(pk__in=ids).values_list(*COLUMNS)
    ]
    found: dict[tuple[int, int], Likely] = {}
    candidates = [*_of_one_name(ids), *_of_one_phone_tail(people)]
    guardians = _guardians_among(person.id for _, *pair in candidates for person in pair)
    for reason, one, other in candidates:
        if not _could_merge(one, other, guardians):
            continue
        likely = found.setdefault((min(one.id, other.id), max(one.id, other.id)), Likely())
        if reason not in likely.reasons:
            likely.reasons.append(reason)
            likely.score = _score(likely.reasons, one, other)
    return found


def _of_one_name(ids: Collection[int]) -> Found:
    namesakes = (
        Customer.objects.living()
        .filter(name_sort=OuterRef("name_sort"), campus=OuterRef("campus"))
        .exclude(pk=OuterRef("pk"))
        .order_by("pk")
    )
    people = Customer.objects.living().filter(pk__in=ids).exclude(name_sort="")
    shown = JSONObject(**{column: column for column in COLUMNS})
    rows = people.annotate(namesakes=JSONRows(namesakes.values(v=shown)[: MOST_NAMESAKES + 1]))
    for *person, found in rows.values_list(*COLUMNS, "namesakes"):
        others = orjson.loads(found) if isinstance(found, str) else (found or [])
        if len(others) > MOST_NAMESAKES:
            continue
        one = Person(*person)
        for other in (Person(*(each[column] for column in COLUMNS)) for each in others):
            if fold(one.name) == fold(other.name):
                yield ProposalReason.SAME_NAME_AND_CAMPUS, one, other


def _of_one_phone_tail(people: Collection[Person]) -> Found:
    """Whose phones, or those of whose guardians, end alike, and whose names are alike."""
    mine = _tails({pk for p in people for pk in (p.id, p.guardian) if pk})
    near = _by_tail({tail for tails in mine.values() for tail in tails})
    for one in people:
        for tail in mine[one.id] | mine[one.guardian or one.id]:
            for other in near[tail]:
                if one.id != other.id and _alike(one, other):
                    in_family = one.guardian or other.guardian
                    reason = (
                        ProposalReason.SAME_GUARDIAN_PHONE
                        if in_family
                        else ProposalReason.SIMILAR_NAME_AND_PHONE_TAIL
                    )
                    yield reason, one, other


def _phones() -> QuerySet[Any]:
    return Identity.objects.filter(kind="phone", is_live=True).annotate(tail=Tail("value"))


def _tails(ids: Collection[int]) -> defaultdict[int, set[str]]:
    """Return {customer: the ends of their phones}."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for customer, tail in _phones().filter(customer__in=ids).values_list("customer", "tail"):
        found[customer].add(tail)
    return found


def _by_tail(tails: Collection[str]) -> defaultdict[str, list[Person]]:
    """Return {end of a phone: who has such a phone, and their students}. Two statements."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    near = _phones().filter(tail__in=tails)
    of_owner = [f"customer__{column}" for column in COLUMNS]
    tails_of: defaultdict[int, set[str]] = defaultdict(set)
    for tail, *owner in near.values_list("tail", *of_owner):
        found[tail].append(Person(*owner))
        tails_of[owner[0]].add(tail)
    students = Customer.objects.living().filter(guardian__in=near.values("customer"))
    for student in (Person(*row) for row in students.values_list(*COLUMNS)):
        for tail in tails_of[student.guardian or 0]:
            found[tail].append(student)
    return found


def _guardians_among(ids: Iterable[int]) -> set[int]:
    students = Customer.objects.living().filter(guardian__in=set(ids))
    return set(students.values_list(F("guardian"), flat=True))


def _could_merge(one: Person, other: Person, guardians: Collection[int]) -> bool:
    """A guardian is not a student, and nobody their own guardian (R110)."""
    if one.guardian == other.id or other.guardian == one.id:
        return False
    return not (one.guardian and other.id in guardians) and not (
        other.guardian and one.id in guardians
    )


def _alike(one: Person, other: Person) -> bool:
    if one.sound and one.sound == other.sound:
        return True
    # A slip of the pen happens at one campus; at another it is another person.
    return len({one.campus, other.campus} - {None}) < 2 and looks_like(one.name, other.name)


def _score(reasons: Iterable[str], one: Person, other: Person) -> int:
    alike = SAME_NAME if fold(one.name) == fold(other.name) else SAME_SOUND
    sounding = alike if one.sound == other.sound else 0
    return min(100, sum(POINTS[ProposalReason(reason)] for reason in reasons) + sounding)
