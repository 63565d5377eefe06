"""Mine, the department's, all: who finds whom (R3)."""

from datetime import timedelta

import pytest

from tests.world import NOW, make_customer


@pytest.fixture
def everybody(world):
    return {
        "lin's": make_customer("lin's", pool=world.pool, owner=world.lin, phone="+8613800138001"),
        "bo's": make_customer("bo's", pool=world.pool, owner=world.bo, phone="+8613800138002"),
        "zoe's": make_customer("zoe's", pool=world.pool, owner=world.zoe, phone="+8613800138003"),
        "mei's": make_customer("mei's", pool=world.pool, owner=world.mei, phone="+8613800138004"),
        "free": make_customer("free", pool=world.pool, phone="+8613800138005"),
        "west": make_customer("west", pool=world.west_pool, phone="+8613800138006"),
    }


def names(answer):
    assert answer.status_code == 200, answer.json()
    return {r["name"] for r in answer.json()["results"]}


@pytest.mark.parametrize(
    ("who", "scope", "found"),
    [
        ("lin", "mine", {"lin's"}),
        ("lin", "team", {"lin's"}),
        ("lin", "all", {"lin's", "free"}),
        ("mei", "mine", {"mei's"}),
        ("mei", "team", {"lin's", "bo's", "mei's"}),
        ("mei", "all", {"lin's", "bo's", "mei's", "free"}),
        ("zoe", "all", {"zoe's", "free", "west"}),
        ("ada", "mine", set()),
        ("ada", "team", {"lin's", "bo's", "zoe's", "mei's"}),
        ("ada", "all", {"lin's", "bo's", "zoe's", "mei's", "free", "west"}),
    ],
)
def test_scopes(world, api, everybody, who, scope, found):
    assert names(api(getattr(world, who)).get("/customers/", scope=scope)) == found


def test_finance_has_no_customers(world, api, everybody):
    assert api(world.fan).get("/customers/").status_code == 403


@pytest.mark.parametrize(
    "way",
    [
        "list",
        "search name",
        "search phone",
        "owner",
        "id",
        "timeline",
        "ownership",
        "claim",
        "edit",
        "delete",
        "follow-ups",
        "plans",
    ],
)
def test_zoe_cannot_find_a_customer_of_lin_in_any_way(world, api, everybody, way):
    wang = make_customer("王小明", pool=world.east_pool, owner=world.lin, phone="+8613911112222")
    zoe, one = api(world.zoe), f"/customers/{wang.pk}/"
    answer = {
        "list": lambda: zoe.get("/customers/"),
        "search name": lambda: zoe.get("/customers/", search="王小明"),
        "search phone": lambda: zoe.get("/customers/", search="13911112222"),
        "owner": lambda: zoe.get("/customers/", owner=world.lin.pk),
        "id": lambda: zoe.get(one),
        "timeline": lambda: zoe.get(one + "timeline/"),
        "ownership": lambda: zoe.get(one + "ownership/"),
        "claim": lambda: zoe.post(one + "claim/"),
        "edit": lambda: zoe.patch(one, {"name": "x"}, if_match='"1"'),
        "delete": lambda: zoe.delete(one, if_match='"1"'),
        "follow-ups": lambda: zoe.get("/follow-ups/", customer=wang.pk),
        "plans": lambda: zoe.get("/follow-up-plans/", customer=wang.pk),
    }[way]()

    assert answer.status_code in (200, 404)
    assert "王小明" not in answer.content.decode()
    assert "13911112222" not in answer.content.decode()
    if answer.status_code == 200:
        assert wang.pk not in [r["id"] for r in answer.json()["results"]]


def test_held_customers_are_not_masked_for_who_sees_them(world, api, everybody):
    rows = api(world.mei).get("/customers/", scope="team").json()["results"]
    assert {r["name"]: r["phone"] for r in rows}["lin's"] == "+8613800138001"


def test_next_dates_first_and_those_without_last(world, api):
    for name, days in (("late", 3), ("never", None), ("soon", 1)):
        make_customer(
            name, pool=world.pool, owner=world.lin,
            next_follow_up_at=None if days is None else NOW + timedelta(days=days),
        )  # fmt: skip
    lin = api(world.lin)

    def listed(ordering):
        rows = lin.get("/customers/", ordering=ordering).json()["results"]
        return [r["name"] for r in rows]

    assert listed("next_follow_up_at") == ["soon", "late", "never"]
    assert listed("-next_follow_up_at") == ["late", "soon", "never"]


def test_never_contacted(world, api):
    make_customer("never", pool=world.pool, owner=world.lin)
    make_customer("once", pool=world.pool, owner=world.lin, last_contact_at=NOW)
    assert names(api(world.lin).get("/customers/", never_contacted=1)) == {"never"}


@pytest.mark.parametrize("rows", [1, 3])
def test_two_statements_whatever_the_rows(world, api, rows, django_assert_num_queries):
    for n in range(rows):
        make_customer(str(n), pool=world.pool, owner=world.lin, campus=world.east)
    lin = api(world.lin)
    with django_assert_num_queries(2):
        lin.get("/customers/", scope="mine")


def test_who_may_restore_finds_the_deleted(world, api, everybody):
    gone = everybody["free"]
    answer = api(world.ada).delete(f"/customers/{gone.pk}/", if_match='"1"')
    assert answer.status_code == 204

    ada = api(world.ada)
    assert names(ada.get("/customers/", deleted=1)) == {"free"}
    assert "free" not in names(ada.get("/customers/"))
    assert api(world.mei).get("/customers/", deleted=1).status_code == 403
