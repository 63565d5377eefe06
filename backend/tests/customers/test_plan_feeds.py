"""plan-feeds/ and follow-up-plans.ics (R133–R136), read as a calendar would."""

import re
from datetime import UTC, timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from shoal.activity.models import Event
from shoal.common import rate
from shoal.customers.models import Customer, FollowUpPlan, PlanFeed
from shoal.customers.services.answering import Answer, finish_plan
from shoal.customers.services.plan_feeds import open_feed
from shoal.customers.services.plans import cancel_plan, change_plan, schedule_plan
from shoal.customers.services.pool import assign_customer, release_customer
from shoal.organization.models import Employee
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def _nothing_counted():
    rate._counts.clear()


@pytest.fixture
def wang(world):
    return make_customer(
        "王小明", pool=world.pool, owner=world.lin, phone="+8613800002746", wechat="xiaoming_88"
    )


@pytest.fixture
def address(world):
    return address_of(world.lin)


def address_of(employee):
    return open_feed(name="my phone", by=employee, at=NOW).url


def planned(customer, kind="call", note="", **delta):
    return schedule_plan(
        customer_id=customer.pk, kind=kind, due_at=NOW + timedelta(**delta), note=note,
        by=customer.owner, at=NOW - timedelta(days=60),
    )  # fmt: skip


def read(api, address, **headers):
    """Ask as a phone does: without a login, at the very address that was handed out."""
    parts = urlsplit(address)
    names = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return api(None).client.get(f"{parts.path}?{parts.query}", **names)


def events_at(api, address):
    answer = read(api, address)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


# --- one's addresses ------------------------------------------------------------------------------
def test_an_address_is_told_once(world, api):
    lin = api(world.lin)
    answer = lin.post("/plan-feeds/", {"name": "我的手机"})

    assert answer.status_code == 201
    feed, url = PlanFeed.objects.get(), answer.json()["url"]
    assert url.startswith("http://localhost:8000/api/v1/follow-up-plans.ics?token=")
    token = url.partition("token=")[2]
    assert len(token) >= 43
    assert token not in str(PlanFeed.objects.values().get())
    assert (feed.user, feed.name, feed.revoked_at) == (world.lin, "我的手机", None)
    shown = {"id": feed.pk, "name": "我的手机", "created_at": "2026-11-20T02:00:00Z"}
    assert lin.get("/plan-feeds/").json()["results"] == [{**shown, "last_read_at": None}]
    event = Event.objects.get(kind="plan_feed.opened")
    assert (event.actor_id, event.subject_id, event.data) == (world.lin.pk, feed.pk, {})


def test_neither_a_retry_nor_the_stored_answers_tell_it_again(world, api):
    from shoal.common.models import IdempotencyKey

    lin = api(world.lin)
    urls = {
        lin.post("/plan-feeds/", {"name": "x"}, idempotency_key="k").json()["url"] for _ in range(2)
    }
    assert len(urls) == 2
    assert not IdempotencyKey.objects.exists()


def test_ten_addresses_are_enough(world, api):
    for _ in range(10):
        address_of(world.lin)
    answer = api(world.lin).post("/plan-feeds/", {"name": "one more"})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_feeds")
    assert answer.json()["limit"] == 10
    assert PlanFeed.objects.count() == 10
    assert api(world.bo).post("/plan-feeds/", {"name": "first"}).status_code == 201


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_an_address_has_a_name(world, api, name):
    assert api(world.lin).post("/plan-feeds/", {"name": name}).status_code == 400
    assert not PlanFeed.objects.exists()


def test_a_revoked_address_is_void_at_once_and_leaves_the_list(world, api, address):
    feed, lin = PlanFeed.objects.get(), api(world.lin)
    assert read(api, address).status_code == 200

    answer = lin.post(f"/plan-feeds/{feed.pk}/revoke/")

    assert answer.status_code == 204
    assert read(api, address).status_code == 404
    assert lin.get("/plan-feeds/").json()["results"] == []
    assert Event.objects.filter(kind="plan_feed.revoked", subject_id=feed.pk).count() == 1
    assert lin.post(f"/plan-feeds/{feed.pk}/revoke/").status_code == 404
    assert Event.objects.filter(kind="plan_feed.revoked").count() == 1


def test_revoking_one_leaves_the_others(world, api, address):
    other = address_of(world.lin)
    first = PlanFeed.objects.order_by("pk").first()
    api(world.lin).post(f"/plan-feeds/{first.pk}/revoke/")
    assert (read(api, address).status_code, read(api, other).status_code) == (404, 200)


