"""PATCH customers/{id}/ and its identities (R30, R32, R36)."""

import time

import pytest
from django.db import connection

from shoal.activity.models import Event
from shoal.common.errors import DomainError
from shoal.customers.models import Customer, CustomerEdit, Identity, OwnershipSpell
from shoal.customers.querysets import CustomerQuerySet
from shoal.customers.services.profile import edit_customer
from shoal.organization.models import Employee
from tests.races import in_processes
from tests.world import NOW, make_customer

PHONE = "+8613812345678"
OTHER = "+8613900000000"


@pytest.fixture
def wang(world):
    """Held by lin, with a phone and a second one."""
    customer = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    Identity.objects.create(customer=customer, kind="phone", value=OTHER)
    return customer


def state_of(customer):
    """Everything that a refused edit must leave as it was."""
    return (
        Customer.objects.filter(pk=customer.pk).values().get(),
        list(Identity.objects.order_by("pk").values()),
        OwnershipSpell.objects.count(),
        CustomerEdit.objects.count(),
        Event.objects.filter(kind__startswith="customer.").count(),
    )


def edit(api, by, customer, version='"1"', **changes):
    return api(by).patch(f"/customers/{customer.pk}/", changes, if_match=version)


def refused(answer, customer, before, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert state_of(customer) == before


def test_an_edit_changes_fields_raises_the_version_and_keeps_what_it_was(world, api, wang):
    answer = edit(api, world.lin, wang, name="王 芳芳", intent="A", courses=[world.python.pk])
    assert answer.status_code == 200
    assert (answer["ETag"], answer.json()["version"]) == ('"2"', 2)
    assert answer.json()["name"] == "王 芳芳"
    wang.refresh_from_db()
    assert (wang.name_sort, wang.intent, wang.version) == ("wang fang fang", "A", 2)
    kept = CustomerEdit.objects.get()
    assert (kept.customer, kept.editor) == (wang, world.lin)
    assert kept.changes == {
        "name": ["王芳", "王 芳芳"], "intent": ["", "A"], "courses": [[], [world.python.pk]],
    }  # fmt: skip
    event = Event.objects.get(kind="customer.edited")
    assert event.data == {"fields": ["courses", "intent", "name"]}


def test_an_edit_that_changes_nothing_leaves_no_trace(world, api, wang):
    before = state_of(wang)
    assert edit(api, world.lin, wang, name="王芳", phone="138 1234 5678").status_code == 200
    assert state_of(wang) == before


def test_a_new_phone_corrects_the_primary_one_and_is_searched(world, api, wang):
    assert edit(api, world.lin, wang, phone="13700001111").json()["phone"] == "+8613700001111"
    assert sorted(wang.identities.values_list("value", "is_primary")) == [
        ("+8613700001111", True), (OTHER, False),
    ]  # fmt: skip
    found = api(world.lin).get("/customers/", search="37000011").json()["results"]
    assert [row["id"] for row in found] == [wang.pk]
    assert api(world.lin).get("/customers/", search="12345678").json()["results"] == []


def test_an_own_further_phone_becomes_the_primary_one(world, api, wang):
    assert edit(api, world.lin, wang, phone=OTHER).json()["phone"] == OTHER
    assert sorted(wang.identities.values_list("value", "is_primary")) == [
        (PHONE, False), (OTHER, True),
    ]  # fmt: skip


def test_taking_the_primary_phone_away_promotes_the_next(world, api, wang):
    assert edit(api, world.lin, wang, phone="").json()["phone"] == OTHER
    assert list(wang.identities.values_list("value", "is_primary")) == [(OTHER, True)]


def test_somebody_elses_contact_is_refused_with_who_it_is(world, api, wang):
    other = make_customer("李四", pool=world.pool, owner=world.lin, wechat="li_si_88")
    before = state_of(wang)
    answer = edit(api, world.lin, wang, wechat="Li_Si_88")
    refused(answer, wang, before, 409, "duplicate_customer")
    assert answer.json()["matches"][0]["customer"] == other.pk


def test_without_if_match_it_is_428_and_when_stale_412(world, api, wang):
    before = state_of(wang)
    answer = api(world.lin).patch(f"/customers/{wang.pk}/", {"name": "x"})
    refused(answer, wang, before, 428, "precondition_required")
    answer = edit(api, world.lin, wang, version='"7"', name="x")
    refused(answer, wang, before, 412, "stale")
    assert answer.json()["version"] == 1


@pytest.mark.parametrize("field", ["hold", "pool", "owner", "status", "identities", "phones"])
def test_what_is_no_profile_field_is_refused(world, api, wang, field):
    before = state_of(wang)
    refused(edit(api, world.lin, wang, **{field: 1}), wang, before, 400, "invalid")


@pytest.mark.parametrize("name", ["bo", "zoe", "fan"])
def test_strangers_cannot_edit(world, api, wang, name):
    before = state_of(wang)
    status = 403 if name == "fan" else 404
    answer = edit(api, getattr(world, name), wang, name="x")
    assert answer.status_code == status
    assert state_of(wang) == before


def test_a_manager_edits_whom_her_people_hold(world, api, wang):
    assert edit(api, world.mei, wang, intent="C").status_code == 200


def test_name_and_contact_cannot_both_go(world, api):
    nameless = make_customer("", pool=world.pool, owner=world.lin, phone=PHONE)
    before = state_of(nameless)
    refused(edit(api, world.lin, nameless, phone=""), nameless, before, 400, "invalid")


# --- in a pool (R32) ------------------------------------------------------------------------------
def test_in_a_pool_the_unmasked_fields_are_edited(world, api):
    lying = make_customer("李四", pool=world.pool, phone=PHONE, remark="call 13900000000")
    shown = api(world.lin).get(f"/customers/{lying.pk}/").json()
    assert "intent" in shown["editable_fields"]
    assert not {"phone", "wechat", "qq", "email", "remark"} & set(shown["editable_fields"])
    answer = edit(api, world.lin, lying, intent="A", name="李四四")
    assert (answer.status_code, answer.json()["phone"]) == (200, "*******5678")
    lying.refresh_from_db()
    assert (lying.intent, lying.phone, lying.remark) == ("A", PHONE, "call 13900000000")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("phone", "*******5678", "masked_value"),
        ("phone", "13700001111", "field_masked"),
        ("wechat", "", "field_masked"),
        ("remark", "call *** again", "masked_value"),
        ("remark", "new words", "field_masked"),
    ],
)
def test_masked_fields_are_not_written_back(world, api, field, value, code):
    lying = make_customer("李四", pool=world.pool, phone=PHONE, remark="call 13900000000")
    before = state_of(lying)
    answer = edit(api, world.lin, lying, **{field: value})
    refused(answer, lying, before, 400, "invalid")
    assert answer.json()["errors"][0]["code"] == code


