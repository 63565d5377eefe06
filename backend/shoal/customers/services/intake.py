"""Many customers at once, as an import brings them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from shoal.activity.services import record_many
from shoal.common import school
from shoal.common.bulk import insert_columns, reserve_ids
from shoal.organization.models import Employee

from ..masking import public_name
from ..models import MASKABLE, Customer, Identity, OwnershipSpell, Pool, Reason
from ..normalize import name_sort
from .clocks import dues_of_new
from .search import index_new


@dataclass
class NewCustomer:
    """`identities` are (kind, source, value), normalised; the first of a kind is the primary."""

    identities: Sequence[tuple[str, str, str]]
    name: str = ""
    gender: str = ""
    birthday: date | None = None
    owner: int | None = None
    source: int | None = None
    campus: int | None = None
    courses: Sequence[int] = ()
    intent: str = ""
    remark: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def create_many(
    people: Sequence[NewCustomer], *, pool: Pool, by: Employee, at: datetime, **origin: int
) -> list[int]:
    """Create the customers, each with identities, first spell and event; return their ids.

    They lie in `pool`, or are held by their `owner`, and then their clocks start now. `origin`
    goes into the events. Raises IntegrityError when an identity belongs to somebody living, also
    to one who was entered a moment ago by somebody else: then nobody is created (rule R50).
    """
    school.settle("phone_region")  # R62
    ids = reserve_ids(Customer, len(people))
    _insert_customers(ids, people, pool, by, at)
    _insert_identities(ids, people)
    owners, pools = [person.owner for person in people], [pool.pk] * len(people)
    insert_columns(
        OwnershipSpell,
        {"customer_id": ids, "household": ids, "owner_id": owners, "pool_id": pools},
        started_at=at,
        start_reason=Reason.IMPORTED,
        started_by_id=by.pk,
    )
    wanted = [(pk, c) for pk, p in zip(ids, people, strict=True) for c in p.courses]
    insert_columns(
        Customer.courses.through,
        {"customer_id": [pk for pk, _ in wanted], "course_id": [course for _, course in wanted]},
    )
    after = list(zip(ids, owners, pools, strict=True))
    record_many("customer.created", model=Customer, after=after, actor=by, at=at, **origin)
    index_new(
        (pk, person.name, [(kind, value) for kind, _, value in person.identities])
        for pk, person in zip(ids, people, strict=True)
    )
    return ids


def _insert_customers(
    ids: Sequence[int], people: Sequence[NewCustomer], pool: Pool, by: Employee, at: datetime
) -> None:
    dues = dues_of_new([(p.owner, p.intent) for p in people], pool_id=pool.pk, at=at)
    # The first of a kind is its primary, which the customer's row copies.
    firsts = [{kind: value for kind, _, value in reversed(p.identities)} for p in people]
    in_pool = [None if person.owner else at for person in people]
    insert_columns(
        Customer,
        {
            "id": ids,
            "name": [p.name for p in people],
            "name_sort": [
                name_sort(public_name(p.name, [v for _, _, v in p.identities])) for p in people
            ],
            **{kind: [first.get(kind, "") for first in firsts] for kind in MASKABLE},
            "gender": [p.gender for p in people],
            "birthday": [p.birthday for p in people],
            "source_id": [p.source for p in people],
            "campus_id": [p.campus for p in people],
            "intent": [p.intent for p in people],
            "remark": [p.remark for p in people],
            "extra": [p.extra for p in people],
            "owner_id": [p.owner for p in people],
            "owned_since": [at if p.owner else None for p in people],
            "entered_at": in_pool,
            "pool_rank_at": in_pool,
            "recycle_due_at": [due.at for due in dues],
            "recycle_rule": [due.rule for due in dues],
        },
        pool_id=pool.pk,
        created_at=at,
        created_by_id=by.pk,
    )


def _insert_identities(ids: Sequence[int], people: Sequence[NewCustomer]) -> None:
    rows: list[tuple[str, str, str, int, bool]] = []
    for pk, person in zip(ids, people, strict=True):
        kinds: set[str] = set()
        for kind, source, value in person.identities:
            rows.append((kind, source, value, pk, kind not in kinds))
            kinds.add(kind)
    if not rows:
        return
    # In one order: two imports of the same people must not wait for each other.
    names = ("kind", "source", "value", "customer_id", "is_primary")
    insert_columns(Identity, dict(zip(names, zip(*sorted(rows), strict=True), strict=True)))
