"""The link of an invitation: what it tells, and when it is void (R65)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shoal.common.models import School
from shoal.organization.models import Employee, Invitation

from .test_invitations import invite, token_of


def test_whoever_has_the_link_sees_what_it_says(world, api):
    School.objects.update(name="Riverside")
    made = invite(api(world.mei), world.sales1, display_name="Yan", email="yan@school.example")

    answer = api(None).post("/auth/invitation/", {"token": token_of(made)})

    assert answer.status_code == 200
    assert answer.json() == {
        "school": "Riverside", "role": "sales", "display_name": "Yan",
        "email": "yan@school.example", "campus": None,
        "department": {"id": world.sales1.pk, "name": "Sales 1"},
        "expires_at": made.json()["expires_at"],
    }  # fmt: skip


def spoil(world, invitation, way):
    now = timezone.now()
    change = {
        "used": {"used_at": now}, "revoked": {"revoked_at": now}, "expired": {"expires_at": now},
        "its department is gone": {"department": None},
    }.get(way)  # fmt: skip
    if change:
        Invitation.objects.filter(pk=invitation).update(**change)
    inviter = {
        "its maker is suspended": {"state": "suspended"},
        "its maker sells now": {"role": "sales"},
        "its maker leads elsewhere": {"department": world.sales2},
    }.get(way)
    if inviter:
        Employee.objects.filter(pk=world.mei.pk).update(**inviter)


WAYS = [
    "used", "revoked", "expired", "its department is gone", "its maker is suspended",
    "its maker sells now", "its maker leads elsewhere",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_link_is_void_when(world, api, way):
    made = invite(api(world.mei), world.sales1)
    spoil(world, made.json()["id"], way)
    people = Employee.objects.count()

    looked = api(None).post("/auth/invitation/", {"token": token_of(made)})
    body = {
        "username": "yan", "password": "nine white cranes", "display_name": "Yan",
        "invitation": token_of(made),
    }  # fmt: skip
    joined = api(None).post("/auth/register/", body)

    for answer in (looked, joined):
        assert (answer.status_code, answer.json()["code"]) == (404, "link_void")
    assert Employee.objects.count() == people


@pytest.mark.parametrize("token", ["x", "", " ", "a\x00b", "x" * 201, "ж" * 43, 7, None, ["x"]])
def test_what_is_no_token_is_refused(world, api, token):
    answer = api(None).post("/auth/invitation/", {"token": token})
    assert answer.status_code in (400, 404)


def test_a_link_of_another_kind_is_void(world, api):
    invitation = token_of(invite(api(world.mei), world.sales1))
    reset = api(world.ada).post(f"/employees/{world.lin.pk}/reset-link/")
    body = {"token": invitation, "new_password": "nine white cranes"}
    assert api(None).post("/auth/reset/confirm/", body).status_code == 404
    assert api(None).post("/auth/reset/check/", {"token": invitation}).status_code == 404
    assert api(None).post("/auth/invitation/", {"token": token_of(reset)}).status_code == 404
    assert api(None).post("/setup/check/", {"token": invitation}).status_code == 404


def test_strangers_are_slowed_down(world, api, clock):
    out = api(None)
    answers = [out.post("/auth/invitation/", {"token": "x"}).status_code for _ in range(33)]
    assert answers == [404] * 31 + [429] * 2


def test_an_inviter_who_is_back_may_again(world, api):
    made = invite(api(world.mei), world.sales1)
    Employee.objects.filter(pk=world.mei.pk).update(state="suspended")
    Employee.objects.filter(pk=world.mei.pk).update(state="active")
    looked = api(None).post("/auth/invitation/", {"token": token_of(made)})
    assert looked.status_code == 200
    assert Invitation.objects.get().expires_at - timezone.now() > timedelta(days=6)