def test_a_manager_edits_contacts_in_a_pool_of_her_own(world, api):
    lying = make_customer("李四", pool=world.east_pool, phone=PHONE)
    assert edit(api, world.mei, lying, phone="13700001111").json()["phone"] == "+8613700001111"


# --- identities -----------------------------------------------------------------------------------
def test_a_further_contact_is_added_and_may_become_primary(world, api, wang):
    path = f"/customers/{wang.pk}/identities/"
    answer = api(world.lin).post(path, {"kind": "wechat", "value": "Wang_Fang"})
    assert (answer.status_code, answer.json()["wechat"]) == (201, "wang_fang")
    answer = api(world.lin).post(path, {"kind": "phone", "value": OTHER, "is_primary": True})
    assert (answer.json()["phone"], answer.json()["version"]) == (OTHER, 3)
    events = Event.objects.filter(kind="customer.edited").order_by("id")
    assert [e.data for e in events] == [{"fields": ["wechat"]}, {"fields": ["phone"]}]


def test_a_contact_of_somebody_else_is_not_added(world, api, wang):
    make_customer("李四", pool=world.west_pool, owner=world.zoe, qq="123456")
    before = state_of(wang)
    answer = api(world.lin).post(
        f"/customers/{wang.pk}/identities/", {"kind": "qq", "value": "123456"}
    )
    refused(answer, wang, before, 409, "duplicate_customer")
    assert answer.json()["matches"][0]["state"] == "elsewhere"


def test_taking_a_contact_away(world, api, wang):
    first = wang.identities.get(value=PHONE)
    answer = api(world.lin).delete(f"/customers/{wang.pk}/identities/{first.pk}/")
    assert (answer.status_code, answer.json()["phone"]) == (200, OTHER)
    assert CustomerEdit.objects.get().changes == {"phone": [PHONE, None]}
    assert api(world.lin).delete(f"/customers/{wang.pk}/identities/{first.pk}/").status_code == 404


