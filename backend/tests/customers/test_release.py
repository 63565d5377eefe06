"""Releasing: R10."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, OwnershipSpell
from tests.world import NOW, make_customer


def test_releasing_puts_the_household_back_with_reason_and_note(world, api, clock):
    mother = make_customer("m", pool=world.east_pool, owner=world.lin)
    son = make_customer("s", pool=world.east_pool, owner=world.lin, guardian=mother)

    answer = api(world.lin).post(
        f"/customers/{son.pk}/release/", {"reason": "too_far", "note": "住得远"}
    )

    assert answer.status_code == 200
    assert answer.json()["owner"] is None
    for member in Customer.objects.filter(pk__in=[mother.pk, son.pk]):
        assert (member.owner, member.entered_at, member.pool_rank_at) == (None, NOW, NOW)
        spell = OwnershipSpell.objects.get(customer=member, ended_at=None)
        assert (spell.owner, spell.pool, spell.start_reason) == (None, world.east_pool, "released")
        assert (spell.reason_code, spell.note) == ("too_far", "住得远")
    event = Event.objects.filter(kind="customer.released").first()
    assert event.data == {"reason": "too_far", "rule": ""}  # the note is no business of the log


def test_contacts_are_masked_from_then_on(world, api):
    wang = make_customer("王", pool=world.pool, owner=world.lin, phone="+8613800138000")
    body = api(world.lin).post(f"/customers/{wang.pk}/release/", {"reason": "other"}).json()
    assert (body["phone"], body["contact_masked"]) == ("*******8000", True)


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        ("bo", 404, "not_found"),
        ("zoe", 404, "not_found"),
        ("fan", 403, "role_may_not"),
        ("mei", 200, None),
        ("ada", 200, None),
    ],
)
def test_who_may_release_a_customer_of_lin(world, api, who, status, code):
    wang = make_customer("王", pool=world.pool, owner=world.lin)

    answer = api(getattr(world, who)).post(f"/customers/{wang.pk}/release/", {"reason": "other"})

    assert (answer.status_code, answer.json().get("code")) == (status, code)
    wang.refresh_from_db()
    assert (wang.owner_id is None) == (status == 200)


def test_what_lies_in_the_pool_cannot_be_released(world, api):
    wang = make_customer("王", pool=world.pool)
    answer = api(world.lin).post(f"/customers/{wang.pk}/release/", {"reason": "other"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_held")


@pytest.mark.parametrize("reason", ["", "nonsense", None, 5])
def test_an_unknown_reason_is_a_400_and_changes_nothing(world, api, reason):
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    answer = api(world.lin).post(f"/customers/{wang.pk}/release/", {"reason": reason})
    assert answer.status_code == 400
    wang.refresh_from_db()
    assert wang.owner == world.lin


def test_many_are_released_at_once(world, api):
    mine = make_customer("a", pool=world.pool, owner=world.lin)
    not_mine = make_customer("b", pool=world.pool, owner=world.bo)

    body = api(world.lin).post(
        "/customers/bulk/release/", {"customers": [mine.pk, not_mine.pk], "reason": "other"}
    ).json()  # fmt: skip

    assert [(r["ok"], r["error"] and r["error"]["code"]) for r in body["results"]] == [
        (True, None),
        (False, "not_found"),
    ]
