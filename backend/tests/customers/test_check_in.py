"""follow-up-plans/{id}/check-in/ and done/ (R130)."""

from datetime import UTC, datetime, timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, FollowUp, FollowUpPlan
from shoal.customers.services.plans import cancel_plan, schedule_plan
from shoal.customers.services.pool import release_customer
from shoal.customers.services.status import change_status
from shoal.organization.models import Campus
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
ANSWERS = ("check-in", "done")


@pytest.fixture
def wang(world):
    return make_customer("王小明", pool=world.pool, owner=world.lin, phone="+8613800002746")


@pytest.fixture
def visit(world, wang):
    return planned(wang, world.lin, hours=1)


def planned(customer, by, kind="visit", **delta):
    return schedule_plan(
        customer_id=customer.pk, kind=kind, due_at=NOW + timedelta(**delta), by=by,
        at=NOW - timedelta(days=5),
    )  # fmt: skip


def test_checking_in_logs_the_visit_closes_the_plan_and_makes_the_next(world, api, wang, visit):
    due = NOW + timedelta(days=2)
    body = {
        "note": "带孩子来的", "courses": [world.python.pk], "intent_after": "A",
        "next": {"kind": "trial_lesson", "due_at": due.isoformat(), "note": "Python"},
    }  # fmt: skip
    answer = api(world.lin).post(f"/follow-up-plans/{visit.pk}/check-in/", body)

    assert answer.status_code == 200
    follow_up = FollowUp.objects.get()
    assert (follow_up.method, follow_up.outcome) == ("visit", "visited")
    assert follow_up.note == "带孩子来的"
    assert (follow_up.intent_after, follow_up.occurred_at) == ("A", NOW)
    shown = answer.json()
    assert (shown["state"], shown["follow_up"]) == ("done", follow_up.pk)
    assert shown["refusals"]["check_in"]["code"] == "plan_closed"
    following = FollowUpPlan.objects.get(state="planned")
    assert (following.kind, following.due_at, following.note) == ("trial_lesson", due, "Python")
    assert (following.assignee, following.made_by) == (world.lin, follow_up)
    wang.refresh_from_db()
    assert (wang.status, wang.intent, wang.next_follow_up_at) == ("contacted", "A", due)
    assert wang.last_effective_contact_at == NOW
    event = Event.objects.get(kind="follow_up.logged")
    assert (event.data["plan"], event.data["next_plan"]) == (visit.pk, following.pk)
    assert (event.data["method"], event.data["outcome"]) == ("visit", "visited")


def test_two_taps_need_no_words(world, api, wang, visit):
    answer = api(world.mei).post(f"/follow-up-plans/{visit.pk}/check-in/")
    assert (answer.status_code, answer.json()["state"]) == (200, "done")
    assert FollowUp.objects.get().author == world.mei
    assert Customer.objects.get(pk=wang.pk).next_follow_up_at is None


def test_a_call_is_done_and_the_next_one_made(world, api, wang):
    call, due = planned(wang, world.lin, kind="call", days=3), NOW + timedelta(days=9)
    body = {"outcome": "no_answer", "next": {"due_at": due.isoformat()}}

    answer = api(world.lin).post(f"/follow-up-plans/{call.pk}/done/", body)

    assert (answer.status_code, answer.json()["state"]) == (200, "done")
    assert FollowUp.objects.values_list("method", "outcome").get() == ("call", "no_answer")
    assert FollowUpPlan.objects.values_list("kind", "due_at").get(state="planned") == ("call", due)


def test_of_several_plans_the_named_one_is_answered(world, api, wang, visit):
    sooner = planned(wang, world.lin, kind="call", minutes=5)
    api(world.lin).post(f"/follow-up-plans/{visit.pk}/check-in/")
    sooner.refresh_from_db()
    assert sooner.state == "planned"


@pytest.mark.parametrize("verb", ANSWERS)
def test_a_next_date_in_the_past_undoes_all_of_it(world, api, visit, verb):
    body = {"next": {"due_at": (NOW - timedelta(minutes=1)).isoformat()}}
    answer = api(world.lin).post(f"/follow-up-plans/{visit.pk}/{verb}/", body)
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("/next/due_at", "past")
    ]
    assert not FollowUp.objects.exists()
    assert FollowUpPlan.objects.get().state == "planned"
    assert not Event.objects.filter(kind="follow_up.logged").exists()


