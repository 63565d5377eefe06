"""The list helper: keyset pages both ways, with ties and NULLs, in one statement."""

import base64
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.db.models import F
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from shoal.common import filters, lists
from shoal.common.errors import Invalid, InvalidCursor, UnknownFilter
from shoal.common.lists import ListSpec, Ordering, fetch_page
from shoal.customers.models import Customer
from tests.world import NOW, make_customer

SPEC = ListSpec(
    columns=("name", "next_follow_up_at"),
    row=lambda found: {"name": found["name"], "at": found["next_follow_up_at"]},
    orderings={
        "next": Ordering("next_follow_up_at", nullable=True),
        "-next": Ordering("next_follow_up_at", descending=True, nullable=True),
        "name": Ordering("name"),
        "-name": Ordering("name", descending=True),
        "id": Ordering("pk"),
    },
    default_ordering="id",
    filters={"status": filters.one_of("status", ["new", "lost"])},
)


def page(spec=SPEC, **query):
    request = Request(APIRequestFactory().get("/list/", query))
    return fetch_page(request, Customer.objects.all(), spec)


def follow(url, **changes):
    query = {k: v[0] for k, v in parse_qs(urlsplit(url).query).items()}
    return page(**{**query, **changes})


def names(answer):
    return [row["name"] for row in answer["results"]]


@pytest.fixture
def nine(world):
    """Three without a date, and ties among names and dates."""
    dates = [NOW, None, NOW, NOW.replace(hour=9), None, NOW.replace(hour=1), NOW, None, NOW]
    called = ["Cai", "An", "An", "Bai", "Cai", "An", "Dai", "Bai", "An"]
    for name, date in zip(called, dates, strict=True):
        make_customer(name, pool=world.pool, next_follow_up_at=date)


EXPECTED = {
    "next": [F("next_follow_up_at").asc(nulls_last=True), "pk"],
    "-next": [F("next_follow_up_at").desc(nulls_last=True), "-pk"],
    "name": ["name", "pk"],
    "-name": ["-name", "-pk"],
    "id": ["pk"],
}


@pytest.mark.parametrize("size", [1, 2, 4, 9, 10])
@pytest.mark.parametrize("ordering", list(EXPECTED))
def test_pages_forth_and_back_show_every_row_once_in_order(nine, ordering, size):
    spec = {"ordering": ordering, "page_size": str(size)}
    rows = list(Customer.objects.order_by(*EXPECTED[ordering]).values_list("pk", flat=True))
    by_pk = ListSpec(
        columns=("next_follow_up_at", "name"),
        row=lambda found: {"name": found["pk"]},
        orderings=SPEC.orderings,
        default_ordering="id",
    )

    def walk(answer, link):
        pages = [answer]
        while pages[-1][link]:
            query = {k: v[0] for k, v in parse_qs(urlsplit(pages[-1][link]).query).items()}
            pages.append(page(by_pk, **query))
        return pages

    forth = walk(page(by_pk, **spec), "next")
    assert [name for answer in forth for name in names(answer)] == rows
    assert forth[0]["previous"] is None

    back = walk(forth[-1], "previous")
    assert [name for answer in reversed(back) for name in names(answer)] == rows
    assert back[-1]["next"] if len(back) > 1 else not back[-1]["next"]


def test_rows_that_come_meanwhile_shift_nothing(nine, world):
    first = page(ordering="name", page_size="3")
    make_customer("Aa", pool=world.pool)
    assert names(follow(first["next"])) == ["An", "Bai", "Bai"]


@pytest.mark.parametrize(
    "changes", [{"ordering": "-name"}, {"status": "new"}, {"ordering": "next"}], ids=str
)
def test_a_cursor_of_another_list_is_refused(nine, changes):
    first = page(ordering="name", page_size="3")
    with pytest.raises(InvalidCursor):
        follow(first["next"], **changes)


def test_the_page_size_may_change_on_the_way(nine):
    first = page(ordering="name", page_size="3")
    assert len(follow(first["next"], page_size="5")["results"]) == 5


@pytest.mark.parametrize(
    "cursor",
    ["x", "e30", "bnVsbA", "W10", "MQ", "é", "\x00", "eyJoIjoxfQ", "A" * 5000,
     "eyJoIjoiMTIzIiwiZCI6Im4iLCJpIjoxLCJ2IjoxfQ"],
    ids=repr,
)  # fmt: skip
def test_a_cursor_that_is_none_is_refused(nine, cursor):
    with pytest.raises((InvalidCursor, Invalid)):
        page(cursor=cursor)


@pytest.mark.parametrize("ordering", ["-next", "name"])
@pytest.mark.parametrize(
    "forged",
    [{"v": [1]}, {"v": {"a": 1}}, {"v": True, "t": True}, {"v": 1.5}, {"v": "x", "t": True},
     {"v": "no date", "t": False, "d": "p"}, {"v": "a\x00"}, {"i": "1"}, {"i": None}, {"d": "x"}],
    ids=str,
)  # fmt: skip
def test_a_forged_cursor_is_refused(nine, ordering, forged):
    first = page(ordering=ordering, page_size="3")
    text = parse_qs(urlsplit(first["next"]).query)["cursor"][0]
    cursor = orjson.loads(base64.urlsafe_b64decode(text + "=="))
    made = base64.urlsafe_b64encode(orjson.dumps({**cursor, **forged})).decode().rstrip("=")
    if ordering == "name" and forged.get("v") == "no date":
        assert page(ordering=ordering, page_size="3", cursor=made)["results"]
        return
    with pytest.raises(InvalidCursor):
        page(ordering=ordering, page_size="3", cursor=made)


@pytest.mark.parametrize("size", ["0", "201", "-1", "x", "1.5", "²", "9" * 30])
def test_the_page_size_has_bounds(nine, size):
    with pytest.raises(Invalid):
        page(page_size=size)


def test_an_unknown_parameter_is_refused_not_ignored(nine):
    with pytest.raises(UnknownFilter) as refusal:
        page(statsu="new")
    assert refusal.value.params == {"name": "statsu"}


def test_an_undocumented_ordering_is_refused(nine):
    with pytest.raises(Invalid):
        page(ordering="phone")


@pytest.mark.parametrize("query", [{"status": "x"}, {"status": "new,x"}, {"status": "new\x00"}])
def test_a_filter_that_cannot_be_read_is_refused(nine, query):
    with pytest.raises(Invalid):
        page(**query)


def test_links_keep_the_filters(nine):
    first = page(status="new", page_size="3", with_total="1")
    query = parse_qs(urlsplit(first["next"]).query)
    assert (query["status"], query["page_size"]) == (["new"], ["3"])
    assert "with_total" not in query


def test_a_list_is_one_statement_and_a_total_one_more(nine, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(ordering="next", page_size="3")
    with django_assert_num_queries(2):
        answer = page(with_total="1")
    assert answer["total"] == {"value": 9, "capped": False}


def test_the_total_is_capped(nine, monkeypatch):
    monkeypatch.setattr(lists, "TOTAL_CAP", 5)
    assert page(with_total="1")["total"] == {"value": 5, "capped": True}
