"""Assigning and taking back: R11."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import OwnershipSpell
from tests.world import make_customer


def assign(api, by, customer, **body):
    return api(by).post(f"/customers/{customer.pk}/assign/", body)


def holder(customer):
    return OwnershipSpell.objects.get(customer=customer, ended_at=None).owner


def test_mei_gives_a_pool_customer_to_lin(world, api):
    wang = make_customer("王", pool=world.pool)

    answer = assign(api, world.mei, wang, owner=world.lin.pk, note="会粤语")

    assert answer.status_code == 200
    assert answer.json()["owner"] == {"id": world.lin.pk, "name": "Lin"}
    spell = OwnershipSpell.objects.get(customer=wang, ended_at=None)
    assert (spell.owner, spell.start_reason, spell.started_by) == (world.lin, "assigned", world.mei)
    event = Event.objects.get(kind="customer.assigned")
    assert (event.owner_before, event.owner_after) == (None, world.lin.pk)


def test_from_lin_to_bo_the_household_goes_together(world, api):
    mother = make_customer("m", pool=world.pool, owner=world.lin)
    son = make_customer("s", pool=world.pool, owner=world.lin, guardian=mother)
    assert assign(api, world.mei, mother, owner=world.bo.pk).status_code == 200
    assert holder(mother) == holder(son) == world.bo


def test_taking_back_puts_them_into_a_pool(world, api):
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    answer = assign(api, world.mei, wang, owner=None, pool=world.east_pool.pk)
    assert answer.status_code == 200
    wang.refresh_from_db()
    assert (wang.owner, wang.pool) == (None, world.east_pool)


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 403), ("bo", 403), ("zoe", 403), ("fan", 403), ("ada", 200)]
)
def test_who_may_assign(world, api, who, status):
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    answer = assign(api, getattr(world, who), wang, owner=world.bo.pk)
    assert answer.status_code == status
    assert holder(wang) == (world.bo if status == 200 else world.lin)


def test_a_customer_outside_my_scope_does_not_exist(world, api):
    far = make_customer("far", pool=world.pool, owner=world.zoe)
    assert assign(api, world.mei, far, owner=world.lin.pk).status_code == 404
    assert holder(far) == world.zoe


@pytest.mark.parametrize("to", ["zoe", "fan", "ada"])
def test_a_manager_assigns_within_their_scope_only(world, api, to):
    wang = make_customer("王", pool=world.pool)
    answer = assign(api, world.mei, wang, owner=getattr(world, to).pk)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_your_scope")
    assert holder(wang) is None


def test_nobody_is_assigned_to_who_does_not_work_here(world, api):
    world.bo.state = "suspended"
    world.bo.save()
    wang = make_customer("王", pool=world.pool)
    answer = assign(api, world.ada, wang, owner=world.bo.pk)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_in_your_scope")


def test_the_holding_limit_holds_for_assignments_too(world, api):
    world.pool.holding_limit = 0
    world.pool.save()
    wang = make_customer("王", pool=world.pool)
    answer = assign(api, world.mei, wang, owner=world.lin.pk)
    assert (answer.status_code, answer.json()["code"]) == (409, "holding_limit_reached")
    assert holder(wang) is None


def test_to_whom_holds_them_already_is_refused(world, api):
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    answer = assign(api, world.mei, wang, owner=world.lin.pk)
    assert (answer.status_code, answer.json()["code"]) == (409, "already_theirs")


def test_an_unknown_employee_is_a_400(world, api):
    wang = make_customer("王", pool=world.pool)
    answer = assign(api, world.mei, wang, owner=10**6)
    assert answer.json()["errors"][0]["pointer"] == "/owner"


def test_many_at_once_each_judged_alone(world, api):
    """A list of ids is not judged by its first (CordysCRM)."""
    good = make_customer("a", pool=world.pool, owner=world.lin)
    far = make_customer("b", pool=world.pool, owner=world.zoe)

    body = api(world.mei).post(
        "/customers/bulk/assign/", {"customers": [good.pk, far.pk], "owner": world.bo.pk}
    ).json()  # fmt: skip

    assert [(r["ok"], r["error"] and r["error"]["code"]) for r in body["results"]] == [
        (True, None),
        (False, "not_found"),
    ]
    assert (holder(good), holder(far)) == (world.bo, world.zoe)
