"""follow-up-plans/ (R43, R44)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, FollowUpPlan
from shoal.customers.services.plans import schedule_plan
from shoal.customers.services.pool import assign_customer, release_customer
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def wang(world):
    return make_customer("王小明", pool=world.pool, owner=world.lin, phone="+8613800002746")


def planned(wang, by, kind="call", **delta):
    return schedule_plan(
        customer_id=wang.pk, kind=kind, due_at=NOW + timedelta(**delta), by=by,
        at=NOW - timedelta(days=5),
    )  # fmt: skip


def next_of(customer):
    return Customer.objects.get(pk=customer.pk).next_follow_up_at


def test_a_plan_is_the_holders_and_sets_the_next_date(world, api, wang):
    due = NOW + timedelta(days=1)
    body = {"customer": wang.pk, "kind": "visit", "due_at": due.isoformat(), "note": "带孩子"}
    answer = api(world.mei).post("/follow-up-plans/", body)

    assert answer.status_code == 201
    shown = answer.json()
    assert shown["assignee"] == {"id": world.lin.pk, "name": "Lin"}
    assert shown["campus"] == {"id": world.east.pk, "name": "East"}  # where mei sits
    assert shown["customer"]["phone"] == "+8613800002746"
    assert next_of(wang) == due
    event = Event.objects.get(kind="plan.scheduled")
    assert (event.actor_id, event.customer_id) == (world.mei.pk, wang.pk)


def test_the_next_date_is_that_of_the_earliest_open_plan(world, api, wang):
    later, sooner = planned(wang, world.lin, days=3), planned(wang, world.lin, days=1)
    assert next_of(wang) == sooner.due_at
    api(world.lin).post(f"/follow-up-plans/{sooner.pk}/cancel/")
    assert next_of(wang) == later.due_at
    api(world.lin).post(f"/follow-up-plans/{later.pk}/cancel/")
    assert next_of(wang) is None


def test_moving_a_plan_moves_the_next_date(world, api, wang):
    plan = planned(wang, world.lin, days=1)
    due = NOW + timedelta(days=7)

    answer = api(world.lin).patch(f"/follow-up-plans/{plan.pk}/", {"due_at": due.isoformat()})

    assert answer.status_code == 200
    assert answer.json()["due_at"] == "2026-11-27T02:00:00Z"
    assert next_of(wang) == due
    assert Event.objects.get(kind="plan.changed").data == {"fields": ["due_at"]}


def test_a_call_has_no_place(world, api, wang):
    plan = planned(wang, world.lin, kind="visit", days=1)
    answer = api(world.lin).patch(f"/follow-up-plans/{plan.pk}/", {"kind": "call"})
    assert (answer.json()["kind"], answer.json()["campus"]) == ("call", None)


def test_cancelling(world, api, wang):
    plan = planned(wang, world.lin, days=1)
    answer = api(world.lin).post(f"/follow-up-plans/{plan.pk}/cancel/")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert answer.json()["closed_at"] == "2026-11-20T02:00:00Z"
    assert Event.objects.filter(kind="plan.cancelled").count() == 1


def test_a_missed_visit(world, api, wang):
    plan = planned(wang, world.lin, kind="trial_lesson", hours=-1)
    answer = api(world.lin).post(f"/follow-up-plans/{plan.pk}/no-show/")
    assert (answer.status_code, answer.json()["state"]) == (200, "no_show")
    assert next_of(wang) is None
    assert Event.objects.filter(kind="plan.no_show").count() == 1


@pytest.mark.parametrize(
    ("kind", "hours", "code"),
    [("call", -1, "not_an_appointment"), ("visit", 1, "not_yet_due")],
)
def test_what_nobody_can_miss(world, api, wang, kind, hours, code):
    plan = planned(wang, world.lin, kind=kind, hours=hours)
    answer = api(world.lin).post(f"/follow-up-plans/{plan.pk}/no-show/")
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert FollowUpPlan.objects.get().state == "planned"


@pytest.mark.parametrize("verb", ["cancel", "no-show", None])
def test_a_closed_plan_stays_as_it_is(world, api, wang, verb):
    plan = planned(wang, world.lin, kind="visit", hours=-1)
    lin = api(world.lin)
    lin.post(f"/follow-up-plans/{plan.pk}/cancel/")

    path = f"/follow-up-plans/{plan.pk}/"
    answer = lin.post(f"{path}{verb}/") if verb else lin.patch(path, {"note": "x"})

    assert (answer.status_code, answer.json()["code"]) == (409, "plan_closed")
    assert answer.json()["state"] == "cancelled"
    assert FollowUpPlan.objects.get().note == ""


def test_plans_lie_ahead(world, api, wang):
    body = {"customer": wang.pk, "due_at": NOW.isoformat()}
    answer = api(world.lin).post("/follow-up-plans/", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "past"
    assert not FollowUpPlan.objects.exists()


def test_nobody_plans_for_the_pool(world, api):
    li = make_customer("李", pool=world.pool)
    body = {"customer": li.pk, "due_at": (NOW + timedelta(days=1)).isoformat()}
    answer = api(world.lin).post("/follow-up-plans/", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_held")


@pytest.mark.parametrize(
    ("who", "status"), [("mei", 200), ("ada", 200), ("bo", 404), ("zoe", 404), ("fan", 403)]
)
@pytest.mark.parametrize("verb", ["cancel", None])
def test_who_may(world, api, wang, who, status, verb):
    plan = planned(wang, world.lin, days=1)
    caller, path = api(getattr(world, who)), f"/follow-up-plans/{plan.pk}/"
    answer = caller.post(f"{path}{verb}/") if verb else caller.patch(path, {"note": "x"})
    assert answer.status_code == status
    changed = FollowUpPlan.objects.filter(state="planned", note="").count() == 0
    assert changed == (status == 200)


# --- the holder changes (R44) ---------------------------------------------------------------------
def test_open_plans_follow_the_new_holder(world, wang):
    plan = planned(wang, world.lin, days=1)
    assign_customer(customer_id=wang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    plan.refresh_from_db()
    assert (plan.assignee, plan.state) == (world.bo, "planned")
    assert next_of(wang) == plan.due_at


def test_in_the_pool_nobody_is_reminded(world, wang):
    plan = planned(wang, world.lin, days=1)
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW, reason="other")
    plan.refresh_from_db()
    assert (plan.assignee, plan.state, plan.closed_at) == (world.lin, "cancelled", NOW)
    assert next_of(wang) is None


# --- the list -----------------------------------------------------------------------------------
def test_one_sees_the_plans_of_customers_one_sees(world, api, wang):
    mine = planned(wang, world.lin, days=1)
    zhou = make_customer("周", pool=world.pool, owner=world.zoe)
    theirs = planned(zhou, world.zoe, days=1)

    def seen_by(who):
        answer = api(who).get("/follow-up-plans/")
        return [p["id"] for p in answer.json()["results"]] if answer.status_code == 200 else None

    assert seen_by(world.lin) == [mine.pk]
    assert seen_by(world.bo) == []
    assert seen_by(world.mei) == [mine.pk]
    assert seen_by(world.zoe) == [theirs.pk]
    assert seen_by(world.ada) == [mine.pk, theirs.pk]
    assert seen_by(world.fan) is None


def test_in_the_pool_plans_show_no_contact(world, api, wang):
    plan = planned(wang, world.lin, days=1)
    FollowUpPlan.objects.update(note="打 13800002746")
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW, reason="other")
    shown = api(world.bo).get(f"/follow-up-plans/{plan.pk}/").json()
    assert (shown["note"], shown["customer"]["phone"]) == ("打 ***", "*******2746")


def test_due_dates_are_days_of_the_campus(world, api, wang):
    # Still the 20th in London, the 21st already in Shanghai.
    early = planned(wang, world.lin, hours=14.5)
    planned(wang, world.lin, hours=40)

    query = {"due_from": "2026-11-21", "due_to": "2026-11-21", "state": "planned"}
    page = api(world.lin).get("/follow-up-plans/", **query).json()

    assert [p["id"] for p in page["results"]] == [early.pk]


def test_the_list_is_one_statement(world, api, wang, django_assert_num_queries):
    from shoal.customers.serializers.planning import PLAN_COLUMNS, plans_seen_by

    for days in (1, 2, 3):
        planned(wang, world.lin, days=days)
        with django_assert_num_queries(1):
            assert len(plans_seen_by(world.mei).values(*PLAN_COLUMNS)) == days
