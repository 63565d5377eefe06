"""When nobody is expected to work: read by all, entered by admins (R90)."""

from datetime import date

import pytest

from shoal.activity.models import Event
from shoal.common.models import School
from shoal.customers.models import ClockJob
from shoal.organization.models import CalendarEntry

OCTOBER = {"first_day": "2026-10-01", "last_day": "2026-10-07", "name": "National Day"}


def enter(first: str, last: str, **kwargs) -> CalendarEntry:
    return CalendarEntry.objects.create(first_day=first, last_day=last, name="Closed", **kwargs)


def test_an_admin_closes_the_school_and_everybody_reads_it(world, api):
    created = api(world.ada).post("/calendar/", OCTOBER)

    assert (created.status_code, created.json()) == (
        201,
        {"id": created.json()["id"], "campus": None, "is_working": False, **OCTOBER},
    )
    assert api(world.fan).get("/calendar/").json()["results"] == [created.json()]
    event = Event.objects.get()
    assert (event.kind, event.data) == ("calendarentry.created", {"campus": None})


def test_a_campus_has_days_of_its_own_and_is_filtered_by(world, api):
    everybody = enter("2026-10-01", "2026-10-07")
    east = enter("2026-10-01", "2026-10-02", campus=world.east, is_working=True)
    enter("2026-12-30", "2027-01-03", campus=world.west)

    def shown(**query):
        return [e["id"] for e in api(world.lin).get("/calendar/", **query).json()["results"]]

    assert shown(campus=f"{world.east.pk},none", year=2026) == [everybody.pk, east.pk]
    assert len(shown(year=2027)) == 1
    assert shown(year=2028) == []
    for wrong in ("27", "0000", "٢٠٢٧", "year"):
        response = api(world.lin).get("/calendar/", year=wrong)
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, "/year")


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"last_day": "2026-09-30"}, "/last_day", "order"),
        ({"last_day": "2027-10-02"}, "/last_day", "too_long"),
        ({"first_day": "2026-13-01"}, "/first_day", "invalid"),
        ({"name": ""}, "/name", "blank"),
        ({"campus": 999_999}, "/campus", "does_not_exist"),
        ({"colour": "red"}, "/colour", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, fields, pointer, code):
    response = api(world.ada).post("/calendar/", {**OCTOBER, **fields})
    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]
    assert not CalendarEntry.objects.exists()
    assert not Event.objects.exists()


def test_an_entry_of_a_whole_leap_year_is_the_longest(world, api):
    body = {**OCTOBER, "first_day": "2028-01-01", "last_day": "2028-12-31"}
    assert api(world.ada).post("/calendar/", body).status_code == 201


def test_the_same_is_not_said_twice_of_a_day(world, api):
    enter("2026-10-05", "2026-10-10")

    refused = api(world.ada).post("/calendar/", OCTOBER)

    assert refused.status_code == 400
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/first_day", "overlaps")
    ]
    # A campus may say more of the same days, and a working day may lie within closed ones.
    assert (
        api(world.ada).post("/calendar/", {**OCTOBER, "campus": world.east.pk}).status_code == 201
    )
    assert api(world.ada).post("/calendar/", {**OCTOBER, "is_working": True}).status_code == 201
    touching = {**OCTOBER, "first_day": "2026-10-11", "last_day": "2026-10-11"}
    assert api(world.ada).post("/calendar/", touching).status_code == 201


def test_an_entry_is_changed_and_may_overlap_itself(world, api):
    entry = enter("2026-10-01", "2026-10-07")

    edited = api(world.ada).patch(f"/calendar/{entry.pk}/", {"last_day": "2026-10-08"})

    assert (edited.status_code, edited.json()["last_day"]) == (200, "2026-10-08")
    assert [(e.kind, e.data) for e in Event.objects.all()] == [
        ("calendarentry.edited", {"fields": ["last_day"]})
    ]
    # The same once more is no change.
    assert api(world.ada).patch(f"/calendar/{entry.pk}/", {"name": "Closed"}).status_code == 200
    assert Event.objects.count() == 1
    wrong = api(world.ada).patch(f"/calendar/{entry.pk}/", {"first_day": "2026-11-01"})
    assert [e["code"] for e in wrong.json()["errors"]] == ["order"]
    assert api(world.ada).patch("/calendar/999999/", {"name": "x"}).status_code == 404


def test_an_entry_is_removed(world, api):
    entry = enter("2026-10-01", "2026-10-07", campus=world.east)

    assert api(world.ada).delete(f"/calendar/{entry.pk}/").status_code == 204

    assert not CalendarEntry.objects.exists()
    event = Event.objects.get()
    assert (event.kind, event.subject_id) == ("calendarentry.removed", entry.pk)
    assert api(world.ada).delete(f"/calendar/{entry.pk}/").status_code == 404


