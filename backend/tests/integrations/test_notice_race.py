"""Two readers of the log at once: each event is told once (R143)."""

import pytest

from shoal.customers.services import pool
from shoal.integrations.models import Notification
from shoal.integrations.services.reading import read_log
from tests.activity.test_feed import needs_postgresql, settle
from tests.races import UNTIL_SEEN, in_threads
from tests.world import NOW, make_customer


def counts(world) -> tuple[list[int], list[object]]:
    people = [make_customer(f"Nr {n}", pool=world.pool) for n in range(6)]
    for each in people:
        pool.assign_customer(customer_id=each.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    settle()
    answers = in_threads(lambda _: read_log(), 4)
    return list(Notification.objects.values_list("count", flat=True)), answers


def test_of_several_readers_one_tells(committed_world):
    found, answers = counts(committed_world)
    assert (found, sorted(answers)) == ([6], [0, 0, 0, 6])


@needs_postgresql
def test_without_the_lock_they_get_into_each_others_way(committed_world, monkeypatch):
    from django.db.models import QuerySet

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **kwargs: self)
    for _ in range(UNTIL_SEEN):
        _found, answers = counts(committed_world)
        if any(isinstance(answer, Exception) or answer > 6 for answer in answers) or (
            sum(a for a in answers if isinstance(a, int)) > 6
        ):
            return
        Notification.objects.all().delete()
    pytest.fail("they never met")
