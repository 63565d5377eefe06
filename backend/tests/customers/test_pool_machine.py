"""The pool proved by a machine: its commands and the clock in any order (R1-R11, R80-R84).

`STEPS=100000` plays longer than the gate does, `SHRINK=1` looks for the smallest way to a bug.
"""

import os
from collections import Counter

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from shoal.customers.rules import claiming
from shoal.customers.rules.clock import Clocked, due_of
from shoal.customers.services import clock_jobs, clocks, recycling

from .pool_machine import PoolMachine

# PostgreSQL plays other runs than SQLite, and half as many: what differs between them is locking,
# of which a machine that is alone sees nothing (test_*_race.py do).
ON_SQLITE = connection.vendor == "sqlite"
GATE = 5000 if ON_SQLITE else 2500
STEPS = int(os.environ.get("STEPS", GATE))
A_RUN = 100
# The first run of a block is the simplest that can be drawn, and counts for nothing. After ten
# Hypothesis varies what it has played already; new seeds find more.
RUNS = 9
A_BLOCK = A_RUN * (RUNS - 1)
OTHERS = 8
COMMANDS = {
    "claim_customer", "claimed in bulk", "claim_next", "release_customer", "assign_customer",
    "create_customer", "edit_customer", "log_follow_up", "schedule_plan", "change_status",
    "delete_customer", "restore_customer", "protect_customer", "merge_customers",
    "unmerge_customers", "begin_hand_over", "take_consultation", "change_pool", "add_entry",
    "add_leave", "jobs", "recycled",
}  # fmt: skip
PLAYED = settings(
    max_examples=RUNS,
    stateful_step_count=A_RUN,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    # Looking for the smallest way to a bug takes minutes: `SHRINK=1` when there is one.
    phases=[Phase.generate, *([Phase.shrink] if "SHRINK" in os.environ else [])],
    report_multiple_bugs=False,
)
SEEDED = settings(PLAYED, max_examples=60, phases=[Phase.generate])


@pytest.fixture
def play(committed_world, monkeypatch):
    """Run the machine; return the tally.

    Each run is a transaction of its own that is rolled back. In one for all of them, PostgreSQL's
    tables would fill with what is gone and every scan read it: the fiftieth run took three times
    as long as the first. And what is never settled keeps others' feeds waiting.
    """
    # The pauses are for those who write in between; here is nobody.
    monkeypatch.setattr(clock_jobs, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(recycling, "PAUSE_SECONDS", 0)

    def run(played, number=0):
        tally = Counter()
        machine = seed(number)(lambda: PoolMachine(committed_world, tally))
        run_state_machine_as_test(machine, settings=played)
        return tally

    return run


@pytest.mark.parametrize("number", range(-(-STEPS // A_BLOCK)))
def test_whatever_happens_the_pool_keeps_its_rules(play, number):
    tally = play(PLAYED, number if ON_SQLITE else number + OTHERS)
    assert tally["steps"] >= A_BLOCK, tally
    # A machine that is refused everything proves nothing; of a hundred blocks, some miss something.
    missed = {name for name in COMMANDS if not tally[name]}
    assert missed == set() or number > GATE // A_BLOCK


def without_cooling_off(monkeypatch):
    monkeypatch.setattr(claiming, "_previous_holder_refusal", lambda *_: None)


def without_exemption(monkeypatch):
    def careless(members, **kwargs):
        seen = [Clocked(*(getattr(m, name) for name in Clocked._fields)) for m in members]
        return due_of([m._replace(exempt_reasons=[]) for m in seen], **kwargs)

    monkeypatch.setattr(clocks, "due_of", careless)


def without_daily_limit(monkeypatch):
    monkeypatch.setattr(claiming, "DailyClaimLimitReached", lambda limit: None)


@pytest.mark.parametrize(
    ("bug", "said"),
    [
        (without_cooling_off, "cooling off|fresh hold"),
        (without_exemption, "is exempt"),
        (without_daily_limit, "more claims"),
    ],
)
def test_a_seeded_bug_is_found(play, monkeypatch, bug, said):
    bug(monkeypatch)
    with pytest.raises(AssertionError, match=said):
        play(SEEDED)
