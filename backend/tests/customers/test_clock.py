"""When a held customer goes back to the pool: the formula, and whatever moves it (R80, R82)."""

from datetime import timedelta

import pytest

from shoal.customers.models import Customer, Intent
from shoal.customers.rules.clock import NEVER, ClockPolicy, Due, due_of
from shoal.customers.services import clocks
from shoal.customers.services.followups import correct_follow_up, log_follow_up
from shoal.customers.services.intake import NewCustomer, create_many
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import assign_customer, claim_customer, release_customer
from shoal.customers.services.profile import create_customer, edit_customer
from shoal.customers.services.removal import delete_customer, restore_customer
from shoal.customers.services.status import change_status
from shoal.organization.workdays import WorkingCalendar
from tests.world import NOW, make_customer

DAY = timedelta(days=1)
POLICY = {
    "recycle_after_days": {"A": 7, "C": 30},
    "first_contact_hours": 48,
    "max_holding_days": 100,
}
FIRST, AFTER, MOST = "first_contact_hours", "recycle_after_days", "max_holding_days"


@pytest.fixture
def world(world):
    for name, value in POLICY.items():
        setattr(world.pool, name, value)
    world.pool.save()
    return world


def due(customer):
    found = Customer.objects.get(pk=customer.pk)
    return (
        found.recycle_due_at and (found.recycle_due_at - NOW) / DAY,
        found.recycle_rule,
    )


def claimed(world, name="王芳", **kwargs):
    customer = make_customer(name, pool=world.pool, **kwargs)
    return claim_customer(customer_id=customer.pk, by=world.lin, at=NOW)


def spoke(world, customer, days=1, outcome="reached", **kwargs):
    return log_follow_up(
        customer_id=customer.pk, method="call", outcome=outcome, by=world.lin, at=NOW + days * DAY,
        **kwargs,
    )  # fmt: skip


# --- the formula ----------------------------------------------------------------------------------
def asked(*members, policy=POLICY, **own):
    from zoneinfo import ZoneInfo

    return due_of(
        members or [Customer(**own)],
        owned_since=NOW,
        policy=ClockPolicy(**policy),
        calendar=WorkingCalendar(ZoneInfo("Asia/Shanghai")),
    )


def test_the_earliest_limit_counts():
    assert asked() == (NOW + 2 * DAY, FIRST)
    assert asked(last_contact_at=NOW) == (NOW + 30 * DAY, AFTER)
    late = NOW + 90 * DAY
    assert asked(last_contact_at=late, last_effective_contact_at=late) == (NOW + 100 * DAY, MOST)


def test_no_answer_keeps_from_the_first_limit_only():
    assert asked(last_contact_at=NOW + DAY) == (NOW + 30 * DAY, AFTER)


def test_contacts_of_earlier_holders_do_not_count():
    before = NOW - DAY
    assert asked(last_contact_at=before, last_effective_contact_at=before) == (NOW + 2 * DAY, FIRST)


@pytest.mark.parametrize(("intent", "days"), [("A", 7), ("B", 100), ("C", 30), ("", 30)])
def test_a_level_left_out_is_not_limited_and_an_unknown_one_is_the_most_patient(intent, days):
    assert asked(intent=intent, last_contact_at=NOW).at == NOW + days * DAY


def test_protection_puts_off_what_is_due_and_makes_nothing_due():
    until = NOW + 400 * DAY
    assert asked(protected_until=until) == (until, FIRST)
    assert asked(protected_until=NOW - DAY) == (NOW + 2 * DAY, FIRST)
    assert asked(protected_until=until, policy={}) == NEVER


def test_whoever_is_enrolled_or_exempt_never_falls_due():
    assert asked(status="enrolled") == asked(exempt_reasons=["balance"]) == NEVER
    assert asked(Customer(), Customer(status="enrolled")) == NEVER


def test_a_household_is_as_hot_as_its_hottest_and_as_contacted_as_its_last():
    mother, son = Customer(intent="C"), Customer(intent="A", last_contact_at=NOW)
    assert asked(mother, son) == Due(NOW + 7 * DAY, AFTER)
    mother.last_contact_at = mother.last_effective_contact_at = NOW + 3 * DAY
    assert asked(mother, son) == Due(NOW + 10 * DAY, AFTER)


