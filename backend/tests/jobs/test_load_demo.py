"""`manage.py load_demo`: a school that anybody may try."""

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
    FollowUp,
    FollowUpPlan,
    OwnershipSpell,
    Pool,
    Status,
)
from shoal.customers.rules.allowance import allowances
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.pool import claim_customer, release_customer
from shoal.customers.services.search import matching
from shoal.customers.today import today
from shoal.jobs.demo.plot import told
from shoal.jobs.demo.school import School
from shoal.organization.models import Campus, Department, Employee, ListEntry
from shoal.teaching.models import Course
from tests.api import Api

pytestmark = pytest.mark.django_db
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
    assert counts == {"overdue": 4, "due_today": 5, "never_contacted": 3, "returning": 0}


def test_every_status_is_there(school):
    assert set(Customer.objects.values_list("status", flat=True)) == set(Status.values)


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
    assert [fact[:3] for fact in customer_facts()] == again
    assert len(set(again)) > 250


def test_a_school_with_people_is_left_alone(school):
    before = customer_facts()
    call_command("load_demo", "--if-new")
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert customer_facts() == before


def customer_facts():
    return list(Customer.objects.order_by("pk").values_list("name", "phone", "status", "version"))
