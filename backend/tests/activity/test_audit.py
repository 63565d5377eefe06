"""The audit: administrators read who did what (R71)."""

from datetime import timedelta

import pytest
from django.db import connection

from shoal.activity.filters import AUDIT_FILTERS
from shoal.activity.models import Event
from shoal.activity.services import record
from shoal.customers.services.pool import claim_customer
from shoal.customers.services.removal import delete_customer
from tests.world import NOW, make_customer


def happened(kind, subject, *, actor=None, minutes=0, **kwargs):
    return record(kind, subject=subject, actor=actor, at=NOW + timedelta(minutes=minutes), **kwargs)


@pytest.fixture
def log(world):
    """Five events, oldest first."""
    return [
        happened("campus.created", world.east, actor=world.ada, minutes=1),
        happened("employee.registered", world.bo, minutes=2),
        happened("employee.approved", world.bo, actor=world.mei, minutes=3, role="sales"),
        happened("department.created", world.sales1, actor=world.ada, minutes=4),
        happened("employee.suspended", world.bo, actor=world.ada, minutes=5),
    ]


def found(api, world, **query):
    answer = api(world.ada).get("/audit/", **query)
    assert answer.status_code == 200, answer.json()
    return [row["id"] for row in answer.json()["results"]]


def test_the_newest_comes_first_and_says_who_did_what_to_whom(world, api, log):
    rows = api(world.ada).get("/audit/").json()["results"]

    assert [r["id"] for r in rows] == [e.pk for e in reversed(log)]
    assert rows[2] == {
        "id": log[2].pk, "at": "2026-11-20T02:03:00Z", "kind": "employee.approved",
        "actor": {"id": world.mei.pk, "name": "Mei"},
        "subject": {"type": "employee", "id": world.bo.pk, "name": "Bo"},
        "customer": None, "owner_before": None, "owner_after": None, "pool_before": None,
        "pool_after": None, "data": {"role": "sales"}, "request_id": "",
    }  # fmt: skip
    assert rows[3]["actor"] is None


def test_a_change_of_holder_names_both_sides(world, api):
    wang = make_customer("王", pool=world.pool)
    claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)

    row = api(world.ada).get("/audit/").json()["results"][0]

    assert (row["kind"], row["customer"]) == ("customer.claimed", wang.pk)
    assert row["subject"] == {"type": "customer", "id": wang.pk, "name": "王"}
    assert (row["owner_before"], row["owner_after"]) == (None, {"id": world.lin.pk, "name": "Lin"})
    assert row["pool_before"] == {"id": world.pool.pk, "name": world.pool.name}


def test_who_is_deleted_is_named_no_more(world, api):
    wang = make_customer("王小明", pool=world.pool, owner=world.lin)
    delete_customer(customer_id=wang.pk, by=world.ada, at=NOW, expected_version=1)

    answer = api(world.ada).get("/audit/", customer=wang.pk)

    assert [r["subject"]["name"] for r in answer.json()["results"]] == [None]
    assert "王小明" not in answer.content.decode()


def test_it_filters(world, api, log):
    campus, registered, approved, department, suspended = (e.pk for e in log)
    bo, ada = world.bo.pk, world.ada.pk

    assert found(api, world, kind="employee.approved") == [approved]
    assert found(api, world, kind="employee.") == [suspended, approved, registered]
    assert found(api, world, kind="employ.") == []
    assert found(api, world, actor=ada) == [suspended, department, campus]
    assert found(api, world, actor="none") == [registered]
    assert found(api, world, subject_type="employee", subject=bo, actor=ada) == [suspended]
    since, until = "2026-11-20T10:03:00+08:00", "2026-11-20T10:05:00+08:00"
    assert found(api, world, since=since, until=until) == [department, approved]
    assert found(api, world, since="2026-11-21") == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"kind": "customer"}, "/kind"),
        ({"kind": "customer.claimed'"}, "/kind"),
        ({"kind": "%."}, "/kind"),
        ({"actor": "ada"}, "/actor"),
        ({"subject": 1}, "/subject_type"),
        ({"subject_type": "employee"}, "/subject"),
        ({"subject_type": "employee", "subject": "x"}, "/subject"),
        ({"subject_type": "Employee", "subject": 1}, "/subject_type"),
        ({"since": "yesterday"}, "/since"),
        ({"customer": 10**30}, "/customer"),
    ],
    ids=str,
)
def test_what_it_cannot_read_is_named(world, api, query, pointer):
    answer = api(world.ada).get("/audit/", **query)
    assert answer.status_code == 400
    assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]


def test_pages_follow_each_other(world, api, log):
    ada = api(world.ada)
    first = ada.get("/audit/", page_size=2).json()
    second = ada.client.get(first["next"]).json()
    assert [r["id"] for p in (first, second) for r in p["results"]] == [
        e.pk for e in reversed(log[1:])
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_one_statement_for_the_rows_and_one_for_each_type_named(
    world, api, times, django_assert_num_queries
):
    for _ in range(times):
        happened("campus.created", world.east, actor=world.ada)
        happened("pool.created", world.pool, actor=world.ada)
        wang = make_customer("王", pool=world.pool)
        claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)
    ada = api(world.ada)
    ada.get("/audit/")
    # The session; the rows; campuses, pools, customers, employees.
    with django_assert_num_queries(6):
        ada.get("/audit/")


@pytest.mark.parametrize("who", ["mei", "lin", "fan"])
def test_only_administrators_read_it(world, api, log, who):
    answer = api(getattr(world, who)).get("/audit/")
    assert (answer.status_code, answer.json()["code"]) == (403, "role_may_not")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ({}, "event_at"),
        ({"since": "2026-11-01", "until": "2026-11-30"}, "event_at"),
        ({"actor": "7"}, "event_actor"),
        ({"actor": "7", "since": "2026-11-01"}, "event_actor"),
        ({"kind": "customer.claimed"}, "event_kind"),
        ({"kind": "customer."}, "event_area"),
    ],
    ids=str,
)
def test_each_way_to_look_at_it_walks_an_index_in_order(world, query, index):
    class Asked:
        user, query_params = world.ada, query

    rows = Event.objects.all()
    for name, text in query.items():
        rows = AUDIT_FILTERS[name].apply(rows, text, name, Asked())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # it is a small log
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = rows.order_by("-at", "-pk").values("pk", "at", "data")[:51].explain()
    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
