"""Merged and parted in whatever order: nothing is lost, nothing broken (R112-R114)."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from shoal.common.errors import DomainError
from shoal.customers.models import (
    Consultation,
    Customer,
    FollowUp,
    FollowUpPlan,
    Identity,
)
from shoal.customers.rules.merging import TAKEABLE
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.unmerging import unmerge_customers
from tests.properties import PLAYED
from tests.world import NOW, make_customer

from .test_merge import inquiry, log, plan

# Of a spell that begins anew, and what counts changes.
NOT_RESTORED = {
    "version", "revision", "changed_at", "owned_since", "entered_at", "pool_rank_at",
    "recycle_due_at", "recycle_rule",
}  # fmt: skip
LINKS = ("guardian", "referred_by")
NAMES = ("王芳", "王方", "李雷", "")

person = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "place": st.sampled_from(["lin", "bo", "pool", "east_pool"]),
        "guardian": st.none() | st.integers(0, 3),
        "referred_by": st.none() | st.integers(0, 3),
        "status": st.sampled_from(["new", "contacted", "lost", "do_not_contact", "enrolled"]),
        "phones": st.integers(0, 2),
        "called": st.booleans(),
        "planned": st.booleans(),
        "asked": st.booleans(),
    }
)
fields = st.sets(st.sampled_from(TAKEABLE))
step = st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4), fields)


def populate(world, people):
    """Return the customers; a student is where the guardian is, whatever its own place says."""
    made = []
    for number, given_ in enumerate(people):
        guardian, referrer = (dict(enumerate(made)).get(given_[k]) for k in LINKS)
        guardian = guardian if guardian and guardian.guardian_id is None else None
        name = given_["name"] or f"n{number}"
        # Two students of one name no household has: no command lets them in.
        if any(m.guardian and m.guardian == guardian and m.name == name for m in made):
            guardian = None
        place = given_["place"]
        owner = guardian.owner if guardian else getattr(world, place, None)
        owner = owner if owner in (world.lin, world.bo) else None
        pool = guardian.pool if guardian else world.east_pool
        referrer = (
            made[given_["referred_by"]] if (given_["referred_by"] or 99) < len(made) else None
        )
        customer = make_customer(
            name, pool=pool, owner=owner, guardian=guardian,
            status=given_["status"], remark=f"remark {number}", referred_by=referrer,
            phone=f"+861380000{number}000" if given_["phones"] else "",
        )  # fmt: skip
        if given_["phones"] > 1:
            Identity.objects.create(customer=customer, kind="phone", value=f"+861390000{number}000")
        if given_["called"]:
            log(customer, world.lin, number + 1)
        if given_["planned"] and owner and given_["status"] != "do_not_contact":
            plan(customer, owner, number + 1)
        if given_["asked"]:
            inquiry(customer)
        made.append(customer)
    assert check_ledger() == {}
    return made


def everything():
    """Return all rows as they must be again, without what a new spell begins anew."""
    kept = {}
    for model in (Customer, Identity, FollowUp, FollowUpPlan, Consultation):
        rows = model.objects.order_by("pk").values()
        kept[model.__name__] = [
            {k: v for k, v in row.items() if k not in NOT_RESTORED} for row in rows
        ]
    kept["courses"] = list(Customer.courses.through.objects.values_list("customer", "course"))
    return kept


def try_merge(world, kept, merged, take, at):
    version = Customer.objects.get(pk=kept).version
    return merge_customers(
        kept_id=kept, merged_id=merged, take=take, expected_version=version, by=world.ada, at=at
    )


@pytest.fixture
def rolled_back(world):
    """Each example in a savepoint of its own."""

    def run(example):
        with transaction.atomic():
            example()
            transaction.set_rollback(True)

    return run


@PLAYED
@given(people=st.lists(person, min_size=2, max_size=5), pair=step)
def test_a_merge_undone_at_once_leaves_everything_as_it_was(world, rolled_back, people, pair):
    def example():
        ids = [c.pk for c in populate(world, people)]
        _, one, other, take = pair
        before = everything()
        try:
            with transaction.atomic():
                merge = try_merge(world, ids[one % len(ids)], ids[other % len(ids)], take, NOW)
        except DomainError:
            assert everything() == before
            return
        assert check_ledger() == {}
        unmerge_customers(kept_id=merge.kept_id, by=world.ada, at=NOW + timedelta(minutes=1))
        assert check_ledger() == {}
        assert everything() == before

    rolled_back(example)


@PLAYED
@given(people=st.lists(person, min_size=3, max_size=5), steps=st.lists(step, max_size=8))
def test_the_ledger_agrees_after_every_step(world, rolled_back, people, steps):
    def example():
        ids = [c.pk for c in populate(world, people)]
        for minute, (joins, one, other, take) in enumerate(steps):
            kept, at = ids[one % len(ids)], NOW + timedelta(minutes=minute)
            try:
                with transaction.atomic():
                    if joins:
                        try_merge(world, kept, ids[other % len(ids)], take, at)
                    else:
                        unmerge_customers(kept_id=kept, by=world.ada, at=at)
            except DomainError:
                continue
            assert check_ledger() == {}

    rolled_back(example)
