"""GET consultations/: who sees which, and what of them (R100)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.inquiries import PHONE, make_consultation, make_form
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")


def rows(api, by, **query):
    answer = api(by).get("/consultations/", **query)
    assert answer.status_code == 200, answer.json()
    return answer.json()["results"]


def settled(world, customer, **kwargs):
    return make_consultation(
        world, customer=customer, disposition="attached", disposed_at=NOW, **kwargs
    )


def test_what_is_nobodys_is_seen_by_whoever_belongs_to_its_pool(world, api):
    here = make_consultation(world, pool=world.east_pool)
    there = make_consultation(world, pool=world.west_pool)
    assert [row["id"] for row in rows(api, world.lin)] == [here.pk]
    assert [row["id"] for row in rows(api, world.zoe)] == [there.pk]
    assert [row["id"] for row in rows(api, world.ada)] == [there.pk, here.pk]


def test_what_is_somebodys_by_whoever_sees_them(world, api):
    mine = settled(world, make_customer("王", pool=world.pool, owner=world.lin))
    theirs = settled(world, make_customer("李", pool=world.pool, owner=world.zoe))
    assert [row["id"] for row in rows(api, world.lin)] == [mine.pk]
    assert [row["id"] for row in rows(api, world.mei)] == [mine.pk]
    assert [row["id"] for row in rows(api, world.zoe)] == [theirs.pk]
    assert api(world.lin).get(f"/consultations/{theirs.pk}/").status_code == 404


SAID = {
    "name": "王芳 13812345678", "question": "加我微信 wang_fang_88，或打 138-1234-5678",
    "wechat": "wang_fang_88", "email": "wang@x.cn", "qq": "123456789",
    "page": "https://school.example/?tel=13812345678", "utm": {"utm_term": "13812345678"},
}  # fmt: skip


@pytest.mark.parametrize("waits", [True, False])
def test_contacts_as_given_are_masked_like_those_of_the_pool(world, api, waits):
    if waits:
        make_consultation(world, **SAID)
    else:
        settled(world, make_customer("王芳", pool=world.pool, phone=PHONE), **SAID)
    (row,) = rows(api, world.lin)
    assert (row["phone"], row["email"], row["contact_masked"]) == (
        "*********5678", "**ng@***", True,
    )  # fmt: skip
    for secret in ("1234-5678", "12345678", "wang_fang_88", "123456789", "wang@x"):
        assert secret not in str(row)
    assert row["question"] == "加我微信 ***，或打 ***"
    (open_,) = rows(api, world.ada)
    assert (open_["phone"], open_["question"]) == ("138 1234 5678", SAID["question"])


def test_a_manager_reads_those_of_her_own_pools(world, api):
    make_consultation(world, pool=world.east_pool)
    assert rows(api, world.mei)[0]["phone"] == "138 1234 5678"
    assert rows(api, world.lin)[0]["phone"] == "*********5678"


@pytest.mark.parametrize(
    ("word", "open_finds", "masked_finds"),
    [
        ("王芳", 1, 1), ("芳", 1, 1), ("5678", 1, 1), ("678", 1, 1), ("13812345678", 1, 0),
        ("1234", 1, 0), ("12345678", 1, 0), ("wang_fang", 1, 0), ("微信", 1, 0), ("wang@", 1, 0),
        ("李", 0, 0), ("%", 0, 0), ("_", 1, 0), ("王芳 5678", 1, 1),
    ],
)  # fmt: skip
def test_search_finds_what_one_sees(world, api, word, open_finds, masked_finds):
    said = {**SAID, "name": "王芳", "page": "", "utm": {}}
    make_consultation(world, **said)
    assert len(rows(api, world.ada, search=word)) == open_finds
    assert len(rows(api, world.lin, search=word)) == masked_finds


def test_filters(world, api):
    form = make_form(world)
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    waiting = make_consultation(world, form=form, campus=world.east)
    mine = settled(world, wang, channel="phone", created_at=NOW - timedelta(days=3))
    spam = make_consultation(world, disposition="rejected", reason="spam", disposed_at=NOW)
    asked = {
        (("disposition", "undisposed"),): [waiting],
        (("disposition", "attached,rejected"),): [spam, mine],
        (("channel", "phone"),): [mine],
        (("reason", "spam"),): [spam],
        (("form", form.pk),): [waiting],
        (("campus", world.east.pk),): [waiting],
        (("customer", wang.pk),): [mine],
        (("owner", world.lin.pk),): [mine],
        (("mine", "1"),): [mine],
        (("since", "2026-11-20"),): [spam, waiting],
        (("until", "2026-11-19"),): [mine],
        (("ordering", "created_at"),): [mine, waiting, spam],
    }
    for query, expected in asked.items():
        found = [row["id"] for row in rows(api, world.lin, **dict(query))]
        assert found == [one.pk for one in expected], query
    assert api(world.lin).get("/consultations/", colour="red").status_code == 400


def test_the_number_of_statements_does_not_grow(world, api):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows(api, world.lin)
        return len(queries)

    make_consultation(world).courses.add(world.python)
    first = count()
    for _ in range(3):
        make_consultation(world).courses.add(world.python)
    assert count() == first


def test_the_timeline_of_the_customer_tells_them(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    asked = settled(world, wang, taken_by=world.bo)
    entry = api(world.lin).get(f"/customers/{wang.pk}/timeline/").json()["results"][0]
    assert (entry["kind"], entry["actor"]["name"]) == ("consultation", "Bo")
    assert (entry["data"]["id"], entry["data"]["question"]) == (asked.pk, "周末有班吗？")


def test_today_shows_what_waits_and_what_my_customers_asked_lately(world, api):
    waiting = make_consultation(world)
    wang = make_customer("王芳", pool=world.pool, owner=world.lin)
    new = settled(world, wang)
    settled(world, wang, created_at=NOW - timedelta(hours=49))
    settled(world, wang, taken_by=world.lin)
    settled(world, make_customer("李", pool=world.pool, owner=world.bo, last_contact_at=NOW))
    inquiries = api(world.lin).get("/today/").json()["inquiries"]
    assert inquiries["waiting"] == 1
    assert [row["id"] for row in inquiries["rows"]] == [waiting.pk, new.pk]
    led = api(world.mei).get("/today/").json()["inquiries"]
    assert len(led["rows"]) == 3
