"""GET movements/: who went from whom to whom (R150)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.common import statements
from shoal.common.bulk import insert_many
from shoal.customers.models import Customer, OwnershipSpell
from shoal.customers.services.pool import (
    assign_customer,
    claim_customer,
    release_customer,
)
from shoal.customers.services.removal import delete_customer
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
DAY = timedelta(days=1)


@pytest.fixture
def wang(world):
    """In the pool since ten days ago; lin's for days 9 to 5; given to bo by mei on day 3."""
    customer = make_customer("王", pool=world.pool, phone="+8613800002746")
    claim_customer(customer_id=customer.pk, by=world.lin, at=NOW - 9 * DAY)
    release_customer(
        customer_id=customer.pk, by=world.lin, at=NOW - 5 * DAY, reason="other",
        note="打13800002746没人接",
    )  # fmt: skip
    assign_customer(customer_id=customer.pk, to_id=world.bo.pk, by=world.mei, at=NOW - 3 * DAY)
    return customer


def listed(api, by, **query):
    answer = api(by).get("/movements/", **query)
    assert answer.status_code == 200, answer.json()
    return answer.json()["results"]


def told(rows):
    """Return (from, to, reason) of each, a pool as None and nowhere as "-"."""

    def holder(side):
        return "-" if side is None else side["owner"] and side["owner"]["name"]

    return [(holder(r["from"]), holder(r["to"]), r["reason"]) for r in rows]


def test_who_went_from_whom_to_whom_newest_first(world, api, wang):
    rows = listed(api, world.mei)
    assert told(rows) == [
        (None, "Bo", "assigned"),
        ("Lin", None, "released"),
        (None, "Lin", "claimed"),
        ("-", None, "created"),
    ]
    assert rows[1] == {
        "id": rows[1]["id"],
        "at": "2026-11-15T02:00:00Z",
        "customer": {"id": wang.pk, "name": "王"},
        "from": {
            "owner": {"id": world.lin.pk, "name": "Lin"},
            "pool": {"id": world.pool.pk, "name": world.pool.name},
        },
        "to": {"owner": None, "pool": {"id": world.pool.pk, "name": world.pool.name}},
        "by": {"id": world.lin.pk, "name": "Lin"},
        "reason": "released",
        "reason_code": "other",
        "rule": "",
        "note": "打13800002746没人接",
    }


def test_filters(world, api, wang):
    other = make_customer("李", pool=world.east_pool, owner=world.lin)
    lin, bo = str(world.lin.pk), str(world.bo.pk)
    for query, expected in (
        ({"customer": str(other.pk)}, [("-", "Lin", "created")]),
        ({"to": lin}, [(None, "Lin", "claimed"), ("-", "Lin", "created")]),
        ({"to": "none"}, [("Lin", None, "released"), ("-", None, "created")]),
        ({"from": lin}, [("Lin", None, "released")]),
        ({"from": bo}, []),
        ({"from": "none"}, [(None, "Bo", "assigned"), (None, "Lin", "claimed")]),
        ({"from": f"none,{lin}", "reason": "assigned,released"},
         [(None, "Bo", "assigned"), ("Lin", None, "released")]),
        ({"pool": str(world.east_pool.pk)}, [("-", "Lin", "created")]),
        ({"reason": "claimed"}, [(None, "Lin", "claimed")]),
        ({"since": "2026-11-15"}, [(None, "Bo", "assigned"), ("Lin", None, "released")]),
        ({"until": "2026-11-11"},
         [(None, "Lin", "claimed"), ("-", "Lin", "created"), ("-", None, "created")]),
    ):  # fmt: skip
        assert told(listed(api, world.ada, **query)) == expected, query


