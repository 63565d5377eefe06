"""The first day: a one-time link, a school, its first administrator (R60, R61, R63)."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shoal.activity.models import Event
from shoal.common.models import School
from shoal.customers.models import Pool
from shoal.organization.models import Campus, Employee, EmployeeState, Invitation, SetupLink
from shoal.organization.services import links
from shoal.organization.services.setup import VALID_FOR, issue_setup_link
from shoal.teaching.models import Course
from tests.api import Api
from tests.world import NOW, PASSWORD, make_customer, make_department, make_employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SCHOOL = {
    "name": "Harbour School", "time_zone": "Europe/Lisbon", "currency": "EUR", "language": "en",
    "phone_region": "PT",
}  # fmt: skip
ADMIN = {
    "username": "Eve", "password": "nine white cranes", "display_name": "Eve",
    "email": "eve@school.example",
}  # fmt: skip


@pytest.fixture
def token() -> str:
    return issue_setup_link(at=NOW)


def set_up(token, school=(), admin=(), **fields):
    body = {"token": token, "school": SCHOOL | dict(school), "admin": ADMIN | dict(admin)}
    return Api(None).post("/setup/", {**body, **fields})


def nothing_happened():
    untouched = School.objects.filter(set_up_at=None, name="", version=1).exists()
    return untouched and not Employee.objects.exists() and not Event.objects.exists()


def test_a_new_school_says_so_and_proposes_the_defaults_of_the_environment():
    assert Api(None).get("/setup/").json() == {
        "open": True,
        "school": {
            "name": "", "time_zone": "Asia/Shanghai", "currency": "CNY", "language": "en",
            "phone_region": "CN",
            "rest_days": [],
        },
    }  # fmt: skip


def test_it_names_the_school_and_makes_its_first_administrator(token):
    response = set_up(token)

    eve = Employee.objects.get()
    assert (response.status_code, response.json()) == (
        201, {"employee": {"id": eve.pk, "username": "eve"}},
    )  # fmt: skip
    assert (eve.role, eve.state, eve.display_name, eve.email) == (
        "admin", EmployeeState.ACTIVE, "Eve", "eve@school.example",
    )  # fmt: skip
    assert School.objects.filter(**SCHOOL, set_up_at=NOW, version=2).count() == 1
    event = Event.objects.get()
    assert (event.kind, event.subject_type, event.actor_id) == ("school.set_up", "school", eve.pk)
    logged_in = Api(None).post("/auth/token/", {"username": "eve", "password": ADMIN["password"]})
    assert logged_in.status_code == 200


def test_a_link_is_good_once(token):
    set_up(token)

    again = set_up(token, admin={"username": "mallory"})

    assert (again.status_code, again.json()["code"]) == (404, "link_void")
    assert list(Employee.objects.values_list("username", flat=True)) == ["eve"]
    assert Api(None).post("/setup/check/", {"token": token}).status_code == 404


def test_every_other_link_is_void_afterwards(token):
    other = links.issue(SetupLink(), valid_for=VALID_FOR, at=NOW)
    set_up(token)
    assert set_up(other).json()["code"] == "link_void"
    assert not SetupLink.objects.live(NOW).exists()


def test_a_link_of_a_school_that_was_set_up_otherwise_is_told(token):
    School.objects.update(set_up_at=NOW)
    response = set_up(token)
    assert (response.status_code, response.json()["code"]) == (409, "already_set_up")
    assert not Employee.objects.exists()


def test_a_link_is_looked_at_without_being_used(token):
    for _ in range(2):
        response = Api(None).post("/setup/check/", {"token": token})
        assert (response.status_code, response.json()) == (
            200, {"expires_at": "2026-11-27T02:00:00Z"},
        )  # fmt: skip
    assert nothing_happened()


def test_unknown_expired_and_replaced_links_read_the_same(token, clock):
    replacing = issue_setup_link(at=NOW)
    answers = [set_up("no such token").json(), set_up(token).json()]
    clock.shift(VALID_FOR)
    answers.append(set_up(replacing).json())
    for answer in answers:
        del answer["request_id"]
    assert answers[0]["code"] == "link_void"
    assert answers == [answers[0]] * 3
    assert nothing_happened()


def test_a_token_of_a_session_that_has_ended_is_not_in_the_way(token):
    body = {"token": token, "school": SCHOOL, "admin": ADMIN}
    assert Api(None).post("/setup/", body, authorization="Bearer nonsense").status_code == 201
    assert Api(None).call("get", "/setup/", authorization="Bearer nonsense").status_code == 401


def test_only_a_hash_of_the_token_is_kept(token):
    assert len(token) == 43
    assert token not in str(SetupLink.objects.values_list())


@pytest.mark.parametrize(
    ("school", "admin", "pointer", "code"),
    [
        ({"name": " "}, {}, "/school/name", "blank"),
        ({"time_zone": "Mars/Olympus"}, {}, "/school/time_zone", "time_zone"),
        ({"currency": "yuan"}, {}, "/school/currency", "invalid"),
        ({"language": "fr"}, {}, "/school/language", "invalid_choice"),
        ({"phone_region": "ZZ"}, {}, "/school/phone_region", "phone_region"),
        ({"phone_region": "cn"}, {}, "/school/phone_region", "phone_region"),
        ({"set_up_at": None}, {}, "/school/set_up_at", "unknown_field"),
        ({}, {"username": "a b"}, "/admin/username", "invalid"),
        ({}, {"password": "short"}, "/admin/password", "password_too_short"),
        ({}, {"password": "qwerty123456"}, "/admin/password", "password_too_common"),
        ({}, {"password": "x" * 257}, "/admin/password", "max_length"),
        ({}, {"display_name": ""}, "/admin/display_name", "blank"),
        ({}, {"email": "nonsense"}, "/admin/email", "invalid"),
        ({}, {"role": "sales"}, "/admin/role", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named_and_the_link_stays_good(token, school, admin, pointer, code):
    response = set_up(token, school, admin)

    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert nothing_happened()
    assert set_up(token).status_code == 201


@pytest.mark.parametrize("part", ["token", "school", "admin"])
def test_every_part_is_needed(token, part):
    body = {"token": token, "school": SCHOOL, "admin": ADMIN}
    del body[part]
    response = Api(None).post("/setup/", body)
    assert [e["pointer"] for e in response.json()["errors"]] == [f"/{part}"]
    assert nothing_happened()


def test_a_name_that_somebody_has_already_is_named(token):
    make_employee("eve", state=EmployeeState.PENDING)
    response = set_up(token)
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        ("/admin/username", "taken")
    ]
    assert School.objects.get().set_up_at is None
    assert SetupLink.objects.live(NOW).count() == 1


def test_nothing_is_hashed_for_strangers_and_guessing_gets_slow(token, monkeypatch):
    from shoal.organization.services import setup

    monkeypatch.setattr(setup, "accepted_hash", lambda *a, **k: pytest.fail("hashed"))
    answers = [set_up("no such token").status_code for _ in range(23)]
    assert answers == [404] * 21 + [429] * 2


def test_the_command_prints_a_link_and_voids_earlier_ones(token, settings):
    settings.PUBLIC_URL = "https://school.example"
    said = StringIO()
    call_command("setup_link", stdout=said)
    address, _, fresh = said.getvalue().strip().partition("#token=")
    assert address == "Set up your school: https://school.example/setup"
    assert set_up(token).status_code == 404
    assert set_up(fresh).status_code == 201


def test_the_command_makes_no_link_for_a_school_that_is_set_up(world):
    said = StringIO()
    call_command("setup_link", if_new=True, stdout=said)
    with pytest.raises(CommandError, match="set up already"):
        call_command("setup_link", stdout=said)
    assert (said.getvalue(), SetupLink.objects.count()) == ("", 0)


def test_strangers_and_consultants_learn_only_that_it_is_done(world, api):
    for caller in (None, world.lin, world.mei, world.fan):
        assert api(caller).get("/setup/").json() == {"open": False}


def test_an_administrator_sees_what_is_missing_and_what_comes_next(token):
    set_up(token)
    eve = Api(Employee.objects.get())

    def seen():
        body = eve.get("/setup/").json()
        assert (body["open"], body["hidden"]) == (False, False)
        return [s["code"] for s in body["steps"] if s["done"]], body["next"]

    assert seen() == (["school"], "campuses")
    campus = Campus.objects.create(code="a", name="A", time_zone="Asia/Tokyo", currency="JPY")
    department = make_department("Sales", campus=campus)
    assert seen() == (["school", "campuses", "departments"], "courses")
    Course.objects.create(code="go", name="Go", currency="JPY")
    make_employee("lin", department=department)
    make_customer("王芳", pool=Pool.objects.get())
    assert seen()[1] == "pool"
    eve.patch(f"/pools/{Pool.objects.get().pk}/", {"daily_claim_limit": 30})
    done, following = seen()
    assert (len(done), following) == (7, None)


def test_an_open_invitation_counts_as_people(token):
    set_up(token)
    eve = Employee.objects.get()
    invitation = Invitation(role="sales", department=make_department("Sales"), invited_by=eve)
    links.issue(invitation, valid_for=timedelta(days=7), at=NOW)
    people = next(s for s in Api(eve).get("/setup/").json()["steps"] if s["code"] == "people")
    assert people == {"code": "people", "done": True, "count": 1}


def test_counting_stops_at_a_hundred_and_takes_a_statement_a_step(
    world, api, django_assert_num_queries
):
    for number in range(101):
        make_department(f"d{number}")
    ada = api(world.ada)
    with django_assert_num_queries(9):  # session, school; seven tables
        steps = {s["code"]: s["count"] for s in ada.get("/setup/").json()["steps"]}
    assert (steps["departments"], steps["people"]) == (100, 5)


def test_the_list_is_put_away_and_brought_back(world, api):
    ada = api(world.ada)
    assert ada.post("/setup/checklist/", {"hidden": True}).json()["hidden"] is True
    ada.post("/setup/checklist/", {"hidden": True})
    assert ada.post("/setup/checklist/", {"hidden": False}).json()["hidden"] is False
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "school.checklist_hidden", "school.checklist_shown",
    ]  # fmt: skip
    assert api(world.mei).post("/setup/checklist/", {"hidden": True}).status_code == 403


def test_the_token_is_in_no_log(token, caplog):
    caplog.set_level("DEBUG")
    set_up(token, admin={"password": "short"})
    set_up(token)
    set_up(token)
    assert token not in caplog.text
    assert PASSWORD not in caplog.text
