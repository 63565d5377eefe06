"""POST consultations/: an employee writes down what somebody asked (R101, R103)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Consultation, Customer
from tests.inquiries import PHONE
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
SAID = {"channel": "phone", "name": "王芳", "phone": "138 1234 5678", "question": "周末有班吗？"}


def take(api, by, **body):
    return api(by).post("/consultations/", {**SAID, **body})


def facts():
    return Consultation.objects.count(), Customer.objects.count(), Event.objects.count()


def test_somebody_unknown_becomes_a_customer_whom_the_taker_holds(world, api):
    answer = take(api, world.lin, campus=world.east.pk, courses=[world.python.pk])
    assert answer.status_code == 201
    shown = answer.json()
    assert (shown["disposition"], shown["phone"]) == ("created", "138 1234 5678")
    assert shown["taken_by"] == {"id": world.lin.pk, "name": "Lin"}

    customer = Customer.objects.get()
    assert (customer.name, customer.phone, customer.owner) == ("王芳", PHONE, world.lin)
    assert (customer.campus, list(customer.courses.all())) == (world.east, [world.python])
    consultation = Consultation.objects.get()
    assert (consultation.customer, consultation.disposed_at) == (customer, NOW)
    assert list(consultation.courses.all()) == [world.python]
    event = Event.objects.get(kind="consultation.created")
    assert (event.customer_id, event.actor, event.owner_after) == (
        customer.pk, world.lin, world.lin.pk,
    )  # fmt: skip
    assert not any(said in str(event.data) for said in ("1234", "王芳", "周末"))


def test_taking_one_counts_to_the_holding_limit(world, api):
    world.pool.holding_limit = 0
    world.pool.save()
    before = facts()
    answer = take(api, world.lin)
    assert (answer.status_code, answer.json()["code"]) == (409, "holding_limit_reached")
    assert facts() == before


def test_somebody_in_a_pool_gets_it_and_goes_to_the_top_with_the_household(world, api):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    child = make_customer("王小", pool=world.pool, guardian=wang)
    assert take(api, world.lin).status_code == 201
    for member in (wang, child):
        member.refresh_from_db()
        assert (member.pool_rank_at, member.owner) == (NOW, None)
    event = Event.objects.get(kind="consultation.attached")
    assert (event.customer_id, event.owner_after, event.data["channel"]) == (wang.pk, None, "phone")


def test_of_a_held_customer_the_event_names_the_holder(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.bo, phone=PHONE)
    assert take(api, world.mei).json()["customer"]["id"] == wang.pk
    event = Event.objects.get(kind="consultation.attached")
    assert (event.owner_before, event.owner_after, event.actor) == (
        world.bo.pk, world.bo.pk, world.mei,
    )  # fmt: skip


def test_a_lost_one_who_asks_again_is_contacted(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE, status="lost")
    take(api, world.lin)
    wang.refresh_from_db()
    assert wang.status == "contacted"
    assert Event.objects.filter(kind="customer.status_changed", customer_id=wang.pk).count() == 1


@pytest.mark.parametrize("status", ["invalid", "do_not_contact"])
def test_who_is_not_to_be_contacted_stays_where_they_are(world, api, status):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE, status=status)
    before = wang.pool_rank_at
    assert take(api, world.mei).status_code == 201
    wang.refresh_from_db()
    assert (wang.status, wang.pool_rank_at) == (status, before)


def test_somebody_out_of_sight_is_told_as_a_duplicate_and_changes_nothing(world, api):
    make_customer("王芳", pool=world.pool, owner=world.zoe, phone=PHONE)
    before = facts()
    answer = take(api, world.lin)
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_customer")
    (match,) = answer.json()["matches"]
    assert (match["customer"], match["name"], match["actions"]) == (None, None, ["record_inquiry"])
    assert facts() == before


def test_recorded_all_the_same_the_holder_is_told_and_the_taker_learns_no_more(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.zoe, phone=PHONE)
    answer = take(api, world.lin, record_anyway=True)
    consultation = Consultation.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"id": consultation.pk, "gone": True})
    assert (consultation.customer, consultation.disposition) == (wang, "attached")
    event = Event.objects.get(kind="consultation.attached")
    assert (event.customer_id, event.owner_after) == (wang.pk, world.zoe.pk)
    assert api(world.lin).get(f"/consultations/{consultation.pk}/").status_code == 404
    assert api(world.zoe).get(f"/consultations/{consultation.pk}/").status_code == 200


def test_trying_out_numbers_is_counted_like_checks(world, api):
    make_customer("王芳", pool=world.pool, owner=world.zoe, phone=PHONE)
    caller = api(world.lin)
    body = {**SAID, "record_anyway": True}
    statuses = [caller.post("/consultations/", body).status_code for _ in range(122)]
    assert statuses == [201] * 121 + [429]


def test_of_several_households_one_has_to_be_named(world, api):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    li = make_customer("李", pool=world.pool, owner=world.lin, wechat="li_hong_88")
    before = facts()
    answer = take(api, world.lin, wechat="li_hong_88")
    assert (answer.status_code, answer.json()["code"]) == (409, "several_known")
    assert {match["customer"] for match in answer.json()["matches"]} == {wang.pk, li.pk}
    assert facts() == before
    answer = take(api, world.lin, wechat="li_hong_88", customer=wang.pk)
    assert answer.json()["customer"]["id"] == wang.pk


def test_a_household_is_not_several_and_the_guardian_is_who_asked(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    make_customer("王小", pool=world.pool, owner=world.lin, guardian=wang, wechat="little_wang")
    answer = take(api, world.lin, wechat="little_wang")
    assert answer.json()["customer"]["id"] == wang.pk


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"channel": "web_form"}, "/channel", "invalid_choice"),
        ({"occurred_at": (NOW + timedelta(seconds=1)).isoformat()}, "/occurred_at", "future"),
        ({"phone": "12345"}, "/phone", "invalid_phone"),
        ({"phone": "", "name": ""}, "/name", "name_or_contact_required"),
        ({"colour": "red"}, "/colour", "unknown_field"),
        ({"courses": [10**30]}, "/courses", "invalid"),
    ],
)
def test_what_is_refused_changes_nothing(world, api, body, pointer, code):
    before = facts()
    answer = take(api, world.lin, **body)
    assert answer.status_code == 400, answer.json()
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert facts() == before


def test_a_customer_out_of_sight_cannot_be_named(world, api):
    wang = make_customer("王芳", pool=world.pool, owner=world.zoe)
    before = facts()
    assert take(api, world.lin, customer=wang.pk).status_code == 404
    assert facts() == before


def test_a_retry_with_the_same_key_takes_it_once(world, api):
    caller = api(world.lin)
    first = caller.post("/consultations/", SAID, idempotency_key="k")
    again = caller.post("/consultations/", SAID, idempotency_key="k")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["id"] == first.json()["id"]
    assert Consultation.objects.count() == 1
