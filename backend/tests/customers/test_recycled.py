"""An admin lets the clock go; those who lead read what it did (R83, R85)."""

from datetime import timedelta

import pytest

from shoal.customers.models import Customer, OwnershipSpell
from shoal.customers.services.pool import claim_customer
from shoal.customers.services.recycling import recycle_due
from shoal.customers.views import recycling
from tests.world import NOW, make_customer

DAY = timedelta(days=1)
NOBODY = {"customers": 0, "households": 0}


@pytest.fixture
def held(world):
    """Lin holds a mother and her son, bo one, all for 2 days; zoe one of her own pool."""
    for pool in (world.pool, world.west_pool):
        pool.first_contact_hours = 48
        pool.save()
    mother = make_customer("王芳", pool=world.pool)
    make_customer("王小明", pool=world.pool, guardian=mother)
    claim_customer(customer_id=mother.pk, by=world.lin, at=NOW)
    for who, pool in ((world.bo, world.pool), (world.zoe, world.west_pool)):
        claim_customer(customer_id=make_customer("x", pool=pool).pk, by=who, at=NOW)
    return world


def test_an_admin_lets_the_sweep_of_a_pool_go(held, api, clock):
    clock.shift(2 * DAY)
    answer = api(held.ada).post(f"/pools/{held.pool.pk}/recycle/")
    assert answer.status_code == 200
    assert answer.json() == {
        "customers": 3,
        "households": 2,
        "rules": [
            {"rule": "recycle_after_days", **NOBODY},
            {"rule": "first_contact_hours", "customers": 3, "households": 2},
            {"rule": "max_holding_days", **NOBODY},
        ],
        "more": False,
    }
    assert Customer.objects.filter(owner__isnull=False).count() == 1
    recycled = OwnershipSpell.objects.filter(start_reason="recycled")
    assert set(recycled.values_list("started_by", flat=True)) == {held.ada.pk}


def test_of_a_great_many_it_says_that_there_are_more(held, api, clock, monkeypatch):
    monkeypatch.setattr(recycling, "MOST_CHUNKS", 0)
    clock.shift(2 * DAY)
    answer = api(held.ada).post(f"/pools/{held.pool.pk}/recycle/")
    assert (answer.json()["customers"], answer.json()["more"]) == (0, True)


def test_an_unknown_pool_is_a_404(held, api):
    assert api(held.ada).post("/pools/999999/recycle/").status_code == 404


def told(api, who, **query):
    return [
        (row["day"], row["pool"]["name"], row["customers"], row["households"], row["consultants"])
        for row in api(who).get("/pools/recycled/", **query).json()
    ]


def test_the_report_counts_by_local_day_pool_and_rule(held, api, clock):
    recycle_due(at=NOW + 2 * DAY)
    again = Customer.objects.get(name="王芳")
    claim_customer(customer_id=again.pk, by=held.lin, at=NOW + 2 * DAY)
    recycle_due(at=NOW + 4 * DAY)
    clock.shift(4 * DAY)

    default = held.pool.name
    assert told(api, held.ada) == [
        ("2026-11-24", default, 2, 1, 1),
        ("2026-11-22", default, 3, 2, 2),
        ("2026-11-22", "West pool", 1, 1, 1),
    ]
    assert told(api, held.ada, days=1) == [("2026-11-24", default, 2, 1, 1)]
    # Zoe's are neither mei's people nor in a pool of hers.
    assert told(api, held.mei) == [
        ("2026-11-24", default, 2, 1, 1), ("2026-11-22", default, 3, 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["ada", "mei"])
def test_every_number_is_the_rows_of_the_movements_behind_it(held, api, clock, who):
    recycle_due(at=NOW + 2 * DAY)
    clock.shift(3 * DAY)
    viewer = getattr(held, who)
    rows = api(viewer).get("/pools/recycled/").json()
    assert rows
    for row in rows:
        behind = {
            "reason": "recycled", "rule": row["rule"], "pool": row["pool"]["id"],
            "since": row["day"], "until": row["day"],
        }  # fmt: skip
        found = api(viewer).get("/movements/", **behind).json()["results"]
        once = api(viewer).get("/movements/", household_once=1, **behind).json()["results"]
        assert (len(found), len(once)) == (row["customers"], row["households"])
        assert len({m["from"]["owner"]["id"] for m in found}) == row["consultants"]


@pytest.mark.parametrize("query", [{"days": 0}, {"days": 367}, {"days": "x"}, {"day": 1}])
def test_what_it_cannot_read_is_a_400(held, api, query):
    assert api(held.ada).get("/pools/recycled/", **query).status_code == 400