@pytest.mark.parametrize("verb", ANSWERS)
def test_checking_in_twice_is_a_409_and_logs_once(world, api, visit, verb):
    lin, path = api(world.lin), f"/follow-up-plans/{visit.pk}/{verb}/"
    lin.post(path)
    answer = lin.post(path)
    assert (answer.status_code, answer.json()["code"]) == (409, "plan_closed")
    assert FollowUp.objects.count() == 1


def test_a_retry_with_the_same_key_logs_once(world, api, visit):
    lin, path = api(world.lin), f"/follow-up-plans/{visit.pk}/check-in/"
    first = lin.post(path, {}, idempotency_key="tap-1")
    second = lin.post(path, {}, idempotency_key="tap-1")
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize("verb", ANSWERS)
def test_who_comes_early_is_here_but_not_on_another_day(world, api, wang, clock, visit, verb):
    """10:00 in Shanghai: the visit is at 11:00, the other one tomorrow at 00:30."""
    tomorrow = planned(wang, world.lin, hours=14.5)
    path = f"/follow-up-plans/{tomorrow.pk}/{verb}/"
    answer = api(world.lin).post(path)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_yet_due")
    assert not FollowUp.objects.exists()

    clock.move_to(datetime(2026, 11, 20, 16, 1, tzinfo=UTC), tick=False)  # 00:01, the 21st
    assert api(world.lin).post(path).status_code == 200


def test_the_day_is_the_campuss_whoever_asks(world, api, wang):
    """20:00 on the 19th in New York, where they meet; the 20th where Lin sits."""
    york = Campus.objects.create(code="ny", name="York", time_zone="America/New_York")
    plan = schedule_plan(
        customer_id=wang.pk, kind="visit", due_at=NOW + timedelta(hours=4), campus=york,
        by=world.lin, at=NOW - timedelta(days=1),
    )  # fmt: skip
    answer = api(world.lin).post(f"/follow-up-plans/{plan.pk}/check-in/")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_yet_due")


def test_nobody_comes_for_a_call(world, api, wang):
    call = planned(wang, world.lin, kind="call", hours=1)
    answer = api(world.lin).post(f"/follow-up-plans/{call.pk}/check-in/")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_an_appointment")
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("verb", ANSWERS)
def test_who_went_to_the_pool_or_wants_no_calls_is_not_checked_in(world, api, wang, visit, verb):
    path = f"/follow-up-plans/{visit.pk}/{verb}/"
    change_status(customer_id=wang.pk, status="do_not_contact", by=world.lin, at=NOW)
    assert api(world.lin).post(path).json()["code"] == "plan_closed"
    release_customer(customer_id=wang.pk, by=world.lin, at=NOW, reason="other")
    assert api(world.lin).post(path).json()["code"] == "not_held"
    assert not FollowUp.objects.exists()


# --- what the page is told (R130) -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "hours", "refused"),
    [
        ("call", 30, {"no_show": "not_an_appointment", "check_in": "not_an_appointment"}),
        ("visit", 1, {"no_show": "not_yet_due"}),
        ("visit", -1, {}),
        ("visit", 30, dict.fromkeys(("no_show", "check_in", "done"), "not_yet_due")),
    ],
)
def test_a_plan_says_what_may_be_done_with_it(world, api, wang, kind, hours, refused):
    plan = planned(wang, world.lin, kind=kind, hours=hours)
    lin = api(world.lin)
    shown = lin.get(f"/follow-up-plans/{plan.pk}/").json()
    codes = {name: no and no["code"] for name, no in shown["refusals"].items()}
    nothing = dict.fromkeys(("change", "cancel", "no_show", "check_in", "done"))
    assert codes == {**nothing, **refused}
    assert lin.get("/follow-up-plans/").json()["results"] == [shown]


def test_a_closed_plan_refuses_everything(world, api, visit):
    cancel_plan(plan_id=visit.pk, by=world.lin, at=NOW)
    shown = api(world.lin).get(f"/follow-up-plans/{visit.pk}/").json()
    assert {no["code"] for no in shown["refusals"].values()} == {"plan_closed"}
    assert {no["state"] for no in shown["refusals"].values()} == {"cancelled"}
