"""POST customers/{id}/anonymise/, and what was deleted long ago (R120-R122)."""

from datetime import timedelta

import pytest
from django.db import connection

from shoal.activity.models import Event
from shoal.common.errors import Stale
from shoal.common.models import IdempotencyKey
from shoal.customers.models import Customer, FollowUp, FollowUpPlan, Identity
from shoal.customers.rules.profile import Anonymised
from shoal.customers.services import anonymising, erasing
from shoal.customers.services.anonymising import anonymise_customer, anonymise_deleted
from shoal.customers.services.followups import log_follow_up
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.profile import edit_customer
from shoal.customers.services.removal import delete_customer
from shoal.jobs.management.commands.tick import tick
from tests.races import in_threads
from tests.world import NOW, make_customer

pytestmark = pytest.mark.usefixtures("clock")
PHONE = "+8613800002746"


@pytest.fixture
def wang(world):
    return make_customer(
        "王芳", pool=world.pool, owner=world.lin, phone=PHONE, wechat="wangfang88",
        gender="female", remark="住在东门", extra={"职业": "律师"}, status="qualified",
    )  # fmt: skip


def anonymise(api, by, customer):
    return api(by).post(f"/customers/{customer.pk}/anonymise/")


def test_the_person_is_gone_and_the_ledger_stays(world, api, wang):
    spells = list(wang.spells.values())
    answer = anonymise(api, world.ada, wang)

    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["name"], shown["phone"], shown["wechat"], shown["remark"]) == ("", "", "", "")
    assert (shown["extra"], shown["identities"], shown["gender"]) == ({}, [], "")
    assert (shown["status"], shown["anonymised_at"]) == ("do_not_contact", "2026-11-20T02:00:00Z")
    assert shown["owner"]["name"] == "Lin"
    assert shown["refusals"]["anonymise"]["code"] == "anonymised"
    assert list(wang.spells.values()) == spells
    assert check_ledger() == {}
    event = Event.objects.get()
    assert (event.kind, event.customer_id, event.actor_id, event.data) == (
        "customer.anonymised", wang.pk, world.ada.pk, {},
    )  # fmt: skip
    for text in ("王芳", "2746", "wangfang"):
        assert api(world.ada).get("/customers/", search=text).json()["results"] == []


def test_open_plans_are_cancelled_and_words_erased(world, api, wang, clock):
    log_follow_up(
        customer_id=wang.pk, method="call", outcome="reached", note="王芳说周三来", by=world.lin,
        at=NOW,
    )  # fmt: skip
    FollowUpPlan.objects.create(
        customer=wang, assignee=world.lin, created_by=world.lin, note="王芳", kind="visit",
        due_at=NOW + timedelta(days=1), created_at=NOW,
    )  # fmt: skip
    Customer.objects.filter(pk=wang.pk).update(next_follow_up_at=NOW + timedelta(days=1))
    assert anonymise(api, world.ada, wang).status_code == 200
    assert list(FollowUpPlan.objects.values_list("state", "note")) == [("cancelled", "")]
    assert FollowUp.objects.get().note == ""
    assert check_ledger() == {}


@pytest.mark.parametrize("who", ["mei", "lin", "fan"])
def test_admins_only(world, api, wang, who):
    answer = anonymise(api, getattr(world, who), wang)
    assert (answer.status_code, answer.json()["code"]) == (403, "role_may_not")
    wang.refresh_from_db()
    assert (wang.name, wang.anonymised_at) == ("王芳", None)


def test_again_it_is_a_409_and_tells_nothing_new(world, api, wang):
    anonymise(api, world.ada, wang)
    answer = anonymise(api, world.ada, wang)
    assert (answer.status_code, answer.json()["code"]) == (409, "anonymised")
    assert Event.objects.count() == 1


