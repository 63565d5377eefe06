from collections.abc import Iterator

import pytest
from django.db import connection

from shoal.common import statements


@pytest.fixture(autouse=True)
def _all_is_settled(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """In a test that rolls back its own transaction never ends: let what it wrote count as settled
    there. Tests that commit (`committed_world`) read as the service does."""
    # What other tests had compiled was compiled with the horizon of theirs.
    statements.forget()
    if connection.vendor == "postgresql" and "committed_db" not in request.fixturenames:
        monkeypatch.setattr("shoal.activity.feed.Horizon.template", "9223372036854775807::bigint")
        monkeypatch.setattr("tests.integrations.feed.settle", lambda: None)
    yield
    statements.forget()
