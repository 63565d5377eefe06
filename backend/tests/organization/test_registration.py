"""Registering makes a pending employee, who can do nothing yet (R25)."""

import pytest

from shoal.activity.models import Event
from shoal.organization.models import Employee
from tests.api import Api


def register(world, **fields):
    body = {
        "username": "yan", "password": "nine white cranes", "display_name": "Yan",
        "department": world.sales1.pk, **fields,
    }  # fmt: skip
    return Api(None).post("/auth/register/", {k: v for k, v in body.items() if v is not None})


def test_it_makes_a_pending_sales_employee(world):
    response = register(world, username="Yan", mobile="13800138000")

    assert response.status_code == 201
    yan = Employee.objects.get(username="yan")
    assert response.json() == {
        "id": yan.pk, "username": "yan", "display_name": "Yan", "state": "pending",
    }  # fmt: skip
    assert (yan.role, yan.state, yan.department) == ("sales", "pending", world.sales1)
    assert yan.password.startswith("argon2")
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_id) == ("employee.registered", yan.pk, None)


def test_a_pending_employee_cannot_log_in(world):
    register(world)
    body = {"username": "yan", "password": "nine white cranes"}
    assert Api(None).post("/auth/token/", body).status_code == 401


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"username": "lin"}, "/username", "taken"),
        ({"username": "LIN"}, "/username", "taken"),
        ({"username": "a b"}, "/username", "invalid"),
        ({"username": "名字"}, "/username", "invalid"),
        ({"username": "y"}, "/username", "invalid"),
        ({"password": "short"}, "/password", "password_too_short"),
        ({"password": "qwerty123456"}, "/password", "password_too_common"),
        ({"username": "yan.the.great", "password": "yan.the.great1"}, "/password",
         "password_too_similar"),
        ({"password": "x" * 257}, "/password", "max_length"),
        ({"password": None}, "/password", "required"),
        ({"display_name": " "}, "/display_name", "blank"),
        ({"email": "nonsense"}, "/email", "invalid"),
        ({"department": 999_999}, "/department", "does_not_exist"),
        ({"department": 2**63}, "/department", "max_value"),
        ({"role": "admin"}, "/role", "unknown_field"),
        ({"state": "active"}, "/state", "unknown_field"),
        ({"display_name": "a\x00b"}, None, None),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_right_is_named_and_nobody_comes_into_being(world, fields, pointer, code):
    before = Employee.objects.count()

    response = register(world, **fields)

    assert response.status_code == 400
    if pointer:
        assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert Employee.objects.count() == before
    assert not Event.objects.exists()


def test_any_characters_make_a_password(world):
    assert register(world, password="  长长的密码有十二个字呢 ").status_code == 201


def test_the_form_may_ask_for_the_departments(world):
    response = Api(None).get("/auth/register/")
    assert response.status_code == 200
    assert {"id": world.sales1.pk, "name": "Sales 1"} in response.json()["departments"]


def test_twenty_in_ten_minutes_then_it_gets_slow(world, clock, monkeypatch):
    from shoal.organization.services import registration

    monkeypatch.setattr(registration, "accepted_hash", lambda *a, **k: "!")
    answers = [register(world, username=f"yan{n}").status_code for n in range(23)]
    assert answers == [201] * 21 + [429] * 2