def test_students_go_before_their_guardian(world, api, wang):
    child = make_customer("王小明", pool=world.pool, owner=world.lin, guardian=wang)
    refused = anonymise(api, world.ada, wang)
    assert (refused.status_code, refused.json()["code"]) == (409, "has_students")
    assert Customer.objects.get(pk=wang.pk).name == "王芳"
    assert anonymise(api, world.ada, child).status_code == 200
    assert anonymise(api, world.ada, wang).status_code == 200
    assert check_ledger() == {}


def test_nothing_is_written_to_who_was_removed(world, api, wang, clock):
    anonymise(api, world.ada, wang)
    ada, path = api(world.ada), f"/customers/{wang.pk}/"
    version = ada.get(path).json()["version"]
    answers = [
        ada.patch(path, {"name": "王芳"}, if_match=f'"{version}"'),
        ada.post(f"{path}identities/", {"kind": "phone", "value": "13800002746"}),
        ada.post(f"{path}restore/"),
        ada.post("/customers/", {"name": "王小红", "guardian": wang.pk}),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(409, "anonymised")] * 4
    assert ada.post(f"{path}status/", {"status": "contacted"}).status_code == 409
    follow_up = {"customer": wang.pk, "method": "call", "outcome": "reached", "note": "王芳"}
    assert ada.post("/follow-ups/", follow_up).status_code == 409


def test_their_contact_is_free_for_the_next(world, api, wang):
    anonymise(api, world.ada, wang)
    assert api(world.lin).post("/customers/", {"phone": PHONE}).status_code == 201


def test_a_contact_that_is_somebody_elses_by_now_stays_with_them(world, api, wang):
    ada = api(world.ada)
    ada.patch(f"/customers/{wang.pk}/", {"phone": ""}, if_match='"1"')
    li = make_customer("李", pool=world.pool, phone=PHONE, remark="打13800002746")
    assert anonymise(api, world.ada, wang).status_code == 200
    li.refresh_from_db()
    assert (li.phone, li.remark) == (PHONE, "打13800002746")


def test_their_contacts_go_from_words_about_others(world, api, wang):
    li = make_customer("李", pool=world.pool, remark="王芳介绍，她的微信 WangFang88，138-0000-2746")
    anonymise(api, world.ada, wang)
    li.refresh_from_db()
    # Names alone stay: the school may have three of one name.
    assert li.remark == "王芳介绍，她的微信 ***，***"


def test_a_stored_answer_is_emptied_but_still_keeps_the_command_from_happening_twice(
    world, api, wang
):
    ada = api(world.ada)
    body = {"name": "李四", "referred_by": wang.pk}
    first = ada.post("/customers/", body, idempotency_key="k")
    anonymise(api, world.ada, wang)
    again = ada.post("/customers/", body, idempotency_key="k")
    assert (first.status_code, again.status_code, again.json()) == (201, 201, {"gone": True})
    assert IdempotencyKey.objects.get().body == ""
    assert Customer.objects.filter(name="李四").count() == 1


def test_cut_off_before_the_end_it_is_done_again(world, wang, monkeypatch):
    def killed(*args, **kwargs):
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "erase_profiles", killed)
        with pytest.raises(RuntimeError):
            anonymise_customer(customer_id=wang.pk, by=world.ada, at=NOW)
    assert Customer.objects.get(pk=wang.pk).name == "王芳"
    assert not Event.objects.exists()
    anonymise_customer(customer_id=wang.pk, by=world.ada, at=NOW)
    assert Customer.objects.get(pk=wang.pk).name == ""


def test_an_edit_that_was_faster_is_looked_for_as_well(world, wang, monkeypatch):
    """Between the look and the transaction somebody gives them another account."""
    find, edits = anonymising.mentions.find, []

    def find_and_edit(person, ids):
        found = find(person, ids)
        if not edits:
            edits.append(1)
            edit_customer(
                customer_id=wang.pk, expected_version=1, changes={"wechat": "fang_new"},
                by=world.ada, at=NOW,
            )  # fmt: skip
            make_customer("李", pool=world.pool, remark="问 fang_new")
        return found

    monkeypatch.setattr(anonymising.mentions, "find", find_and_edit)
    anonymise_customer(customer_id=wang.pk, by=world.ada, at=NOW)
    assert not Identity.objects.exists()
    assert Customer.objects.get(name="李").remark == "问 ***"


