"""Workers and imports at one instant, and real ones that are really killed."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from shoal.common import clock as time_of
from shoal.customers.models import Customer, Identity, OwnershipSpell
from shoal.exchange.models import Import, State
from shoal.exchange.services import running
from shoal.exchange.services.asking import resume_abandoned

from ..races import in_threads
from .files import csv_file, upload
from .test_interrupted import LINES, ask, assert_nothing_doubled_or_lost

pytestmark = pytest.mark.race


@pytest.fixture(autouse=True)
def _chunks_of_three(monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 3)


def test_two_workers_at_once_do_it_once(committed_world):
    batch = upload(csv_file(*LINES), committed_world.ada)
    ask(batch)
    assert in_threads(lambda n: running.run_import(batch.pk), 4) == [None] * 4
    assert_nothing_doubled_or_lost(Import.objects.get())


def test_two_imports_of_the_same_people_at_once_bring_each_once(committed_world):
    backwards = [LINES[0], *reversed(LINES[1:])]
    batches = [upload(csv_file(*lines), committed_world.ada) for lines in (LINES, backwards)]
    for batch in batches:
        ask(batch)
    assert in_threads(lambda n: running.run_import(batches[n].pk), 2) == [None, None]
    both = [batch.counts for batch in Import.objects.all()]
    assert sum(counts["new"] for counts in both) == 10
    assert Customer.objects.count() == Identity.objects.count() == 10


@pytest.mark.slow
def test_kill_9_of_real_workers_until_one_comes_through(committed_db, committed_world, settings):
    lines = [f"客户{n},138{n:08}" for n in range(3000)]
    batch = upload(csv_file("姓名,手机号", *lines), committed_world.ada)
    ask(batch)
    script = (
        "import django; django.setup();"
        "from django.conf import settings; from pathlib import Path;"
        f"settings.UPLOAD_DIR = Path({str(settings.UPLOAD_DIR)!r});"
        "from shoal.exchange.services import running; running.CHUNK = 50;"
        f"running.run_import({batch.pk})"
    )
    environment = {**committed_db.env(), "DJANGO_SETTINGS_MODULE": "shoal.settings"}
    kills = 0
    while Import.objects.get().state != State.COMMITTED:
        worker = subprocess.Popen([sys.executable, "-c", script], env=environment)
        begun = Import.objects.get().done_rows
        while worker.poll() is None and kills < 4:
            time.sleep(0.02)
            if Import.objects.get().done_rows > begun + 100:
                os.kill(worker.pid, signal.SIGKILL)
                kills += 1
        worker.wait()
        Import.objects.filter(state=State.RUNNING).update(lease_until=time_of.now())
        time.sleep(0.01)
        resume_abandoned(at=time_of.now())
        connection.close()
    assert kills == 4
    assert Import.objects.get().counts["new"] == 3000
    assert Customer.objects.count() == OwnershipSpell.objects.count() == 3000
    assert Import.objects.get().rows.count() == 3000
