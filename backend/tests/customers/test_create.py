"""POST customers/ (R30, R35-R37)."""

import pytest
from django.db import connection

from shoal.activity.models import Event
from shoal.common.errors import DomainError
from shoal.customers.models import Customer, Identity, OwnershipSpell
from shoal.customers.services import duplicates
from shoal.customers.services.identities import read_contacts
from shoal.customers.services.profile import create_customer
from shoal.organization.models import Employee, ListEntry
from tests.races import in_processes
from tests.world import NOW, make_customer, make_employee

PHONE = "+8613812345678"


def living():
    return Customer.objects.count(), OwnershipSpell.objects.count(), Event.objects.count()


def create(api, by, **body):
    return api(by).post("/customers/", body)


def test_who_enters_a_customer_holds_them(world, api, clock):
    source = ListEntry.objects.filter(kind="source").first()
    answer = create(
        api, world.lin, name=" 王  芳 ", phone="138 1234-5678", wechat="Wang_Fang", gender="female",
        birthday="2001-02-03", source=source.pk, campus=world.east.pk, courses=[world.python.pk],
        class_type="weekend", intent="B", remark="asked twice",
    )  # fmt: skip
    assert answer.status_code == 201
    shown = answer.json()
    assert answer["ETag"] == '"1"'
    assert answer["Location"].endswith(f"/api/v1/customers/{shown['id']}/")
    assert (shown["name"], shown["phone"], shown["wechat"]) == ("王 芳", PHONE, "wang_fang")
    assert shown["owner"] == {"id": world.lin.pk, "name": "Lin"}
    assert shown["courses"] == [{"id": world.python.pk, "name": "Python"}]

    customer = Customer.objects.get()
    assert (customer.name_sort, customer.pool, customer.created_by) == (
        "wang fang", world.pool, world.lin,
    )  # fmt: skip
    assert (customer.owned_since, customer.entered_at, customer.created_at) == (NOW, None, NOW)
    identities = customer.identities.order_by("kind")
    assert list(identities.values_list("kind", "value", "is_primary")) == [
        ("phone", PHONE, True), ("wechat", "wang_fang", True),
    ]  # fmt: skip
    spell = OwnershipSpell.objects.get()
    assert (spell.owner, spell.pool, spell.start_reason, spell.started_by, spell.started_at) == (
        world.lin, world.pool, "created", world.lin, NOW,
    )  # fmt: skip
    event = Event.objects.get(kind="customer.created")
    assert (event.customer_id, event.actor, event.owner_before, event.owner_after) == (
        customer.pk, world.lin, None, world.lin.pk,
    )  # fmt: skip
    assert PHONE not in str(event.data)


