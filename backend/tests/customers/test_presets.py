"""Three policies to begin with (R64)."""

import pytest

from shoal.customers.models import Pool
from shoal.customers.presets import PRESETS


def test_they_are_listed_from_open_to_strict(world, api):
    listed = api(world.fan).get("/pools/presets/").json()
    assert [p["code"] for p in listed] == ["open", "balanced", "strict"]
    assert [p["fields"]["daily_claim_limit"] for p in listed] == [None, 30, 10]
    assert {frozenset(p["fields"]) for p in listed} == {
        frozenset(
            {
                "daily_claim_limit", "holding_limit", "reclaim_cooldown_days", "fresh_hold_hours",
                "recycle_after_days", "first_contact_hours", "max_holding_days", "warn_days",
                "masked_fields", "show_holder",
            }
        )
    }  # fmt: skip


@pytest.mark.parametrize("code", PRESETS)
def test_a_pool_takes_one_as_it_stands(world, api, code):
    ada = api(world.ada)
    fields = {p["code"]: p["fields"] for p in ada.get("/pools/presets/").json()}[code]

    response = ada.patch(f"/pools/{world.pool.pk}/", fields)

    assert response.status_code == 200
    pool = Pool.objects.get(pk=world.pool.pk)
    assert {name: getattr(pool, name) for name in fields} == PRESETS[code]
