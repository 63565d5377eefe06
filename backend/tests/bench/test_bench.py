"""`make bench` at a size that takes half a minute: it works, and says what it measured. How fast
anything is, it is not asked here."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.db import connection

from bench.databases import Database
from bench.goals import WORKS
from bench.seed.schema import described

BACKEND = Path(__file__).resolve().parents[2]
ROWS = 2_000
COLUMNS = {"work", "database", "rows", "ratio", "goal", "holds", "p50_ms", "p95_ms"}

# One worker runs all of them: another would measure everything once more.
pytestmark = [
    pytest.mark.slow, pytest.mark.both_databases, pytest.mark.xdist_group("bench"),
]  # fmt: skip


@pytest.fixture(scope="module")
def bench(tmp_path_factory: Any, worker_id: str) -> Iterator[dict[str, str]]:
    """The environment of a bench with names and a data folder of its own."""
    env = {
        **os.environ,
        "DATA": str(tmp_path_factory.mktemp("bench")),
        "BENCH_NAME": f"{os.environ.get('TEST_NAME', 'test_shoal')}_{worker_id}_bench",
        "TEST_DATABASE_URL": os.environ.get("DATABASE_URL", ""),
        "DATABASES": connection.vendor,
        "ROWS": str(ROWS),
        "ROUNDS": "1",
    }
    with pytest.MonkeyPatch.context() as here:
        for name in ("DATA", "BENCH_NAME", "TEST_DATABASE_URL"):
            here.setenv(name, env[name])
        yield env
        for rows in (ROWS, ROWS // 2):
            Database(connection.vendor, rows).drop()


@pytest.fixture(scope="module")
def measured(bench: dict[str, str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "bench"], cwd=BACKEND, env=bench, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return orjson.loads((Path(bench["DATA"]) / "bench-results.json").read_bytes())


def test_every_work_meant_for_the_database_has_a_figure(measured):
    meant = [work.name for work in WORKS if work.database in (None, connection.vendor)]
    assert [result["work"] for result in measured] == meant
    assert not [result for result in measured if "failure" in result]


def test_results_have_the_published_shape(measured):
    for result in measured:
        assert set(result) >= COLUMNS
        assert (result["database"], result["rows"]) == (connection.vendor, ROWS)
        if "value" in result:
            assert result["ratio"] is result["goal"] is None
            assert result["holds"] is (result["value"] <= result["limit"])
        elif result["goal"] is None:
            assert result["holds"] is None
        else:
            assert result["ratio"] > 0
            assert isinstance(result["holds"], bool)


def test_claims_are_won_or_lost_and_nothing_else(measured):
    claims = next(r for r in measured if r["work"] == "claims, answers but 200 and 409")
    assert claims["value"] == 0
    assert set(claims["statuses"]) == {"200", "409"}


def test_a_seeded_ledger_agrees(measured, bench):
    checked = _run(["manage.py", "check_ledger"])
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "checks agree" in checked.stdout


def test_a_seeded_schema_is_that_of_the_migrations(measured, bench, db):
    printed = _run([
        "-c", "import django; django.setup(); import orjson; "
        "from bench.seed.schema import described; print(orjson.dumps(described()).decode())",
    ])  # fmt: skip
    assert [tuple(thing) for thing in orjson.loads(printed.stdout)] == described()


def test_what_is_seeded_is_used_again(measured, bench):
    database = Database(connection.vendor, ROWS)
    again = subprocess.run(
        [sys.executable, "-m", "bench.seed", "--rows", str(ROWS), "--database", connection.vendor],
        cwd=BACKEND,
        env=bench,
        capture_output=True,
        text=True,
    )
    assert again.stdout.strip() == database.url
    assert "seeded in" not in again.stderr


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=BACKEND,
        env=Database(connection.vendor, ROWS).env(),
        capture_output=True,
        text=True,
    )
