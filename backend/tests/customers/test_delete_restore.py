"""DELETE customers/{id}/ and POST restore/ (R33, R34)."""

from datetime import timedelta

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Customer, FollowUpPlan, Identity, OwnershipSpell
from shoal.customers.services.search import index_customers
from tests.world import NOW, make_customer

PHONE = "+8613812345678"
# 10:00 in Shanghai is NOW: the local day began ten hours ago.
YESTERDAY = NOW - timedelta(hours=10, seconds=1)
TODAY = NOW - timedelta(hours=9)


def state_of(customer):
    """Everything that a refused command must leave as it was."""
    return (
        Customer.objects.filter(pk=customer.pk).values().get(),
        list(Identity.objects.order_by("pk").values()),
        list(OwnershipSpell.objects.order_by("pk").values()),
        Event.objects.filter(kind__startswith="customer.").count(),
    )


def delete(api, by, customer, version='"1"'):
    return api(by).delete(f"/customers/{customer.pk}/", if_match=version)


def restore(api, by, customer):
    return api(by).post(f"/customers/{customer.pk}/restore/")


@pytest.fixture
def wang(world, clock):
    """Entered and held by lin since this morning."""
    customer = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE, since=TODAY)
    index_customers([customer.pk])
    return customer


def test_deleting_hides_at_once_closes_the_ledger_and_frees_the_contacts(world, api, wang):
    FollowUpPlan.objects.create(
        customer=wang, assignee=world.lin, created_by=world.lin, created_at=NOW,
        due_at=NOW + timedelta(days=1),
    )  # fmt: skip
    Customer.objects.update(next_follow_up_at=NOW + timedelta(days=1))
    answer = delete(api, world.lin, wang)
    assert (answer.status_code, answer.content) == (204, b"")
    wang.refresh_from_db()
    assert (wang.owner, wang.owned_since, wang.entered_at) == (None, None, None)
    assert (wang.deleted_at, wang.version, wang.next_follow_up_at) == (NOW, 2, None)
    spell = wang.spells.get()
    assert (spell.ended_at, spell.end_reason, spell.ended_by) == (NOW, "deleted", world.lin)
    assert [i.is_live for i in wang.identities.all()] == [False]
    assert wang.plans.get().state == "cancelled"
    event = Event.objects.get(kind="customer.deleted")
    assert (event.owner_before, event.owner_after, event.pool_before, event.pool_after) == (
        world.lin.pk, None, world.pool.pk, None,
    )  # fmt: skip
    for viewer in (world.lin, world.mei):
        assert api(viewer).get(f"/customers/{wang.pk}/").status_code == 404
        assert api(viewer).get("/customers/", search="王芳").json()["results"] == []
    assert api(world.lin).post("/customers/", {"phone": PHONE}).status_code == 201


@pytest.mark.parametrize(
    ("who", "held_by", "created_by", "created", "status", "code"),
    [
        ("lin", "lin", "lin", TODAY, 204, None),
        ("lin", None, "lin", TODAY, 204, None),
        ("lin", "lin", "lin", YESTERDAY, 403, "only_own_of_today"),
        ("lin", "lin", "bo", TODAY, 403, "only_own_of_today"),
        ("lin", None, "bo", TODAY, 403, "only_own_of_today"),
        ("lin", "bo", "lin", TODAY, 404, "not_found"),
        ("mei", "lin", "lin", YESTERDAY, 204, None),
        ("mei", None, "lin", YESTERDAY, 403, "outside_your_scope"),
        ("mei", "zoe", "zoe", TODAY, 404, "not_found"),
        ("zoe", "lin", "lin", TODAY, 404, "not_found"),
        ("fan", "lin", "lin", TODAY, 403, "role_may_not"),
        ("ada", "zoe", "zoe", YESTERDAY, 204, None),
        ("ada", None, "zoe", YESTERDAY, 204, None),
    ],
)
def test_who_may_delete_whom(world, api, clock, who, held_by, created_by, created, status, code):
    customer = make_customer(
        "李四", pool=world.pool, owner=getattr(world, held_by) if held_by else None,
        created_by=getattr(world, created_by), since=created,
    )  # fmt: skip
    before = state_of(customer)
    answer = delete(api, getattr(world, who), customer)
    assert answer.status_code == status
    if code:
        assert answer.json()["code"] == code
        assert state_of(customer) == before


def test_a_manager_deletes_in_a_pool_of_her_own_departments(world, api, clock):
    customer = make_customer("李四", pool=world.east_pool, since=YESTERDAY)
    assert delete(api, world.mei, customer).status_code == 204


def test_the_version_is_asked_for(world, api, wang):
    before = state_of(wang)
    assert api(world.lin).delete(f"/customers/{wang.pk}/").status_code == 428
    assert delete(api, world.lin, wang, version='"2"').status_code == 412
    assert state_of(wang) == before


