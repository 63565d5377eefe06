"""`GET /events/`: who gets which event (R140-R142)."""

from datetime import timedelta
from typing import Any

import pytest

from shoal.activity.feed import start_new_epoch
from shoal.activity.services import record
from shoal.common.guards import missing_guards
from shoal.customers.models import Pool
from shoal.customers.services import policy, pool, removal, status
from shoal.organization.services import lists
from shoal.organization.services.employees import place_employee
from shoal.organization.services.places import edit_department
from tests.activity.test_feed import needs_postgresql
from tests.api import Api
from tests.world import NOW, World, make_customer, make_employee

from .feed import Reader

PEOPLE = ("ada", "mei", "lin", "bo", "zoe", "fan")


@pytest.fixture
def readers(world: World, api: Any, clock: Any) -> dict[str, Reader]:
    return {name: Reader(api(getattr(world, name))) for name in PEOPLE}


def heard(readers: dict[str, Reader]) -> dict[str, list[str]]:
    return {name: [e["kind"] for e in reader.news()] for name, reader in readers.items()}


def test_without_a_cursor_only_the_present_one_is_told(world, api):
    record("listentry.edited", subject=world.pool, actor=world.ada, at=NOW)
    answer = api(world.lin).get("/events/").json()
    assert answer["events"] == []
    assert api(world.lin).get("/events/", after=answer["next"]).json() == {
        "next": answer["next"], "more": False, "unread": 0, "events": [],
    }  # fmt: skip


def test_a_claim_reaches_who_sees_them_now_and_says_gone_to_who_saw_them_before(world, readers):
    fang = make_customer("Wang Fang", pool=world.pool)
    pool.claim_customer(customer_id=fang.pk, by=world.bo, at=NOW)
    claimed, gone = ["customer.claimed"], ["customer.gone"]
    assert heard(readers) == {
        "ada": claimed, "mei": claimed, "lin": gone, "bo": claimed, "zoe": gone, "fan": [],
    }  # fmt: skip


def test_an_event_has_ids_codes_and_names_of_colleagues_only(world, api):
    fang = make_customer("Wang Fang", pool=world.pool, phone="+8613800138000")
    reader = Reader(api(world.mei))
    pool.claim_customer(customer_id=fang.pk, by=world.bo, at=NOW)
    bo = {"id": world.bo.pk, "name": "Bo"}
    assert reader.news() == [
        {
            "kind": "customer.claimed", "customer": fang.pk,
            "subject": {"type": "customer", "id": fang.pk}, "at": "2026-11-20T02:00:00Z",
            "actor": bo, "holder": bo, "fields": [],
        }
    ]  # fmt: skip


def test_who_was_faster_is_told_where_the_pool_shows_holders(world, api, clock):
    fang = make_customer("Wang Fang", pool=world.pool)
    reader = Reader(api(world.lin))
    pool.claim_customer(customer_id=fang.pk, by=world.bo, at=NOW)
    gone = {"kind": "customer.gone", "customer": fang.pk, "actor": None}
    assert reader.news() == [{**gone, "holder": {"id": world.bo.pk, "name": "Bo"}}]


def test_a_pool_that_hides_holders_tells_no_name(world, api, clock):
    Pool.objects.update(show_holder=False)
    fang = make_customer("Wang Fang", pool=world.pool)
    reader = Reader(api(world.lin))
    pool.claim_customer(customer_id=fang.pk, by=world.bo, at=NOW)
    assert [e["holder"] for e in reader.news()] == [None]


def test_who_reads_long_after_learns_no_name(world, api, clock):
    fang = make_customer("Wang Fang", pool=world.pool)
    reader = Reader(api(world.lin))
    pool.claim_customer(customer_id=fang.pk, by=world.bo, at=NOW - timedelta(hours=2))
    assert [e["holder"] for e in reader.news()] == [None]


