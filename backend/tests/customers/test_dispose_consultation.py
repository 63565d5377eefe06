"""consultations/{id}/attach|create|reject/: what waits is settled once (R102)."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Consultation, Customer, OwnershipSpell
from tests.inquiries import PHONE, make_consultation, make_form
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")


def settle(api, by, consultation, how, **body):
    return api(by).post(f"/consultations/{consultation.pk}/{how}/", body)


def untouched(consultation):
    consultation.refresh_from_db()
    gone = not Event.objects.filter(kind__startswith="consultation.").exists()
    return consultation.disposition == "undisposed" and gone


def test_it_is_attached_to_a_customer_whom_i_see(world, api):
    asked = make_consultation(world)
    wang = make_customer("王芳", pool=world.pool)
    answer = settle(api, world.lin, asked, "attach", customer=wang.pk)
    assert (answer.status_code, answer.json()["customer"]["id"]) == (200, wang.pk)
    asked.refresh_from_db()
    assert (asked.disposition, asked.disposed_by, asked.disposed_at) == ("attached", world.lin, NOW)
    wang.refresh_from_db()
    assert wang.pool_rank_at == NOW
    assert Event.objects.get(kind="consultation.attached").customer_id == wang.pk


def test_unless_told_to_whom_its_contacts_belong(world, api):
    asked = make_consultation(world)
    wang = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    assert settle(api, world.lin, asked, "attach").json()["customer"]["id"] == wang.pk


def test_nobody_known_is_a_409(world, api):
    asked = make_consultation(world)
    answer = settle(api, world.lin, asked, "attach")
    assert (answer.status_code, answer.json()["code"]) == (409, "nobody_known")
    assert untouched(asked)


def test_somebody_out_of_sight_gets_it_only_when_asked_for(world, api):
    asked = make_consultation(world)
    wang = make_customer("王芳", pool=world.pool, owner=world.zoe, phone=PHONE)
    answer = settle(api, world.lin, asked, "attach")
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_customer")
    assert untouched(asked)
    answer = settle(api, world.lin, asked, "attach", record_anyway=True)
    assert answer.json() == {"id": asked.pk, "gone": True}
    asked.refresh_from_db()
    assert asked.customer == wang


def test_a_new_customer_lies_in_the_pool_that_it_came_into(world, api):
    form = make_form(world, pool=world.east_pool)
    asked = make_consultation(world, form=form, pool=world.east_pool, campus=world.east)
    answer = settle(api, world.lin, asked, "create")
    assert (answer.status_code, answer.json()["disposition"]) == (200, "created")
    customer = Customer.objects.get()
    assert (customer.pool, customer.owner, customer.campus) == (world.east_pool, None, world.east)
    assert (customer.name, customer.phone, customer.created_by) == ("王芳", PHONE, world.lin)
    # Masked like the pool's customers.
    assert (answer.json()["phone"], answer.json()["contact_masked"]) == ("*********5678", True)


def test_with_hold_they_are_claimed_by_the_rules_of_claiming(world, api):
    world.pool.daily_claim_limit = 1
    world.pool.save()
    first, second = make_consultation(world), make_consultation(world, phone="13900000001")
    answer = settle(api, world.lin, first, "create", hold=True, name="王小芳")
    assert answer.status_code == 200
    customer = Customer.objects.get()
    assert (customer.owner, customer.name) == (world.lin, "王小芳")
    reasons = OwnershipSpell.objects.order_by("pk").values_list("start_reason", flat=True)
    assert list(reasons) == ["created", "claimed"]
    event = Event.objects.get(kind="consultation.created")
    assert (event.customer_id, event.owner_after) == (customer.pk, world.lin.pk)

    shown = api(world.lin).get(f"/consultations/{second.pk}/").json()
    assert shown["refusals"]["hold"]["code"] == "daily_claim_limit_reached"
    answer = settle(api, world.lin, second, "create", hold=True)
    assert (answer.status_code, answer.json()["code"]) == (409, "daily_claim_limit_reached")
    assert Customer.objects.count() == 1
    second.refresh_from_db()
    assert second.disposition == "undisposed"


def test_somebody_entered_meanwhile_is_a_duplicate(world, api):
    asked = make_consultation(world)
    make_customer("王芳", pool=world.pool, phone=PHONE)
    answer = settle(api, world.lin, asked, "create")
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_customer")
    assert untouched(asked)


def test_who_leads_turns_it_away_with_a_reason(world, api):
    asked = make_consultation(world)
    answer = settle(api, world.mei, asked, "reject", reason="spam")
    assert (answer.status_code, answer.json()["reason"]) == (200, "spam")
    event = Event.objects.get(kind="consultation.rejected")
    assert (event.actor, event.data["reason"], event.customer_id) == (world.mei, "spam", None)
    assert not Customer.objects.exists()


def test_a_consultant_does_not_turn_anybody_away_and_is_told_before(world, api):
    asked = make_consultation(world)
    shown = api(world.lin).get(f"/consultations/{asked.pk}/").json()
    assert shown["refusals"]["reject"]["code"] == "role_may_not"
    assert settle(api, world.lin, asked, "reject", reason="spam").status_code == 403
    assert untouched(asked)


def test_a_reason_of_the_form_is_none_of_ours(world, api):
    asked = make_consultation(world)
    assert settle(api, world.mei, asked, "reject", reason="honeypot").status_code == 400
    assert untouched(asked)


@pytest.mark.parametrize(
    ("how", "body"), [("attach", {}), ("create", {}), ("reject", {"reason": "spam"})]
)
def test_what_is_settled_is_settled(world, api, how, body):
    wang = make_customer("王芳", pool=world.pool, owner=world.lin)
    asked = make_consultation(world, customer=wang, disposition="attached", disposed_at=NOW)
    answer = settle(api, world.mei, asked, how, **body)
    assert (answer.status_code, answer.json()["code"]) == (409, "already_disposed")
    assert Consultation.objects.get().customer == wang
    assert Customer.objects.count() == 1


def test_the_detail_says_why_it_waits_and_who_may_be_meant(world, api):
    asked = make_consultation(world, wechat="li_hong_88")
    assert api(world.lin).get(f"/consultations/{asked.pk}/").json()["waits_because"] == (
        "nobody_known"
    )
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    make_customer("李", pool=world.pool, owner=world.zoe, wechat="li_hong_88")
    shown = api(world.lin).get(f"/consultations/{asked.pk}/").json()
    assert shown["waits_because"] == "several_known"
    assert [(m["field"], m["customer"], m["state"]) for m in shown["matches"]] == [
        ("phone", wang.pk, "pool"), ("wechat", None, "held"),
    ]  # fmt: skip
