"""The pool's list: who is in it, masked, with the refusal on each row and the allowance."""

from datetime import timedelta

import pytest

from shoal.customers.services.pool import release_customer
from tests.world import NOW, make_customer

CONTACTS = {
    "phone": "+8613800138000",
    "wechat": "wangxiaoming88",
    "qq": "123456789",
    "email": "wang@example.com",
}


def names(answer):
    assert answer.status_code == 200, answer.json()
    return [r["name"] for r in answer.json()["results"]]


def test_i_see_the_pools_i_belong_to_newest_first(world, api):
    make_customer("old", pool=world.pool, since=NOW - timedelta(days=3))
    make_customer("new", pool=world.pool, since=NOW - timedelta(days=1))
    make_customer("east", pool=world.east_pool, since=NOW - timedelta(days=2))
    make_customer("west", pool=world.west_pool)
    make_customer("held", pool=world.pool, owner=world.lin)

    assert names(api(world.lin).get("/pool/")) == ["new", "east", "old"]
    assert names(api(world.zoe).get("/pool/")) == ["new", "old", "west"]


def test_who_does_not_sell_has_no_pool(world, api):
    assert api(world.fan).get("/pool/").status_code == 403


@pytest.mark.parametrize(
    ("who", "pool", "masked"),
    [
        ("lin", "pool", True),
        ("lin", "east_pool", True),
        ("mei", "pool", True),  # the default pool lists nobody's departments
        ("mei", "east_pool", False),  # lists only departments of her scope
        ("ada", "pool", False),
    ],
)
def test_the_server_masks(world, api, who, pool, masked):
    make_customer("王", pool=getattr(world, pool), **CONTACTS)

    answer = api(getattr(world, who)).get("/pool/")
    row = answer.json()["results"][0]

    assert row["contact_masked"] == masked
    for kind, value in CONTACTS.items():
        assert (row[kind] == value) == (not masked)
        assert (value in answer.content.decode()) == (not masked)
        hidden = row[kind].count("*")
        assert hidden * 2 >= len(row[kind]) if masked else hidden == 0


def test_free_text_of_masked_rows_is_scrubbed(world, api):
    from shoal.customers.models import FollowUp

    wang = make_customer("王 13800138000", pool=world.pool, **CONTACTS)
    FollowUp.objects.create(
        customer=wang, author=world.bo, method="call", outcome="reached", created_at=NOW,
        occurred_at=NOW, note="加微信wangxiaoming88，电话 138-0013-8000",
    )  # fmt: skip

    text = api(world.lin).get("/pool/").content.decode()

    assert "wangxiaoming88" not in text
    assert "0013" not in text


def test_the_pool_decides_which_fields_are_masked(world, api):
    world.pool.masked_fields = ["phone"]
    world.pool.save()
    make_customer("王", pool=world.pool, **CONTACTS)
    row = api(world.lin).get("/pool/").json()["results"][0]
    assert (row["phone"], row["wechat"]) == ("*******8000", "wangxiaoming88")


def test_each_row_says_why_i_may_not_claim(world, api, clock):
    world.pool.reclaim_cooldown_days = 7
    world.pool.save()
    make_customer("free", pool=world.pool, since=NOW - timedelta(days=2))
    mine = make_customer("mine", pool=world.pool, owner=world.lin)
    release_customer(customer_id=mine.pk, by=world.lin, at=NOW, reason="other")
    make_customer("no", pool=world.pool, status="do_not_contact", since=NOW - timedelta(days=9))

    rows = api(world.lin).get("/pool/").json()["results"]

    refusals = {r["name"]: (r["refusals"]["claim"] or {}).get("code") for r in rows}
    assert refusals == {"mine": "cooling_off", "free": None, "no": "not_claimable"}
    bo = api(world.bo).get("/pool/").json()["results"]
    assert bo[0]["refusals"] == {"claim": None}


def test_the_answer_says_what_i_have_left(world, api):
    world.pool.daily_claim_limit, world.pool.holding_limit = 3, 10
    world.pool.save()
    wang = make_customer("王", pool=world.pool)
    lin = api(world.lin)
    lin.post(f"/customers/{wang.pk}/claim/")

    allowance = lin.get("/pool/").json()["allowance"]

    assert allowance["pools"][0] == {
        "pool": world.pool.pk, "name": world.pool.name, "daily_limit": 3, "claimed_today": 1,
        "left": 2, "holding_limit": 10,
    }  # fmt: skip
    assert (allowance["held"], allowance["holding_limit"], allowance["holding_left"]) == (1, 10, 9)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "contacted"}, {"b"}),
        ({"status": "new,contacted"}, {"a", "b"}),
        ({"intent": "A"}, {"a"}),
        ({"campus": "{east}"}, {"a"}),
        ({"campus": "none"}, {"b"}),
        ({"course": "{python}"}, {"b"}),
        ({"created_from": "2026-11-15"}, {"b"}),
        ({"created_to": "2026-11-10"}, {"a"}),
        ({"last_contact_from": "2026-11-01"}, {"b"}),
        ({"pool": "{east_pool}"}, set()),
    ],
)
def test_filters(world, api, query, found):
    make_customer(
        "a", pool=world.pool, intent="A", campus=world.east, since=NOW - timedelta(days=10)
    )
    b = make_customer(
        "b", pool=world.pool, status="contacted", since=NOW - timedelta(days=2),
        last_contact_at=NOW - timedelta(days=1),
    )  # fmt: skip
    b.courses.add(world.python)
    ids = {n: getattr(world, n).pk for n in ("east", "python", "east_pool")}
    query = {k: v.format(**ids) for k, v in query.items()}

    assert set(names(api(world.lin).get("/pool/", **query))) == found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"nonsense": "1"}, "unknown_filter"),
        ({"status": "nonsense"}, "invalid"),
        ({"campus": "x"}, "invalid"),
        ({"created_from": "yesterday"}, "invalid"),
        ({"created_from": "2026-13-45"}, "invalid"),
        ({"page_size": "0"}, "invalid"),
        ({"page_size": "201"}, "invalid"),
        ({"ordering": "remark"}, "invalid"),
        ({"cursor": "zzz"}, "invalid_cursor"),
    ],
)
def test_what_a_list_does_not_understand_is_a_400(world, api, query, code):
    answer = api(world.lin).get("/pool/", **query)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow_with_the_rows(world, api, rows, django_assert_num_queries):
    for n in range(rows):
        customer = make_customer(str(n), pool=world.pool, campus=world.east)
        customer.courses.add(world.python)
    lin = api(world.lin)
    # Session and user; the allowance; the rows.
    with django_assert_num_queries(3):
        lin.get("/pool/")


def test_pages_follow_each_other_without_gap_or_repeat(world, api):
    for n in range(7):
        make_customer(str(n), pool=world.pool, since=NOW - timedelta(hours=n // 3))
    lin = api(world.lin)

    seen, url = [], "/pool/?page_size=3&with_total=1"
    first = lin.get(url).json()
    assert first["total"] == {"value": 7, "capped": False}
    while url:
        page = lin.get(url).json()
        seen += [r["name"] for r in page["results"]]
        url = page["next"] and page["next"].partition("/api/v1")[2]

    assert seen == ["2", "1", "0", "5", "4", "3", "6"]
    back = lin.get(page["previous"].partition("/api/v1")[2]).json()
    assert [r["name"] for r in back["results"]] == ["5", "4", "3"]
