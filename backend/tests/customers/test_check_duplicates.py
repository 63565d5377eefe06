"""POST customers/check-duplicates/ while typing (R35)."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Identity
from tests.world import make_customer

PHONE = "+8613812345678"


def check(api, by, **body):
    answer = api(by).post("/customers/check-duplicates/", body)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_a_whole_number_finds_exactly_and_a_part_finds_nothing(world, api):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    (match,) = check(api, world.lin, phone="138 1234 5678")["matches"]
    assert (match["customer"], match["state"], match["actions"]) == (
        wang.pk, "pool", ["open", "claim"],
    )  # fmt: skip
    assert check(api, world.lin, phone="138 1234 567") == {"matches": [], "similar": []}
    assert check(api, world.lin, phone="*******5678") == {"matches": [], "similar": []}


@pytest.mark.parametrize(
    ("field", "value"),
    [("wechat", "Wang_Fang"), ("qq", "123456"), ("email", "W@x.CN"), ("external", "Lead-7")],
)
def test_any_kind_of_contact_is_recognised(world, api, field, value):
    wang = make_customer(
        "王芳", pool=world.pool, owner=world.lin, wechat="wang_fang", qq="123456", email="w@x.cn"
    )
    Identity.objects.create(customer=wang, kind="external", source="lms", value="Lead-7")
    (match,) = check(api, world.lin, **{field: value})["matches"]
    assert (match["field"], match["customer"], match["state"]) == (field, wang.pk, "mine")


def test_the_customer_being_edited_is_no_duplicate_of_their_own(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    assert check(api, world.lin, phone=PHONE, name="王芳", exclude=wang.pk) == {
        "matches": [], "similar": [],
    }  # fmt: skip


def test_names_that_sound_the_same_are_told_only_of_whom_i_see(world, api):
    mine = make_customer("王芳", pool=world.pool, owner=world.lin)
    make_customer("王方", pool=world.pool, owner=world.bo)
    similar = check(api, world.lin, name="汪芳")["similar"]
    assert [(m["customer"], m["name"], m["same_name"]) for m in similar] == [
        (mine.pk, "王芳", False),
    ]  # fmt: skip


def test_whoever_i_may_not_claim_now_is_not_offered(world, api):
    world.pool.daily_claim_limit = 0
    world.pool.save()
    make_customer("王芳", pool=world.pool, phone=PHONE)
    assert check(api, world.lin, phone=PHONE)["matches"][0]["actions"] == ["open"]


def test_a_check_is_recorded_without_the_contact(world, api):
    make_customer("王芳", pool=world.pool, phone=PHONE)
    check(api, world.lin, name="王芳", phone=PHONE, wechat="nobody_88")
    event = Event.objects.get(kind="customer.duplicates_checked")
    assert (event.actor, event.customer_id) == (world.lin, None)
    assert event.data == {"fields": ["phone", "wechat"], "matches": 1}


def test_who_asks_all_the_time_has_to_wait(world, api, clock):
    caller = api(world.lin)
    path, body = "/customers/check-duplicates/", {"phone": PHONE}
    statuses = [caller.post(path, body).status_code for _ in range(122)]
    assert statuses == [200] * 121 + [429]
    refused = caller.post(path, body)
    assert (refused.json()["code"], refused["Retry-After"]) == ("throttled", "10")
    assert caller.post(path, {"name": "王芳"}).status_code == 200
    assert api(world.bo).post(path, body).status_code == 200


def test_finance_asks_nothing(world, api):
    answer = api(world.fan).post("/customers/check-duplicates/", {"phone": PHONE})
    assert answer.status_code == 403
