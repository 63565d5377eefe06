"""POST employees/{id}/hand-over/ (R123-R126)."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from shoal.activity.models import Event
from shoal.common.errors import DomainError
from shoal.customers.models import Customer, FollowUpPlan, HandOver, OwnershipSpell
from shoal.customers.services import handing_over, spells
from shoal.customers.services.handing_over import begin_hand_over, resume_hand_overs, run_hand_over
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import assign_customer, claim_customer
from shoal.jobs.management.commands.tick import tick
from shoal.organization.models import Department, Employee
from tests.races import UNTIL_SEEN, in_threads
from tests.world import NOW, make_customer, make_employee

pytestmark = pytest.mark.usefixtures("clock")


def hold(world, count, owner=None):
    return [
        make_customer(f"客户{n}", pool=world.pool, owner=owner or world.lin, campus=world.east)
        for n in range(count)
    ]


def hand_over(api, by, who, **body):
    return api(by).post(f"/employees/{who.pk}/hand-over/", body)


def held(**by):
    return {name: Customer.objects.held_by(e).count() for name, e in by.items()}


def begin(world, **kwargs):
    wanted = {"employee_id": world.lin.pk, "by": world.mei, "at": NOW, "leaves": True, **kwargs}
    return begin_hand_over(**wanted)


def test_everything_goes_evenly_and_they_work_here_no_more(world, api):
    hold(world, 5)
    lin = api(world.lin)

    answer = hand_over(api, world.mei, world.lin, split=[world.bo.pk, world.mei.pk], note="再见")

    row = HandOver.objects.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": row.pk,
            "employee": {"id": world.lin.pk, "name": "Lin"},
            "by": {"id": world.mei.pk, "name": "Mei"},
            "leaves": True,
            "note": "再见",
            "shares": [
                {"to": {"id": world.bo.pk, "name": "Bo"}, "households": 3, "given": 3},
                {"to": {"id": world.mei.pk, "name": "Mei"}, "households": 2, "given": 2},
            ],
            "moved": 5,
            "left": 0,
            "created_at": "2026-11-20T02:00:00Z",
            "finished_at": "2026-11-20T02:00:00Z",
        },
    )
    assert held(lin=world.lin, bo=world.bo, mei=world.mei) == {"lin": 0, "bo": 3, "mei": 2}
    assert Employee.objects.get(pk=world.lin.pk).state == "left"
    assert lin.get("/auth/me/").status_code == 401
    opened = OwnershipSpell.objects.filter(ended_at=None)
    assert set(opened.values_list("start_reason", "note", "started_by")) == {
        ("handed_over", "再见", world.mei.pk)
    }
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["employee.left", *["customer.handed_over"] * 5, "employee.handed_over"]
    assert check_ledger() == {}


def test_nobody_gets_only_the_oldest(world):
    mine = hold(world, 6)
    begin(world, split=[world.bo.pk, None])
    taken = [Customer.objects.get(pk=c.pk).owner_id for c in mine]
    assert taken == [world.bo.pk, None] * 3


def test_shares_are_kept_and_the_rest_goes_to_the_home_pools(world, api):
    hold(world, 4)
    make_customer("西", pool=world.east_pool, owner=world.lin)
    answer = hand_over(api, world.mei, world.lin, shares=[{"to": world.bo.pk, "households": 2}])
    assert answer.status_code == 201
    assert held(lin=world.lin, bo=world.bo) == {"lin": 0, "bo": 2}
    assert Customer.objects.in_pool().count() == 3
    assert Customer.objects.get(name="西").pool == world.east_pool


def test_households_go_as_one_with_their_plans(world, api):
    (wang, li) = hold(world, 2)
    child = make_customer("小明", pool=world.pool, owner=world.lin, guardian=wang)
    for customer in (child, li):
        FollowUpPlan.objects.create(
            customer=customer, assignee=world.lin, created_by=world.lin, kind="call",
            due_at=NOW + timedelta(days=1), created_at=NOW,
        )  # fmt: skip
        Customer.objects.filter(pk=customer.pk).update(next_follow_up_at=NOW + timedelta(days=1))

    hand_over(api, world.mei, world.lin, shares=[{"to": world.bo.pk, "households": 1}])

    assert set(Customer.objects.held_by(world.bo)) == {wang, child}
    plans = dict(FollowUpPlan.objects.values_list("customer", "state"))
    assert plans == {child.pk: "planned", li.pk: "cancelled"}
    assert FollowUpPlan.objects.get(customer=child).assignee == world.bo
    assert check_ledger() == {}


def test_without_leaving_they_go_on_working(world, api):
    hold(world, 2)
    lin = api(world.lin)
    answer = hand_over(api, world.ada, world.lin, split=[world.zoe.pk], leaves=False)
    assert answer.status_code == 201
    assert (Employee.objects.get(pk=world.lin.pk).state, lin.get("/auth/me/").status_code) == (
        "active", 200,
    )  # fmt: skip
    assert held(zoe=world.zoe) == {"zoe": 2}


@pytest.mark.parametrize(
    ("by", "who", "body", "status", "code"),
    [
        ("lin", "bo", {}, 403, "role_may_not"),
        ("fan", "bo", {}, 403, "role_may_not"),
        ("mei", "zoe", {}, 403, "outside_your_scope"),
        ("mei", "ada", {}, 403, "outside_your_scope"),
        ("mei", "mei", {}, 409, "not_yourself"),
        ("mei", "bo", {"leaves": False}, 409, "nothing_to_hand_over"),
        ("ada", "ada", {}, 409, "not_yourself"),
        ("mei", "lin", {"split": ["zoe"]}, 403, "not_in_your_scope"),
        ("ada", "lin", {"split": ["fan"]}, 403, "not_in_your_scope"),
        ("mei", "lin", {"split": ["lin"]}, 400, "invalid"),
        ("mei", "lin", {"split": ["bo", "bo"]}, 400, "invalid"),
    ],
)
def test_who_may_not(world, api, by, who, body, status, code):
    hold(world, 2)
    if "split" in body:
        body = {"split": [getattr(world, name).pk for name in body["split"]]}
    answer = hand_over(api, getattr(world, by), getattr(world, who), **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert held(lin=world.lin) == {"lin": 2}
    assert not HandOver.objects.exists()
    assert not Event.objects.exists()
    assert not Employee.objects.filter(state="left").exists()


@pytest.mark.parametrize("body", [{"shares": [{"to": 10**7, "households": 1}]}, {"split": [10**7]}])
def test_to_nobody_there_is_a_400_that_points_there(world, api, body):
    hold(world, 2)
    answer = hand_over(api, world.mei, world.lin, **body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/shares/0/to"


def test_the_last_admin_stays(world, api):
    eve = make_employee("eve", "admin")
    assert hand_over(api, world.ada, eve).status_code == 201
    # ada alone is left, and nobody else could let her go.
    with pytest.raises(DomainError) as refused:
        begin_hand_over(employee_id=world.ada.pk, by=eve, at=NOW, leaves=True)
    assert refused.value.code() == "last_admin"


def test_the_holding_limit_is_kept(world, api):
    world.pool.holding_limit = 3
    world.pool.save()
    hold(world, 3)
    hold(world, 1, world.bo)
    refused = hand_over(api, world.mei, world.lin, split=[world.bo.pk])
    assert (refused.status_code, refused.json()["code"], refused.json()["limit"]) == (
        409, "holding_limit_reached", 3,
    )  # fmt: skip
    assert refused.json()["to"] == world.bo.pk
    assert held(lin=world.lin, bo=world.bo) == {"lin": 3, "bo": 1}
    shares = [{"to": world.bo.pk, "households": 2}]
    assert hand_over(api, world.mei, world.lin, shares=shares).status_code == 201


def test_the_preview_tells_numbers_and_rooms_and_changes_nothing(world, api):
    world.pool.holding_limit = 3
    world.pool.save()
    (wang, *_) = hold(world, 3)
    make_customer("小明", pool=world.pool, owner=world.lin, guardian=wang)
    path = f"/employees/{world.lin.pk}/hand-over/preview/"
    answer = api(world.mei).post(path, {"split": [world.bo.pk, None]}).json()
    assert (answer["households"], answer["customers"], answer["open_plans"]) == (3, 4, 0)
    assert answer["by_campus"] == [
        {"campus": {"id": world.east.pk, "name": "East"}, "households": 3}
    ]
    assert answer["by_status"] == [{"value": "new", "households": 3}]
    assert [(c["employee"]["name"], c["held"], c["room"]) for c in answer["candidates"]] == [
        ("Bo", 0, 3), ("Mei", 0, 3),
    ]  # fmt: skip
    assert answer["shares"] == [
        {
            "to": {"id": world.bo.pk, "name": "Bo"}, "households": 2, "held_after": 2,
            "refusal": None,
        },
        {"to": None, "households": 1, "held_after": None, "refusal": None},
    ]  # fmt: skip
    assert (answer["to_pools"], answer["refusals"]) == (1, {"hand_over": None, "leave": None})
    crowded = api(world.mei).post(path, {"shares": [{"to": world.bo.pk, "households": 4}]}).json()
    assert crowded["shares"][0]["refusal"]["code"] == "holding_limit_reached"
    assert not HandOver.objects.exists()


def test_a_retry_with_one_key_is_one_hand_over(world, api):
    hold(world, 2)
    mei, path = api(world.mei), f"/employees/{world.lin.pk}/hand-over/"
    body = {"split": [world.bo.pk]}
    answers = [mei.post(path, body, idempotency_key="k") for _ in range(2)]
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert HandOver.objects.count() == 1


def test_a_department_whose_manager_left_is_marked(world, api):
    make_employee("eve", "admin")
    path = f"/departments/{world.sales1.pk}/"
    assert api(world.ada).get(path).json()["manager_gone"] is False
    hand_over(api, world.ada, world.mei)
    assert api(world.ada).get(path).json()["manager_gone"] is True
    assert Department.objects.get(pk=world.sales1.pk).manager == world.mei


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(handing_over, "WHILE_WAITING", 2)
    monkeypatch.setattr(handing_over, "CHUNK", 2)


def test_many_go_on_in_the_background(world, api, small_steps, django_capture_on_commit_callbacks):
    hold(world, 7)
    with django_capture_on_commit_callbacks(execute=True):
        answer = hand_over(api, world.mei, world.lin, split=[world.bo.pk])
    assert (answer.json()["moved"], answer.json()["left"], answer.json()["finished_at"]) == (
        0, 7, None,
    )  # fmt: skip
    assert Employee.objects.get(pk=world.lin.pk).state == "left"
    task = DBTaskResult.objects.get()
    run_hand_over(*task.args_kwargs["args"])
    shown = api(world.mei).get(f"/employees/{world.lin.pk}/hand-over/").json()
    assert (shown["moved"], shown["left"], shown["finished_at"]) == (7, 0, "2026-11-20T02:00:00Z")
    assert held(bo=world.bo) == {"bo": 7}


def test_while_it_is_under_way_they_are_assigned_nobody(world, api, small_steps):
    hold(world, 5)
    hand_over(api, world.ada, world.lin, split=[world.bo.pk], leaves=False)
    other = make_customer("新", pool=world.pool)
    refused = api(world.mei).post(f"/customers/{other.pk}/assign/", {"owner": world.lin.pk})
    assert (refused.status_code, refused.json()["code"]) == (409, "hand_over_under_way")
    again = hand_over(api, world.ada, world.lin, leaves=False)
    assert (again.status_code, again.json()["code"]) == (409, "hand_over_under_way")


def test_what_they_get_meanwhile_is_handed_over_too(world, small_steps):
    first = make_customer("先", pool=world.pool)
    hold(world, 5)
    row = begin(world, split=[world.bo.pk], leaves=False)
    handing_over.move_chunk(row.pk, NOW)
    claim_customer(customer_id=first.pk, by=world.lin, at=NOW)
    run_hand_over(row.pk)
    assert held(lin=world.lin, bo=world.bo) == {"lin": 0, "bo": 5}
    # More than the shares said: back to the pool.
    first.refresh_from_db()
    assert first.owner is None


def test_killed_at_any_household_it_goes_on_without_loss(world, small_steps, monkeypatch):
    hold(world, 9)
    row = begin(world, split=[world.bo.pk, None])
    change, calls = spells.change_holder, []

    def killed(*args, **kwargs):
        calls.append(1)
        if len(calls) % 3 == 0:
            raise RuntimeError("killed")
        return change(*args, **kwargs)

    monkeypatch.setattr(handing_over.spells, "change_holder", killed)
    for _ in range(20):
        try:
            run_hand_over(row.pk)
        except RuntimeError:
            continue
        break
    row.refresh_from_db()
    assert (row.moved, row.finished_at) == (9, NOW)
    assert held(lin=world.lin, bo=world.bo) == {"lin": 0, "bo": 5}
    assert OwnershipSpell.objects.filter(start_reason="handed_over").count() == 9
    assert check_ledger() == {}


def test_a_tick_takes_up_what_a_killed_worker_left(world, small_steps, clock):
    hold(world, 5)
    row = begin(world, split=[world.bo.pk])
    assert resume_hand_overs(at=NOW) == 0
    clock.shift(timedelta(minutes=3))
    tick()
    row.refresh_from_db()
    assert row.attempt == 1
    run_hand_over(row.pk)
    assert held(bo=world.bo) == {"bo": 5}


def test_who_left_and_holds_somebody_all_the_same_is_handed_over_again(world):
    """An import that named them, say."""
    hold(world, 1)
    row = begin(world, split=[world.bo.pk])
    hold(world, 2)
    assert resume_hand_overs(at=NOW) == 1
    run_hand_over(row.pk)
    assert held(lin=world.lin, bo=world.bo) == {"lin": 0, "bo": 1}
    assert Customer.objects.in_pool().count() == 2
    assert resume_hand_overs(at=NOW) == 0


def test_who_was_to_get_them_and_left_as_well_gets_none(world, small_steps):
    hold(world, 5)
    row = begin(world, split=[world.bo.pk])
    Employee.objects.filter(pk=world.bo.pk).update(state="left")
    run_hand_over(row.pk)
    assert held(lin=world.lin, bo=world.bo) == {"lin": 0, "bo": 0}
    assert Customer.objects.in_pool().count() == 5


def _race(world):
    """Claims by and assignments to somebody, and their leaving, at one instant."""
    hold(world, 4)
    pooled = [make_customer(f"池{n}", pool=world.pool) for n in range(8)]

    def work(number):
        if number == 0:
            return begin(world, split=[world.bo.pk]).pk
        try:
            if number % 2:
                claim_customer(customer_id=pooled[number - 1].pk, by=world.lin, at=NOW)
            else:
                assign_customer(
                    customer_id=pooled[number - 1].pk, to_id=world.lin.pk, by=world.mei, at=NOW
                )
        except DomainError as refusal:
            return refusal.code()
        return "taken"

    results = in_threads(work, 9)
    assert not [r for r in results if isinstance(r, Exception)], results
    return results


@pytest.mark.race
def test_nothing_slips_in_behind_who_leaves(committed_world):
    for _ in range(3):
        _race(committed_world)
        assert held(lin=committed_world.lin) == {"lin": 0}
        assert check_ledger() == {}
        Employee.objects.filter(pk=committed_world.lin.pk).update(state="active")


@pytest.mark.race
def test_without_asking_under_the_lock_whether_they_still_work_here_it_does(
    committed_world, monkeypatch
):
    lock = Employee.objects.lock
    monkeypatch.setattr("shoal.customers.services.access.lock_taker", lambda by: lock(by.pk))

    def slipped():
        _race(committed_world)
        left_with = Customer.objects.held_by(committed_world.lin).count()
        Employee.objects.filter(pk=committed_world.lin.pk).update(state="active")
        return left_with

    assert any(slipped() for _ in range(UNTIL_SEEN))
