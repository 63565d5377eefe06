"""`manage.py load_demo`: a school that anybody may try."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Q

from shoal.common import clock
from shoal.common import school as common_school
from shoal.customers.models import (
    Customer,
    CustomerEdit,
    DuplicateProposal,
    FollowUp,
    FollowUpPlan,
    HandOver,
    MergeRecord,
    OwnershipSpell,
    Pool,
    Status,
)
from shoal.customers.rules.allowance import allowances
from shoal.customers.rules.merging import unmerge_refusal
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import claim_customer, release_customer
from shoal.customers.services.search import matching
from shoal.customers.today import today
from shoal.enrollments.services.money_check import wrong_money
from shoal.enrollments.services.seats_check import wrong_seats
from shoal.jobs.demo.plot import told
from shoal.jobs.demo.school import School
from shoal.organization.models import Campus, Department, Employee, ListEntry
from shoal.teaching.clashes import clashes_of, wish_of
from shoal.teaching.models import ClassGroup, Course
from tests.api import Api

# One worker runs all of them: another would load the school once more.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]
# One minute after midnight in Shanghai: whatever happened happened on days before.
NIGHT = datetime(2026, 11, 19, 16, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def school(django_db_setup, django_db_blocker):
    """Loaded once for all tests here, in a transaction around theirs."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NIGHT, tick=False),
        transaction.atomic(),
    ):
        call_command("load_demo")
        yield {employee.username: employee for employee in Employee.objects.all()}
        transaction.set_rollback(True)


def test_the_school_is_set_up(school):
    found = common_school.current()
    assert (found.name, found.time_zone, found.currency, found.phone_region) == (
        "Riverside Training School", "Asia/Shanghai", "CNY", "CN",
    )  # fmt: skip
    assert (found.currency_settled, found.phone_region_settled) == (True, True)
    # Nothing is left to do for whoever tries Shoal.
    assert Api(school["ada"]).get("/setup/").json()["next"] is None


def test_the_places_and_people(school):
    assert Campus.objects.filter(currency="CNY").count() == 3
    assert (Course.objects.count(), Department.objects.count()) == (6, 3)
    roles = {name: school[name].role for name in ("ada", "mei", "lin", "bo", "zoe", "fan")}
    assert roles == {
        "ada": "admin", "mei": "manager", "lin": "sales", "bo": "sales", "zoe": "sales",
        "fan": "finance",
    }  # fmt: skip
    assert school["lin"].department == school["bo"].department == school["mei"].department
    assert school["lin"].campus == school["bo"].campus
    assert school["zoe"].department != school["lin"].department
    assert all(employee.is_demo for employee in school.values())
    assert check_password("shoal-demo-2026", school["lin"].password)
    assert [e.username for e in Employee.objects.filter(state="pending")] == ["qin", "ying"]


def test_classes_of_two_terms_meet_without_a_clash(school):
    states = list(ClassGroup.objects.order_by("pk").values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "running": 6, "open": 4, "planned": 2,
    }  # fmt: skip
    assert ClassGroup.objects.values("term").distinct().count() >= 2
    for group in ClassGroup.objects.select_related("campus"):
        assert clashes_of(wish_of(group), group.start_date) == [], group.code
    soon = Api(school["mei"]).get("/classes/", ends_within=30).json()["results"]
    assert [row["code"] for row in soon] == ["CA-1", "KE-1"]


def test_there_is_plenty_to_claim(school):
    default = Pool.objects.get(is_default=True)
    assert Pool.objects.count() == 4
    assert Customer.objects.claimable().filter(pool=default).count() >= 100
    for pool in Pool.objects.all():
        assert pool.daily_claim_limit >= 50
        assert pool.holding_limit >= 300


@pytest.mark.parametrize("name", ["lin", "bo"])
def test_lin_and_bo_hold_twenty_and_have_claimed_nothing_today(school, name):
    assert Customer.objects.held_by(school[name]).count() == 20
    for allowance in allowances(school[name], NIGHT).values():
        assert (allowance.held, allowance.claimed_today) == (20, 0)
    counts = today(school[name], NIGHT)["counts"]
    returning = {"lin": 3, "bo": 4}[name]
    assert counts == {
        "overdue": 4, "due_today": 7, "never_contacted": 3, "returning": returning,
    }  # fmt: skip
    mine = Customer.objects.held_by(school[name])
    assert list(mine.filter(recycle_due_at__lt=NIGHT)) == []


def test_some_went_back_by_the_clock_and_nobody_is_to_go_at_once(school):
    recycled = OwnershipSpell.objects.filter(start_reason="recycled")
    assert recycled.count() >= 10
    assert set(recycled.values_list("owner", "started_by", "rule")) == {
        (None, None, "recycle_after_days")
    }
    assert not Customer.objects.filter(recycle_due_at__lt=NIGHT + timedelta(hours=12)).exists()


def test_somebody_left_and_handed_over_to_a_colleague_and_the_pools(school):
    done = HandOver.objects.get(employee=school["wen"])
    assert (done.moved, done.leaves) == (5, True)
    assert done.finished_at is not None
    assert school["wen"].state == "left"
    handed = OwnershipSpell.objects.filter(start_reason="handed_over")
    assert handed.filter(owner=school["mei"]).count() == 3
    assert handed.filter(owner=None).count() == 2


