"""Many change one list at once: places, codes and what must stay hold (R70)."""

import pytest
from django.db import connection
from django.db.models import QuerySet

from shoal.organization.models import ListEntry
from shoal.organization.services.lists import create_entry, edit_entry
from tests.races import in_threads
from tests.world import NOW

from .test_lists import entries

pytestmark = pytest.mark.race


def positions_of_campaigns(world, count=8):
    """Let `count` people add a campaign each, at one instant, to an empty list."""

    def add(number):
        return create_entry(
            kind="campaign", label_en="Open day", label_zh="开放日", by=world.ada, at=NOW
        ).position

    return in_threads(add, count), [e.position for e in entries("campaign")]


def test_of_many_at_once_each_gets_a_place_and_a_code_of_its_own(committed_world):
    results, positions = positions_of_campaigns(committed_world)
    assert sorted(results) == positions == list(range(1, 9))
    assert len({e.code for e in entries("campaign")}) == 8


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway")
def test_without_the_lock_places_would_be_given_twice(committed_world, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)
    results, positions = positions_of_campaigns(committed_world)
    assert len(set(positions)) < 8 or any(isinstance(r, Exception) for r in results)


def test_of_two_who_switch_the_last_two_off_one_is_refused(committed_world):
    *others, one, two = entries("payment_method")
    ListEntry.objects.filter(pk__in=[e.pk for e in others]).update(is_active=False)

    def switch_off(number):
        pk = (one, two)[number].pk
        changes = {"is_active": False}
        return edit_entry(
            kind="payment_method", entry_id=pk, changes=changes, by=committed_world.ada, at=NOW
        ).is_active

    results = [r if isinstance(r, bool) else type(r).__name__ for r in in_threads(switch_off, 2)]
    assert sorted(map(str, results)) == ["EntryNeeded", "False"]
