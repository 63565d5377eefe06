"""A forgotten password: a link by e-mail (R67)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from shoal.activity.models import Event
from shoal.common.models import School
from shoal.organization.models import Employee, PasswordReset, Session
from tests.world import PASSWORD, make_employee

from .resetting import NEW, ask, confirm, handed_token, log_in, mailed_token, work_off


@pytest.fixture
def world(world):
    world.lin.email = "lin@school.example"
    world.lin.save()
    return world


@pytest.mark.parametrize(
    "name", ["lin", "LIN", " lin ", "lin@school.example", "Lin@School.Example"]
)
def test_whoever_forgot_gets_a_link_by_name_or_address(world, api, name):
    assert ask(name).json() == {}
    work_off()

    [sent] = mail.outbox
    assert sent.to == ["lin@school.example"]
    link = PasswordReset.objects.get()
    assert (link.user, link.issued_by) == (world.lin, None)
    assert link.expires_at - link.created_at == timedelta(hours=1)
    assert mailed_token() not in str(PasswordReset.objects.values_list().get())
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_id) == (
        "employee.reset_link_issued", world.lin.pk, None,
    )  # fmt: skip


def test_a_new_password_ends_every_session_and_the_link(world, api):
    browser = api(world.lin)
    ask("lin")
    work_off()
    token = mailed_token()
    assert api(None).post("/auth/reset/check/", {"token": token}).json() == {"username": "lin"}

    assert confirm(token).status_code == 204

    assert browser.get("/auth/me/").status_code == 401
    assert not Session.objects.filter(user=world.lin, revoked_at=None).exists()
    assert (log_in(PASSWORD), log_in(NEW)) == (401, 200)
    event = Event.objects.latest("pk")
    assert (event.kind, event.subject_id, event.actor_id, event.data) == (
        "employee.password_reset", world.lin.pk, world.lin.pk, {"issued_by": None},
    )  # fmt: skip
    again = confirm(token, "eleven grey herons")
    assert (again.status_code, again.json()["code"]) == (404, "link_void")
    assert log_in(NEW) == 200


@pytest.mark.parametrize(
    ("field", "school", "subject"),
    [
        ("zh", "en", "River：重置密码"),
        ("", "zh", "River：重置密码"),
        ("en", "zh", "River: choose a new password"),
    ],
)  # fmt: skip
def test_it_is_written_in_the_persons_language_else_the_schools(world, api, field, school, subject):
    School.objects.update(name="River", language=school)
    Employee.objects.filter(pk=world.lin.pk).update(language=field)
    ask("lin")
    work_off()
    assert mail.outbox[0].subject == subject


def test_an_address_of_several_people_gets_a_link_for_each(world, api):
    Employee.objects.filter(pk__in=[world.bo.pk, world.zoe.pk]).update(email="Lin@school.example")
    Employee.objects.filter(pk=world.zoe.pk).update(state="suspended")
    ask("lin@school.example")
    work_off()
    assert sorted(PasswordReset.objects.values_list("user__username", flat=True)) == ["bo", "lin"]
    assert [m.body.count("bo") for m in mail.outbox] != [0, 0]


@pytest.mark.parametrize("name", ["nobody", "bo", "asks", "gone", "", "a\x00b", "x" * 254])
def test_nobody_else_gets_anything(world, api, name):
    make_employee("asks", email="asks@school.example", state="pending")
    make_employee("gone", email="gone@school.example", state="suspended")
    answer = ask(name)
    assert answer.status_code in (202, 400)
    work_off()
    assert mail.outbox == []
    assert not PasswordReset.objects.exists()


def test_known_unknown_and_inactive_are_answered_alike(world, api):
    make_employee("gone", email="gone@school.example", state="suspended")
    ask("warm up")
    seen = []
    for name in ("lin", "lin@school.example", "gone", "bo", "nobody"):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            answer = ask(name)
        kinds = [s["sql"].split(" ")[0] for s in statements]
        seen.append((answer.status_code, answer.content, kinds))
    assert seen == [seen[0]] * 5


def test_what_waits_for_the_worker_holds_no_link(world, api):
    ask("lin")
    assert not PasswordReset.objects.exists()
    assert DBTaskResult.objects.get().args_kwargs == {"args": ["lin"], "kwargs": {}}


def test_no_scope_tells_what_was_typed(world, api):
    from shoal.common.models import Attempt

    ask("my secret password")
    assert not any("secret" in scope for scope in Attempt.objects.values_list("scope", flat=True))


def test_a_mailbox_is_not_filled(world, api, clock):
    answers = [ask("lin").status_code for _ in range(6)]
    assert answers == [202] * 4 + [429] * 2
    assert ask("bo").status_code == 202
    clock.shift(timedelta(minutes=1, seconds=1))
    assert ask("lin").status_code == 202


def test_a_mail_server_that_fails_breaks_nothing(world, api, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    ask("lin")
    work_off()
    assert "lin@school.example" not in caplog.text
    assert "#token" not in caplog.text


@pytest.mark.parametrize(
    ("password", "code"),
    [("short", "password_too_short"), ("qwerty123456", "password_too_common"),
     ("lin@school.example", "password_too_similar"), ("x" * 257, "max_length")],
)  # fmt: skip
def test_a_bad_password_leaves_link_and_sessions_as_they_are(world, api, password, code):
    browser, token = api(world.lin), handed_token(world.mei, world.lin)
    refused = confirm(token, password)
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/new_password", code)
    ]
    assert browser.get("/auth/me/").status_code == 200
    assert confirm(token).status_code == 204


@pytest.mark.parametrize("token", ["x", "", "a\x00b", "x" * 201, "ж" * 43, 7, None, ["x"], {}])
def test_what_is_no_token_is_refused(world, api, token):
    assert confirm(token).status_code in (400, 404)
    assert api(None).post("/auth/reset/check/", {"token": token}).status_code in (400, 404)
