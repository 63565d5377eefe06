"""GET customers/{id}/ownership/: who held them when."""

from datetime import timedelta

import pytest

from shoal.customers.services.pool import assign_customer, claim_customer, release_customer
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
DAY = timedelta(days=1)


@pytest.fixture
def wang(world):
    """In the pool since ten days ago; lin's for days 9 to 5; bo's since day 3."""
    customer = make_customer("王", pool=world.pool, phone="+8613800002746")
    claim_customer(customer_id=customer.pk, by=world.lin, at=NOW - 9 * DAY)
    release_customer(
        customer_id=customer.pk, by=world.lin, at=NOW - 5 * DAY, reason="other",
        note="打13800002746没人接",
    )  # fmt: skip
    claim_customer(customer_id=customer.pk, by=world.bo, at=NOW - 3 * DAY)
    return customer


def at(api, by, customer, instant):
    return api(by).get(f"/customers/{customer.pk}/ownership/", at=instant.isoformat())


def test_every_spell_newest_first(world, api, wang):
    page = api(world.bo).get(f"/customers/{wang.pk}/ownership/").json()
    told = [
        (s["owner"] and s["owner"]["name"], s["start_reason"], s["end_reason"])
        for s in page["results"]
    ]
    assert told == [
        ("Bo", "claimed", ""),
        (None, "released", "claimed"),
        ("Lin", "claimed", "released"),
        (None, "created", "claimed"),
    ]
    assert page["results"][1]["note"] == "打13800002746没人接"


@pytest.mark.parametrize(
    ("days", "owner"),
    [(20, None), (10, None), (9.5, None), (9, "Lin"), (6, "Lin"), (5, None), (3, "Bo"), (0, "Bo")],
)
def test_who_held_them_at_an_instant(world, api, wang, days, owner):
    answer = at(api, world.bo, wang, NOW - days * DAY)
    assert answer.status_code == 200
    assert (answer.json()["owner"] or {}).get("name") == owner
    assert (answer.json()["spell"] is None) == (days > 10)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("yesterday", "date"),
        ("2026-11-10", "date"),
        ("2026-11-10T10:00:00", "date"),
        ("2026-13-10T10:00:00Z", "date"),
        ("0001-01-01T00:00:00+14:00", "date"),
        ("", "date"),
        ("2026-11-21T10:00:00Z", "future"),
    ],
)
def test_what_is_no_past_instant(world, api, wang, text, code):
    answer = api(world.bo).get(f"/customers/{wang.pk}/ownership/", at=text)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


def test_offsets_and_far_past_are_instants_too(world, api, wang):
    for text in ("2026-11-14T10:00:00+08:00", "0001-01-01T00:00:00Z"):
        answer = api(world.bo).get(f"/customers/{wang.pk}/ownership/", at=text)
        assert answer.status_code == 200


def test_who_does_not_see_them_learns_nothing(world, api, wang):
    assert at(api, world.lin, wang, NOW).status_code == 404
    assert at(api, world.zoe, wang, NOW).status_code == 404
    assert at(api, world.fan, wang, NOW).status_code == 403
    assert at(api, world.mei, wang, NOW).status_code == 200


def test_in_the_pool_notes_show_no_contact(world, api, wang):
    assign_customer(customer_id=wang.pk, to_id=None, by=world.mei, at=NOW)
    page = api(world.lin).get(f"/customers/{wang.pk}/ownership/").json()
    assert page["results"][2]["note"] == "打***没人接"


def test_pages(world, api, wang):
    bo = api(world.bo)
    first = bo.get(f"/customers/{wang.pk}/ownership/", page_size=3).json()
    assert len(first["results"]) == 3
    second = bo.client.get(first["next"]).json()
    assert [s["start_reason"] for s in second["results"]] == ["created"]
    assert second["next"] is None


def test_unknown_parameters_are_refused(world, api, wang):
    answer = api(world.bo).get(f"/customers/{wang.pk}/ownership/", when="x")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_filter")
