"""Two tabs refresh at once: the token family never forks, and nobody is logged out."""

import os

import pytest
from django.db import connection

from shoal.common import clock
from shoal.organization import tokens
from shoal.organization.models import Session
from shoal.organization.querysets import SessionQuerySet
from shoal.organization.services.sessions import Tokens, open_session, refresh_session
from tests.races import in_threads

pytestmark = pytest.mark.race
ROUNDS = int(os.environ.get("REFRESH_ROUNDS", "40"))


def open_browser(user):
    return open_session(user=user, kind="browser", user_agent="", ip=None)


def refresh_in_two_tabs(token: str) -> list[Tokens]:
    return in_threads(lambda _: refresh_session(token=token, at=clock.now()), 2)


def forks_of(user, rounds: int) -> int:
    """Return in how many rounds both tabs got a refresh token of their own."""
    token = open_browser(user).refresh
    forked = 0
    for _ in range(rounds):
        got = refresh_in_two_tabs(token)
        assert all(isinstance(g, Tokens) and g.access for g in got), got
        fresh = [g.refresh for g in got if g.refresh]
        forked += len(fresh) > 1
        token = fresh[0]
    return forked


def test_two_tabs_never_fork_and_nobody_is_logged_out(committed_world):
    assert forks_of(committed_world.lin, ROUNDS) == 0

    session = Session.objects.get()
    assert session.revoked_at is None


def test_without_the_conditional_update_they_fork(committed_world, monkeypatch):
    def rotate_without_looking(self, pk, *, old, new, at):
        session = self.get(pk=pk)
        if session.current_jti != old:
            return 0
        return self.filter(pk=pk).update(current_jti=new, previous_jti=old, rotated_at=at)

    monkeypatch.setattr(SessionQuerySet, "rotate", rotate_without_looking)
    user, forked = committed_world.lin, 0
    for _ in range(60):
        token = open_browser(user).refresh
        got = refresh_in_two_tabs(token)
        forked += all(isinstance(g, Tokens) and g.refresh for g in got)
    assert forked > 0


def test_rotation_is_one_update_on_own_columns(world, django_assert_num_queries):
    token = open_browser(world.lin).refresh
    with django_assert_num_queries(2) as captured:
        refresh_session(token=token, at=clock.now())

    update = captured.captured_queries[1]["sql"]
    assert update.startswith("UPDATE")
    assert "JOIN" not in update
    assert "SELECT" not in update
    assert tokens.read_refresh(token).jti in update or connection.vendor == "postgresql"
