"""The school itself: read by all, edited by admins; what records rely on stays (R62)."""

import threading
from decimal import Decimal

import pytest
from django.db import connection

from shoal.activity.models import Event
from shoal.common import clock as instants
from shoal.common import school
from shoal.common.models import School
from shoal.common.phones import normalize_phone
from shoal.customers.services.intake import NewCustomer, create_many
from shoal.organization.models import Employee
from shoal.organization.services import setup
from shoal.teaching.services.courses import create_course, edit_course
from tests.races import in_threads, let_writers_loose
from tests.world import NOW

MINE = {
    "name": "Ningbo school", "time_zone": "Asia/Shanghai", "currency": "CNY", "language": "en",
    "phone_region": "CN",
    "rest_days": [],
    "daily_reveals": 20,
}  # fmt: skip


@pytest.fixture
def unsettled(monkeypatch):
    """A process that has met no customer yet."""
    monkeypatch.setattr(school, "_home", None)


def patch(caller, changes, version=1):
    return caller.patch("/school/", changes, if_match=f'"{version}"')


def price(world, **fields):
    fields = {"code": "go", "name": "Go", "currency": "CNY", **fields}
    return create_course(fields=fields, by=world.ada, at=NOW)


def enter(world):
    person = NewCustomer(identities=[("phone", "", "+8613812345678")], name="王芳")
    return create_many([person], pool=world.pool, by=world.lin, at=NOW)


def test_everybody_reads_it(world, api):
    response = api(world.fan).get("/school/")
    assert (response.json(), response["ETag"]) == ({**MINE, "fixed": [], "version": 1}, '"1"')


def test_an_admin_edits_it(world, api):
    changes = {"name": "Harbour School", "time_zone": "Europe/Lisbon", "language": "zh"}

    response = patch(api(world.ada), changes)

    assert response.status_code == 200
    assert response.json() == {**MINE, **changes, "fixed": [], "version": 2}
    assert [(e.kind, e.actor_id, e.data) for e in Event.objects.all()] == [
        ("school.edited", world.ada.pk, {"fields": ["language", "name", "time_zone"]})
    ]


def test_nothing_changed_is_no_event(world, api):
    assert patch(api(world.ada), {"name": "Ningbo school"}).json()["version"] == 1
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["mei", "lin", "fan"])
def test_only_admins_edit_it(world, api, who):
    assert patch(api(getattr(world, who)), {"name": "X"}).status_code == 403
    assert School.objects.get().name == "Ningbo school"


def test_it_is_edited_as_it_was_seen(world, api):
    ada = api(world.ada)
    assert ada.patch("/school/", {"name": "X"}).json()["code"] == "precondition_required"
    stale = patch(ada, {"name": "X"}, version=7)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert School.objects.get().name == "Ningbo school"


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"time_zone": "Mars/Olympus"}, "/time_zone", "time_zone"),
        ({"phone_region": "XX"}, "/phone_region", "phone_region"),
        ({"name": ""}, "/name", "blank"),
        ({"set_up_at": None}, "/set_up_at", "unknown_field"),
        ({"currency_settled": False}, "/currency_settled", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, changes, pointer, code):
    response = patch(api(world.ada), changes)
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert School.objects.filter(**MINE, version=1).exists()


def test_currency_and_phone_region_change_until_something_relies_on_them(world, api):
    price(world)  # a course without a price
    changed = patch(api(world.ada), {"currency": "EUR", "phone_region": "PT"})
    assert (changed.status_code, changed.json()["fixed"]) == (200, [])


def test_a_price_settles_the_currency(world, api):
    course = price(world)
    edit_course(course_id=course.pk, changes={"price": Decimal(5)}, by=world.ada, at=NOW)
    ada = api(world.ada)

    refused = patch(ada, {"currency": "EUR", "name": "X"})

    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (
        409, "school_fixed", "currency",
    )  # fmt: skip
    assert ada.get("/school/").json() == {**MINE, "fixed": ["currency"], "version": 1}
    assert patch(ada, {"currency": "CNY", "phone_region": "PT"}).status_code == 200


