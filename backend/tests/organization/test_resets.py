"""A forgotten password: a link by e-mail (R67), or from who leads (R68)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shoal.activity.models import Event
from shoal.common.models import School
from shoal.organization.models import Employee, PasswordReset, Session
from shoal.organization.services import links
from shoal.organization.services.resets import Visitor, choose_new_password, hand_reset_link
from tests.races import in_threads
from tests.world import NOW, PASSWORD, make_employee

NEW = "nine white cranes"


@pytest.fixture(autouse=True)
def _addresses(request):
    if "world" in request.fixturenames:
        world = request.getfixturevalue("world")
        Employee.objects.filter(pk=world.lin.pk).update(email="lin@school.example")


def ask(api, name, **headers):
    return api(None).post("/auth/reset/", {"username": name}, **headers)


def work_off():
    """Do what the worker would."""
    for row in DBTaskResult.objects.ready():
        row.task.call(*row.args_kwargs["args"])
        row.delete()


def mailed_token(number=-1):
    return mail.outbox[number].body.split("#token=")[1].split()[0]


def handed_token(api, by, who):
    answer = api(by).post(f"/employees/{who.pk}/reset-link/")
    assert answer.status_code == 201, answer.json()
    return answer.json()["url"].split("#token=")[1]


def confirm(api, token, password=NEW, **headers):
    body = {"token": token, "new_password": password}
    return api(None).post("/auth/reset/confirm/", body, **headers)


def log_in(api, password, name="lin"):
    return api(None).post("/auth/token/", {"username": name, "password": password}).status_code


@pytest.mark.parametrize(
    "name", ["lin", "LIN", " lin ", "lin@school.example", "Lin@School.Example"]
)
def test_whoever_forgot_gets_a_link_by_name_or_address(world, api, name):
    assert ask(api, name).json() == {}
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
    ask(api, "lin")
    work_off()
    token = mailed_token()
    assert api(None).post("/auth/reset/check/", {"token": token}).json() == {"username": "lin"}

    assert confirm(api, token).status_code == 204

    assert browser.get("/auth/me/").status_code == 401
    assert not Session.objects.filter(user=world.lin, revoked_at=None).exists()
    assert (log_in(api, PASSWORD), log_in(api, NEW)) == (401, 200)
    event = Event.objects.latest("pk")
    assert (event.kind, event.subject_id, event.actor_id, event.data) == (
        "employee.password_reset", world.lin.pk, world.lin.pk, {"issued_by": None},
    )  # fmt: skip
    again = confirm(api, token, "eleven grey herons")
    assert (again.status_code, again.json()["code"]) == (404, "link_void")
    assert log_in(api, NEW) == 200


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
    ask(api, "lin")
    work_off()
    assert mail.outbox[0].subject == subject


def test_an_address_of_several_people_gets_a_link_for_each(world, api):
    Employee.objects.filter(pk__in=[world.bo.pk, world.zoe.pk]).update(email="Lin@school.example")
    Employee.objects.filter(pk=world.zoe.pk).update(state="suspended")
    ask(api, "lin@school.example")
    work_off()
    assert sorted(PasswordReset.objects.values_list("user__username", flat=True)) == ["bo", "lin"]
    assert [m.body.count("bo") for m in mail.outbox] != [0, 0]


@pytest.mark.parametrize("name", ["nobody", "bo", "asks", "gone", "", "a\x00b", "x" * 254])
def test_nobody_else_gets_anything(world, api, name):
    make_employee("asks", email="asks@school.example", state="pending")
    make_employee("gone", email="gone@school.example", state="suspended")
    answer = ask(api, name)
    assert answer.status_code in (202, 400)
    work_off()
    assert mail.outbox == []
    assert not PasswordReset.objects.exists()


def test_known_unknown_and_inactive_are_answered_alike(world, api):
    make_employee("gone", email="gone@school.example", state="suspended")
    ask(api, "warm up")
    seen = []
    for name in ("lin", "lin@school.example", "gone", "bo", "nobody"):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            answer = ask(api, name)
        kinds = [s["sql"].split(" ")[0] for s in statements]
        seen.append((answer.status_code, answer.content, kinds))
    assert seen == [seen[0]] * 5


def test_what_waits_for_the_worker_holds_no_link(world, api):
    ask(api, "lin")
    assert not PasswordReset.objects.exists()
    assert DBTaskResult.objects.get().args_kwargs == {"args": ["lin"], "kwargs": {}}


def test_no_scope_tells_what_was_typed(world, api):
    from shoal.common.models import Attempt

    ask(api, "my secret password")
    assert not any("secret" in scope for scope in Attempt.objects.values_list("scope", flat=True))


def test_a_mailbox_is_not_filled(world, api, clock):
    answers = [ask(api, "lin").status_code for _ in range(6)]
    assert answers == [202] * 4 + [429] * 2
    assert ask(api, "bo").status_code == 202
    clock.shift(timedelta(minutes=1, seconds=1))
    assert ask(api, "lin").status_code == 202


def test_a_mail_server_that_fails_breaks_nothing(world, api, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    ask(api, "lin")
    work_off()
    assert "lin@school.example" not in caplog.text
    assert "#token" not in caplog.text


@pytest.mark.parametrize(
    ("password", "code"),
    [("short", "password_too_short"), ("qwerty123456", "password_too_common"),
     ("lin@school.example", "password_too_similar"), ("x" * 257, "max_length")],
)  # fmt: skip
def test_a_bad_password_leaves_link_and_sessions_as_they_are(world, api, password, code):
    browser, token = api(world.lin), handed_token(api, world.mei, world.lin)
    refused = confirm(api, token, password)
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/new_password", code)
    ]
    assert browser.get("/auth/me/").status_code == 200
    assert confirm(api, token).status_code == 204


def spoil(world, api, way):
    lin, mei = Employee.objects.filter(pk=world.lin.pk), Employee.objects.filter(pk=world.mei.pk)
    one = f"/employees/{world.lin.pk}/"
    {
        "it has expired": lambda: PasswordReset.objects.update(expires_at=timezone.now()),
        "there is a newer one": lambda: handed_token(api, world.ada, world.lin),
        "one was asked for since": lambda: (ask(api, "lin"), work_off()),
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
    token = handed_token(api, world.mei, world.lin)
    spoil(world, api, way)
    before = Employee.objects.get(pk=world.lin.pk).password

    looked = api(None).post("/auth/reset/check/", {"token": token})
    confirmed = confirm(api, token)

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
    assert confirm(api, token).status_code == 204
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
    token = handed_token(api, world.mei, world.lin)
    assert confirm(api, token, **elsewhere).status_code == 404
    assert confirm(api, token, host="localhost").status_code == 204


def test_links_are_shown_once_and_kept_by_no_key(world, api):
    from shoal.common.models import IdempotencyKey

    api(world.mei).post(f"/employees/{world.lin.pk}/reset-link/", idempotency_key="k")
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize("token", ["x", "", "a\x00b", "x" * 201, "ж" * 43, 7, None, ["x"], {}])
def test_what_is_no_token_is_refused(world, api, token):
    assert confirm(api, token).status_code in (400, 404)
    assert api(None).post("/auth/reset/check/", {"token": token}).status_code in (400, 404)


def outcomes(world, count=4):
    _link, url = hand_reset_link(employee_id=world.lin.pk, by=world.mei, at=NOW)
    token = url.split("#token=")[1]

    def choose(number):
        visitor = Visitor(ip=f"192.0.2.{number}", is_this_machine=False)
        choose_new_password(token=token, new=f"{number} white cranes", visitor=visitor, at=NOW)
        return "chose"

    results = in_threads(choose, count)
    return sorted(r if isinstance(r, str) else type(r).__name__ for r in results)


@pytest.mark.race
def test_of_four_who_use_a_link_at_once_one_does(committed_world):
    assert outcomes(committed_world) == ["LinkVoid"] * 3 + ["chose"]
    assert Event.objects.filter(kind="employee.password_reset").count() == 1


@pytest.mark.race
def test_without_the_guard_all_would(committed_world, monkeypatch):
    def use_unguarded(link, *, at):
        type(link).objects.filter(pk=link.pk).update(used_at=at)

    monkeypatch.setattr(links, "use", use_unguarded)
    assert outcomes(committed_world).count("chose") > 1


@pytest.mark.race
def test_of_two_links_issued_at_once_one_is_good(committed_world):
    world = committed_world

    def hand(number):
        by = (world.mei, world.ada)[number]
        return hand_reset_link(employee_id=world.lin.pk, by=by, at=NOW)[0].pk

    assert len(set(in_threads(hand, 2))) == 2
    assert PasswordReset.objects.live(NOW).count() == 1