def test_by_the_rule_that_recycled(world, api):
    for name, rule in (("a", "first_contact_hours"), ("b", "max_holding_days")):
        customer = make_customer(name, pool=world.pool, owner=world.lin)
        OwnershipSpell.objects.filter(customer=customer).update(
            ended_at=NOW - DAY, end_reason="recycled"
        )
        Customer.objects.filter(pk=customer.pk).update(owner=None, owned_since=None)
        OwnershipSpell.objects.create(
            customer=customer, household=customer.pk, pool=world.pool, started_at=NOW - DAY,
            start_reason="recycled", rule=rule,
        )  # fmt: skip
    rows = listed(api, world.mei, rule="first_contact_hours")
    assert [(r["customer"]["name"], r["rule"], r["by"]) for r in rows] == [
        ("a", "first_contact_hours", None)
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"rule": "DROP TABLE"}, "choice"),
        ({"from": "lin"}, "id"),
        ({"reason": "lost"}, "choice"),
        ({"household_once": "yes"}, "boolean"),
        ({"since": "lately"}, "date"),
    ],
)
def test_what_is_no_filter(world, api, query, code):
    answer = api(world.mei).get("/movements/", **query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


def test_a_household_that_moved_together_counts_once_when_asked(world, api):
    mother = make_customer("母", pool=world.pool)
    for name in ("子", "女"):
        make_customer(name, pool=world.pool, guardian=mother)
    claim_customer(customer_id=mother.pk, by=world.lin, at=NOW)
    # A student who joins later moves alone, and counts.
    alone = make_customer("弟", pool=world.pool)
    Customer.objects.filter(pk=alone.pk).update(guardian=mother.pk)
    alone.refresh_from_db()
    alone_spell = alone.spells.get()
    assert len(listed(api, world.mei, reason="claimed")) == 3
    once = listed(api, world.mei, reason="claimed", household_once="1")
    assert [r["customer"]["name"] for r in once] == ["母"]
    assert alone_spell.pk in {r["id"] for r in listed(api, world.mei, household_once="1")}


class TestSight:
    def test_what_left_ones_scope_has_neither_name_nor_words(self, world, api, wang):
        release_customer(
            customer_id=wang.pk, by=world.bo, at=NOW - 2 * DAY, reason="other", note="王先生很急"
        )
        assign_customer(customer_id=wang.pk, to_id=world.zoe.pk, by=world.ada, at=NOW - DAY)
        rows = listed(api, world.mei)
        # mei still sees what concerned lin and bo, and neither the beginning nor what zoe did.
        assert told(rows) == [
            ("Bo", None, "released"),
            (None, "Bo", "assigned"),
            ("Lin", None, "released"),
            (None, "Lin", "claimed"),
        ]
        assert {r["customer"] for r in rows} == {None}
        assert {r["note"] for r in rows} == {""}

    def test_consultants_see_those_to_and_from_themselves(self, world, api, wang):
        assert told(listed(api, world.lin)) == [
            ("Lin", None, "released"),
            (None, "Lin", "claimed"),
        ]
        assert told(listed(api, world.zoe)) == []
        # Who holds them sees all of it.
        assert len(listed(api, world.bo)) == 4

    def test_in_the_pool_words_are_scrubbed(self, world, api, wang):
        assign_customer(customer_id=wang.pk, to_id=None, by=world.mei, at=NOW)
        notes = [r["note"] for r in listed(api, world.zoe) if r["note"]]
        assert notes == ["打***没人接"]

    def test_of_the_deleted_administrators_see_the_movements_without_the_name(self, world, api):
        customer = make_customer("王", pool=world.pool)
        delete_customer(customer_id=customer.pk, by=world.ada, at=NOW, expected_version=1)
        assert [r["customer"] for r in listed(api, world.ada)] == [None]
        assert listed(api, world.mei) == []

    def test_finance_reads_none(self, world, api):
        assert api(world.fan).get("/movements/").status_code == 403


def test_pages_go_on_where_they_stopped(world, api, wang):
    ada = api(world.ada)
    first = ada.get("/movements/", page_size=3).json()
    second = ada.client.get(first["next"]).json()
    assert told(first["results"] + second["results"]) == told(listed(api, world.ada))
    assert second["next"] is None


def test_one_statement_however_many_rows(world, api, wang):
    counts = []
    for _ in range(2):
        mei = api(world.mei)
        with CaptureQueriesContext(connection) as run:
            assert mei.get("/movements/").status_code == 200
        counts.append(sum("customers_ownershipspell" in q["sql"] for q in run.captured_queries))
        for n in range(5):
            make_customer(f"{n}", pool=world.pool, owner=world.lin)
    assert counts == [1, 1]


MANY = 20_000
WALKS = [
    ("ada", {}, "spell_by_time"),
    ("mei", {}, "spell_by_time"),
    ("lin", {}, "spell_by_time"),
    ("ada", {"reason": "recycled"}, "spell_by_reason"),
    ("ada", {"reason": "recycled", "rule": "max_holding_days"}, "spell_by_reason"),
    ("ada", {"reason": "claimed", "since": "2026-08-24"}, "spell_by_reason"),
    ("ada", {"customer": "{customer}"}, "spell_by_customer"),
]
# Of so few rows PostgreSQL rather reads all.
ON_SQLITE = [
    ("mei", {"to": "{lin}", "reason": "claimed", "since": "2026-08-24"}, "spell_by_owner"),
]


@pytest.fixture
def crowd(tidy_tables, world):
    """Everybody was in the pool, then held by lin, bo or zoe, then recycled."""
    holders = [world.lin.pk, world.bo.pk, world.zoe.pk]
    born = NOW - 100 * DAY
    here = {"pool": world.pool, "created_at": born, "entered_at": NOW, "pool_rank_at": NOW}
    insert_many([Customer(name=f"{n}", **here) for n in range(MANY)])
    spells = []
    for n, pk in enumerate(Customer.objects.order_by("pk").values_list("pk", flat=True)):
        steps = [
            (born + timedelta(minutes=n), "created", None, ""),
            (born + 10 * DAY + timedelta(minutes=n), "claimed", holders[n % 3], ""),
            (born + 50 * DAY + timedelta(minutes=n), "recycled", None, "max_holding_days"),
        ]
        for step, (at, reason, owner, rule) in enumerate(steps):
            end = steps[step + 1] if step < 2 else None
            spells.append(
                OwnershipSpell(
                    customer_id=pk, household=pk, pool=world.pool, started_at=at, owner_id=owner,
                    start_reason=reason, rule=rule, ended_at=end and end[0],
                    end_reason=end[1] if end else "",
                )
            )  # fmt: skip
    insert_many(spells)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return world


def plan_of_the_rows(api, world, who, query):
    statements.forget()
    ids = {"lin": world.lin.pk, "customer": Customer.objects.first().pk}
    given = {name: text.format(**ids) for name, text in query.items()}
    assert api(getattr(world, who)).get("/movements/", **given).status_code == 200
    rows = next(made for key, made in statements.kept() if "/api/v1/movements/" in key)
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {rows.sql}", rows.params)
        return "\n".join(row[-1] for row in cursor.fetchall())


def test_movements_are_walked_along_an_index(crowd, api):
    whole = ("Seq Scan on customers_ownershipspell", "SCAN customers_customer")
    wrong = {}
    for who, query, index in WALKS + ON_SQLITE * (connection.vendor == "sqlite"):
        plan = plan_of_the_rows(api, crowd, who, query)
        if index not in plan or any(words in plan for words in whole):
            wrong[who, str(query), index] = plan
    assert wrong == {}, "\n".join(wrong.values())
    # Whom somebody lost is found from whom they held.
    plan = plan_of_the_rows(api, crowd, "ada", {"from": "{lin}"})
    assert "spell_by_owner" in plan or connection.vendor == "postgresql"
    assert len(listed(api, crowd.ada, **{"from": str(crowd.lin.pk)}, page_size=200)) == 200