@pytest.mark.usefixtures("unsettled")
@pytest.mark.parametrize("way", ["entered", "imported"])
def test_the_first_customer_settles_the_phone_region(world, api, way):
    if way == "entered":
        assert api(world.lin).post("/customers/", {"phone": "13812345678"}).status_code == 201
    else:
        enter(world)

    refused = patch(api(world.ada), {"phone_region": "PT"})

    assert (refused.json()["code"], refused.json()["field"]) == ("school_fixed", "phone_region")
    assert School.objects.get().phone_region == "CN"


@pytest.mark.usefixtures("unsettled")
def test_phone_numbers_are_at_home_where_the_school_is(world, api):
    assert normalize_phone("912 345 678") is None
    patch(api(world.ada), {"phone_region": "PT"})
    assert normalize_phone("912 345 678") == "+351912345678"


def test_employees_without_a_campus_live_in_the_schools_time(world, api):
    assert world.ada.zone.key == "Asia/Shanghai"
    patch(api(world.ada), {"time_zone": "Europe/Lisbon"})
    ada = Employee.objects.get(pk=world.ada.pk)
    assert (ada.zone.key, world.lin.zone.key) == ("Europe/Lisbon", "Asia/Shanghai")


def test_a_campus_says_its_zone_without_asking_the_school(world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert instants.zone_of("Asia/Tokyo").key == "Asia/Tokyo"
        assert world.lin.zone.key == "Asia/Shanghai"


@pytest.mark.usefixtures("unsettled")
def test_the_region_is_read_anew_until_it_is_settled(committed_world, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert [school.phone_region(), school.phone_region()] == ["CN", "CN"]
    enter(committed_world)
    with django_assert_num_queries(0):
        assert school.phone_region() == "CN"


@pytest.mark.usefixtures("unsettled")
def test_a_customer_who_was_not_entered_after_all_settles_nothing(committed_world, monkeypatch):
    from shoal.customers.services import intake

    def fail(*args, **kwargs):
        assert school.phone_region() == "CN"
        raise RuntimeError

    monkeypatch.setattr(intake, "record_many", fail)
    with pytest.raises(RuntimeError):
        enter(committed_world)
    School.objects.update(phone_region="PT")
    assert school.phone_region() == "PT"


def kept(world, monkeypatch):
    """Whether what the first customer was entered under stays, although the region is being
    changed at that moment: the change has looked, and has not written yet."""
    looked, entered = threading.Event(), threading.Event()
    look = setup.edit_refusal

    def look_and_dawdle(*args):
        refusal = look(*args)
        looked.set()
        entered.wait(1)
        return refusal

    monkeypatch.setattr(setup, "edit_refusal", look_and_dawdle)

    def run(number):
        if number:
            changes = {"phone_region": "PT"}
            return setup.edit_school(changes=changes, expected_version=1, by=world.ada, at=NOW)
        looked.wait(30)
        enter(world)
        under = School.objects.get().phone_region
        entered.set()
        return under

    under, changed = in_threads(run, 2)
    return isinstance(changed, School) and under == School.objects.get().phone_region == "PT"


@pytest.mark.race
@pytest.mark.usefixtures("unsettled")
def test_the_first_customer_waits_for_a_change_of_the_region(committed_world, monkeypatch):
    assert kept(committed_world, monkeypatch)


@pytest.mark.race
@pytest.mark.usefixtures("unsettled")
def test_without_the_guard_it_changes_behind_them(committed_world, monkeypatch):
    """PostgreSQL: without the lock on the school. SQLite: without IMMEDIATE transactions."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr(school, "lock", school.current)
    else:
        let_writers_loose(monkeypatch)
    assert not kept(committed_world, monkeypatch)