def test_one_pair_was_one_person_one_was_not_and_others_wait(school):
    merge = MergeRecord.objects.get()
    assert unmerge_refusal(school["ada"], merge.kept, merge, NIGHT) is None
    states = Counter(DuplicateProposal.objects.values_list("state", flat=True))
    assert (states["merged"], states["dismissed"]) == (1, 1)
    assert states["open"] >= 2


def test_every_status_is_there(school):
    assert set(Customer.objects.values_list("status", flat=True)) == set(Status.values)


def test_visitors_are_expected_today(school):
    shown = Api(school["ada"]).get("/follow-up-plans/expected/").json()["results"]
    assert {row["arrival"] for row in shown} == {"waiting"}  # nobody comes at midnight
    assert {row["campus"]["name"] for row in shown if row["assignee"]["name"] == "林 Lin"} == {
        school["lin"].campus.name
    }
    assert len(shown) >= 7


def test_one_may_claim_again_whom_one_released(school):
    lin = school["lin"]
    held = Customer.objects.held_by(lin).first()
    release_customer(customer_id=held.pk, by=lin, at=NIGHT, reason="other")
    claim_customer(customer_id=held.pk, by=lin, at=NIGHT)
    assert Customer.objects.get(pk=held.pk).owner == lin


def test_the_ledger_is_whole(school):
    assert check_ledger() == {}
    for customer in Customer.objects.all():
        spells = list(OwnershipSpell.objects.filter(customer=customer).order_by("pk"))
        assert spells[0].started_at == customer.created_at
        assert all(one.started_at < one.ended_at for one in spells[:-1])


def test_the_history_is_believable(school):
    begin = clock.start_of_day(NIGHT, school["lin"].zone)
    told = FollowUp.objects.select_related("customer")
    assert told.count() > 300
    for follow_up in told:
        held = OwnershipSpell.objects.filter(
            Q(ended_at__isnull=True) | Q(ended_at__gte=follow_up.occurred_at),
            customer=follow_up.customer, owner=follow_up.author,
            started_at__lte=follow_up.occurred_at,
        )  # fmt: skip
        assert held.exists()
        assert follow_up.occurred_at < begin
    assert not CustomerEdit.objects.filter(at__gte=begin).exists()
    assert not FollowUpPlan.objects.filter(
        Q(created_at__gte=begin) | Q(due_at__lte=F("created_at"))
    ).exists()
    open_plans = FollowUpPlan.objects.filter(state="planned")
    assert not open_plans.exclude(assignee=F("customer__owner")).exists()
    assert open_plans.filter(due_at__lt=begin).exists()
    assert open_plans.filter(due_at__gt=begin + timedelta(days=5)).exists()


def test_everybody_is_found_by_name(school):
    customers = Customer.objects.exclude(name="")
    for customer in customers[:20]:
        assert customer in matching(Customer.objects.living(), customer.name, school["ada"])


def test_it_is_the_same_school_each_time(school):
    founded = School(
        campuses=list(Campus.objects.order_by("pk")),
        courses=list(Course.objects.order_by("pk")),
        sources={e.code: e for e in ListEntry.objects.filter(kind="source")},
        campaigns=list(ListEntry.objects.filter(kind="campaign").order_by("pk")),
        people=school,
        pool=Pool.objects.get(is_default=True),
        campus_pools=list(Pool.objects.filter(is_default=False).order_by("pk")),
    )
    again = [(s.customer.name, s.customer.phone, s.customer.status) for s in told(founded, NIGHT)]
    facts = [fact[:3] for fact in customer_facts()]
    # The last two wrote through the website's form.
    assert len(facts) == len(again) + 2
    # Whoever was merged with somebody left them the telephone.
    assert sum(fact != told for fact, told in zip(facts, again, strict=False)) <= 1
    assert len(set(again)) > 250


def test_a_school_with_people_is_left_alone(school):
    before = customer_facts()
    call_command("load_demo", "--if-new")
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert customer_facts() == before


def customer_facts():
    return list(Customer.objects.order_by("pk").values_list("name", "phone", "status", "version"))


def test_who_is_enrolled_sits_in_a_class_and_the_money_is_right(school):
    enrolled = Customer.objects.living().filter(status="enrolled", owner__isnull=False)
    states = Counter(enrolled.values_list("enrollments__state", flat=True))
    assert set(states) == {"active"}
    assert states["active"] >= 5
    assert (wrong_seats(), wrong_money()) == ([], [])


def test_one_class_is_full_and_somebody_waits_for_it(school):
    full = ClassGroup.objects.get(code="PY-2")
    states = Counter(full.enrollments.values_list("state", flat=True))
    assert full.seats_free == 0
    assert states == {"awaiting_payment": 2, "waitlisted": 1, "submitted": 1}


def test_finance_has_payments_to_look_at(school):
    waiting = Api(school["fan"]).get("/payments/?state=submitted").json()["results"]
    assert waiting
    assert not {p["submitted_by"]["id"] for p in waiting} & {school["fan"].pk}


def test_money_waits_wherever_somebody_decides_about_it(school):
    today = Api(school["fan"]).get("/payments/today/").json()
    waits = ("to_confirm", "refunds_to_approve", "refunds_to_pay")
    assert [today[name] for name in waits] == [3, 1, 1]
    collect = today["to_collect"]
    assert (sum(row["overdue"] for row in collect), sum(row["due_today"] for row in collect)) == (
        1, 1,
    )  # fmt: skip
    assert len(today["unsigned_days"]) == 2
    signed = Api(school["ada"]).get("/cash-reports/days/?is_signed=true").json()["results"]
    assert {day["signed_by"]["name"] for day in signed} == {school["ada"].display_name}
