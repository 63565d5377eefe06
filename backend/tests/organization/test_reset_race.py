"""One link to a new password, used by many at once: one chooses it (R67)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import PasswordReset
from shoal.organization.services import links
from shoal.organization.services.resets import Visitor, choose_new_password, hand_reset_link
from tests.races import in_threads
from tests.world import NOW

pytestmark = pytest.mark.race


def outcomes(world, count=4):
    _link, url = hand_reset_link(employee_id=world.lin.pk, by=world.mei, at=NOW)
    token = url.split("#token=")[1]

    def choose(number):
        visitor = Visitor(ip=f"192.0.2.{number}", is_this_machine=False)
        choose_new_password(token=token, new=f"{number} white cranes", visitor=visitor, at=NOW)
        return "chose"

    results = in_threads(choose, count)
    return sorted(r if isinstance(r, str) else type(r).__name__ for r in results)


def test_of_four_who_use_a_link_at_once_one_does(committed_world):
    assert outcomes(committed_world) == ["LinkVoid"] * 3 + ["chose"]
    assert Event.objects.filter(kind="employee.password_reset").count() == 1


def test_without_the_guard_all_would(committed_world, monkeypatch):
    def use_unguarded(link, *, at):
        type(link).objects.filter(pk=link.pk).update(used_at=at)

    monkeypatch.setattr(links, "use", use_unguarded)
    assert outcomes(committed_world).count("chose") > 1


def test_of_two_links_issued_at_once_one_is_good(committed_world):
    world = committed_world

    def hand(number):
        by = (world.mei, world.ada)[number]
        return hand_reset_link(employee_id=world.lin.pk, by=by, at=NOW)[0].pk

    assert len(set(in_threads(hand, 2))) == 2
    assert PasswordReset.objects.live(NOW).count() == 1
