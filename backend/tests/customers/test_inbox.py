"""GET inbox/: what waits for those who lead (R153)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.customers.inbox import KINDS, SHOWN, inbox
from shoal.customers.models import Consultation, Customer, DuplicateProposal, Status
from shoal.customers.serializers import inbox as schema
from shoal.organization.models import EmployeeState
from tests.world import NOW, make_customer, make_employee

pytestmark = pytest.mark.usefixtures("clock")
DAY = timedelta(days=1)


def seen(api, by):
    answer = api(by).get("/inbox/")
    assert answer.status_code == 200
    return answer.json()


def told(box):
    return [(item["kind"], item["subject"]["name"]) for item in box["items"]]


def asked(world, name, *, pool=None, ago=DAY, **kwargs):
    when = {"occurred_at": NOW - ago, "created_at": NOW - ago}
    pool = pool or world.pool
    return Consultation.objects.create(channel="web_form", pool=pool, name=name, **when, **kwargs)


def paired(one, other, ago=DAY):
    first, second = sorted((one, other), key=lambda c: c.pk)
    return DuplicateProposal.objects.create(first=first, second=second, created_at=NOW - ago)


def registered(name, department, ago):
    return make_employee(
        name, department=department, state=EmployeeState.PENDING, created_at=NOW - ago
    )


def test_the_oldest_first_each_with_what_to_decide_by(world, api):
    kim = registered("kim", world.sales1, 5 * DAY)
    waiting = asked(world, "王芳", ago=2 * DAY)
    pair = paired(
        make_customer("李一", pool=world.pool), make_customer("李二", pool=world.pool), ago=3 * DAY
    )
    leaving = make_customer("走", pool=world.pool, owner=world.lin, since=NOW - 9 * DAY)
    due = {"recycle_due_at": NOW + DAY, "recycle_rule": "max_holding_days"}
    Customer.objects.filter(pk=leaving.pk).update(**due)

    box = seen(api, world.mei)

    assert [(i["kind"], i["id"]) for i in box["items"]] == [
        ("returning", leaving.pk), ("registration", kim.pk), ("duplicate", pair.pk),
        ("inquiry", waiting.pk),
    ]  # fmt: skip
    assert box["items"][0] == {
        "kind": "returning", "id": leaving.pk, "since": "2026-11-11T02:00:00Z", "waits": True,
        "subject": {"id": leaving.pk, "name": "走"}, "other": None,
        "owner": {"id": world.lin.pk, "name": "Lin"}, "detail": "max_holding_days",
        "due_at": "2026-11-21T02:00:00Z",
    }  # fmt: skip
    assert box["items"][1]["detail"] == "Sales 1"
    assert box["items"][2]["other"] == {"id": pair.second_id, "name": "李二"}
    assert box["items"][3]["detail"] == "web_form"
    assert box["open"] == 4
    assert box["counts"] == {
        "registration": 1, "inquiry": 1, "duplicate": 1, "returning": 1, "rejected": 0,
        "asked_again": 0, "application": 0, "own_application": 0, "dispute": 0,
    }  # fmt: skip


def test_what_there_is_nothing_to_decide_about_is_told_for_three_days_and_not_open(world, api):
    away = {"disposition": "rejected", "reason": "unreadable", "disposed_at": NOW}
    asked(world, "spam", **away)
    asked(world, "old spam", ago=4 * DAY, **away)
    asked(world, "mei's own", disposed_by=world.mei, **away)
    silent = make_customer("静", pool=world.pool, status=Status.DO_NOT_CONTACT)
    asked(world, "静", customer=silent, disposition="attached", disposed_at=NOW)
    box = seen(api, world.mei)
    assert told(box) == [("rejected", "spam"), ("asked_again", "静")]
    assert box["items"][1]["other"] == {"id": silent.pk, "name": "静"}
    assert box["open"] == 0


def test_nobody_sees_what_others_decide(world, api):
    registered("there", world.sales2, DAY)
    asked(world, "west", pool=world.west_pool)
    paired(
        make_customer("一", pool=world.pool), make_customer("二", pool=world.pool, owner=world.zoe)
    )
    make_customer("走", pool=world.pool, owner=world.zoe, recycle_due_at=NOW + DAY)
    assert seen(api, world.mei)["items"] == []
    assert len(seen(api, world.ada)["items"]) == 4


def test_contacts_in_names_are_hidden_where_contacts_are(world, api):
    asked(world, "13800002746")
    paired(
        make_customer("微信 wangfang88", pool=world.pool, wechat="wangfang88"),
        make_customer("王", pool=world.pool),
    )
    names = [i["subject"]["name"] for i in seen(api, world.mei)["items"]]
    assert sorted(names) == ["***", "微信 ***"]
    open_names = [i["subject"]["name"] for i in seen(api, world.ada)["items"]]
    assert sorted(open_names) == ["13800002746", "微信 wangfang88"]


def test_what_is_decided_or_planned_is_gone(world, api):
    kim = registered("kim", world.sales1, DAY)
    leaving = make_customer("走", pool=world.pool, owner=world.lin, recycle_due_at=NOW + DAY)
    assert seen(api, world.mei)["open"] == 2
    body = {"role": "sales", "department": world.sales1.pk}
    assert api(world.mei).post(f"/employees/{kim.pk}/approve/", body).status_code == 200
    Customer.objects.filter(pk=leaving.pk).update(next_follow_up_at=NOW + DAY)
    assert seen(api, world.mei)["open"] == 0


def test_of_many_the_oldest_are_shown_and_all_counted(world, api):
    for n in range(SHOWN + 5):
        registered(f"kim{n}", world.sales1, timedelta(hours=n))
    box = seen(api, world.mei)
    assert len(box["items"]) == SHOWN
    assert (box["counts"]["registration"], box["open"]) == (SHOWN + 5, SHOWN + 5)
    assert box["items"][0]["subject"]["name"] == f"Kim{SHOWN + 4}"


def test_the_number_of_those_going_back_is_the_rows_that_its_link_opens(world, api):
    for n, due in enumerate((-5, 1, 71, 73)):
        make_customer(
            f"c{n}", pool=world.pool, owner=world.lin, recycle_due_at=NOW + due * DAY / 24
        )
    planned = {"recycle_due_at": NOW, "next_follow_up_at": NOW}
    make_customer("planned", pool=world.pool, owner=world.lin, **planned)
    box = seen(api, world.mei)
    query = {"scope": "team", "due_to": box["returning_before"], "unplanned": "1"}
    rows = api(world.mei).get("/customers/", **query).json()["results"]
    assert box["counts"]["returning"] == len(rows) == 3


def test_today_says_how_many_wait(world, api):
    registered("kim", world.sales1, DAY)
    asked(world, "王芳")
    assert api(world.mei).get("/today/").json()["inbox"] == 2
    assert "inbox" not in api(world.lin).get("/today/").json()


def test_one_statement_for_each_kind(world):
    counts = []
    for n in range(3):
        registered(f"kim{n}", world.sales1, DAY)
        asked(world, f"{n}")
        with CaptureQueriesContext(connection) as run:
            inbox(world.mei, NOW)
        counts.append(len(run))
    assert counts == [len(KINDS)] * 3


def test_the_contract_names_the_kinds():
    assert tuple(KINDS) == schema.KINDS
