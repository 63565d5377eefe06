"""check_ledger recomputes every copy (R1, R2, R9, R30, R43, R46)."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shoal.customers.models import (
    Customer,
    FollowUp,
    FollowUpPlan,
    Identity,
    MergeRecord,
    OwnershipSpell,
)
from shoal.customers.services.identities import read_contacts
from shoal.customers.services.ledger_check import CHECKS, check_ledger
from shoal.customers.services.pool import assign_customer, claim_customer, release_customer
from shoal.customers.services.profile import create_customer, edit_customer
from shoal.customers.services.removal import delete_customer, restore_customer
from tests.world import NOW, make_customer

PHONE = "+8613812345678"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def wang(world):
    """Held by lin, with a contact, a plan and a follow-up, and a son; all copies right."""
    customer = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    make_customer("王小明", pool=world.pool, owner=world.lin, guardian=customer)
    FollowUp.objects.create(
        customer=customer, author=world.lin, method="call", outcome="reached",
        occurred_at=NOW, created_at=NOW,
    )  # fmt: skip
    FollowUpPlan.objects.create(
        customer=customer, assignee=world.lin, created_by=world.lin, created_at=NOW, due_at=LATER
    )
    Customer.objects.filter(pk=customer.pk).update(
        last_contact_at=NOW, last_effective_contact_at=NOW, next_follow_up_at=LATER
    )
    assert check_ledger() == {}
    return customer


def change(customer, **copies):
    Customer.objects.filter(pk=customer.pk).update(**copies)


def add_spell(customer, started, ended, **kwargs):
    spells = OwnershipSpell.objects
    spells.create(
        customer=customer, household=customer.pk, pool=customer.pool, started_at=started,
        ended_at=ended, end_reason="claimed" if ended else "", start_reason="created", **kwargs,
    )  # fmt: skip


BEGUN = NOW - timedelta(days=10)
DAMAGE = {
    "owner differs from the open spell": lambda c, w: change(c, owner=w.bo),
    "pool differs from the open spell": lambda c, w: change(c, pool=w.east_pool),
    "owned_since differs from the open spell": lambda c, w: change(c, owned_since=NOW),
    "entered_at differs from the open spell": lambda c, w: change(c, entered_at=NOW),
    "a hole or an overlap between two spells": lambda c, w: add_spell(
        c, BEGUN - timedelta(days=2), BEGUN - timedelta(days=1)
    ),
    "the first spell begins after the customer": lambda c, w: change(
        c, created_at=BEGUN - timedelta(days=1)
    ),
    "not in the hands of the guardian": lambda c, w: change(c, pool=w.east_pool),
    "student of a student": lambda c, w: change(
        c, guardian=make_customer("奶奶", pool=w.pool, owner=w.lin)
    ),
    "phone differs from the primary identity": lambda c, w: change(c, phone="+8613900000000"),
    "wechat differs from the primary identity": lambda c, w: change(c, wechat="wang_fang"),
    "qq differs from the primary identity": lambda c, w: change(c, qq="123456"),
    "email differs from the primary identity": lambda c, w: change(c, email="w@x.cn"),
    "an identity that lives when the customer doesn't, or the other way round": (
        lambda c, w: c.identities.update(is_live=False)
    ),
    "contacts of a kind, but no primary one": lambda c, w: Identity.objects.create(
        customer=c, kind="qq", value="123456"
    ),
    "next_follow_up_at differs from the earliest open plan": lambda c, w: change(
        c, next_follow_up_at=None
    ),
    "an open plan that is not the holder's": lambda c, w: c.plans.update(assignee=w.bo),
    "a clock of somebody who is not held": lambda c, w: change(c, recycle_rule="max_holding_days"),
    "another clock than the guardian's": lambda c, w: change(c, recycle_due_at=NOW),
    "merged away, but not empty-handed": lambda c, w: change(
        c, merged_into=make_customer("王方", pool=w.pool)
    ),
    "merged away, but rows still point to them": lambda c, w: change(
        c, merged_into=make_customer("王方", pool=w.pool)
    ),
    "merged in two steps": lambda c, w: change(
        c,
        merged_into=make_customer(
            "王方", pool=w.pool, merged_into=make_customer("王房", pool=w.pool)
        ),
    ),
    "merged away without a record, or the other way round": lambda c, w: MergeRecord.objects.create(
        kept=make_customer("王方", pool=w.pool), merged=c, at=NOW, by=w.mei
    ),
    "last_contact_at differs from the follow-ups": lambda c, w: change(c, last_contact_at=LATER),
    "last_effective_contact_at differs from the follow-ups": lambda c, w: c.follow_ups.update(
        outcome="no_answer"
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_each_kind_of_damage_is_found(world, wang, name):
    DAMAGE[name](wang, world)
    assert name in check_ledger()


def test_an_overlap_is_found(world, wang):
    add_spell(wang, BEGUN - timedelta(days=2), BEGUN + timedelta(days=1))
    assert check_ledger() == {"a hole or an overlap between two spells": [wang.pk]}


def test_a_living_customer_without_an_open_spell_is_found(world, wang):
    lost = Customer.objects.create(name="李四", pool=world.pool, created_at=NOW)
    assert check_ledger() == {"living, but not with exactly one open spell": [lost.pk]}


def test_a_deleted_customer_with_an_open_spell_is_found(world, wang):
    gone = make_customer("李四", pool=world.pool, deleted_at=NOW)
    assert check_ledger() == {"deleted or merged away, but with an open spell": [gone.pk]}


def test_every_check_has_its_damage():
    elsewhere = {
        "living, but not with exactly one open spell",
        "deleted or merged away, but with an open spell",
    }
    assert set(CHECKS) == set(DAMAGE) | elsewhere


def test_a_life_through_every_command_leaves_no_difference(world):
    def later(hours):
        return NOW + timedelta(hours=hours)

    wang = create_customer(
        values={"name": "王芳"}, contacts=read_contacts({"phone": PHONE}), by=world.lin, at=NOW
    )
    son = create_customer(
        values={"name": "王小明", "guardian": wang.pk}, contacts=[], by=world.lin, at=NOW
    )
    release_customer(customer_id=wang.pk, by=world.lin, at=later(1), reason="other")
    claim_customer(customer_id=son.pk, by=world.bo, at=later(2))
    assign_customer(customer_id=wang.pk, to_id=world.lin.pk, by=world.mei, at=later(3))
    son.refresh_from_db()
    delete_customer(customer_id=son.pk, expected_version=son.version, by=world.ada, at=later(4))
    restore_customer(customer_id=son.pk, by=world.ada, at=later(6))
    wang.refresh_from_db()
    edit_customer(
        customer_id=wang.pk, expected_version=wang.version, changes={"phone": "", "qq": "123456"},
        by=world.lin, at=later(7),
    )  # fmt: skip
    assert check_ledger() == {}


def test_who_waited_for_the_lock_and_comes_with_an_older_instant_breaks_nothing(world):
    wang = make_customer("王芳", pool=world.pool)
    claim_customer(customer_id=wang.pk, by=world.lin, at=LATER)
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW, reason="other")
    wang.refresh_from_db()
    assert wang.entered_at == LATER
    assert check_ledger() == {}


def test_the_command_prints_what_differs_and_fails(world, wang):
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert out.getvalue() == f"All {len(CHECKS)} checks agree.\n"
    change(wang, qq="123456")
    out = StringIO()
    with pytest.raises(CommandError, match=f"^1 of {len(CHECKS)} checks"):
        call_command("check_ledger", stdout=out)
    assert out.getvalue() == f"qq differs from the primary identity: 1 customers ({wang.pk})\n"
