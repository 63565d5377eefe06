"""Each local morning: who goes back soon, what is planned, one mail (R145, R146)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from shoal.common.models import School
from shoal.customers.models import Customer, FollowUpPlan
from shoal.integrations.models import Notification
from shoal.integrations.services.digests import mail_digest
from shoal.integrations.services.mornings import look_after_mornings
from tests.world import NOW, make_customer

SEVEN = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)  # in Shanghai, of the 20th
EIGHT = SEVEN + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def returning(world, name: str, days: float, owner=None) -> Customer:
    fang = make_customer(name, pool=world.pool, owner=owner or world.lin)
    Customer.objects.filter(pk=fang.pk).update(recycle_due_at=SEVEN + timedelta(days=days))
    return fang


def warn(world, days: int | None) -> None:
    world.pool.warn_days = days
    world.pool.save()


def found() -> list[tuple[str, str, int]]:
    rows = Notification.objects.order_by("recipient", "kind")
    return list(rows.values_list("recipient__username", "kind", "count"))


def test_who_is_about_to_lose_customers_is_told_in_the_morning(world):
    warn(world, 3)
    late, soon = returning(world, "Late", 2.9), returning(world, "Soon", 0.1)
    returning(world, "Far", 3.1)
    returning(world, "Theirs", 1, owner=world.zoe)
    look_after_mornings(at=SEVEN)
    assert found() == [("lin", "returning", 2), ("zoe", "returning", 1)]
    assert Notification.objects.first().customers == [late.pk, soon.pk]


def test_a_pool_that_warns_nobody_warns_nobody(world):
    warn(world, None)
    returning(world, "Soon", 1)
    look_after_mornings(at=SEVEN)
    assert found() == []


def test_before_seven_it_is_night(world):
    warn(world, 3)
    returning(world, "Soon", 1)
    look_after_mornings(at=SEVEN - timedelta(seconds=1))
    assert found() == []


def test_a_morning_comes_once_even_if_it_was_read(world):
    warn(world, 3)
    returning(world, "Soon", 1)
    for at in (SEVEN, SEVEN + timedelta(hours=2), SEVEN - timedelta(hours=2)):
        look_after_mornings(at=at)
        Notification.objects.update(read_at=NOW)
    assert found() == [("lin", "returning", 1)]


def test_the_next_morning_says_it_again(world):
    warn(world, 3)
    returning(world, "Soon", 2)
    for days in (0, 1):
        look_after_mornings(at=SEVEN + timedelta(days=days))
    assert found() == [("lin", "returning", 1)] * 2


def test_it_is_morning_where_they_work(world):
    warn(world, 3)
    world.west.time_zone = "America/New_York"
    world.west.save()
    returning(world, "Soon", 1)
    returning(world, "Theirs", 2, owner=world.zoe)
    look_after_mornings(at=SEVEN)  # 18:00 of the 19th in New York, from 7 on
    assert found() == [("lin", "returning", 1), ("zoe", "returning", 1)]
    days = Notification.objects.order_by("recipient").values_list("day", flat=True)
    assert [day.day for day in days] == [20, 19]


def test_what_is_planned_for_today_is_counted_by_kind(world):
    fang, wei = (make_customer(n, pool=world.pool, owner=world.lin) for n in ("Fang", "Wei"))
    for customer, kind, hours in (
        (fang, "call", 3), (wei, "call", 5), (fang, "visit", 6), (wei, "visit", 18),
    ):  # fmt: skip
        FollowUpPlan.objects.create(
            customer=customer, assignee=world.lin, kind=kind, created_at=NOW, created_by=world.lin,
            due_at=SEVEN + timedelta(hours=hours),
        )  # fmt: skip
    look_after_mornings(at=SEVEN)
    [one] = Notification.objects.all()
    assert (one.kind, one.count, one.data) == ("plans", 2, {"call": 2, "visit": 1})


def address(employee, **fields) -> None:
    for name, value in {"email": "lin@school.example", **fields}.items():
        setattr(employee, name, value)
    employee.save()


def test_at_eight_one_mail_says_what_is_unread(world, settings, django_capture_on_commit_callbacks):
    settings.PUBLIC_URL = "https://school.example"
    warn(world, 3)
    address(world.lin)
    for n in range(2):
        returning(world, f"Wang {n}", 1)
    look_after_mornings(at=SEVEN)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        look_after_mornings(at=EIGHT)
        look_after_mornings(at=EIGHT)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (
        ["lin@school.example"], "Ningbo school: what is new for you",
    )  # fmt: skip
    assert "2 customers go back to the pool soon\n  https://school.example/mine" in sent.body
    assert "Wang" not in sent.body


def test_nobody_is_written_about_nothing(world, django_capture_on_commit_callbacks):
    address(world.lin)
    with django_capture_on_commit_callbacks(execute=True):
        look_after_mornings(at=EIGHT)
    assert mail.outbox == []


@pytest.mark.parametrize("fields", [{"wants_digest": False}, {"email": ""}, {"state": "left"}])
def test_who_does_not_want_it_gets_none(world, fields, django_capture_on_commit_callbacks):
    warn(world, 3)
    address(world.lin, **fields)
    returning(world, "Soon", 1)
    with django_capture_on_commit_callbacks(execute=True):
        look_after_mornings(at=EIGHT)
    assert mail.outbox == []
    assert mail_digest(employee_id=world.lin.pk, at=EIGHT) is False


def unread(world) -> None:
    Notification.objects.create(
        recipient=world.lin, kind="assigned", day=EIGHT.date(), at=EIGHT, count=1
    )


def test_the_mail_is_in_the_recipients_language(world):
    School.objects.update(language="en")
    address(world.lin, language="zh")
    unread(world)
    mail_digest(employee_id=world.lin.pk, at=EIGHT)
    assert "1位客户分配给了您" in mail.outbox[0].body


def test_who_was_written_is_not_written_again(world):
    address(world.lin)
    unread(world)
    assert mail_digest(employee_id=world.lin.pk, at=EIGHT) is True
    assert mail_digest(employee_id=world.lin.pk, at=EIGHT) is False
    assert len(mail.outbox) == 1


def test_who_is_killed_while_sending_writes_too_little_never_twice(world, monkeypatch):
    address(world.lin)
    unread(world)

    def killed(*args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr("shoal.integrations.mail.send_digest", killed)
        mail_digest(employee_id=world.lin.pk, at=EIGHT)
    assert mail_digest(employee_id=world.lin.pk, at=EIGHT) is False
    assert mail.outbox == []


def test_the_profile_switches_it_off(world, api):
    client = api(world.lin)
    assert client.get("/auth/me/").json()["wants_digest"] is True
    assert client.patch("/auth/me/", {"wants_digest": False}).json()["wants_digest"] is False
    world.lin.refresh_from_db()
    assert world.lin.wants_digest is False