@pytest.mark.race
def test_against_edits_nothing_of_the_person_is_left(committed_world):
    world = committed_world
    people = [
        make_customer(f"王芳{n}", pool=world.pool, owner=world.lin, phone=f"+861380000{n:04d}")
        for n in range(8)
    ]

    def work(number):
        customer = people[number // 2]
        if number % 2:
            return anonymise_customer(customer_id=customer.pk, by=world.ada, at=NOW)
        try:
            edit_customer(
                customer_id=customer.pk, expected_version=1, changes={"remark": "王芳要来"},
                by=world.lin, at=NOW,
            )  # fmt: skip
        except (Anonymised, Stale):
            return "refused"
        return "edited"

    results = in_threads(work, 16)
    assert not [r for r in results if isinstance(r, Exception)]
    assert set(Customer.objects.filter(pk__in=[c.pk for c in people]).values_list(
        "name", "remark", "phone"
    )) == {("", "", "")}  # fmt: skip
    assert check_ledger() == {}


@pytest.mark.race
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_without_looking_again_under_the_lock_a_new_number_would_stay(committed_world, monkeypatch):
    """The guard is the second look: without it what an edit told meanwhile is never looked for."""
    world = committed_world
    wang = make_customer("王芳", pool=world.pool, owner=world.lin, phone=PHONE)
    find = anonymising.mentions.find

    def find_late(person, ids):
        found = find(person, ids)
        edit_customer(
            customer_id=wang.pk, expected_version=1, changes={"wechat": "fang_new"},
            by=world.lin, at=NOW,
        )  # fmt: skip
        make_customer("李", pool=world.pool, remark="问 fang_new")
        return found

    first = anonymising._who(wang.pk)
    monkeypatch.setattr(anonymising.mentions, "find", find_late)
    monkeypatch.setattr(anonymising, "_who", lambda pk: first)
    anonymise_customer(customer_id=wang.pk, by=world.ada, at=NOW)
    assert connection.vendor == "postgresql"
    assert Customer.objects.get(name="李").remark == "问 fang_new"


def test_after_thirty_days_the_deleted_are_anonymised_by_nobody(world, wang, clock):
    delete_customer(customer_id=wang.pk, expected_version=1, by=world.ada, at=NOW)
    kept = make_customer("李", pool=world.pool, phone="+8613800000001")
    assert anonymise_deleted(at=NOW + timedelta(days=30)) == 0
    assert anonymise_deleted(at=NOW + timedelta(days=30, seconds=1)) == 1
    assert anonymise_deleted(at=NOW + timedelta(days=31)) == 0
    wang.refresh_from_db()
    kept.refresh_from_db()
    assert (wang.name, wang.phone, kept.name) == ("", "", "李")
    event = Event.objects.latest("pk")
    assert (event.kind, event.customer_id, event.actor_id) == (
        "customer.anonymised", wang.pk, None,
    )  # fmt: skip
    assert check_ledger() == {}


def test_the_tick_does_it(world, wang, clock):
    delete_customer(customer_id=wang.pk, expected_version=1, by=world.ada, at=NOW)
    clock.shift(timedelta(days=31))
    tick()
    assert Customer.objects.get(pk=wang.pk).name == ""


def test_everyone_merged_into_them_goes_too(world, api, wang):
    other = make_customer("王小芳", pool=world.pool)
    other.spells.update(ended_at=NOW, end_reason="merged")
    Customer.objects.filter(pk=other.pk).update(merged_into=wang)
    anonymise(api, world.ada, wang)
    other.refresh_from_db()
    assert (other.name, other.anonymised_at) == ("", NOW)
