"""Pools and their policies: who reads, who changes, what a change does at once."""

import pytest

from shoal.activity.models import Event
from shoal.customers.models import Pool
from tests.world import make_customer


def test_i_read_the_pools_i_belong_to(world, api):
    names = [p["name"] for p in api(world.lin).get("/pools/").json()]
    assert names == [world.pool.name, "East pool"]


def test_an_admin_makes_a_pool_with_members_and_limits(world, api):
    answer = api(world.ada).post(
        "/pools/",
        {"name": "Night", "departments": [world.sales2.pk], "daily_claim_limit": 3,
         "recycle_after_days": {"A": 7}, "masked_fields": ["phone"]},
    )  # fmt: skip

    assert answer.status_code == 201
    pool = Pool.objects.get(name="Night")
    assert (pool.daily_claim_limit, pool.recycle_after_days) == (3, {"A": 7})
    assert list(pool.departments.all()) == [world.sales2]
    event = Event.objects.get(kind="pool.created")
    assert (event.subject_id, event.actor_id) == (pool.pk, world.ada.pk)


def test_a_new_limit_holds_at_once(world, api):
    wang = make_customer("王", pool=world.pool)
    lin = api(world.lin)
    assert lin.get("/pool/").json()["results"][0]["refusals"] == {"claim": None}

    answer = api(world.ada).patch(f"/pools/{world.pool.pk}/", {"daily_claim_limit": 0})

    assert (answer.status_code, answer.json()["version"]) == (200, world.pool.version + 1)
    refused = lin.post(f"/customers/{wang.pk}/claim/")
    assert (refused.status_code, refused.json()["code"]) == (409, "daily_claim_limit_reached")
    assert Event.objects.get(kind="pool.changed").data == {"fields": ["daily_claim_limit"]}


def test_whoever_is_let_in_sees_the_pool_on_the_next_request(world, api):
    make_customer("west", pool=world.west_pool)
    lin = api(world.lin)
    assert lin.get("/pool/").json()["results"] == []
    api(world.ada).patch(f"/pools/{world.west_pool.pk}/", {"departments": [world.sales.pk]})
    assert [r["name"] for r in lin.get("/pool/").json()["results"]] == ["west"]


@pytest.mark.parametrize("method", ["post", "patch"])
def test_a_name_is_given_once(world, api, method):
    path = "/pools/" if method == "post" else f"/pools/{world.east_pool.pk}/"
    answer = getattr(api(world.ada), method)(path, {"name": "West pool"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "taken")
    assert Pool.objects.filter(name="West pool").count() == 1


@pytest.mark.parametrize(
    "bad",
    [{"daily_claim_limit": -1}, {"masked_fields": ["name"]}, {"departments": [10**9]},
     {"recycle_after_days": {"A": 0}}, {"recycle_after_days": {"E": 7}},
     {"first_contact_hours": 0}, {"max_holding_days": 0}, {"nonsense": 1}],
)  # fmt: skip
def test_a_bad_policy_is_a_400_and_changes_nothing(world, api, bad):
    before = Pool.objects.filter(pk=world.pool.pk).values().get()
    answer = api(world.ada).patch(f"/pools/{world.pool.pk}/", bad)
    assert answer.status_code == 400
    assert Pool.objects.filter(pk=world.pool.pk).values().get() == before


def test_an_unknown_pool_is_a_404(world, api):
    assert api(world.ada).patch("/pools/999999/", {"name": "x"}).status_code == 404


def test_whoever_looks_at_an_older_version_overwrites_nothing(world, api):
    ada, path = api(world.ada), f"/pools/{world.pool.pk}/"
    seen = ada.get(path)["ETag"]
    assert ada.patch(path, {"warn_days": 2}, if_match=seen).status_code == 200

    stale = ada.patch(path, {"warn_days": 5}, if_match=seen)

    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert stale.json()["version"] == world.pool.version + 1
    assert Pool.objects.get(pk=world.pool.pk).warn_days == 2
    assert Event.objects.filter(kind="pool.changed").count() == 1
