"""On SQLite transactions take turns by a lock on a file beside the database."""

import fcntl
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from shoal.common.models import Heartbeat
from tests.world import NOW

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no turns")


def turn_file():
    return Path(f"{connection.settings_dict['NAME']}-turn")


def free():
    """Tell whether nobody has the turn now."""
    with turn_file().open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def beat(name):
    Heartbeat.objects.create(name=name, at=NOW)


def test_a_transaction_has_the_turn_until_it_commits(committed_db):
    with transaction.atomic():
        beat("a")
        assert not free()
        with transaction.atomic():
            beat("b")
        assert not free()
    assert free()
    assert Heartbeat.objects.count() == 2


def test_a_transaction_that_fails_gives_the_turn_back(committed_db):
    with pytest.raises(DatabaseError), transaction.atomic():
        beat("a")
        beat("a")
    assert free()
    assert not Heartbeat.objects.exists()


def test_a_connection_that_closes_gives_the_turn_back(committed_db):
    with pytest.raises(DatabaseError), transaction.atomic():
        beat("a")
        connection.close()
        beat("b")
    assert free()


def test_who_only_reads_waits_for_nobody(committed_db):
    beat("a")
    with turn_file().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert Heartbeat.objects.count() == 1
