"""A link to a new password from who leads: to whom, and how long it is good (R67, R68)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from shoal.activity.models import Event
from shoal.organization.models import Employee, PasswordReset
from tests.world import PASSWORD, make_employee

from .resetting import ask, confirm, handed_token, work_off


@pytest.fixture
def world(world):
    world.lin.email = "lin@school.example"
    world.lin.save()
    return world


def spoil(world, api, way):
    lin, mei = Employee.objects.filter(pk=world.lin.pk), Employee.objects.filter(pk=world.mei.pk)
    one = f"/employees/{world.lin.pk}/"
    {
        "it has expired": lambda: PasswordReset.objects.update(expires_at=timezone.now()),
        "there is a newer one": lambda: handed_token(world.ada, world.lin),
        "one was asked for since": lambda: (ask("lin"), work_off()),
        "the password was changed": lambda: api(world.lin).post(
            "/auth/password/", {"current_password": PASSWORD, "new_password": "ten brown sparrows"}
        ),
        "everything was logged out": lambda: api(world.lin).post("/auth/logout-everywhere/"),
        "they are suspended": lambda: lin.update(state="suspended"),
        "they were suspended in between": lambda: (
            api(world.ada).post(one + "suspend/"), api(world.ada).post(one + "resume/")
        ),
        "they were placed elsewhere": lambda: api(world.ada).patch(
            one, {"department": world.sales2.pk}
        ),
        "they became a manager": lambda: lin.update(role="manager"),
        "they moved out of its maker's scope": lambda: lin.update(department=world.sales2),
        "its maker is suspended": lambda: mei.update(state="suspended"),
        "its maker sells now": lambda: mei.update(role="sales"),
    }[way]()  # fmt: skip


WAYS = [
    "it has expired", "there is a newer one", "one was asked for since", "the password was changed",
    "everything was logged out", "they are suspended", "they were suspended in between",
    "they were placed elsewhere", "they became a manager", "they moved out of its maker's scope",
    "its maker is suspended", "its maker sells now",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_handed_link_is_void_when(world, api, way):
    token = handed_token(world.mei, world.lin)
    spoil(world, api, way)
    before = Employee.objects.get(pk=world.lin.pk).password

    looked = api(None).post("/auth/reset/check/", {"token": token})
    confirmed = confirm(token)

    for answer in (looked, confirmed):
        assert (answer.status_code, answer.json()["code"]) == (404, "link_void")
    assert Employee.objects.get(pk=world.lin.pk).password == before


def test_a_manager_hands_her_consultant_a_link_for_a_day(world, api, settings):
    answer = api(world.mei).post(f"/employees/{world.lin.pk}/reset-link/")

    assert answer.status_code == 201
    assert answer.json()["url"].startswith(f"{settings.PUBLIC_URL}/reset#token=")
    link = PasswordReset.objects.get()
    assert link.expires_at - link.created_at == timedelta(hours=24)
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_id) == (
        "employee.reset_link_issued", world.lin.pk, world.mei.pk,
    )  # fmt: skip
    assert mail.outbox == []

    token = answer.json()["url"].split("#token=")[1]
    assert confirm(token).status_code == 204
    done = Event.objects.latest("pk")
    assert (done.actor_id, done.data) == (world.lin.pk, {"issued_by": world.mei.pk})


@pytest.mark.parametrize(
    ("by", "who", "status", "code"),
    [
        ("mei", "zoe", 403, "outside_your_scope"),
        ("mei", "ada", 403, "outside_your_scope"),
        ("mei", "other_manager", 403, "resets_sales_only"),
        ("mei", "bookkeeper", 403, "resets_sales_only"),
        ("mei", "mei", 409, "not_yourself"),
        ("mei", "suspended", 409, "wrong_state"),
        ("mei", "pending", 409, "wrong_state"),
        ("mei", "pending_there", 404, "not_found"),
        ("ada", "ada", 409, "not_yourself"),
        ("ada", "suspended", 409, "wrong_state"),
        ("lin", "bo", 403, "role_may_not"),
        ("fan", "lin", 403, "role_may_not"),
    ],
)
def test_nobody_hands_links_beyond_their_reach(world, api, by, who, status, code):
    here = {"department": world.sales1}
    people = {
        **world.people(),
        "other_manager": make_employee("other_manager", "manager", **here),
        "bookkeeper": make_employee("bookkeeper", "finance", **here),
        "suspended": make_employee("suspended", state="suspended", **here),
        "pending": make_employee("pending", state="pending", **here),
        "pending_there": make_employee("pending_there", state="pending", department=world.sales2),
    }
    answer = api(people[by]).post(f"/employees/{people[who].pk}/reset-link/")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not PasswordReset.objects.exists()
    assert not Event.objects.exists()


def test_the_row_of_an_employee_says_why_not(world, api):
    def refusals(viewer, who):
        found = api(viewer).get(f"/employees/{who.pk}/").json()["refusals"]
        return {n: found[n] and found[n]["code"] for n in ("place", "reset_link")}

    assert refusals(world.mei, world.lin) == {"place": "role_may_not", "reset_link": None}
    assert refusals(world.mei, world.mei) == {"place": "role_may_not", "reset_link": "not_yourself"}
    assert refusals(world.ada, world.mei) == {"place": None, "reset_link": None}
    assert refusals(world.ada, world.ada) == {"place": None, "reset_link": "not_yourself"}


@pytest.mark.parametrize(
    "elsewhere", [{"x_forwarded_for": "203.0.113.7"}, {"host": "school.example"}]
)
def test_a_demo_account_chooses_a_new_password_on_this_machine_only(
    world, api, elsewhere, settings
):
    settings.ALLOWED_HOSTS = ["*"]
    Employee.objects.filter(pk=world.lin.pk).update(is_demo=True)
    token = handed_token(world.mei, world.lin)
    assert confirm(token, **elsewhere).status_code == 404
    assert confirm(token, host="localhost").status_code == 204


def test_links_are_shown_once_and_kept_by_no_key(world, api):
    from shoal.common.models import IdempotencyKey

    api(world.mei).post(f"/employees/{world.lin.pk}/reset-link/", idempotency_key="k")
    assert not IdempotencyKey.objects.exists()
