"""What the databases themselves refuse, and that a lost trigger is noticed (R2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from shoal.activity.models import Event
from shoal.activity.services import record
from shoal.common.guards import declared, install_guards, missing_guards
from shoal.customers.models import OwnershipSpell
from shoal.customers.services.pool import claim_customer
from tests.world import NOW, make_customer


def refused(change) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


@pytest.fixture
def spells(world):
    wang = make_customer("王", pool=world.pool)
    claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)
    return OwnershipSpell.objects.filter(customer=wang).order_by("id")


@pytest.mark.parametrize(
    "change",
    [
        {"note": "rewritten"},
        {"ended_at": NOW + timedelta(days=1)},
        {"ended_at": None, "end_reason": ""},
        {"started_at": NOW - timedelta(days=99)},
        {"start_reason": "assigned"},
        {"household": 10**9},
    ],
)
def test_a_settled_spell_is_never_changed(spells, change):
    before = list(spells.values())
    refused(lambda: OwnershipSpell.objects.filter(pk=spells[0].pk).update(**change))
    assert list(spells.values()) == before


@pytest.mark.parametrize("field", ["owner", "pool", "customer", "started_at", "household"])
def test_an_open_spell_is_only_closed_never_rewritten(world, spells, field):
    other = {
        "owner": world.bo, "pool": world.west_pool, "customer": make_customer("x", pool=world.pool),
        "started_at": NOW - timedelta(days=1), "household": 10**9,
    }[field]  # fmt: skip
    open_spell = OwnershipSpell.objects.filter(pk=spells[1].pk)
    refused(lambda: open_spell.update(**{field: other}))
    refused(lambda: open_spell.update(**{field: other, "ended_at": NOW, "end_reason": "released"}))


def test_no_spell_is_deleted(spells):
    refused(lambda: OwnershipSpell.objects.filter(pk=spells[1].pk)._raw_delete("default"))
    assert spells.count() == 2


def test_a_second_open_spell_is_refused(world, spells):
    refused(
        lambda: OwnershipSpell.objects.create(
            customer=spells[0].customer, household=1, owner=world.bo, pool=world.pool,
            started_at=NOW, start_reason="claimed",
        )
    )  # fmt: skip


def test_events_are_never_changed_nor_deleted(world):
    event = record("test", subject=world.pool, actor=None, at=NOW)
    refused(lambda: Event.objects.filter(pk=event.pk).update(kind="other"))
    refused(lambda: Event.objects.filter(pk=event.pk)._raw_delete("default"))


@pytest.mark.parametrize("guard", declared(), ids=lambda g: g.name)
def test_a_lost_trigger_is_noticed_and_put_back(db, guard):
    """As Django's table rebuild on SQLite loses it."""
    assert missing_guards() == []
    on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard.name}{on}")

    assert missing_guards() == [guard.name]
    install_guards()
    assert missing_guards() == []
