"""Customers are locked in one order: guardians ascending, then members. Whoever had a student and
waited for the guardian would meet who does it the other way round: a deadlock on PostgreSQL.

Each test holds one customer while a command waits for it, and looks whom the command has by then.
"""

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction

from shoal.customers.models import Customer
from shoal.customers.rules.profile import GuardianIsStudent
from shoal.customers.services import access
from shoal.customers.services.anonymising import anonymise_customer
from shoal.customers.services.answering import Answer, check_in, finish_plan
from shoal.customers.services.followups import log_follow_up
from shoal.customers.services.handing_over import Share, begin_hand_over
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.merging import merge_customers
from shoal.customers.services.plans import cancel_plan, schedule_plan
from shoal.customers.services.pool import (
    assign_customer,
    assign_customers,
    claim_customer,
    claim_customers,
    claim_next,
    release_customer,
)
from shoal.customers.services.profile import edit_customer
from shoal.customers.services.protection import protect_customer
from shoal.customers.services.removal import delete_customer, restore_customer
from shoal.customers.services.status import change_status
from shoal.customers.services.unmerging import unmerge_customers
from tests.world import NOW, make_customer

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway"),
]
# The student was entered before the guardian.
STUDENT, OTHER, GUARDIAN = 100, 500, 900


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
            "AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def is_free(pk: int) -> bool:
    rows = Customer.objects.filter(pk=pk).select_for_update(no_key=True, nowait=True)
    try:
        with transaction.atomic():
            return rows.exists() or True
    except OperationalError:
        return False


def free_while_waiting(command, *, held: int, other: int) -> bool:
    """Run `command` while somebody holds customer `held`; return whether it left `other` alone
    for as long as it waited."""
    answers: list[BaseException | None] = []

    def run() -> None:
        try:
            command()
            answers.append(None)
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        list(Customer.objects.filter(pk=held).lock())
        thread.start()
        for _ in range(500):
            if someone_waits():
                break
            time.sleep(0.02)
        else:
            pytest.fail("the command never waited")
        free = is_free(other)
    thread.join(timeout=60)
    assert answers == [None]
    assert check_ledger() == {}
    return free


@pytest.fixture
def family(committed_world):
    """Return what makes a guardian and a student, who was entered before."""

    def make(holder=None, **child):
        world, owner = committed_world, holder and getattr(committed_world, holder)
        mother = make_customer("妈妈", pool=world.pool, owner=owner, id=GUARDIAN)
        make_customer("孩子", pool=world.pool, owner=owner, guardian=mother, id=STUDENT, **child)
        return world

    return make


def plan(world, kind):
    return schedule_plan(
        customer_id=STUDENT, kind=kind, due_at=NOW, by=world.lin, at=NOW - timedelta(days=1)
    ).pk