def test_a_customer_assigned_from_me_into_a_foreign_scope_is_gone(world, readers):
    fang = make_customer("Wang Fang", pool=world.pool, owner=world.lin)
    pool.assign_customer(customer_id=fang.pk, to_id=world.zoe.pk, by=world.ada, at=NOW)
    given, gone = ["customer.assigned"], ["customer.gone"]
    # To bo they were a colleague's before and after: nothing happened.
    assert heard(readers) == {
        "ada": given, "mei": gone, "lin": gone, "bo": [], "zoe": given, "fan": [],
    }  # fmt: skip


def test_who_gave_them_away_knows_that_it_was_themselves(world, api):
    fang = make_customer("Wang Fang", pool=world.west_pool, owner=world.lin)
    reader = Reader(api(world.lin))
    pool.release_customer(customer_id=fang.pk, by=world.lin, at=NOW, reason="other")
    [gone] = reader.news()
    assert (gone["kind"], gone["actor"]["id"]) == ("customer.gone", world.lin.pk)


def test_a_release_reaches_everybody_of_the_pool(world, readers):
    fang = make_customer("Wang Fang", pool=world.east_pool, owner=world.bo)
    pool.release_customer(customer_id=fang.pk, by=world.bo, at=NOW, reason="other")
    released = ["customer.released"]
    assert heard(readers) == {
        "ada": released, "mei": released, "lin": released, "bo": released, "zoe": [], "fan": [],
    }  # fmt: skip


def test_what_somebody_does_with_their_own_customer_is_nothing_to_the_pool(world, readers):
    fang = make_customer("Wang Fang", pool=world.pool, owner=world.zoe)
    status.change_status(customer_id=fang.pk, by=world.zoe, at=NOW, status="contacted", reason="")
    changed = ["customer.status_changed"]
    assert heard(readers) == {
        "ada": changed, "mei": [], "lin": [], "bo": [], "zoe": changed, "fan": [],
    }  # fmt: skip


def test_of_one_who_went_from_hand_to_hand_meanwhile_one_line_is_told(world, api):
    fang = make_customer("Wang Fang", pool=world.pool)
    reader = Reader(api(world.lin))
    pool.claim_customer(customer_id=fang.pk, by=world.zoe, at=NOW)
    for n in range(3):
        record("customer.edited", subject=fang, actor=world.zoe, at=NOW, customer_id=fang.pk, n=n)
    assert reader.kinds() == [("customer.gone", fang.pk)]


def test_who_came_back_meanwhile_is_not_gone(world, api):
    fang = make_customer("Wang Fang", pool=world.pool)
    reader = Reader(api(world.lin))
    pool.claim_customer(customer_id=fang.pk, by=world.bo, at=NOW)
    pool.release_customer(customer_id=fang.pk, by=world.bo, at=NOW, reason="other")
    assert reader.kinds() == [("customer.claimed", fang.pk), ("customer.released", fang.pk)]


def test_the_deleted_are_gone_for_everybody_who_saw_them(world, readers):
    fang = make_customer("Wang Fang", pool=world.east_pool)
    removal.delete_customer(customer_id=fang.pk, by=world.ada, at=NOW, expected_version=1)
    gone = ["customer.gone"]
    assert heard(readers) == {
        "ada": gone, "mei": gone, "lin": gone, "bo": gone, "zoe": [], "fan": [],
    }  # fmt: skip


def test_an_inquiry_in_my_pool_says_nothing_of_a_customer_in_another(world, api):
    fang = make_customer("Wang Fang", pool=world.west_pool)
    reader = Reader(api(world.lin))
    record(
        "consultation.attached", subject=fang, actor=None, at=NOW, customer_id=fang.pk,
        pool=(world.pool.pk, world.pool.pk),
    )  # fmt: skip
    assert reader.news() == []


def test_policies_and_lists_reach_whoever_works_by_them(world, readers):
    policy.change_pool(pool_id=world.west_pool.pk, by=world.ada, at=NOW, daily_claim_limit=3)
    lists.create_entry(kind="source", by=world.ada, at=NOW, label_en="Fair", label_zh="展会")
    both = ["pool.changed", "listentry.created"]
    assert heard(readers) == dict.fromkeys(PEOPLE, both) | {"fan": []}