# --- who reads ------------------------------------------------------------------------------------
def test_void_addresses_read_the_same(world, api, address):
    """Unknown, missing, revoked, and of somebody who works here no more."""
    bos, zoes = address_of(world.bo), address_of(world.zoe)
    api(world.lin).post(f"/plan-feeds/{PlanFeed.objects.get(user=world.lin).pk}/revoke/")
    Employee.objects.filter(pk=world.bo.pk).update(state="suspended")
    Employee.objects.filter(pk=world.zoe.pk).update(state="left")
    base = address.partition("?")[0]
    unknown = (base, f"{base}?token=", f"{base}?token={'x' * 43}", f"{base}?token=%00")
    answers = [read(api, void) for void in (address, bos, zoes, *unknown)]
    assert {a.status_code for a in answers} == {404}
    bodies = [{k: v for k, v in a.json().items() if k != "request_id"} for a in answers]
    assert all(body == bodies[0] for body in bodies)
    assert not PlanFeed.objects.filter(last_read_at__isnull=False).exists()


def test_who_has_another_role_reads_an_empty_calendar(world, api, wang, address):
    planned(wang, days=1)
    Employee.objects.filter(pk=world.lin.pk).update(role="finance")
    assert events_at(api, address) == {}


def test_reading_is_noted_to_the_quarter_and_writes_nothing_else(
    world, api, clock, address, django_assert_num_queries
):
    read(api, address)
    assert PlanFeed.objects.get().last_read_at == NOW
    clock.shift(timedelta(minutes=14))
    read(api, address)
    assert PlanFeed.objects.get().last_read_at == NOW
    clock.shift(timedelta(minutes=2))
    events = Event.objects.count()
    # The address, the note, the school's name, the plans.
    with django_assert_num_queries(4):
        read(api, address)
    assert PlanFeed.objects.get().last_read_at == NOW + timedelta(minutes=16)
    assert Event.objects.count() == events


def test_reading_costs_the_same_for_any_number_of_plans(
    world, api, wang, address, django_assert_num_queries
):
    for days in (1, 2, 3):
        planned(wang, days=days)
        with django_assert_num_queries(4):
            assert len(events_at(api, address)) == days


