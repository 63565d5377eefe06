"""Many customers at once, as an import brings them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from shoal.activity.services import record_many
from shoal.common import school
from shoal.common.bulk import insert_many, reserve_ids
from shoal.organization.models import Employee

from ..masking import public_name
from ..models import MASKABLE, Customer, Identity, OwnershipSpell, Pool, Reason
from ..normalize import name_sort
from .search import index_customers


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

    They lie in `pool`, or are held by their `owner`. `origin` goes into the events. Raises
    IntegrityError when an identity belongs to somebody living, also to one who was entered a
    moment ago by somebody else: then nobody is created (rule R50).
    """
    school.settle("phone_region")  # R62
    ids = reserve_ids(Customer, len(people))
    customers = [_customer(pk, p, pool, by, at) for pk, p in zip(ids, people, strict=True)]
    insert_many(customers)
    insert_many(_identities(ids, people))
    insert_many([_spell(customer, by, at) for customer in customers])
    enrolled_in = Customer.courses.through
    insert_many(
        [
            enrolled_in(customer_id=pk, course_id=course)
            for pk, person in zip(ids, people, strict=True)
            for course in person.courses
        ]
    )
    record_many(
        "customer.created",
        model=Customer,
        after=[(c.pk, c.owner_id, c.pool_id) for c in customers],
        actor=by,
        at=at,
        **origin,
    )
    index_customers(ids)
    return ids


def _customer(pk: int, person: NewCustomer, pool: Pool, by: Employee, at: datetime) -> Customer:
    held = person.owner is not None
    # The first of a kind is its primary, which the customer's row copies.
    copies = {kind: value for kind, _, value in reversed(person.identities) if kind in MASKABLE}
    return Customer(
        pk=pk,
        name=person.name,
        name_sort=name_sort(public_name(person.name, [v for _, _, v in person.identities])),
        gender=person.gender,
        birthday=person.birthday,
        source_id=person.source,
        campus_id=person.campus,
        intent=person.intent,
        remark=person.remark,
        extra=person.extra,
        pool=pool,
        owner_id=person.owner,
        owned_since=at if held else None,
        entered_at=None if held else at,
        pool_rank_at=None if held else at,
        created_at=at,
        created_by=by,
        **copies,
    )


def _identities(ids: Sequence[int], people: Sequence[NewCustomer]) -> list[Identity]:
    rows: list[Identity] = []
    for pk, person in zip(ids, people, strict=True):
        kinds: set[str] = set()
        for kind, source, value in person.identities:
            primary = kind not in kinds
            kinds.add(kind)
            rows.append(
                Identity(customer_id=pk, kind=kind, source=source, value=value, is_primary=primary)
            )
    # In one order: two imports of the same people must not wait for each other.
    return sorted(rows, key=lambda i: (i.kind, i.source, i.value))


def _spell(customer: Customer, by: Employee, at: datetime) -> OwnershipSpell:
    return OwnershipSpell(
        customer=customer,
        household=customer.pk,
        owner_id=customer.owner_id,
        pool_id=customer.pool_id,
        started_at=at,
        start_reason=Reason.IMPORTED,
        started_by=by,
    )
