"""POST customers/{id}/status/ (R45)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import CustomerEdit, FollowUpPlan, Status
from shoal.customers.serializers.detail import detail
from shoal.customers.services.plans import schedule_plan
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")

BEFORE = ["new", "contacted", "qualified", "trial_booked", "applied"]
GIVEN_UP = ["lost", "invalid", "do_not_contact"]
# Every move there is; whatever is not here is refused.
ALLOWED = {
    "new": [*BEFORE[1:], *GIVEN_UP],
    "contacted": [*BEFORE[2:], *GIVEN_UP],
    "qualified": ["contacted", *BEFORE[3:], *GIVEN_UP],
    "trial_booked": ["qualified", *BEFORE[4:], *GIVEN_UP],
    "applied": ["trial_booked", "enrolled", *GIVEN_UP],
    "enrolled": ["alumni"],
    "alumni": [],
    "lost": ["contacted"],
    "invalid": [],
    "do_not_contact": [],
}


def held(world, status="new"):
    return make_customer("王小明", pool=world.pool, owner=world.lin, status=status)


def change(api, by, customer, status, **body):
    if status == "lost":
        body.setdefault("reason", "price")
    return api(by).post(f"/customers/{customer.pk}/status/", {"status": status, **body})


@pytest.mark.parametrize("old", Status.values)
def test_the_moves(world, api, old):
    for new in Status.values:
        customer = held(world, old)
        answer = change(api, world.lin, customer, new)
        customer.refresh_from_db()
        if new in ALLOWED[old]:
            assert (answer.status_code, customer.status) == (200, new)
        else:
            assert (answer.status_code, customer.status) == (409, old)
            assert customer.version == 1
    moved = Event.objects.filter(kind="customer.status_changed").count()
    assert moved == len(ALLOWED[old])


def test_the_page_knows_where_it_may_go(world):
    customer = held(world, "applied")
    shown = detail(customer.pk, world.lin)
    assert sorted(shown["status_moves"]) == sorted(ALLOWED["applied"])
    assert shown["refusals"]["change_status"] is None


def test_a_final_status_says_so(world, api):
    customer = held(world, "alumni")
    answer = change(api, world.lin, customer, "contacted")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_further_status")


def test_a_loss_keeps_its_reason_and_words(world, api):
    customer = held(world)
    answer = change(api, world.lin, customer, "lost", reason="competitor", note="隔壁便宜")

    assert answer.status_code == 200
    assert answer.json()["status"] == "lost"
    assert answer.headers["ETag"] == '"2"'
    customer.refresh_from_db()
    assert customer.lost_reason.code == "competitor"
    assert CustomerEdit.objects.get().changes == {
        "status": ["new", "lost"],
        "lost_reason": [None, "competitor"],
        "note": [None, "隔壁便宜"],
    }
    event = Event.objects.get(kind="customer.status_changed")
    assert event.data == {"old": "new", "new": "lost", "reason": "competitor"}


def test_coming_back_forgets_the_reason(world, api):
    customer = held(world)
    change(api, world.lin, customer, "lost")
    change(api, world.lin, customer, "contacted")
    customer.refresh_from_db()
    assert (customer.status, customer.lost_reason, customer.version) == ("contacted", None, 3)


@pytest.mark.parametrize(
    ("status", "reason", "code"),
    [("lost", "", "required"), ("lost", "bored", "choice"), ("invalid", "price", "not_applicable")],
)
def test_reasons_are_for_losses_and_from_the_list(world, api, status, reason, code):
    customer = held(world)
    answer = change(api, world.lin, customer, status, reason=reason)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"pointer": "/reason", "code": code, "detail": answer.json()["errors"][0]["detail"]}
    ]
    customer.refresh_from_db()
    assert customer.status == "new"


@pytest.mark.parametrize("status", GIVEN_UP)
def test_nobody_is_reminded_of_who_is_given_up(world, api, status):
    customer = held(world)
    schedule_plan(
        customer_id=customer.pk, kind="call", due_at=NOW + timedelta(days=1), by=world.lin, at=NOW
    )
    change(api, world.lin, customer, status)
    customer.refresh_from_db()
    assert customer.next_follow_up_at is None
    assert FollowUpPlan.objects.get().state == "cancelled"


@pytest.mark.parametrize(
    ("who", "status"),
    [("lin", 200), ("mei", 200), ("ada", 200), ("bo", 404), ("zoe", 404), ("fan", 403)],
)
def test_who_may_move_a_held_customer(world, api, who, status):
    customer = held(world)
    assert change(api, getattr(world, who), customer, "qualified").status_code == status
    customer.refresh_from_db()
    assert (customer.status == "qualified") == (status == 200)


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 409), ("mei", 200), ("ada", 200), ("fan", 403)]
)
def test_who_may_move_a_pool_customer(world, api, who, status):
    customer = make_customer("李", pool=world.pool)
    assert change(api, getattr(world, who), customer, "do_not_contact").status_code == status