def test_a_guardian_with_students_and_the_enrolled_are_not_deleted(world, api, wang):
    child = make_customer(
        "王小明", pool=world.pool, owner=world.lin, guardian=wang, since=TODAY, status="enrolled"
    )
    before = state_of(wang)
    assert delete(api, world.ada, wang).json()["code"] == "has_students"
    assert delete(api, world.ada, child).json()["code"] == "already_enrolled"
    assert state_of(wang) == before
    Customer.objects.filter(pk=child.pk).update(status="new")
    assert delete(api, world.ada, child).status_code == 204
    assert delete(api, world.ada, wang).status_code == 204


# --- restore --------------------------------------------------------------------------------------
@pytest.fixture
def gone(world, api, wang):
    delete(api, world.lin, wang)
    return wang


def test_an_admin_brings_them_back_to_whoever_held_them(world, api, gone, clock):
    clock.shift(timedelta(days=3))
    answer = restore(api, world.ada, gone)
    assert (answer.status_code, answer.json()["owner"]["id"]) == (200, world.lin.pk)
    gone.refresh_from_db()
    at = NOW + timedelta(days=3)
    assert (gone.deleted_at, gone.owner, gone.owned_since, gone.version) == (None, world.lin, at, 3)
    spell = gone.spells.get(ended_at=None)
    assert (spell.owner, spell.start_reason, spell.started_by, spell.started_at) == (
        world.lin, "restored", world.ada, at,
    )  # fmt: skip
    assert [i.is_live for i in gone.identities.all()] == [True]
    event = Event.objects.get(kind="customer.restored")
    assert (event.owner_before, event.owner_after) == (None, world.lin.pk)
    assert len(api(world.lin).get("/customers/", search="王芳").json()["results"]) == 1


def test_when_the_holder_stopped_working_here_they_lie_in_the_pool(world, api, gone):
    world.lin.state = "suspended"
    world.lin.save()
    assert restore(api, world.ada, gone).json()["owner"] is None
    gone.refresh_from_db()
    assert (gone.entered_at, gone.pool_rank_at, gone.pool) == (NOW, NOW, world.pool)


def test_a_student_comes_back_to_where_the_guardian_is_by_now(world, api, wang):
    child = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=wang, since=TODAY)
    delete(api, world.lin, child)
    api(world.mei).post(f"/customers/{wang.pk}/assign/", {"owner": world.bo.pk})
    assert restore(api, world.ada, child).json()["owner"]["id"] == world.bo.pk


def test_whose_guardian_became_a_student_since_does_not_come_back_below_them(world, api, wang):
    child = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=wang, since=TODAY)
    delete(api, world.ada, child)
    wang.guardian = make_customer("李", pool=world.pool, owner=world.lin, since=TODAY)
    wang.save()

    assert restore(api, world.ada, child).json()["code"] == "guardian_is_student"

    child.refresh_from_db()
    assert (child.deleted_at is None, child.spells.filter(ended_at=None).exists()) == (False, False)


def test_a_student_of_a_deleted_guardian_waits(world, api, wang):
    child = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=wang, since=TODAY)
    delete(api, world.lin, child)
    delete(api, world.lin, wang)
    assert restore(api, world.ada, child).json()["code"] == "guardian_deleted"
    assert restore(api, world.ada, wang).status_code == 200
    assert restore(api, world.ada, child).status_code == 200


def test_a_contact_that_somebody_else_has_by_now_is_named_by_kind(world, api, gone):
    make_customer("新人", pool=world.pool, owner=world.zoe, phone=PHONE)
    caller = api(world.ada)
    before = state_of(gone)
    answer = caller.post(f"/customers/{gone.pk}/restore/")
    assert (answer.status_code, answer.json()["code"]) == (409, "identity_taken")
    assert answer.json()["kinds"] == ["phone"]
    assert state_of(gone) == before


def test_after_thirty_days_it_is_too_late(world, api, gone, clock):
    clock.shift(timedelta(days=30, seconds=1))
    answer = restore(api, world.ada, gone)
    assert (answer.status_code, answer.json()["code"]) == (409, "restore_too_late")


def test_the_living_are_not_restored(world, api, wang):
    assert restore(api, world.ada, wang).json()["code"] == "not_deleted"


@pytest.mark.parametrize("who", ["lin", "mei", "zoe", "fan"])
def test_only_admins_restore(world, api, gone, who):
    before = state_of(gone)
    assert restore(api, getattr(world, who), gone).status_code == 403
    assert state_of(gone) == before


def test_nobody_who_never_was_is_restored(world, api, clock):
    assert api(world.ada).post("/customers/999999/restore/").status_code == 404