def test_without_hold_they_lie_in_the_pool_for_anybody(world, api):
    answer = create(api, world.lin, name="王芳", phone=PHONE, hold=False, pool=world.east_pool.pk)
    assert answer.status_code == 201
    assert answer.json()["owner"] is None
    assert answer.json()["phone"] == "*******5678"
    customer = Customer.objects.get()
    assert (customer.owner, customer.pool, customer.owned_since) == (None, world.east_pool, None)
    assert customer.entered_at == customer.pool_rank_at == customer.created_at


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/name", "name_or_contact_required"),
        ({"name": "  "}, "/name", "name_or_contact_required"),
        ({"phone": "12345"}, "/phone", "invalid_phone"),
        ({"phone": "*******5678"}, "/phone", "masked_value"),
        ({"email": "anna@"}, "/email", "invalid_email"),
        ({"identities": [{"kind": "qq", "value": "12"}]}, "/identities/0/value", "invalid_qq"),
        ({"identities": [{"kind": "external", "value": "7"}]}, "/identities/0/value", "source"),
        ({"name": "x", "owner": 1}, "/owner", "unknown_field"),
        ({"name": "x", "guardian": 2**70}, "/guardian", "invalid"),
        ({"name": "x", "guardian": 999_999}, "/guardian", "unknown"),
        ({"name": "x", "referred_by": 999_999}, "/referred_by", "unknown"),
        ({"name": "x", "campus": 2**70}, "/campus", "invalid"),
        ({"name": "x", "campus": 999_999}, "/campus", "does_not_exist"),
        ({"name": "x", "birthday": "2999-01-01"}, "/birthday", "range"),
        ({"name": "x", "pool": 999_999}, "/pool", "unknown"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_written(world, api, body, pointer, code):
    before = living()
    caller = api(world.lin)
    before = living()
    answer = caller.post("/customers/", body)
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert living() == before


def test_a_pool_of_others_cannot_be_chosen(world, api):
    answer = create(api, world.lin, name="x", pool=world.west_pool.pk, hold=False)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown")


def test_finance_enters_nobody(world, api):
    assert create(api, world.fan, name="x").status_code == 403


def test_the_holding_limit_also_counts_own_creations_but_not_the_pools(world, api):
    world.pool.holding_limit = 1
    world.pool.save()
    make_customer("One", pool=world.pool, owner=world.lin)
    answer = create(api, world.lin, name="Two")
    assert (answer.status_code, answer.json()["code"]) == (409, "holding_limit_reached")
    assert answer.json()["limit"] == 1
    assert Customer.objects.count() == 1
    assert create(api, world.lin, name="Two", hold=False).status_code == 201


def test_creating_costs_no_claim(world, api):
    world.pool.daily_claim_limit = 0
    world.pool.save()
    assert create(api, world.lin, name="Two").status_code == 201


# --- duplicates (R35) -----------------------------------------------------------------------------
def match_of(answer):
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_customer")
    (match,) = answer.json()["matches"]
    return match


def test_a_duplicate_of_mine_is_shown_to_me(world, api):
    mine = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    caller = api(world.lin)
    before = living()
    match = match_of(caller.post("/customers/", {"name": "王芳", "phone": "13812345678"}))
    assert match == {
        "field": "phone", "customer": mine.pk, "name": "王芳", "state": "mine",
        "holder": {"id": world.lin.pk, "name": "Lin"}, "last_contact_at": None,
        "same_name": True, "actions": ["open"],
    }  # fmt: skip
    assert living() == before


def test_a_duplicate_in_my_pool_may_be_claimed(world, api):
    lying = make_customer("王芳", pool=world.pool, phone=PHONE)
    match = match_of(create(api, world.lin, name="王芳", phone=PHONE))
    assert (match["customer"], match["state"], match["actions"]) == (
        lying.pk, "pool", ["open", "claim"],
    )  # fmt: skip


def test_of_a_duplicate_held_by_a_colleague_i_learn_the_holder_and_no_more(world, api):
    make_customer("王芳", pool=world.pool, owner=world.bo, phone=PHONE, last_contact_at=NOW)
    match = match_of(create(api, world.lin, name="王芳", phone=PHONE))
    assert match == {
        "field": "phone", "customer": None, "name": None, "state": "held",
        "holder": {"id": world.bo.pk, "name": "Bo"}, "last_contact_at": "2026-11-20T02:00:00Z",
        "same_name": False, "actions": ["record_inquiry"],
    }  # fmt: skip


def test_a_pool_that_hides_holders_names_none(world, api):
    world.pool.show_holder = False
    world.pool.save()
    make_customer("王芳", pool=world.pool, owner=world.bo, phone=PHONE)
    assert match_of(create(api, world.lin, name="王芳", phone=PHONE))["holder"] is None


def test_outside_my_pools_a_duplicate_only_exists(world, api):
    make_customer("王芳", pool=world.west_pool, owner=world.zoe, phone=PHONE, last_contact_at=NOW)
    assert match_of(create(api, world.lin, name="王芳", phone=PHONE)) == {
        "field": "phone", "customer": None, "name": None, "state": "elsewhere", "holder": None,
        "last_contact_at": None, "same_name": False, "actions": ["record_inquiry"],
    }  # fmt: skip


def test_a_further_contact_is_a_duplicate_too(world, api):
    other = make_customer("王芳", pool=world.pool, phone=PHONE)
    Identity.objects.create(customer=other, kind="phone", value="+8613900000000")
    assert match_of(create(api, world.lin, phone="13900000000"))["customer"] == other.pk


def test_a_deleted_customers_contact_is_free(world, api):
    gone = make_customer("王芳", pool=world.pool, phone=PHONE)
    gone.identities.update(is_live=False)
    assert create(api, world.lin, name="王芳", phone=PHONE).status_code == 201


def enter(username):
    try:
        create_customer(
            values={"name": "王芳"}, contacts=read_contacts({"phone": PHONE}),
            by=Employee.objects.get(username=username), at=NOW,
        )  # fmt: skip
    except DomainError as error:
        return error.code()
    return "created"


@pytest.mark.race
def test_of_two_who_enter_the_same_phone_at_once_one_does(committed_world):
    for number in range(8):
        make_employee(f"seller{number}")
    answers = in_processes(lambda n: enter(f"seller{n}"), 8)
    assert sorted(answers) == ["created"] + ["duplicate_customer"] * 7
    assert Customer.objects.count() == OwnershipSpell.objects.count() == 1


def blind_once(monkeypatch):
    """The look for duplicates misses what another transaction is about to commit."""
    looks = []
    look = duplicates.matches_of
    monkeypatch.setattr(
        duplicates, "matches_of", lambda *a, **k: look(*a, **k) if looks or looks.append(1) else []
    )


@pytest.mark.race
def test_whoever_looked_too_early_is_refused_by_the_unique_index(committed_world, monkeypatch):
    make_customer("王芳", pool=committed_world.pool, phone=PHONE)
    blind_once(monkeypatch)
    assert enter("lin") == "duplicate_customer"
    assert Customer.objects.count() == 1


@pytest.mark.race
def test_without_the_unique_index_both_would_be_entered(committed_world, monkeypatch):
    make_customer("王芳", pool=committed_world.pool, phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX identity_once")
    blind_once(monkeypatch)
    assert enter("lin") == "created"
    assert Customer.objects.count() == 2


# --- households (R36) -----------------------------------------------------------------------------
def test_a_student_goes_where_the_guardian_is_and_needs_no_contact(world, api):
    guardian = make_customer("王芳", pool=world.east_pool, owner=world.lin, phone=PHONE)
    answer = create(api, world.lin, name="王小明", guardian=guardian.pk, phone=PHONE)
    assert answer.status_code == 201
    student = Customer.objects.get(name="王小明")
    assert (student.guardian, student.owner, student.pool) == (guardian, world.lin, world.east_pool)
    assert (student.phone, student.identities.count()) == ("", 0)
    assert student.spells.get().household == guardian.pk
    assert answer.json()["guardian"]["id"] == guardian.pk


def test_a_student_of_a_pool_guardian_lies_in_the_pool(world, api):
    guardian = make_customer("王芳", pool=world.pool, phone=PHONE)
    answer = create(api, world.lin, name="王小明", guardian=guardian.pk)
    assert answer.status_code == 201
    assert Customer.objects.get(name="王小明").owner is None


def test_another_name_under_one_phone_is_offered_as_a_student(world, api):
    guardian = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    match = match_of(create(api, world.lin, name="王小明", phone=PHONE))
    assert (match["same_name"], match["actions"]) == (False, ["open", "add_student"])
    create(api, world.lin, name="王小明", guardian=guardian.pk)
    match = match_of(create(api, world.lin, name="王小明", phone=PHONE))
    assert match["actions"] == ["open"]


def test_households_are_one_level_deep(world, api):
    guardian = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    student = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=guardian)
    answer = create(api, world.lin, name="王小", guardian=student.pk)
    assert (answer.status_code, answer.json()["code"]) == (409, "guardian_is_student")


def test_a_guardian_whom_i_do_not_see_is_unknown(world, api):
    other = make_customer("王芳", pool=world.pool, owner=world.bo, phone=PHONE)
    answer = create(api, world.lin, name="王小", guardian=other.pk)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/guardian")


def test_a_retry_with_the_same_key_creates_once(world, api):
    caller = api(world.lin)
    first = caller.post("/customers/", {"name": "王芳"}, idempotency_key="k1")
    again = caller.post("/customers/", {"name": "王芳"}, idempotency_key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert (Customer.objects.count(), again["ETag"]) == (1, '"1"')