def test_strangers_may_ask_so_often_a_minute(world, api, address, monkeypatch):
    monkeypatch.setattr(rate.PerAddressRate, "limit", 2)
    codes = [read(api, address).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    void = address.partition("?")[0]
    answer = read(api, void)
    assert (answer.status_code, answer.json()["code"]) == (429, "throttled")
    assert int(answer["Retry-After"]) > 0


def test_a_calendar_may_be_kept_by_who_asked_and_is_sent_once(world, api, wang, clock, address):
    planned(wang, days=1)
    first = read(api, address)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    clock.shift(timedelta(hours=3))
    again = read(api, address, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    planned(wang, days=2)
    assert read(api, address, if_none_match=first["ETag"]).status_code == 200
    assert api(None).client.head(address).status_code == 200


# --- what stands there ----------------------------------------------------------------------------
def test_a_plan_as_an_event(world, api, wang, address):
    world.east.address = "1 River Road"
    world.east.save()
    plan = planned(wang, "visit", note="带孩子", days=1)

    event = events_at(api, address)[f"plan-{plan.pk}@shoal"]

    assert str(event["SUMMARY"]) == "Visit · 王小明"
    assert str(event["LOCATION"]) == "East, 1 River Road"
    assert str(event["DESCRIPTION"]) == "带孩子"
    assert (event.start, event.end) == (plan.due_at, plan.due_at + timedelta(hours=1))
    assert event["DTSTART"].dt.tzinfo is not None
    assert event["DTSTART"].to_ical() == b"20261121T020000Z"
    assert (event["SEQUENCE"], str(event["STATUS"])) == (0, "CONFIRMED")
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(minutes=15)
    calendar = Calendar.from_ical(read(api, address).content)
    assert str(calendar["X-WR-CALNAME"]) == "Ningbo school · Lin"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in calendar.to_ical()
    assert calendar["VERSION"] == "2.0"


def test_titles_are_in_the_readers_language(world, api, wang, address):
    plan = planned(wang, "trial_lesson", days=1)
    Employee.objects.filter(pk=world.lin.pk).update(language="zh")
    assert str(events_at(api, address)[f"plan-{plan.pk}@shoal"]["SUMMARY"]) == "试听 · 王小明"


def test_a_changed_plan_is_a_newer_revision_of_the_same_event(world, api, wang, clock, address):
    plan = planned(wang, days=1)
    before = events_at(api, address)
    clock.shift(timedelta(minutes=5))
    later = NOW + timedelta(minutes=5)
    change_plan(
        plan_id=plan.pk, by=world.lin, at=later, changes={"due_at": NOW + timedelta(days=2)}
    )
    after = events_at(api, address)
    assert before.keys() == after.keys()
    (event,) = after.values()
    assert event.start == NOW + timedelta(days=2)
    assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt) == (1, later)


def test_a_cancelled_plan_says_so_and_rings_no_more(world, api, wang, address):
    plan = planned(wang, days=1)
    cancel_plan(plan_id=plan.pk, by=world.lin, at=NOW)
    (event,) = events_at(api, address).values()
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event.walk("VALARM") == []


def test_what_is_done_stays_for_30_days_and_what_is_open_for_good(world, api, wang, address):
    old_open, old, recent = (planned(wang, days=-days) for days in (45, 31, 29))
    for plan in (old, recent):
        finish_plan(plan_id=plan.pk, answer=Answer("reached"), by=world.lin, at=NOW)
    assert events_at(api, address).keys() == {
        f"plan-{old_open.pk}@shoal", f"plan-{recent.pk}@shoal",
    }  # fmt: skip


def test_after_an_assignment_the_plan_stands_in_the_new_holders_calendar(world, api, wang, address):
    plan, bos = planned(wang, days=1), address_of(world.bo)
    assign_customer(customer_id=wang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    assert events_at(api, address) == {}
    (event,) = events_at(api, bos).values()
    assert (str(event["UID"]), event["SEQUENCE"]) == (f"plan-{plan.pk}@shoal", 1)


def test_who_is_out_of_sight_is_out_of_the_calendar(world, api, address):
    """Lin's from West's pool, to which Lin does not belong."""
    hidden = make_customer("隐", pool=world.west_pool, owner=world.lin)
    planned(hidden, days=1)
    release_customer(customer_id=hidden.pk, by=world.lin, at=NOW, reason="other")
    assert not Customer.objects.visible_to(world.lin).filter(pk=hidden.pk).exists()
    assert events_at(api, address) == {}


def test_no_contact_leaves_the_house(world, api, address):
    """A subscribed calendar lies with other companies: whoever may see the contact or not."""
    rude = make_customer(
        "张三13800002746", pool=world.pool, owner=world.lin, phone="+8613800002746",
        wechat="xiaoming_88", email="wang@example.com",
    )  # fmt: skip
    planned(rude, note="加微信 xiaoming_88 或 138 0000 2746, wang@example.com", days=1)
    text = Calendar.from_ical(read(api, address).content).to_ical().decode()
    for secret in ("13800002746", "0000 2746", "xiaoming", "wang@example"):
        assert secret not in text
    (event,) = events_at(api, address).values()
    assert str(event["SUMMARY"]) == "Call · 张三***"


def test_whatever_people_type_the_file_keeps_to_the_format(world, api, address):
    """CRLF, no line over 75 octets, no control characters, nothing that ends an event early."""
    nasty = '；,\\"\r\nEND:VEVENT\r\nBEGIN:VALARM\n\x0b\x07\u2028' + "长" * 200
    customer = make_customer("名" * 90, pool=world.pool, owner=world.lin)
    FollowUpPlan.objects.filter(pk=planned(customer, "visit", days=1).pk).update(note=nasty)

    raw = read(api, address).content

    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    unfolded = raw.replace(b"\r\n ", b"").decode()
    for line in unfolded.split("\r\n")[:-1]:
        assert re.match(r"[A-Z-]+[;:]", line), line
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line)
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT\r\n") == 1
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Visit · " + "名" * 90
    assert str(event["DESCRIPTION"]).startswith('；,\\"\nEND:VEVENT\nBEGIN:VALARM\n')
    assert event["DTSTAMP"].dt.tzinfo is UTC or event["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_who_left_no_name_has_a_title(world, api, address):
    planned(make_customer("", pool=world.pool, owner=world.lin), days=1)
    (event,) = events_at(api, address).values()
    assert str(event["SUMMARY"]) == "Call · Unnamed"
