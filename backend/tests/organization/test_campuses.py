"""Campuses: read by all, written by admins."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import Campus

NEW = {"code": "north", "name": "North", "time_zone": "Asia/Shanghai", "currency": "CNY"}


def test_everybody_reads_them(world, api):
    body = api(world.lin).get("/campuses/", with_total=1).json()
    assert [c["name"] for c in body["results"]] == ["East", "West"]
    assert body["total"] == {"value": 2, "capped": False}
    assert api(world.fan).get(f"/campuses/{world.east.pk}/").json() == {
        "id": world.east.pk, "code": "east", "name": "East", "address": "", "phone": "",
        "time_zone": "Asia/Shanghai", "currency": "CNY", "rest_days": None, "is_active": True,
    }  # fmt: skip
    assert api(world.fan).get("/campuses/999999/").status_code == 404
    assert api(world.fan).get("/campuses/99999999999999999999999/").status_code == 404


def test_an_admin_adds_and_edits_them(world, api):
    ada = api(world.ada)
    created = ada.post("/campuses/", NEW)
    assert created.status_code == 201
    pk = created.json()["id"]

    edited = ada.patch(f"/campuses/{pk}/", {"phone": "020 8888 0000", "is_active": False})

    assert (edited.status_code, edited.json()["phone"]) == (200, "020 8888 0000")
    assert Campus.objects.get(pk=pk).is_active is False
    assert [(e.kind, e.data) for e in Event.objects.order_by("pk")] == [
        ("campus.created", {}),
        ("campus.edited", {"fields": ["is_active", "phone"]}),
    ]


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"code": "east"}, "/code", "taken"),
        ({"name": "EAST"}, "/name", "taken"),
        ({"time_zone": "Mars/Olympus"}, "/time_zone", "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "/time_zone", "time_zone"),
        ({"currency": "yuan"}, "/currency", "invalid"),
        ({"code": "a b"}, "/code", "invalid"),
        ({"name": "a\x00"}, None, None),
        ({"id": 7}, "/id", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, fields, pointer, code):
    response = api(world.ada).post("/campuses/", {**NEW, **fields})
    assert response.status_code == 400
    if pointer:
        assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert Campus.objects.count() == 2


@pytest.mark.parametrize("who", ["lin", "mei", "fan"])
def test_only_admins_write(world, api, who):
    caller = api(getattr(world, who))
    assert caller.post("/campuses/", NEW).status_code == 403
    assert caller.patch(f"/campuses/{world.east.pk}/", {"name": "X"}).status_code == 403
    assert not Event.objects.exists()


def test_the_schools_own_lists(world, api):
    body = api(world.lin).get("/lists/source/", page_size=2).json()
    assert [e["code"] for e in body["results"]] == ["website", "referral"]
    assert set(body["results"][0]) == {
        "id", "code", "label_en", "label_zh", "is_active", "position",
    }  # fmt: skip
    assert api(world.lin).get("/lists/nonsense/").status_code == 404
