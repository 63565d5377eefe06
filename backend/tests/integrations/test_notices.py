"""What happened becomes notifications of those whom it concerns (R143, R144)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from shoal.activity.models import FeedEpoch
from shoal.activity.services import record
from shoal.customers.models import Consultation
from shoal.customers.services import policy, pool
from shoal.integrations.models import LogReader, Notification
from shoal.integrations.services import reading
from shoal.integrations.services.marking import mark_read
from shoal.integrations.services.reading import read_log
from tests.world import NOW, World, make_customer, make_employee


def told(world: World) -> list[tuple[Any, ...]]:
    """Return (who, kind, how many) of all there are."""
    read_log()
    names = {getattr(world, n).pk: n for n in ("ada", "mei", "lin", "bo", "zoe", "fan")}
    rows = Notification.objects.order_by("pk").values_list("recipient", "kind", "count")
    return [(names[r], kind, count) for r, kind, count in rows]


def test_who_is_assigned_a_customer_is_told_and_so_is_who_lost_them(world):
    fang = make_customer("Wang Fang", pool=world.pool, owner=world.lin)
    pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert told(world) == [("bo", "assigned", 1), ("lin", "taken", 1)]
    mine = Notification.objects.get(recipient=world.bo)
    assert (mine.customers, mine.data, mine.at) == ([fang.pk], {"by": [world.mei.pk]}, NOW)


def test_nobody_is_told_of_what_they_did_themselves(world):
    fang = make_customer("Wang Fang", pool=world.pool)
    pool.claim_customer(customer_id=fang.pk, by=world.mei, at=NOW)
    pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    pool.release_customer(customer_id=fang.pk, by=world.bo, at=NOW, reason="other")
    assert told(world) == [("bo", "assigned", 1)]


def test_a_manager_who_releases_takes_from_the_holder(world):
    fang = make_customer("Wang Fang", pool=world.pool, owner=world.lin)
    pool.release_customer(customer_id=fang.pk, by=world.mei, at=NOW, reason="other")
    assert told(world) == [("lin", "taken", 1)]


def test_many_of_one_day_are_one_notification(world):
    people = [make_customer(f"Nr {n}", pool=world.pool, owner=world.lin) for n in range(60)]
    for each in people:
        pool.assign_customer(customer_id=each.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert told(world) == [("bo", "assigned", 60), ("lin", "taken", 60)]
    mine = Notification.objects.get(recipient=world.bo)
    assert mine.customers == [each.pk for each in people[-50:]]


def test_what_was_read_does_not_grow(world):
    first, second = (make_customer(n, pool=world.pool, owner=world.lin) for n in ("A", "B"))
    pool.assign_customer(customer_id=first.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    read_log()
    mine = Notification.objects.get(recipient=world.bo)
    assert mark_read(notification_id=mine.pk, by=world.bo, at=NOW) == 0
    pool.assign_customer(customer_id=second.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert told(world) == [("bo", "assigned", 1), ("lin", "taken", 2), ("bo", "assigned", 1)]


def test_another_local_day_is_another_notification(world):
    for hour in (14, 15, 17):  # 22:00, 23:00 and 01:00 in Shanghai
        fang = make_customer("Wang Fang", pool=world.pool)
        at = NOW.replace(hour=hour)
        pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=at)
    assert told(world) == [("bo", "assigned", 2), ("bo", "assigned", 1)]


def test_who_has_left_is_told_nothing(world):
    world.lin.state = "left"
    world.lin.save()
    fang = make_customer("Wang Fang", pool=world.pool, owner=world.lin)
    pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert told(world) == [("bo", "assigned", 1)]


@pytest.mark.parametrize(
    ("kind", "to", "expected"),
    [
        ("customer.recycled", None, [("lin", "recycled", 1)]),
        ("customer.merged", "bo", [("lin", "merged", 1)]),
        ("customer.handed_over", "bo", [("bo", "handed_over", 1), ("lin", "taken", 1)]),
        ("customer.created", "bo", [("bo", "assigned", 1)]),
        ("customer.edited", "bo", []),
    ],
)
def test_each_way_to_get_or_to_lose_a_customer_has_its_word(world, kind, to, expected):
    fang = make_customer("Wang Fang", pool=world.pool)
    after = to and getattr(world, to).pk
    before = None if kind == "customer.created" else world.lin.pk
    record(
        kind, subject=fang, actor=world.ada, at=NOW, customer_id=fang.pk, owner=(before, after),
        pool=(world.pool.pk, world.pool.pk),
    )  # fmt: skip
    assert told(world) == expected


def test_both_holders_are_told_of_a_merge(world):
    kept, merged = (make_customer(n, pool=world.pool) for n in ("Kept", "Merged"))
    lin, bo = world.lin.pk, world.bo.pk
    for each, owner in ((kept, (lin, lin)), (merged, (bo, None))):
        record(
            "customer.merged", subject=each, actor=world.mei, at=NOW, customer_id=each.pk,
            owner=owner,
        )  # fmt: skip
    assert told(world) == [("lin", "merged", 1), ("bo", "merged", 1)]


def test_the_holder_is_told_that_their_customer_asked_again(world):
    fang = make_customer("Wang Fang", pool=world.pool, owner=world.lin)
    record("consultation.attached", subject=fang, actor=None, at=NOW, customer_id=fang.pk)
    assert told(world) == [("lin", "inquiry", 1)]


def test_an_inquiry_of_a_pool_customer_is_nobodys(world):
    fang = make_customer("Wang Fang", pool=world.pool)
    record("consultation.attached", subject=fang, actor=None, at=NOW, customer_id=fang.pk)
    assert told(world) == []


def undisposed(world: World, pool: Any) -> None:
    asked = Consultation.objects.create(
        channel="web_form", pool=pool, name="Wang", occurred_at=NOW, created_at=NOW
    )
    record("consultation.undisposed", subject=asked, actor=None, at=NOW)


def test_inquiries_that_nobody_has_are_the_managers_of_their_pool(world):
    undisposed(world, world.east_pool)
    assert told(world) == [("mei", "undisposed", 1)]


def test_without_a_manager_they_are_the_administrators(world):
    undisposed(world, world.west_pool)
    assert told(world) == [("ada", "undisposed", 1)]


def test_a_registration_waits_for_whoever_may_approve_it(world):
    new = make_employee("new", department=world.sales1, state="pending")
    record("employee.registered", subject=new, actor=None, at=NOW)
    assert told(world) == [("mei", "registration", 1), ("ada", "registration", 1)]
    assert Notification.objects.first().data == {"employees": [new.pk]}


def test_who_came_by_an_invitation_waits_for_nobody(world):
    new = make_employee("new", department=world.sales1)
    record("employee.registered", subject=new, actor=None, at=NOW)
    assert told(world) == []


def test_a_policy_is_told_to_those_who_work_by_it(world):
    policy.change_pool(pool_id=world.east_pool.pk, by=world.ada, at=NOW, daily_claim_limit=3)
    policy.change_pool(pool_id=world.west_pool.pk, by=world.ada, at=NOW, name="The west")
    assert told(world) == [("lin", "policy", 1), ("bo", "policy", 1), ("mei", "policy", 1)]


def test_who_asked_for_a_hand_over_is_told_that_it_is_done(world):
    record("employee.handed_over", subject=world.lin, actor=world.mei, at=NOW)
    assert told(world) == [("mei", "hand_over_done", 1)]


def test_reading_twice_tells_once(world):
    fang = make_customer("Wang Fang", pool=world.pool)
    pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    once = told(world)
    assert told(world) == once == [("bo", "assigned", 1)]


def test_who_is_killed_between_notifications_and_cursor_has_done_nothing(world, monkeypatch):
    fang = make_customer("Wang Fang", pool=world.pool)
    pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)

    def killed(*args: Any, **kwargs: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as broken, pytest.raises(SystemExit), transaction.atomic():
        broken.setattr(LogReader, "save", killed)
        read_log()
    assert Notification.objects.count() == 0
    assert told(world) == [("bo", "assigned", 1)]


def test_a_long_log_is_read_in_batches(world, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 3)
    people = [make_customer(f"Nr {n}", pool=world.pool) for n in range(10)]
    for each in people:
        pool.assign_customer(customer_id=each.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert told(world) == [("bo", "assigned", 10)]


def test_after_a_restore_the_reader_goes_on_where_it_was(world):
    first, second = (make_customer(n, pool=world.pool) for n in ("A", "B"))
    pool.assign_customer(customer_id=first.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    read_log()
    FeedEpoch.objects.update(epoch=99)
    pool.assign_customer(customer_id=second.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert told(world) == [("bo", "assigned", 2)]


def test_a_clock_that_was_set_back_changes_nothing_of_it(world):
    people = [make_customer(n, pool=world.pool) for n in ("A", "B")]
    for each, at in zip(people, (NOW, NOW - timedelta(hours=1)), strict=True):
        pool.assign_customer(customer_id=each.pk, to_id=world.bo.pk, by=world.mei, at=at)
    assert told(world) == [("bo", "assigned", 2)]
    assert Notification.objects.get().at == NOW
