"""A policy or a calendar changes: thousands of clocks follow, cut off anywhere (R82)."""

from datetime import timedelta

import pytest
from django.db import connection  # noqa: F401  named in a skipif

from shoal.common.models import School
from shoal.customers.models import ClockJob, Customer
from shoal.customers.services import clock_jobs
from shoal.customers.services.clock_jobs import LeaseLost, run_clock_job, run_clock_jobs
from shoal.customers.services.clocks import refresh_clocks, schedule_recompute
from shoal.customers.services.ledger_check import check_ledger
from shoal.customers.services.policy import change_pool
from shoal.customers.services.pool import claim_customer
from shoal.organization.services.employees import place_employee
from shoal.organization.services.places import edit_campus, edit_department
from shoal.organization.services.setup import edit_school
from tests.races import in_threads
from tests.world import NOW, make_customer

DAY = timedelta(days=1)
SINCE = NOW - 10 * DAY


@pytest.fixture
def held(world):
    """Five households of lin's and one of zoe's, whose clocks nobody has computed yet."""
    return _held(world)


def _held(world):
    guardians = [make_customer(f"c{n}", pool=world.pool, owner=world.lin) for n in range(5)]
    for guardian in guardians[:2]:
        make_customer("child", pool=world.pool, owner=world.lin, guardian=guardian)
    return [*guardians, make_customer("west", pool=world.west_pool, owner=world.zoe)]


def test_a_policy_that_changes_a_clock_has_all_of_its_pool_computed(world, held):
    change_pool(pool_id=world.pool.pk, by=world.ada, at=NOW, max_holding_days=20)
    job = ClockJob.objects.get()
    assert (job.pool_id, job.owner_id) == (world.pool.pk, None)

    assert run_clock_jobs(at=NOW) == 1

    counted = Customer.objects.filter(recycle_due_at=SINCE + 20 * DAY)
    assert counted.count() == 7
    assert set(counted.values_list("recycle_rule", flat=True)) == {"max_holding_days"}
    assert not ClockJob.objects.exists()
    assert check_ledger() == {}


def test_other_changes_of_a_policy_need_no_job(world, held):
    change_pool(pool_id=world.pool.pk, by=world.ada, at=NOW, daily_claim_limit=3, warn_days=2)
    assert not ClockJob.objects.exists()


@pytest.mark.parametrize(
    ("change", "of"),
    [
        (lambda w: place_employee(
            employee_id=w.lin.pk, changes={"campus": w.west.pk}, by=w.ada, at=NOW), "lin"),
        (lambda w: edit_campus(
            campus_id=w.east.pk, changes={"rest_days": [7]}, by=w.ada, at=NOW), None),
        (lambda w: edit_campus(
            campus_id=w.east.pk, changes={"time_zone": "Asia/Tokyo"}, by=w.ada, at=NOW), None),
        (lambda w: edit_department(
            department_id=w.sales1.pk, changes={"campus": w.east.pk}, by=w.ada, at=NOW), None),
        (lambda w: edit_school(
            changes={"rest_days": [7]}, expected_version=School.objects.get().version,
            by=w.ada, at=NOW), None),
    ],
)  # fmt: skip
def test_a_calendar_that_changes_has_the_clocks_computed_of_whom_it_may_concern(world, change, of):
    change(world)
    owner = getattr(world, of).pk if of else None
    assert list(ClockJob.objects.values_list("pool", "owner")) == [(None, owner)]


@pytest.mark.parametrize(
    "change",
    [
        lambda w: place_employee(
            employee_id=w.lin.pk, changes={"role": "manager"}, by=w.ada, at=NOW),
        lambda w: edit_campus(campus_id=w.east.pk, changes={"phone": "1"}, by=w.ada, at=NOW),
        lambda w: edit_department(
            department_id=w.sales1.pk, changes={"name": "New"}, by=w.ada, at=NOW),
    ],
)  # fmt: skip
def test_what_is_no_matter_of_days_needs_no_job(world, change):
    change(world)
    assert not ClockJob.objects.exists()


def test_a_job_that_was_cut_off_goes_on_where_it_was(world, held, monkeypatch):
    monkeypatch.setattr(clock_jobs, "CHUNK", 2)
    world.pool.max_holding_days = 20
    world.pool.save()
    schedule_recompute(at=NOW, pool_id=world.pool.pk)
    job = clock_jobs._take_up(ClockJob.objects.get().pk, NOW)
    clock_jobs._chunk(job)  # and then the worker dies

    done = ClockJob.objects.get()
    assert done.position == held[1].pk
    assert Customer.objects.filter(recycle_due_at__isnull=False).count() == 4
    assert run_clock_jobs(at=NOW) == 0  # it may still be alive
    # A job is left to whoever holds its lease; afterwards anybody takes it up.
    ClockJob.objects.update(lease_until=NOW - DAY)
    assert run_clock_jobs(at=NOW) == 1
    assert check_ledger() == {}
    with pytest.raises(LeaseLost):
        clock_jobs._chunk(job)


def test_several_changes_before_the_job_begins_are_one_run(world, held):
    for _ in range(3):
        schedule_recompute(at=NOW, pool_id=world.pool.pk)
    schedule_recompute(at=NOW)
    first = ClockJob.objects.order_by("pk").first()
    assert run_clock_job(first.pk, at=NOW)
    assert list(ClockJob.objects.values_list("pool", flat=True)) == [None]


def test_while_a_job_waits_its_clocks_are_no_damage(world, held):
    world.pool.max_holding_days = 20
    world.pool.save()
    assert check_ledger() != {}
    schedule_recompute(at=NOW, owner_id=world.lin.pk)
    assert check_ledger() == {}


def test_clocks_that_say_the_same_are_not_written_again(world, held, django_assert_num_queries):
    world.pool.max_holding_days = 20
    world.pool.save()
    roots = [customer.pk for customer in held]
    with django_assert_num_queries(4):
        refresh_clocks(roots)
    with django_assert_num_queries(3):
        refresh_clocks(roots)


# --- races ----------------------------------------------------------------------------------------
def forgotten(world, wait):
    """Return what check_ledger finds when a claim reads the policy, the policy is changed and
    its job runs, and only then the claim is committed."""
    import threading

    from shoal.customers.services import clocks

    wang = make_customer("王", pool=world.pool)
    read, changed = threading.Event(), threading.Event()
    policy_of = clocks._policy_of

    def slowly(pool_id):
        found = policy_of(pool_id)
        read.set()
        changed.wait(wait)
        return found

    def work(number):
        if number == 0:
            clocks._policy_of = slowly
            try:
                claim_customer(customer_id=wang.pk, by=world.lin, at=NOW)
            finally:
                clocks._policy_of = policy_of
        else:
            read.wait(10)
            change_pool(pool_id=world.pool.pk, by=world.ada, at=NOW, max_holding_days=20)
            run_clock_jobs(at=NOW)
            changed.set()

    assert in_threads(work, 2) == [None, None]
    return check_ledger()


@pytest.mark.race
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_a_job_passes_by_nobody_who_was_claimed_by_the_policy_of_before(
    committed_world, monkeypatch
):
    committed_world.pool.max_holding_days = 10
    committed_world.pool.save()
    assert forgotten(committed_world, wait=1) == {}

    committed_world.pool.max_holding_days = 10
    committed_world.pool.save()
    refresh_clocks(Customer.objects.values_list("pk", flat=True))
    monkeypatch.setattr(clock_jobs, "_others_are_done", lambda: True)
    assert forgotten(committed_world, wait=1) != {}
