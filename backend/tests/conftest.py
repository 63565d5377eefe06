from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from shoal.common import school
from shoal.organization.models import Employee

from . import world as world_module
from .api import Api
from .left_out import (  # noqa: F401
    pytest_collection_modifyitems,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from .races import _no_copies_left, committed_db, committed_world, unhurried  # noqa: F401
from .visitors import far_server, near_server  # noqa: F401
from .world import NOW, PASSWORD, World


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Always make the test database: pytest-django's own fixture doesn't when every collected
    test takes only `committed_db`, which would then copy the real one."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(unhurried(connection.settings_dict["NAME"]))
            connection.close()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _password_hash() -> None:
    world_module.PASSWORD_HASH = make_password(PASSWORD)


@pytest.fixture(autouse=True)
def _settled_region(monkeypatch: Any) -> None:
    """As in a process that has met the school's first customer; None: as before that."""
    monkeypatch.setattr(school, "_home", "CN")


@pytest.fixture(autouse=True)
def _roomy_rate_limit(settings: Any) -> None:
    settings.RATE_LIMIT_PER_MINUTE = 1_000_000  # people of different tests share their ids


@pytest.fixture
def tidy_tables(django_db_setup: None, django_db_blocker: Any) -> None:
    """Ask for it before `world` where PostgreSQL's plans matter: what other tests rolled back still
    fills the tables' pages, and makes walking them look dearer than it is."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM")


@pytest.fixture
def world(db: Any) -> World:
    return World()


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def api() -> Any:
    """`api(lin).get("/pool/")`: a client with a real access token of a real session."""

    def client_of(employee: Employee | None) -> Api:
        return Api(employee)

    return client_of


@pytest.fixture
def clock(time_machine: Any) -> Any:
    """Stands still at NOW; `clock.shift(timedelta(...))` moves it."""
    time_machine.move_to(NOW, tick=False)
    return time_machine