def test_the_weekly_days_of_rest_are_the_schools_unless_a_campus_has_its_own(world, api):
    ada = api(world.ada)
    version = ada.get("/school/").json()["version"]

    school = ada.patch("/school/", {"rest_days": [2, 1, 2]}, if_match=f'"{version}"')
    campus = ada.patch(f"/campuses/{world.east.pk}/", {"rest_days": [7]})

    assert (school.status_code, school.json()["rest_days"]) == (200, [1, 2])
    assert (campus.status_code, campus.json()["rest_days"]) == (200, [7])
    assert School.objects.get().rest_days == [1, 2]
    back = ada.patch(f"/campuses/{world.east.pk}/", {"rest_days": None})
    assert back.json()["rest_days"] is None


@pytest.mark.parametrize("days", [[0], [8], ["Sunday"], [1, 2, 3, 4, 5, 6, 7], 7], ids=str)
def test_days_of_rest_are_weekdays_and_leave_some_to_work(world, api, days):
    response = api(world.ada).patch(f"/campuses/{world.east.pk}/", {"rest_days": days})
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"].startswith("/rest_days")
    world.east.refresh_from_db()
    assert world.east.rest_days is None


def test_public_holidays_are_added_with_the_days_worked_instead(world, api):
    School.objects.update(language="zh")

    response = api(world.ada).post("/calendar/holidays/", {"year": 2026})

    assert (response.status_code, response.json()) == (200, {"added": 13, "left_out": 0})
    closed = CalendarEntry.objects.filter(is_working=False).order_by("first_day")
    assert [(e.first_day, e.last_day, e.name) for e in closed][1] == (
        date(2026, 2, 15), date(2026, 2, 23), "春节",
    )  # fmt: skip
    worked = CalendarEntry.objects.filter(is_working=True).order_by("first_day")
    assert [(e.first_day.isoformat(), e.name) for e in worked] == [
        ("2026-01-04", "元旦调休上班"), ("2026-02-14", "春节调休上班"),
        ("2026-02-28", "春节调休上班"), ("2026-05-09", "劳动节调休上班"),
        ("2026-09-20", "国庆节调休上班"), ("2026-10-10", "国庆节调休上班"),
    ]  # fmt: skip
    assert Event.objects.filter(kind="calendarentry.created").count() == 13


def test_adding_them_twice_adds_them_once_and_leaves_what_the_school_said(world, api):
    enter("2026-02-10", "2026-02-25")

    first = api(world.ada).post("/calendar/holidays/", {"year": 2026}).json()
    again = api(world.ada).post("/calendar/holidays/", {"year": 2026}).json()

    assert (first, again) == ({"added": 12, "left_out": 1}, {"added": 0, "left_out": 13})
    assert CalendarEntry.objects.count() == 13


def test_it_is_said_which_years_have_only_the_days_fixed_by_law(world, api):
    assert api(world.lin).get("/calendar/holidays/").json() == [
        {"year": 2026, "is_announced": True},
        {"year": 2027, "is_announced": False},
        {"year": 2028, "is_announced": False},
    ]
    assert api(world.ada).post("/calendar/holidays/", {"year": 2027}).json()["added"] == 7
    assert not CalendarEntry.objects.filter(is_working=True).exists()
    unknown = api(world.ada).post("/calendar/holidays/", {"year": 2031})
    assert [(e["pointer"], e["code"]) for e in unknown.json()["errors"]] == [("/year", "choice")]


def test_a_year_says_day_by_day_where_nobody_works(world, api):
    School.objects.update(rest_days=[7])
    enter("2026-10-01", "2026-10-03")
    enter("2026-10-04", "2026-10-04", is_working=True)
    enter("2026-10-02", "2026-10-02", campus=world.east, is_working=True)
    enter("2026-10-05", "2026-10-05", campus=world.west)

    def october(**query):
        body = api(world.lin).get("/calendar/days/", year=2026, **query).json()
        return [day[8:] for day in body["closed"] if day.startswith("2026-10")]

    # The 4th, 11th, 18th and 25th are Sundays; on the 4th is worked instead.
    assert october() == ["01", "02", "03", "11", "18", "25"]
    assert october(campus=world.east.pk) == ["01", "03", "11", "18", "25"]
    assert october(campus=world.west.pk) == ["01", "02", "03", "05", "11", "18", "25"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"year": "x"}, "invalid"),
        ({"campus": 999_999}, "invalid"),
        ({"month": 1}, "unknown_filter"),
    ],
    ids=str,
)
def test_a_year_is_asked_for_by_year_and_campus(world, api, query, code):
    response = api(world.lin).get("/calendar/days/", **query)
    assert (response.status_code, response.json()["code"]) == (400, code)


def test_every_change_of_the_calendar_has_the_clocks_computed_anew(world, api):
    ada = api(world.ada)

    def jobs() -> int:
        return ClockJob.objects.filter(pool=None, owner=None).count()

    entry = ada.post("/calendar/", OCTOBER).json()["id"]
    assert jobs() == 1
    ada.patch(f"/calendar/{entry}/", {"last_day": "2026-10-08"})
    assert jobs() == 2
    ada.patch(f"/calendar/{entry}/", {"name": "Golden week"})
    assert jobs() == 2
    ada.delete(f"/calendar/{entry}/")
    assert jobs() == 3
    ada.post("/calendar/holidays/", {"year": 2026})
    ada.post("/calendar/holidays/", {"year": 2026})
    assert jobs() == 4
