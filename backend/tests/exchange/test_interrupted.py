"""Workers are killed, databases falter, colleagues are quicker: nothing is doubled or lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django_tasks_db.models import DBTaskResult

from shoal.common import clock as time_of
from shoal.customers.models import Customer, Identity, OwnershipSpell
from shoal.customers.services import intake
from shoal.exchange.models import MOVES, Import, Run, State
from shoal.exchange.rules import ImportBusy
from shoal.exchange.services import judging, running, uploads
from shoal.exchange.services.asking import MAX_ATTEMPTS, ask_for_run, resume_abandoned
from shoal.exchange.services.candidates import RowReader
from shoal.exchange.services.choices import directory_for
from shoal.exchange.services.moving import move
from shoal.exchange.services.reading import read_rows
from shoal.jobs.management.commands import tick

from ..world import make_customer
from .files import csv_file, run, upload, verdicts

PHONES = [f"138{n:08}" for n in range(10)]
# Row 9 repeats row 2, across chunks.
LINES = ["姓名,手机号", *(f"客户{n},{phone}" for n, phone in enumerate(PHONES)), f"又,{PHONES[0]}"]
EXPECTED = {"new": 10, "duplicate": 1, "invalid": 0, "blank": 0}


class Killed(BaseException):
    """As kill -9: nothing of ours gets to run afterwards."""


@pytest.fixture(autouse=True)
def _chunks_of_three(monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 3)


def ask(batch, what=Run.COMMIT):
    return ask_for_run(import_id=batch.pk, run=what, by=batch.created_by, at=time_of.now())


def die_at(monkeypatch, module, name, call):
    """Be killed the moment that `module.name` is called for the `call`th time."""
    real, calls = getattr(module, name), iter(range(1, 1000))

    def maybe(*args, **kwargs):
        if next(calls) == call:
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, maybe)


def finish_after(clock, batch):
    """Let the lease run out, tick, and work: what a new worker does."""
    clock.shift(running.LEASE + timedelta(seconds=1))
    assert resume_abandoned(at=time_of.now()) == 1
    running.run_import(batch.pk)
    return Import.objects.get(pk=batch.pk)


def assert_nothing_doubled_or_lost(batch):
    assert (batch.state, batch.counts, batch.done_rows) == (State.COMMITTED, EXPECTED, 11)
    assert sorted(Customer.objects.values_list("phone", flat=True)) == [f"+86{p}" for p in PHONES]
    assert Identity.objects.count() == OwnershipSpell.objects.count() == 10
    assert [n for n, _ in sorted(verdicts(batch).items())] == list(range(2, 13))
    assert verdicts(batch)[12] == ("duplicate", "duplicate_in_file")


@pytest.mark.parametrize("chunk", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "place",
    [(running, "create_many"), (intake, "index_new"), (running, "insert_columns"),
     (running.time, "sleep")],
    ids=["before customers", "after customers", "before the rows", "between chunks"],
)  # fmt: skip
def test_a_worker_killed_anywhere_is_followed_by_another(world, clock, monkeypatch, place, chunk):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch)
    with monkeypatch.context() as cut:
        die_at(cut, *place, chunk)
        with pytest.raises(Killed):
            running.run_import(batch.pk)
    assert Import.objects.get().state == State.RUNNING
    assert Import.objects.get().done_rows == Import.objects.get().rows.count()
    assert_nothing_doubled_or_lost(finish_after(clock, batch))


def test_a_killed_dry_run_goes_on_too(world, clock, monkeypatch):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch, Run.DRY_RUN)
    with monkeypatch.context() as cut:
        die_at(cut, running, "insert_columns", 2)
        with pytest.raises(Killed):
            running.run_import(batch.pk)
    batch = finish_after(clock, batch)
    assert (batch.state, batch.counts) == (State.DRY_RUN, EXPECTED)


def test_a_lease_that_lives_is_left_alone(world, clock, monkeypatch):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch)
    assert running.take_up(batch.pk, time_of.now()) is not None
    clock.shift(running.LEASE - timedelta(seconds=1))
    call_command("tick")
    assert Import.objects.get().state == State.RUNNING
    assert running.take_up(batch.pk, time_of.now()) is None


def test_a_worker_that_was_thought_dead_writes_nothing_more(world, clock):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch)
    slow = running.take_up(batch.pk, time_of.now())
    done = finish_after(clock, batch)
    assert_nothing_doubled_or_lost(done)
    with pytest.raises(running.LeaseLost):
        running.walk(slow)
    running.fail(slow, "internal_error", "late")
    assert_nothing_doubled_or_lost(Import.objects.get())


def test_without_the_lease_it_would_double(world, clock, monkeypatch):
    """The proof that the guard above is what holds."""
    batch = upload(csv_file("Prospect ID,备注", "a-1,x"), world.ada)
    ask(batch)
    slow = running.take_up(batch.pk, time_of.now())
    finish_after(clock, batch)
    monkeypatch.setattr(running, "_hold_lease", lambda held: Import.objects.get(pk=held.pk))
    reader = RowReader(slow, directory_for(world.ada))
    chunk = [reader.read(n, cells) for n, cells in read_rows(slow.stored_as, after=1)]
    with pytest.raises(Exception, match="import_done_within_total"):
        running.write_chunk(slow, judging.Judge(), chunk, time_of.now())


def test_a_run_that_is_cut_off_again_and_again_is_given_up(world, clock, monkeypatch):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch)
    die_at(monkeypatch, running, "walk", 1)
    for attempt in range(MAX_ATTEMPTS):
        Import.objects.update(state=State.QUEUED, pending="commit")
        monkeypatch.setattr(running, "walk", _die)
        with pytest.raises(Killed):
            running.run_import(batch.pk)
        assert Import.objects.get().attempt == attempt + 1
    clock.shift(timedelta(minutes=5))
    resume_abandoned(at=time_of.now())
    batch = Import.objects.get()
    assert (batch.state, batch.error_code, batch.pending) == (State.FAILED, "gave_up", "")


def _die(*args):
    raise Killed


def test_a_commit_that_failed_halfway_goes_on_when_asked_again(world, clock, monkeypatch):
    batch = upload(csv_file(*LINES), world.ada)
    with monkeypatch.context() as broken:
        calls = iter(range(1, 100))

        def fail(*args, **kwargs):
            if next(calls) == 2:
                raise ValueError("a bug")
            return intake.create_many(*args, **kwargs)

        broken.setattr(running, "create_many", fail)
        failed = run(batch)
    assert (failed.state, failed.error_code, failed.done_rows) == (
        State.FAILED, "internal_error", 3,
    )  # fmt: skip
    assert_nothing_doubled_or_lost(run(failed))


def test_a_database_that_falters_once_is_tried_again(world, clock, monkeypatch):
    batch = upload(csv_file(*LINES), world.ada)
    calls = iter(range(1, 100))

    def falter(*args, **kwargs):
        if next(calls) == 2:
            raise OperationalError("deadlock detected")
        return intake.create_many(*args, **kwargs)

    monkeypatch.setattr(running, "create_many", falter)
    monkeypatch.setattr(running.time, "sleep", lambda seconds: None)
    assert_nothing_doubled_or_lost(run(batch))


def test_a_colleague_who_is_quicker_makes_a_row_a_duplicate(world, clock, monkeypatch):
    """They enter the person between our look and our insert: the unique identity says so."""
    batch = upload(csv_file(*LINES), world.ada)
    real, calls = judging.living_customers, iter(range(1, 100))

    def look_then_lose(identities):
        found = real(identities)
        if next(calls) == 1:
            make_customer("Quick", pool=world.pool, owner=world.bo, phone=f"+86{PHONES[1]}")
        return found

    monkeypatch.setattr(judging, "living_customers", look_then_lose)
    batch = run(batch)
    assert batch.counts == {"new": 9, "duplicate": 2, "invalid": 0, "blank": 0}
    assert batch.rows.get(number=3).customer == Customer.objects.get(name="Quick")
    assert Customer.objects.count() == 10


def test_busy_imports_refuse_to_be_asked_or_changed(world, clock):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch, Run.DRY_RUN)
    for what in Run:
        with pytest.raises(ImportBusy):
            ask(batch, what)
    with pytest.raises(ImportBusy):
        uploads.change_import(import_id=batch.pk, by=world.ada, mapping={"0": "skip"})


def test_every_state_is_in_the_table_of_moves():
    assert set(MOVES) == set(State)
    assert all(target in State for targets in MOVES.values() for target in targets)


def test_asking_queues_a_task_and_a_tick_queues_a_lost_one_anew(
    world, clock, django_capture_on_commit_callbacks
):
    batch = upload(csv_file(*LINES), world.ada)
    with django_capture_on_commit_callbacks(execute=True):
        ask(batch)
    assert [t.args_kwargs["args"] for t in DBTaskResult.objects.all()] == [[batch.pk]]
    DBTaskResult.objects.all().delete()
    clock.shift(timedelta(minutes=3))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("tick")
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.get().task.call(batch.pk)
    assert_nothing_doubled_or_lost(Import.objects.get())


def test_a_database_that_stays_away_leaves_the_run_to_the_next_tick(world, clock, monkeypatch):
    batch = upload(csv_file(*LINES), world.ada)
    ask(batch)
    with monkeypatch.context() as away:
        away.setattr(running, "create_many", _raise(OperationalError("gone")))
        away.setattr(running.time, "sleep", lambda seconds: None)
        with pytest.raises(OperationalError):
            running.run_import(batch.pk)
    assert_nothing_doubled_or_lost(finish_after(clock, batch))


def test_a_chunk_that_others_keep_running_into_goes_in_by_parts(world, clock, monkeypatch):
    create_many = running.create_many

    def only_few(people, **kwargs):
        if len(people) > 1:
            raise IntegrityError("identity_once")
        return create_many(people, **kwargs)

    monkeypatch.setattr(running, "create_many", only_few)
    assert_nothing_doubled_or_lost(run(upload(csv_file(*LINES), world.ada)))


def test_people_who_are_entered_elsewhere_all_the_time_fail_the_run(world, clock, monkeypatch):
    monkeypatch.setattr(running, "create_many", _raise(IntegrityError("identity_once")))
    batch = run(upload(csv_file(*LINES), world.ada))
    assert (batch.state, batch.error_code, batch.done_rows) == (
        State.FAILED, "import_contended", 0,
    )  # fmt: skip
    assert Customer.objects.count() == 0


def _raise(error):
    def fail(*args, **kwargs):
        raise error

    return fail


def test_a_move_that_the_table_lacks_is_a_bug(world, clock):
    batch = upload(csv_file(*LINES), world.ada)
    with pytest.raises(RuntimeError, match="from uploaded to committed"):
        move(batch, State.COMMITTED)


def test_ticks_go_on_when_one_fails(world, monkeypatch):
    monkeypatch.setattr(tick, "resume_abandoned", _raise(OperationalError("gone")))
    monkeypatch.setattr(tick.time, "sleep", _die)
    monkeypatch.setattr(tick, "close_old_connections", lambda: None)
    # Its thread would outlive the test, and hold the database that others copy.
    monkeypatch.setattr(tick, "keep_reading", lambda: None)
    with pytest.raises(Killed):
        call_command("tick", every=1)
