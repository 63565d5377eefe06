"""Many write to one customer at once: the lock on the customer parts them (R43, R45)."""

from datetime import timedelta

import pytest
from django.db import connection  # noqa: F401  read by skipif

from shoal.common.errors import NotFound
from shoal.customers.models import Customer, CustomerEdit, FollowUp, FollowUpPlan
from shoal.customers.querysets import CustomerQuerySet
from shoal.customers.rules.contact import StatusMoveRefused
from shoal.customers.rules.planning import PlanClosed
from shoal.customers.services.answering import Answer, check_in
from shoal.customers.services.followups import NextStep, log_follow_up
from shoal.customers.services.plans import schedule_plan
from shoal.customers.services.status import change_status
from tests.races import UNTIL_SEEN, in_threads
from tests.world import NOW, make_customer

pytestmark = pytest.mark.race
MANY = 8


def answers_of_many(world):
    """Many answer one plan: return how many did, and how often it was noted."""
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    plan = schedule_plan(
        customer_id=wang.pk, kind="call", due_at=NOW, by=world.lin, at=NOW - timedelta(days=1)
    )

    def answer(number):
        log_follow_up(
            customer_id=wang.pk, method="call", outcome="reached", by=world.lin, at=NOW,
            plan_id=plan.pk,
        )  # fmt: skip

    answers = in_threads(answer, MANY)
    assert FollowUpPlan.objects.get(pk=plan.pk).state == "done"
    assert all(a is None or isinstance(a, PlanClosed) for a in answers), answers
    return answers.count(None), FollowUp.objects.filter(customer=wang).count()


def test_a_plan_is_answered_once(committed_world):
    assert answers_of_many(committed_world) == (1, 1)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_without_the_lock_it_is_answered_several_times(committed_world, monkeypatch):
    monkeypatch.setattr(CustomerQuerySet, "lock", lambda self: self.order_by("pk"))
    assert any(answers_of_many(committed_world) != (1, 1) for _ in range(UNTIL_SEEN))


def check_ins_of_many(world):
    """Many check one visitor in: return how many did, and what is planned next."""
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    plan = schedule_plan(
        customer_id=wang.pk, kind="visit", due_at=NOW, by=world.lin, at=NOW - timedelta(days=1)
    )

    def come(number):
        step = NextStep(due_at=NOW + timedelta(days=number + 1))
        check_in(plan_id=plan.pk, answer=Answer("visited", next_step=step), by=world.lin, at=NOW)

    answers = in_threads(come, MANY)
    assert all(a is None or isinstance(a, PlanClosed) for a in answers), answers
    open_plans = FollowUpPlan.objects.filter(customer=wang, state="planned")
    return answers.count(None), open_plans.count()


def test_of_many_check_ins_one_counts(committed_world):
    assert check_ins_of_many(committed_world) == (1, 1)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_without_the_lock_they_come_several_times(committed_world, monkeypatch):
    monkeypatch.setattr(CustomerQuerySet, "lock", lambda self: self.order_by("pk"))
    assert any(check_ins_of_many(committed_world) != (1, 1) for _ in range(UNTIL_SEEN))


def test_of_many_moves_of_a_status_each_starts_where_the_last_one_ended(committed_world):
    world = committed_world
    wang = make_customer("王", pool=world.pool, owner=world.lin, status="applied")

    def enroll(number):
        change_status(customer_id=wang.pk, status="enrolled", by=world.lin, at=NOW)

    answers = in_threads(enroll, MANY)

    assert answers.count(None) == 1
    assert sum(isinstance(a, StatusMoveRefused) for a in answers) == MANY - 1
    assert CustomerEdit.objects.filter(customer=wang).count() == 1
    wang.refresh_from_db()
    assert (wang.status, wang.version) == ("enrolled", 2)


def test_who_lost_sight_while_waiting_for_the_lock_writes_nothing(world, monkeypatch):
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    lock = CustomerQuerySet.lock

    def lock_late(self):
        Customer.objects.filter(pk=wang.pk).update(owner=world.zoe)
        return lock(self)

    monkeypatch.setattr(CustomerQuerySet, "lock", lock_late)
    with pytest.raises(NotFound):
        log_follow_up(customer_id=wang.pk, method="call", outcome="reached", by=world.lin, at=NOW)
    assert not FollowUp.objects.exists()