def test_masked_contacts_are_neither_added_nor_taken_away(world, api):
    lying = make_customer("李四", pool=world.pool, phone=PHONE)
    before = state_of(lying)
    path = f"/customers/{lying.pk}/identities/"
    answer = api(world.lin).post(path, {"kind": "qq", "value": "123456"})
    refused(answer, lying, before, 400, "invalid")
    answer = api(world.lin).delete(f"{path}{lying.identities.get().pk}/")
    refused(answer, lying, before, 400, "invalid")


# --- households (R36) -----------------------------------------------------------------------------
def test_joining_a_household_in_the_same_hands_moves_nobody(world, api, wang):
    child = make_customer("王小明", pool=world.pool, owner=world.lin)
    assert edit(api, world.lin, child, guardian=wang.pk).json()["guardian"]["id"] == wang.pk
    assert child.spells.count() == 1
    assert CustomerEdit.objects.get().changes == {"guardian": [None, wang.pk]}
    answer = edit(api, world.lin, child, version='"2"', guardian=None)
    assert answer.json()["guardian"] is None


def test_a_consultant_cannot_gain_a_customer_by_joining_them(world, api, wang):
    lying = make_customer("王小明", pool=world.pool)
    before = state_of(lying)
    refused(edit(api, world.lin, lying, guardian=wang.pk), lying, before, 409, "held_apart")


def test_a_manager_joins_a_customer_to_where_the_guardian_is(world, api, wang):
    child = make_customer("王小明", pool=world.pool, owner=world.bo)
    assert edit(api, world.mei, child, guardian=wang.pk).status_code == 200
    child.refresh_from_db()
    assert (child.owner, child.guardian) == (world.lin, wang)
    spell = child.spells.get(ended_at=None)
    assert (spell.owner, spell.household, spell.start_reason) == (world.lin, wang.pk, "assigned")


def test_a_guardian_with_students_joins_nobody(world, api, wang):
    make_customer("王小明", pool=world.pool, owner=world.lin, guardian=wang)
    other = make_customer("李四", pool=world.pool, owner=world.lin)
    before = state_of(wang)
    refused(edit(api, world.lin, wang, guardian=other.pk), wang, before, 409, "has_students")
    before = state_of(other)
    answer = edit(api, world.lin, wang, guardian=wang.pk)
    refused(answer, other, before, 400, "invalid")


def test_a_household_has_no_two_students_of_one_name(world, api, wang):
    make_customer("王小明", pool=world.pool, owner=world.lin, guardian=wang)
    twin = make_customer("王小明", pool=world.pool, owner=world.lin)
    before = state_of(twin)
    answer = edit(api, world.lin, twin, guardian=wang.pk)
    refused(answer, twin, before, 400, "invalid")
    assert answer.json()["errors"][0]["code"] == "student_exists"
    answer = api(world.lin).post("/customers/", {"name": "王小明", "guardian": wang.pk})
    assert answer.json()["errors"][0]["code"] == "student_exists"


def test_a_guardian_whom_i_do_not_see_is_unknown(world, api, wang):
    other = make_customer("李四", pool=world.pool, owner=world.bo)
    before = state_of(wang)
    answer = edit(api, world.lin, wang, guardian=other.pk)
    refused(answer, wang, before, 400, "invalid")
    assert answer.json()["errors"][0]["code"] == "unknown"


# --- races ----------------------------------------------------------------------------------------
def edit_once(customer_id, number):
    try:
        edit_customer(
            customer_id=customer_id, expected_version=1, changes={"remark": f"by {number}"},
            by=Employee.objects.get(username="lin"), at=NOW,
        )  # fmt: skip
    except DomainError as error:
        return error.code()
    return "edited"


@pytest.mark.race
def test_of_many_edits_of_one_version_one_is_written(committed_world):
    wang = make_customer("王芳", pool=committed_world.pool, owner=committed_world.lin)
    answers = in_processes(lambda n: edit_once(wang.pk, n), 8)
    assert sorted(answers) == ["edited"] + ["stale"] * 7
    wang.refresh_from_db()
    assert (wang.version, CustomerEdit.objects.count()) == (2, 1)


@pytest.mark.race
def test_without_the_lock_more_than_one_would_be_written(committed_world, monkeypatch):
    """Here the proof of the one above: the row is read, not locked, and the wait is long."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer anyway")
    wang = make_customer("王芳", pool=committed_world.pool, owner=committed_world.lin)

    def unlocked(rows):
        found = rows.order_by("pk")
        len(found)  # read now, before the wait
        time.sleep(0.5)
        return found

    monkeypatch.setattr(CustomerQuerySet, "lock", unlocked)
    answers = in_processes(lambda n: edit_once(wang.pk, n), 4)
    assert answers.count("edited") > 1
