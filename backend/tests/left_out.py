"""What `make test-postgres` leaves to `make test-sqlite`: tests that touch no database.

Such a test asks for none, so pytest-django lets it reach none: it says the same on both. One that
starts a database of its own is marked `both_databases`, and stays.
"""

from typing import Any

import pytest
from django.db import connection

ASKS_FOR_ONE = {"db", "transactional_db", "django_db_setup"}
COUNT = "shoal_left_out"
_left: list[int] = []


def touches_a_database(item: pytest.Item) -> bool:
    return (
        not ASKS_FOR_ONE.isdisjoint(getattr(item, "fixturenames", ()))
        or item.get_closest_marker("django_db") is not None
        or item.get_closest_marker("both_databases") is not None
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql":
        left = [item for item in items if not touches_a_database(item)]
        items[:] = [item for item in items if touches_a_database(item)]
        config.hook.pytest_deselected(items=left)
        _left[:] = [len(left)]


def pytest_sessionfinish(session: pytest.Session) -> None:
    # Of several workers each has collected all; the process that sums up has not.
    if _left and hasattr(session.config, "workeroutput"):
        session.config.workeroutput[COUNT] = _left[0]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    output = getattr(node, "workeroutput", None) or {}
    if COUNT in output:
        _left[:] = [output[COUNT]]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _left:
        terminalreporter.write_line(f"{_left[0]} tests touch no database: left to test-sqlite.")
