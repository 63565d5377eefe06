"""POST follow-ups/ (R40, R41, R43, R46)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import CustomerEdit, FollowUp, FollowUpPlan, PlanState, Status
from shoal.customers.services.plans import schedule_plan
from shoal.teaching.models import Course
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def wang(world):
    return make_customer("王小明", pool=world.pool, owner=world.lin, phone="+8613800002746")


def log(api, by, customer, **body):
    body = {"customer": customer.pk, "method": "call", "outcome": "reached", **body}
    return api(by).post("/follow-ups/", body)


def events(kind):
    return list(Event.objects.filter(kind=kind).values_list("actor_id", "customer_id"))


def test_a_contact_moves_clocks_and_status(world, api, wang):
    answer = log(api, world.lin, wang, note="想了解周末班")

    assert answer.status_code == 201
    assert answer.json()["note"] == "想了解周末班"
    assert answer.json()["author"] == {"id": world.lin.pk, "name": "Lin"}
    assert answer.json()["refusals"] == {"correct": None}
    wang.refresh_from_db()
    assert wang.last_contact_at == NOW
    assert wang.last_effective_contact_at == NOW
    assert wang.status == Status.CONTACTED
    assert wang.version == 2
    assert events("follow_up.logged") == [(world.lin.pk, wang.pk)]
    assert events("customer.status_changed") == [(world.lin.pk, wang.pk)]


def test_the_event_holds_no_words(world, api, wang):
    log(api, world.lin, wang, note="电话 13800002746")
    event = Event.objects.get(kind="follow_up.logged")
    assert event.data == {
        "method": "call",
        "outcome": "reached",
        "fields": ["status"],
        "plan": None,
        "next_plan": None,
    }


@pytest.mark.parametrize(
    ("outcome", "status", "effective"),
    [
        ("reached", "contacted", True),
        ("visited", "contacted", True),
        ("refused", "contacted", False),
        ("no_answer", "new", False),
        ("wrong_number", "new", False),
    ],
)
def test_what_each_outcome_does(world, api, wang, outcome, status, effective):
    assert log(api, world.lin, wang, outcome=outcome).status_code == 201
    wang.refresh_from_db()
    assert wang.status == status
    assert wang.last_contact_at == NOW
    assert wang.last_effective_contact_at == (NOW if effective else None)


def test_clocks_alone_leave_the_version(world, api, wang):
    log(api, world.lin, wang, outcome="no_answer")
    wang.refresh_from_db()
    assert wang.version == 1


def test_a_later_status_stays(world, api):
    li = make_customer("李", pool=world.pool, owner=world.lin, status=Status.APPLIED)
    log(api, world.lin, li)
    li.refresh_from_db()
    assert li.status == Status.APPLIED


def test_intent_and_chosen_courses_become_the_customers(world, api, wang):
    art = Course.objects.create(code="art", name="Art", currency="CNY")
    wang.courses.add(art)

    answer = log(
        api, world.lin, wang, outcome="no_answer", intent_after="B", courses=[world.python.pk]
    )

    assert answer.json()["courses"] == [{"id": world.python.pk, "name": "Python"}]
    wang.refresh_from_db()
    assert wang.intent == "B"
    assert set(wang.courses.all()) == {art, world.python}
    assert wang.version == 2
    edit = CustomerEdit.objects.get()
    assert edit.changes == {
        "intent": ["", "B"],
        "courses": [[art.pk], sorted([art.pk, world.python.pk])],
    }


def test_a_backdated_contact_does_not_turn_the_clocks_back(world, api, wang):
    log(api, world.lin, wang)
    yesterday = NOW - timedelta(days=1)
    answer = log(api, world.lin, wang, occurred_at=yesterday.isoformat(), intent_after="C")

    assert answer.status_code == 201
    wang.refresh_from_db()
    assert wang.last_contact_at == NOW
    assert wang.intent == "C"  # nobody said one since


def test_an_older_word_does_not_overrule_the_intent(world, api, wang):
    log(api, world.lin, wang, intent_after="A")
    yesterday = NOW - timedelta(days=1)
    log(api, world.lin, wang, occurred_at=yesterday.isoformat(), intent_after="D")
    wang.refresh_from_db()
    assert wang.intent == "A"


def test_the_next_date_makes_the_next_plan(world, api, wang):
    due = NOW + timedelta(days=3)
    answer = log(
        api, world.lin, wang, next_date=due.isoformat(), next_kind="wechat", next_note="发课程表"
    )

    plan = FollowUpPlan.objects.get()
    assert answer.json()["next_plan"] == plan.pk
    assert (plan.kind, plan.due_at, plan.note, plan.state) == ("wechat", due, "发课程表", "planned")
    assert plan.assignee == world.lin
    wang.refresh_from_db()
    assert wang.next_follow_up_at == due


def plan_for(wang, by, kind="call", **delta):
    return schedule_plan(
        customer_id=wang.pk, kind=kind, due_at=NOW + timedelta(**delta), by=by,
        at=NOW - timedelta(days=5),
    )  # fmt: skip


def test_it_closes_the_earliest_open_plan(world, api, wang):
    later = plan_for(wang, world.lin, days=2)
    first = plan_for(wang, world.lin, hours=-3)

    answer = log(api, world.lin, wang)

    assert answer.json()["plan"] == first.pk
    first.refresh_from_db()
    assert (first.state, first.closed_at) == (PlanState.DONE, NOW)
    wang.refresh_from_db()
    assert wang.next_follow_up_at == later.due_at


def test_it_closes_the_plan_it_names(world, api, wang):
    plan_for(wang, world.lin, hours=-3)
    later = plan_for(wang, world.lin, days=2)
    assert log(api, world.lin, wang, plan=later.pk).json()["plan"] == later.pk
    assert FollowUpPlan.objects.get(state=PlanState.DONE) == later


def test_the_call_that_confirms_a_visit_does_not_answer_it(world, api, wang):
    visit = plan_for(wang, world.lin, kind="visit", days=1)
    assert log(api, world.lin, wang).json()["plan"] is None
    assert log(api, world.lin, wang, method="visit", outcome="visited").json()["plan"] == visit.pk


def test_a_closed_plan_is_not_answered_again(world, api, wang):
    plan = plan_for(wang, world.lin, hours=-3)
    log(api, world.lin, wang, plan=plan.pk)

    answer = log(api, world.lin, wang, plan=plan.pk)

    assert answer.status_code == 409
    assert answer.json()["code"] == "plan_closed"
    assert FollowUp.objects.count() == 1


def test_a_plan_of_somebody_else_is_not_answered(world, api, wang):
    li = make_customer("李", pool=world.pool, owner=world.lin)
    plan = plan_for(li, world.lin, days=1)
    answer = log(api, world.lin, wang, plan=plan.pk)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/plan"


# --- refusals change nothing --------------------------------------------------------------------
def untouched(customer):
    before = {f.attname: getattr(customer, f.attname) for f in customer._meta.concrete_fields}
    customer.refresh_from_db()
    after = {f.attname: getattr(customer, f.attname) for f in customer._meta.concrete_fields}
    return (
        before == after
        and not FollowUp.objects.exists()
        and not FollowUpPlan.objects.exists()
        and not Event.objects.filter(kind__startswith="follow_up").exists()
    )


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"occurred_at": "2026-11-20T02:00:01Z"}, "/occurred_at", "future"),
        ({"occurred_at": "2025-01-01T00:00:00Z"}, "/occurred_at", "too_early"),
        ({"occurred_at": "2026-11-19T10:00:00"}, "/occurred_at", "offset"),
        ({"next_date": "2026-11-20T02:00:00Z"}, "/next_date", "past"),
        ({"note": "x" * 5001}, "/note", "max_length"),
        ({"method": "fax"}, "/method", "invalid_choice"),
        ({"courses": [999]}, "/courses", "does_not_exist"),
        ({"happened": 1}, "/happened", "unknown_field"),
    ],
)
def test_what_cannot_be_is_a_400_and_changes_nothing(world, api, wang, body, pointer, code):
    answer = log(api, world.lin, wang, **body)
    assert answer.status_code == 400
    error = answer.json()["errors"][0]
    assert (error["pointer"].split("/0")[0], error["code"]) == (pointer, code)
    assert untouched(wang)


def test_pool_customers_are_claimed_first(world, api):
    li = make_customer("李", pool=world.pool)
    for who in (world.lin, world.mei, world.ada):
        answer = log(api, who, li)
        assert answer.status_code == 409
        assert answer.json()["code"] == "not_held"
    assert untouched(li)


def test_who_does_not_want_it_is_not_contacted(world, api):
    li = make_customer("李", pool=world.pool, owner=world.lin, status=Status.DO_NOT_CONTACT)
    answer = log(api, world.lin, li)
    assert (answer.status_code, answer.json()["code"]) == (409, "do_not_contact")
    assert untouched(li)


@pytest.mark.parametrize(
    ("who", "status"),
    [("mei", 201), ("ada", 201), ("bo", 404), ("zoe", 404), ("fan", 403)],
)
def test_who_may(world, api, wang, who, status):
    answer = log(api, getattr(world, who), wang)
    assert answer.status_code == status
    assert FollowUp.objects.count() == (status == 201)


def test_the_same_key_logs_once(world, api, wang):
    body = {"customer": wang.pk, "method": "call", "outcome": "reached"}
    lin = api(world.lin)
    first = lin.post("/follow-ups/", body, idempotency_key="k1")
    again = lin.post("/follow-ups/", body, idempotency_key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert FollowUp.objects.count() == 1


def test_the_stored_answer_is_not_shown_to_who_lost_sight(world, api, wang):
    body = {"customer": wang.pk, "method": "call", "outcome": "reached", "note": "secret"}
    lin = api(world.lin)
    lin.post("/follow-ups/", body, idempotency_key="k1")
    type(wang).objects.filter(pk=wang.pk).update(owner=world.zoe)
    assert lin.post("/follow-ups/", body, idempotency_key="k1").status_code == 404