def test_every_level_has_its_place():
    policy = {"recycle_after_days": {level: n for n, level in enumerate(Intent.values, start=1)}}
    assert [asked(intent=i, policy=policy).at for i in "ABCD"] == [
        NOW + n * DAY for n in (1, 2, 3, 4)
    ]


# --- what moves it --------------------------------------------------------------------------------
def test_claiming_starts_it_and_releasing_stops_it(world):
    wang = claimed(world)
    assert due(wang) == (2, FIRST)
    assert (wang.recycle_due_at, wang.recycle_rule) == (NOW + 2 * DAY, FIRST)
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW + DAY, reason="other")
    assert due(wang) == (None, "")


def test_another_holder_starts_it_anew(world):
    wang = claimed(world)
    spoke(world, wang)
    assign_customer(customer_id=wang.pk, to_id=world.bo.pk, by=world.mei, at=NOW + 5 * DAY)
    assert due(wang) == (7, FIRST)
    assert check_ledger() == {}


def test_what_is_spoken_moves_it_and_what_is_corrected_moves_it_back(world):
    wang = claimed(world)
    spoken = spoke(world, wang, days=1, intent_after="A")
    assert due(wang) == (8, AFTER)
    correct_follow_up(
        follow_up_id=spoken.pk, by=world.lin, at=NOW + 2 * DAY, changes={"outcome": "no_answer"}
    )
    assert due(wang) == (7, AFTER)


def test_an_intent_typed_moves_it(world):
    wang = claimed(world)
    spoke(world, wang)
    wang.refresh_from_db()
    edit_customer(
        customer_id=wang.pk, expected_version=wang.version, changes={"intent": "A"},
        by=world.lin, at=NOW + DAY,
    )  # fmt: skip
    assert due(wang) == (8, AFTER)


def test_speaking_with_a_student_is_speaking_with_the_household(world):
    mother = make_customer("王芳", pool=world.pool)
    son = make_customer("王小明", pool=world.pool, guardian=mother)
    claim_customer(customer_id=son.pk, by=world.lin, at=NOW)
    assert due(mother) == due(son) == (2, FIRST)
    spoke(world, son, days=1)
    assert due(mother) == due(son) == (31, AFTER)
    assert check_ledger() == {}


def test_enrolling_one_keeps_all_until_they_are_alumni(world):
    mother = make_customer("王芳", pool=world.pool)
    son = make_customer("王小明", pool=world.pool, guardian=mother, status="applied")
    claim_customer(customer_id=mother.pk, by=world.lin, at=NOW)
    change_status(customer_id=son.pk, status="enrolled", by=world.lin, at=NOW + DAY)
    assert due(mother) == due(son) == (None, "")
    change_status(customer_id=son.pk, status="alumni", by=world.lin, at=NOW + DAY)
    assert due(mother) == due(son) == (2, FIRST)


def test_who_enters_a_customer_has_the_clock_running(world):
    wang = create_customer(values={"name": "王芳"}, contacts=[], by=world.lin, at=NOW)
    assert due(wang) == (2, FIRST)


def test_a_student_added_later_does_not_start_it_anew(world):
    mother = claimed(world)
    spoke(world, mother, days=1)
    son = create_customer(
        values={"name": "王小明", "guardian": mother.pk}, contacts=[], by=world.lin,
        at=NOW + 20 * DAY,
    )  # fmt: skip
    assert due(mother) == due(son) == (31, AFTER)
    assert check_ledger() == {}


def test_joining_takes_the_household_s_clock_and_leaving_brings_back_one_s_own(world):
    mother, son = claimed(world), claimed(world, "王小明")
    spoke(world, son, days=1)
    for guardian, expected in ((mother.pk, (31, AFTER)), (None, (2, FIRST))):
        son.refresh_from_db()
        edit_customer(
            customer_id=son.pk, expected_version=son.version, changes={"guardian": guardian},
            by=world.lin, at=NOW + DAY,
        )  # fmt: skip
        assert due(mother) == expected
        assert due(son) == (31, AFTER)
        assert check_ledger() == {}


