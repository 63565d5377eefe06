"""Courses: read by all, written by admins; prices are decimal strings."""

import pytest

from shoal.activity.models import Event
from shoal.teaching.models import Course

NEW = {"code": "go-1", "name": "Go I", "hours": 24, "price": "1200.5", "currency": "CNY"}


def test_a_price_is_kept_in_minor_units_and_shown_as_a_decimal(world, api):
    response = api(world.ada).post("/courses/", NEW)
    assert response.status_code == 201
    assert response.json()["price"] == "1200.50"
    course = Course.objects.get(code="go-1")
    assert course.price == 120050
    assert api(world.lin).get(f"/courses/{course.pk}/").json() == {
        "id": course.pk, "code": "go-1", "name": "Go I", "hours": 24, "price": "1200.50",
        "currency": "CNY", "is_active": True,
    }  # fmt: skip
    assert Event.objects.get().kind == "course.created"


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"price": "1.001"}, "/price", "too_precise"),
        ({"price": "1.5", "currency": "JPY"}, "/price", "too_precise"),
        ({"price": "-1"}, "/price", "min_value"),
        ({"price": "1e400"}, "/price", "max_digits"),
        ({"price": "NaN"}, "/price", "invalid"),
        ({"hours": -1}, "/hours", "min_value"),
        ({"code": "python"}, "/code", "taken"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, fields, pointer, code):
    response = api(world.ada).post("/courses/", {**NEW, **fields})
    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert Course.objects.count() == 1


def test_a_new_currency_needs_a_new_price(world, api):
    ada = api(world.ada)
    pk = ada.post("/courses/", NEW).json()["id"]
    assert ada.patch(f"/courses/{pk}/", {"currency": "JPY"}).status_code == 400
    response = ada.patch(f"/courses/{pk}/", {"currency": "JPY", "price": "25000"})
    assert (response.status_code, response.json()["price"]) == (200, "25000")


@pytest.mark.parametrize("who", ["lin", "mei", "fan"])
def test_everybody_reads_only_admins_write(world, api, who):
    caller = api(getattr(world, who))
    assert [c["code"] for c in caller.get("/courses/").json()["results"]] == ["python"]
    assert caller.post("/courses/", NEW).status_code == 403
    assert caller.patch(f"/courses/{world.python.pk}/", {"name": "X"}).status_code == 403
    assert not Event.objects.exists()
