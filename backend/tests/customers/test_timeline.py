"""GET customers/{id}/timeline/ (R48)."""

import base64
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shoal.customers.models import CustomerEdit
from shoal.customers.services.followups import NextStep, log_follow_up
from shoal.customers.services.pool import claim_customer, release_customer
from shoal.customers.services.status import change_status
from shoal.customers.timeline import timeline
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
HOUR = timedelta(hours=1)
# Before the beginning of time, once it is turned into UTC.
FAR = base64.urlsafe_b64encode(b'["0001-01-01T00:00:00+14:00",1,1]').decode().rstrip("=")


@pytest.fixture
def wang(world):
    customer = make_customer(
        "王小明", pool=world.pool, phone="+8613800002746", since=NOW - 10 * HOUR,
        created_by=world.mei,
    )  # fmt: skip
    claim_customer(customer_id=customer.pk, by=world.lin, at=NOW - 9 * HOUR)
    return customer


def call(customer, by, hours, note="", **kwargs):
    return log_follow_up(
        customer_id=customer.pk, method="call", outcome="reached", note=note, by=by,
        at=NOW - hours * HOUR, **kwargs,
    )  # fmt: skip


def entries(api, by, customer, **query):
    answer = api(by).get(f"/customers/{customer.pk}/timeline/", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_everything_newest_first(world, api, wang):
    call(wang, world.lin, 8, next_step=NextStep(due_at=NOW + HOUR))
    CustomerEdit.objects.create(
        customer=wang, editor=world.lin, at=NOW - 7 * HOUR, changes={"remark": ["", "左撇子"]}
    )
    change_status(
        customer_id=wang.pk, status="lost", reason="price", note="太贵", by=world.lin,
        at=NOW - 6 * HOUR,
    )  # fmt: skip

    told = entries(api, world.lin, wang)

    assert [(e["kind"], e["actor"]["name"]) for e in told] == [
        ("status", "Lin"),
        ("edit", "Lin"),
        ("follow_up", "Lin"),
        ("plan", "Lin"),
        ("status", "Lin"),
        ("spell", "Lin"),
        ("spell", "Mei"),
        ("created", "Mei"),
    ]
    status, edit, follow_up, plan, moved, claimed, first, _ = told
    assert status["data"] == {"old": "contacted", "new": "lost", "reason": "price", "note": "太贵"}
    assert edit["data"] == {"changes": [{"field": "remark", "old": "", "new": "左撇子"}]}
    assert follow_up["data"]["outcome"] == "reached"
    assert plan["data"]["state"] == "cancelled"  # the loss ended it
    assert moved["data"]["new"] == "contacted"
    assert claimed["data"]["reason"] == "claimed"
    assert claimed["data"]["from"]["owner"] is None
    assert claimed["data"]["to"]["owner"] == {"id": world.lin.pk, "name": "Lin"}
    assert first["data"]["from"] is None
    assert len({e["id"] for e in told}) == 8


def test_through_a_veil(world, api, wang):
    call(wang, world.lin, 8, note="另一个号 139-1234-5678")
    CustomerEdit.objects.create(
        customer=wang, editor=world.lin, at=NOW - 7 * HOUR,
        changes={"phone": ["+8613800002746", "+8613912345678"], "remark": ["", "微信 wx_abc99"]},
    )  # fmt: skip
    release_customer(
        customer_id=wang.pk, by=world.lin, at=NOW, reason="other", note="号码13800002746停机"
    )

    released, edit, follow_up, *_ = entries(api, world.bo, wang)

    assert released["data"]["note"] == "号码***停机"
    assert edit["data"]["changes"] == [
        {"field": "phone", "old": None, "new": None},
        {"field": "remark", "old": "", "new": "微信 ***"},
    ]
    assert follow_up["data"]["note"] == "另一个号 ***"
    text = api(world.bo).get(f"/customers/{wang.pk}/timeline/").content.decode()
    assert "2746" not in text
    assert "5678" not in text
    # Whoever may see the contacts reads all of it.
    assert entries(api, world.ada, wang)[0]["data"]["note"] == "号码13800002746停机"


def test_pages_hold_every_entry_once(world, api, wang):
    for hours in (8, 7, 6, 5):
        call(wang, world.lin, hours, next_step=NextStep(due_at=NOW + HOUR))
    whole = [e["id"] for e in entries(api, world.lin, wang)]

    found, cursor = [], None
    while True:
        page, cursor = timeline(wang.pk, world.lin, size=2, cursor=cursor)
        found += [e["id"] for e in page]
        if cursor is None:
            break
        assert len(page) == 2

    assert found == whole
    assert len(whole) == len(set(whole)) == 12


def test_a_spell_at_the_end_of_a_page_still_tells_from_whom(world, api, wang):
    page = entries(api, world.lin, wang, page_size=1)
    assert page[0]["data"]["from"]["owner"] is None
    assert page[0]["data"]["to"]["owner"]["name"] == "Lin"


@pytest.mark.parametrize("cursor", ["x", "bm90", "WzEsMiwzXQ", "e30", FAR])
def test_a_foreign_cursor_is_refused(world, api, wang, cursor):
    answer = api(world.lin).get(f"/customers/{wang.pk}/timeline/", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_unknown_parameters_are_refused(world, api, wang):
    answer = api(world.lin).get(f"/customers/{wang.pk}/timeline/", kind="spell")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_filter")


def test_only_for_who_sees_the_customer(world, api, wang):
    statuses = {
        name: api(who).get(f"/customers/{wang.pk}/timeline/").status_code
        for name, who in world.people().items()
    }
    assert statuses == {"ada": 200, "mei": 200, "lin": 200, "bo": 404, "zoe": 404, "fan": 403}


def test_the_number_of_statements_is_constant(world, wang):
    counts = []
    for hours in (8, 7, 6):
        call(wang, world.lin, hours, next_step=NextStep(due_at=NOW + HOUR), courses=[world.python])
        with CaptureQueriesContext(
            connection,
        ) as statements:
            timeline(wang.pk, world.lin, size=50)
        counts.append(len(statements))
    assert counts == [9, 9, 9]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_last_page_without_a_change_of_hands_is_a_page_like_others(world, api, wang, size):
    # The very first entry stands below all spells.
    found, path = [], f"/customers/{wang.pk}/timeline/?page_size={size}"
    while path:
        page = api(world.lin).get(path)
        assert page.status_code == 200
        found += page.json()["results"]
        path = (page.json()["next"] or "").partition("/api/v1")[2]
    assert [e["kind"] for e in found] == ["spell", "spell", "created"]
    assert found[1]["data"]["from"] is None
