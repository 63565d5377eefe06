"""Whoever sees an enrollment but not the contacts reads none of the household's in words (R4,
R170): a WeChat id may be any word, and a household has several."""

import pytest

from shoal.customers.models import Identity
from shoal.enrollments.models import CreditShare
from tests.world import make_customer

from .school import make_class, make_enrollment, make_payment

TOLD = "加 tulip、orchid 或 peony"
WORDS = ("tulip", "orchid", "peony")


@pytest.fixture
def enrollment(world):
    mother = make_customer("赵敏", pool=world.pool, owner=world.lin, wechat="tulip")
    child = make_customer(
        f"小明 {TOLD}", pool=world.pool, owner=world.lin, guardian=mother, wechat="peony"
    )
    Identity.objects.create(customer=mother, kind="wechat", value="orchid")
    made = make_enrollment(
        child, make_class(world), why=TOLD, expectations=TOLD, discount_reason=TOLD,
        decision_note=TOLD,
    )  # fmt: skip
    make_payment(made, 20_000, note=TOLD)
    # zoe is credited for the sale, but neither holds them nor leads who does.
    CreditShare.objects.create(enrollment=made, employee=world.zoe, percent=100)
    return made


def places(enrollment):
    return [
        "/enrollments/", f"/enrollments/{enrollment.pk}/", "/payments/",
        f"/payments/{enrollment.payments.get().pk}/",
        f"/customers/{enrollment.customer_id}/statement/",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["fan", "zoe"])
def test_who_may_not_see_contacts_reads_none(api, world, enrollment, name):
    for place in places(enrollment):
        answer = api(world.people()[name]).get(place)
        read = answer.content.decode()
        assert answer.status_code == 200, place
        assert [word for word in WORDS if word in read] == [], place


@pytest.mark.parametrize("name", ["lin", "mei", "ada"])
def test_who_holds_them_or_leads_who_does_reads_all(api, world, enrollment, name):
    answer = api(world.people()[name]).get(f"/enrollments/{enrollment.pk}/")
    assert answer.json()["why"] == TOLD
