"""Two set a school up at once: exactly one does (R60)."""

import pytest
from django.db import connection

from shoal.activity.models import Event
from shoal.common import school
from shoal.common.models import School
from shoal.organization.models import Employee, SetupLink
from shoal.organization.services import links, setup
from tests.races import in_threads, let_writers_loose
from tests.world import NOW

pytestmark = pytest.mark.race
MANY = 6
FIELDS = {
    "name": "Harbour School", "time_zone": "Europe/Lisbon", "currency": "EUR", "language": "en",
    "phone_region": "PT",
}  # fmt: skip


def tokens(how_many):
    """Links that are good at the same time, as none are that the command issues."""
    return [links.issue(SetupLink(), valid_for=setup.VALID_FOR, at=NOW) for _ in range(how_many)]


def outcomes(given, monkeypatch):
    monkeypatch.setattr(setup, "accepted_hash", lambda *a, **k: "!")

    def run(number):
        admin = {"username": f"eve{number}", "password": "-", "display_name": "Eve", "email": ""}
        try:
            setup.set_up_school(
                token=given[number], fields=FIELDS, admin=admin, ip=f"10.0.0.{number}", at=NOW
            )
        except (setup.AlreadySetUp, links.LinkVoid):
            return "told"
        return "won"

    return sorted(map(str, in_threads(run, len(given))))


def one_won(answers):
    admins, events = Employee.objects.count(), Event.objects.filter(kind="school.set_up").count()
    return (answers, admins, events) == (["told"] * (len(answers) - 1) + ["won"], 1, 1)


@pytest.mark.parametrize("how_many_links", [1, MANY])
def test_one_wins_and_the_others_are_told(committed_db, monkeypatch, how_many_links):
    given = (tokens(how_many_links) * MANY)[:MANY]
    assert one_won(outcomes(given, monkeypatch))
    assert School.objects.get().version == 2
    assert not SetupLink.objects.live(NOW).exists()


@pytest.mark.parametrize("how_many_links", [1, MANY])
def test_without_the_guard_the_promise_breaks(committed_db, monkeypatch, how_many_links):
    """PostgreSQL: without the lock on the school and the conditional UPDATE of the link.
    SQLite: without IMMEDIATE transactions."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr(school, "lock", school.current)
        monkeypatch.setattr(links, "use", lambda link, at: link.save())
    else:
        let_writers_loose(monkeypatch)
    given = (tokens(how_many_links) * MANY)[:MANY]
    assert not one_won(outcomes(given, monkeypatch))


def test_no_link_is_issued_behind_a_set_up(committed_db, monkeypatch):
    """A `setup_link` at the same moment: its link is void, or it is refused."""
    token = setup.issue_setup_link(at=NOW)
    monkeypatch.setattr(setup, "accepted_hash", lambda *a, **k: "!")
    admin = {"username": "eve", "password": "-", "display_name": "Eve", "email": ""}

    def run(number):
        if number:
            return setup.issue_setup_link(at=NOW)
        return setup.set_up_school(token=token, fields=FIELDS, admin=admin, ip="10.0.0.1", at=NOW)

    in_threads(run, 2)
    if School.objects.get().set_up_at is not None:
        assert not SetupLink.objects.live(NOW).exists()
