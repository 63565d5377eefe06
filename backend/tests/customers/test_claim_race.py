"""Many claim one customer at once: exactly one wins, the others are told (R1)."""

from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

from shoal.common.errors import NotFound
from shoal.customers.models import Customer, OwnershipSpell
from shoal.customers.querysets import CustomerQuerySet
from shoal.customers.rules.claiming import AlreadyClaimed, DailyClaimLimitReached
from shoal.customers.services import access
from shoal.customers.services.pool import claim_customer
from shoal.organization.services.sessions import open_session
from tests.races import in_threads, let_writers_loose
from tests.serving import Server
from tests.world import NOW, make_customer, make_employee

pytestmark = pytest.mark.race
MANY = 16


def claimants(world, count):
    place = {"department": world.sales1, "campus": world.east}
    return [make_employee(f"claimant{n}", **place) for n in range(count)]


def outcomes(customer, people):
    def claim(number):
        try:
            claim_customer(customer_id=customer.pk, by=people[number], at=NOW)
        except AlreadyClaimed:
            return "told"
        return "won"

    return sorted(map(str, in_threads(claim, len(people))))


def one_winner(customer, people):
    """Whether the promise held: one winner, everybody else told, one open spell that agrees."""
    answers = outcomes(customer, people)
    spells = OwnershipSpell.objects.filter(customer=customer, ended_at=None)
    customer.refresh_from_db()
    agreed = [s.owner_id for s in spells] == [customer.owner_id]
    return answers == ["told"] * (len(people) - 1) + ["won"] and agreed


def test_one_wins_and_the_others_are_told(committed_world):
    people = claimants(committed_world, MANY)
    for round_ in range(3):
        assert one_winner(make_customer(f"c{round_}", pool=committed_world.pool), people)


def test_without_the_guard_the_promise_breaks(committed_world, monkeypatch):
    """PostgreSQL: without lock and conditional update. SQLite: without IMMEDIATE transactions
    and the queue before them."""
    people = claimants(committed_world, MANY)
    if connection.vendor == "postgresql":
        monkeypatch.setattr(CustomerQuerySet, "lock", lambda self: self.order_by("pk"))

        def move_without_looking(self, customer, *, to, pool, at, due):
            return (
                self.filter(pk=customer.pk).update(owner=to, owned_since=at, entered_at=None) == 1
            )

        monkeypatch.setattr(CustomerQuerySet, "move", move_without_looking)
    else:
        let_writers_loose(monkeypatch)

    kept = [one_winner(make_customer(f"c{n}", pool=committed_world.pool), people) for n in range(5)]

    assert not all(kept)


def test_two_claims_of_one_person_do_not_both_find_room_for_one(committed_world):
    world = committed_world
    world.pool.daily_claim_limit = 1
    world.pool.save()
    customers = [make_customer(f"c{n}", pool=world.pool) for n in range(8)]

    def claim(number):
        try:
            claim_customer(customer_id=customers[number].pk, by=world.lin, at=NOW)
        except DailyClaimLimitReached:
            return "limit"
        return "won"

    assert sorted(map(str, in_threads(claim, 8))) == ["limit"] * 7 + ["won"]
    assert Customer.objects.filter(owner=world.lin).count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer anyway")
def test_without_the_lock_on_the_employee_both_find_room(committed_world, monkeypatch):
    from shoal.organization.querysets import EmployeeManager

    world = committed_world
    world.pool.daily_claim_limit = 1
    world.pool.save()
    monkeypatch.setattr(EmployeeManager, "lock", lambda self, pk: self.get(pk=pk))
    customers = [make_customer(f"c{n}", pool=world.pool) for n in range(16)]

    def claim(number):
        claim_customer(customer_id=customers[number].pk, by=world.lin, at=NOW)

    in_threads(claim, 16)
    assert Customer.objects.filter(owner=world.lin).count() > 1


def test_visibility_is_asked_again_under_the_lock(world, monkeypatch):
    """While we waited for the lock, the customer went to somebody we know nothing of."""
    wang = make_customer("王", pool=world.pool, owner=world.lin)
    lock = CustomerQuerySet.lock

    def lock_late(self):
        Customer.objects.filter(pk=wang.pk).update(owner=world.zoe)
        return lock(self)

    monkeypatch.setattr(CustomerQuerySet, "lock", lock_late)
    with pytest.raises(NotFound):
        access.lock_household(wang.pk, world.lin)


def post(url: str, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = Request(url, data=b"{}", headers=headers, method="POST")  # noqa: S310
    try:
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status
    except HTTPError as refused:
        return refused.code


def test_of_32_over_http_one_gets_200_and_31_get_409(committed_world, committed_db, tmp_path):
    wang = make_customer("王", pool=committed_world.pool)
    people = claimants(committed_world, 32)
    tokens = [open_session(user=p, kind="token", user_agent="", ip=None).access for p in people]
    keys = {"JWT_KEY": settings.JWT_KEYS["1"], "DATABASE_URL": committed_db.url}
    # The world stands still at NOW, and a worker's clock does not.
    server = Server(tmp_path, "--no-worker", **keys)
    try:
        server.ready_line()
        url = f"{server.url}/api/v1/customers/{wang.pk}/claim/"
        with ThreadPoolExecutor(32) as pool:
            statuses = sorted(pool.map(lambda token: post(url, token), tokens))
    finally:
        server.stop()

    assert statuses == [200] + [409] * 31
    spell = OwnershipSpell.objects.get(customer=wang, ended_at=None)
    assert spell.owner in people
