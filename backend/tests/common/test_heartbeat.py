"""Signs of life: who beats, and when silence is silence."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from shoal.common import heartbeat
from shoal.common.models import Heartbeat


def test_a_later_beat_takes_the_place_of_the_earlier(db, clock):
    heartbeat.beat(heartbeat.WORKER, timezone.now())
    clock.shift(timedelta(seconds=10))
    heartbeat.beat(heartbeat.WORKER, timezone.now())
    assert list(Heartbeat.objects.values_list("name", "at")) == [("worker", timezone.now())]


@pytest.mark.parametrize(("seconds", "silent"), [(60, False), (61, True)])
def test_a_worker_is_silent_after_a_minute(seconds, silent):
    heard = {heartbeat.WORKER: timedelta(seconds=seconds)}
    assert heartbeat.silent(heartbeat.WORKER, heard) is silent


def test_who_was_never_heard_of_is_silent():
    assert heartbeat.silent(heartbeat.TICKS, {})


def test_each_tick_beats(db):
    call_command("tick")
    names = Heartbeat.objects.order_by("name").values_list("name", flat=True)
    assert list(names) == ["sweep", "ticks"]