def test_who_led_somebody_or_does_now_hears_that_they_changed_places(world, readers):
    """They see other customers than before, of whom nothing happened."""
    far = Reader(Api(make_employee("han", "manager", department=world.finance)))
    for department in (world.sales2, world.sales1):
        changes = {"department": department.pk}
        place_employee(employee_id=world.bo.pk, changes=changes, by=world.ada, at=NOW)
        assert readers["mei"].kinds() == [("employee.placed", None)]
        for name in ("lin", "zoe", "fan"):
            assert readers[name].news() == []
    assert far.news() == []


def test_a_change_of_the_tree_reaches_everybody_who_sees_customers(world, readers):
    """Who belongs to a pool, and who leads whom, follows from it."""
    edit_department(department_id=world.sales1.pk, changes={"parent": None}, by=world.ada, at=NOW)
    edited = ["department.edited"]
    assert heard(readers) == dict.fromkeys(PEOPLE, edited) | {"fan": []}


def test_registrations_reach_those_who_may_approve(world, readers):
    record("employee.registered", subject=world.bo, actor=None, at=NOW)
    record("employee.password_changed", subject=world.bo, actor=world.bo, at=NOW)
    one = ["employee.registered"]
    assert heard(readers) == {
        "ada": one, "mei": one, "lin": [], "bo": [], "zoe": [], "fan": [],
    }  # fmt: skip


def test_who_sees_nothing_is_led_on_all_the_same(world, api, monkeypatch):
    monkeypatch.setattr("shoal.integrations.services.feed.BATCH", 4)
    fang = make_customer("Wang Fang", pool=world.west_pool, owner=world.zoe)
    reader = Reader(api(world.lin))
    for n in range(10):
        record("customer.edited", subject=fang, actor=world.zoe, at=NOW, customer_id=fang.pk, n=n)
    first = api(world.lin).get("/events/", after=reader.cursor).json()
    assert (first["events"], first["more"], first["next"] != reader.cursor) == ([], True, True)
    assert reader.news() == []
    assert api(world.lin).get("/events/", after=reader.cursor).json()["next"] == reader.cursor


def test_a_big_batch_is_read_whole(world, api, monkeypatch):
    monkeypatch.setattr("shoal.integrations.services.feed.BATCH", 4)
    people = [make_customer(f"Nr {n}", pool=world.pool) for n in range(10)]
    reader = Reader(api(world.lin))
    for each in people:
        pool.claim_customer(customer_id=each.pk, by=world.lin, at=NOW)
    assert reader.kinds() == [("customer.claimed", each.pk) for each in people]


def test_after_a_restore_the_reader_starts_over(world, api):
    reader = Reader(api(world.lin))
    start_new_epoch(at=NOW)
    refused = api(world.lin).get("/events/", after=reader.cursor)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_cursor")
    assert Reader(api(world.lin)).news() == []


@needs_postgresql
def test_restored_events_come_before_all_that_is_written_here(committed_world, api, monkeypatch):
    """They remember numbers of another cluster, which may be far ahead of this one's."""
    world = committed_world
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("shoal.activity.services.current_tx", lambda: 10**15)
        record("listentry.edited", subject=world.pool, actor=world.ada, at=NOW)
    start_new_epoch(at=NOW)
    reader = Reader(api(world.lin))
    record("listentry.ordered", subject=world.pool, actor=world.ada, at=NOW)
    assert [e["kind"] for e in reader.news()] == ["listentry.ordered"]
    assert not missing_guards()


@pytest.mark.parametrize("after", ["x", "1.2", "0.0.0", "1.99999999999999999999.0"])
def test_a_cursor_that_is_none_is_refused(world, api, after):
    answer = api(world.lin).get("/events/", after=after)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_an_unknown_parameter_is_refused(world, api):
    answer = api(world.lin).get("/events/", since="1")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_filter")


def test_an_idle_poll_is_one_statement_beside_the_sessions(world, api, django_assert_num_queries):
    client, reader = api(world.lin), Reader(api(world.lin))
    client.get("/events/", after=reader.cursor)
    with django_assert_num_queries(2):
        client.get("/events/", after=reader.cursor)