def test_a_deleted_student_no_longer_counts_and_a_restored_one_does_again(world):
    mother = claimed(world)
    son = create_customer(
        values={"name": "王小明", "guardian": mother.pk}, contacts=[], by=world.lin, at=NOW
    )
    spoke(world, son, days=1)
    son.refresh_from_db()
    delete_customer(customer_id=son.pk, expected_version=son.version, by=world.ada, at=NOW + DAY)
    assert (due(mother), due(son)) == ((2, FIRST), (None, ""))
    restore_customer(customer_id=son.pk, by=world.ada, at=NOW + DAY)
    assert due(mother) == due(son) == (31, AFTER)
    assert check_ledger() == {}


def test_imported_customers_have_the_clock_start_at_the_commit(world):
    def person(number, owner, intent=""):
        phone = ("phone", "", f"+861381234567{number}")
        return NewCustomer([phone], name=f"n{number}", owner=owner, intent=intent)

    people = [person(1, world.lin.pk), person(2, None), person(3, world.zoe.pk, "A")]
    ids = create_many(people, pool=world.pool, by=world.ada, at=NOW)
    found = Customer.objects.in_bulk(ids)
    assert [due(found[pk]) for pk in ids] == [(2, FIRST), (None, ""), (2, FIRST)]
    assert check_ledger() == {}


def test_a_pool_without_limits_has_no_clock(world):
    wang = make_customer("王", pool=world.east_pool)
    claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)
    assert due(wang) == (None, "")


def test_claiming_asks_two_more_statements(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        clocks.due_for([Customer()], owner_id=world.lin.pk, pool_id=world.pool.pk, owned_since=NOW)


def test_a_clock_that_was_forgotten_is_found(world):
    wang = claimed(world)
    Customer.objects.filter(pk=wang.pk).update(recycle_due_at=NOW + 3 * DAY)
    assert check_ledger() == {"recycle_due_at or recycle_rule differs from the policy": [wang.pk]}


# --- what the lists say ---------------------------------------------------------------------------
def test_a_row_says_when_why_and_from_when_on_to_warn(world, api, clock):
    world.pool.warn_days = 3
    world.pool.save()
    wang = claimed(world)
    row = api(world.lin).get("/customers/", scope="mine").json()["results"][0]
    shown = {name: row[name] for name in ("recycle_due_at", "recycle_rule", "warn_days")}
    assert shown == {
        "recycle_due_at": "2026-11-22T02:00:00Z", "recycle_rule": FIRST, "warn_days": 3,
    }  # fmt: skip
    detail = api(world.lin).get(f"/customers/{wang.pk}/").json()
    assert {name: detail[name] for name in shown} == shown


def test_a_list_is_filtered_and_ordered_by_it(world, api, clock):
    for n, name in enumerate(["c", "a", "b"]):
        customer = make_customer(name, pool=world.pool)
        claim_customer(customer_id=customer.pk, by=world.lin, at=NOW + n * DAY)
    make_customer("never", pool=world.east_pool, owner=world.lin)

    def names(**query):
        found = api(world.lin).get("/customers/", scope="mine", **query).json()["results"]
        return [row["name"] for row in found]

    assert names(ordering="recycle_due_at") == ["c", "a", "b", "never"]
    assert names(ordering="-recycle_due_at") == ["b", "a", "c", "never"]
    assert names(ordering="recycle_due_at", due_to="2026-11-23") == ["c", "a"]
    assert names(ordering="recycle_due_at", due_from="2026-11-23") == ["a", "b"]


def test_overdue_is_of_the_day_on_which_it_is_asked(world, api, clock):
    wang = claimed(world)
    Customer.objects.filter(pk=wang.pk).update(next_follow_up_at=NOW)
    lin = api(world.lin)
    assert lin.get("/customers/", scope="mine", overdue=1).json()["results"] == []
    clock.shift(DAY)
    lin = api(world.lin)
    found = lin.get("/customers/", scope="mine", overdue=1).json()["results"]
    assert [row["id"] for row in found] == [wang.pk]
    assert lin.get("/customers/", scope="mine", overdue=0).json()["results"] == []