HELD = {
    "release": lambda w: lambda: release_customer(
        customer_id=STUDENT, by=w.lin, at=NOW, reason="other"
    ),
    "assign": lambda w: lambda: assign_customer(
        customer_id=STUDENT, to_id=w.bo.pk, by=w.mei, at=NOW
    ),
    "log": lambda w: lambda: log_follow_up(
        customer_id=STUDENT, method="call", outcome="reached", by=w.lin, at=NOW
    ),
    "check in": lambda w: (lambda pk: lambda: check_in(
        plan_id=pk, answer=Answer("visited"), by=w.lin, at=NOW
    ))(plan(w, "visit")),
    "finish": lambda w: (lambda pk: lambda: finish_plan(
        plan_id=pk, answer=Answer("reached"), by=w.lin, at=NOW
    ))(plan(w, "call")),
    "cancel": lambda w: (lambda pk: lambda: cancel_plan(
        plan_id=pk, by=w.lin, at=NOW
    ))(plan(w, "call")),
    "status": lambda w: lambda: change_status(
        customer_id=STUDENT, status="qualified", by=w.lin, at=NOW
    ),
    "edit": lambda w: lambda: edit_customer(
        customer_id=STUDENT, expected_version=1, changes={"intent": "A"}, by=w.lin, at=NOW
    ),
    "protect": lambda w: lambda: protect_customer(
        customer_id=STUDENT, until=NOW + timedelta(days=9), by=w.mei, at=NOW
    ),
    "hand over": lambda w: lambda: begin_hand_over(
        employee_id=w.lin.pk, by=w.mei, at=NOW, leaves=False, shares=[Share(w.bo.pk, 1)]
    ),
}  # fmt: skip
IN_POOL = {
    "claim": lambda w: lambda: claim_customer(customer_id=STUDENT, by=w.lin, at=NOW),
    "delete": lambda w: (
        lambda: delete_customer(customer_id=STUDENT, expected_version=1, by=w.ada, at=NOW)
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_a_held_students_guardian_is_locked_first(family, name):
    world = family("lin")
    assert free_while_waiting(HELD[name](world), held=GUARDIAN, other=STUDENT)


@pytest.mark.parametrize("name", IN_POOL)
def test_a_pool_students_guardian_is_locked_first(family, name):
    assert free_while_waiting(IN_POOL[name](family()), held=GUARDIAN, other=STUDENT)


def test_who_comes_back_waits_for_the_guardian(family):
    world = family("lin")
    delete_customer(customer_id=STUDENT, expected_version=1, by=world.ada, at=NOW)

    def restore():
        return restore_customer(customer_id=STUDENT, by=world.ada, at=NOW)

    assert free_while_waiting(restore, held=GUARDIAN, other=STUDENT)


def test_a_person_is_removed_from_words_about_the_guardian_in_that_order(family):
    world = family(phone="+8613812345678")
    Customer.objects.filter(pk=GUARDIAN).update(remark="孩子 13812345678")

    def forget():
        return anonymise_customer(customer_id=STUDENT, by=world.ada, at=NOW)

    assert free_while_waiting(forget, held=GUARDIAN, other=STUDENT)
    assert Customer.objects.get(pk=GUARDIAN).remark == "孩子 ***"


def test_many_at_once_go_by_their_guardians(family):
    world = family()
    make_customer("王", pool=world.pool, id=OTHER)

    def claim():
        results = claim_customers(customer_ids=[STUDENT, OTHER], by=world.lin, at=NOW)
        assert [(r["customer"], r["ok"]) for r in results] == [(STUDENT, True), (OTHER, True)]

    assert free_while_waiting(claim, held=OTHER, other=GUARDIAN)


def test_many_are_assigned_in_the_same_order(family):
    world = family()
    make_customer("王", pool=world.pool, id=OTHER)

    def assign():
        assign_customers(customer_ids=[STUDENT, OTHER], to_id=world.lin.pk, by=world.ada, at=NOW)

    assert free_while_waiting(assign, held=OTHER, other=GUARDIAN)


def test_a_student_is_no_guardian_and_is_not_locked_as_one(family):
    world = family()
    make_customer("王", pool=world.pool, id=OTHER)

    def join():
        with pytest.raises(GuardianIsStudent):
            edit_customer(
                customer_id=OTHER, expected_version=1, changes={"guardian": STUDENT},
                by=world.ada, at=NOW,
            )  # fmt: skip

    assert free_while_waiting(join, held=GUARDIAN, other=STUDENT)


def test_the_next_one_is_not_who_is_being_worked_with(committed_world):
    world = committed_world
    for pk in (STUDENT, OTHER):
        make_customer(f"王{pk}", pool=world.pool, id=pk, intent="A" if pk == OTHER else "B")
    claimed = []

    def claim():
        try:
            claimed.append(claim_next(by=world.lin, at=NOW).pk)
        finally:
            connection.close()

    thread = threading.Thread(target=claim)
    with transaction.atomic():
        list(Customer.objects.filter(pk=OTHER).lock())
        thread.start()
        thread.join(timeout=60)
    assert claimed == [STUDENT]
    assert claim_next(by=world.lin, at=NOW).pk == OTHER


@pytest.fixture
def referred(committed_world):
    """Whom the other one referred has the lowest id."""
    world = committed_world
    make_customer("王", pool=world.pool, id=OTHER)
    other = make_customer("汪", pool=world.pool, id=GUARDIAN)
    make_customer("李", pool=world.pool, id=STUDENT, referred_by=other)
    return world


def merge(world):
    return merge_customers(
        kept_id=OTHER, merged_id=GUARDIAN, take=[], expected_version=1, by=world.ada, at=NOW
    )


def test_a_merge_locks_whom_the_other_one_referred_as_well(referred):
    assert free_while_waiting(lambda: merge(referred), held=STUDENT, other=OTHER)


def test_undoing_it_too(referred):
    merge(referred)

    def undo():
        return unmerge_customers(kept_id=OTHER, by=referred.ada, at=NOW)

    assert free_while_waiting(undo, held=STUDENT, other=OTHER)
    assert Customer.objects.get(pk=STUDENT).referred_by_id == GUARDIAN


def test_without_the_order_the_student_is_taken_before(family, monkeypatch):
    monkeypatch.setattr(access, "lock_roots", lambda roots: None)
    assert not free_while_waiting(IN_POOL["claim"](family()), held=GUARDIAN, other=STUDENT)
