"""Pausing, coming to the end, leaving with a refund, and the form on paper (R182, R183)."""

from datetime import date, time

import pytest
from django.db import transaction

from shoal.enrollments.models import Enrollment, EnrollmentPolicy, State
from shoal.enrollments.rules.refunds import refund_of
from shoal.enrollments.services.class_end import end_with_class, follow_left_behind
from shoal.teaching.models import WeeklySession
from tests.world import NOW, make_customer

from .school import make_class, make_enrollment, make_payment


@pytest.fixture
def sits(world):
    """In a class of ten Saturdays, of which three are over by NOW, and paid."""
    dates = {"start_date": date(2026, 10, 31), "end_date": date(2027, 1, 2)}
    saturdays = make_class(world, capacity=1, **dates)
    WeeklySession.objects.create(
        class_group=saturdays, weekday=6, starts_at=time(9), ends_at=time(11)
    )
    customer = make_customer("王", pool=world.pool, owner=world.lin)
    made = make_enrollment(customer, saturdays, State.ACTIVE)
    make_payment(made, 100_000)
    return made


def post(api, who, enrollment, command, **body):
    return api(who).post(f"/enrollments/{enrollment.pk}/{command}/", body)


@pytest.mark.parametrize(
    ("paid", "done", "total", "fee", "begun", "due"),
    [
        (1000, 0, 10, 0, False, 1000), (1000, 3, 10, 0, True, 700), (1000, 3, 10, 10, True, 630),
        (1000, 10, 10, 0, True, 0), (200, 3, 10, 0, True, 0), (1000, 1, 3, 0, True, 667),
        (1000, 0, 0, 10, False, 1000),
    ],
)  # fmt: skip
def test_back_goes_what_was_paid_less_what_was_used(paid, done, total, fee, begun, due):
    found = refund_of(net=1000, paid=paid, done=done, total=total, fee_percent=fee, begun=begun)
    assert found.due == due


def test_the_preview_is_what_withdrawing_does(api, world, sits, clock):
    EnrollmentPolicy.objects.update(refund_fee_percent=10)
    path = f"/enrollments/{sits.pk}/withdraw/preview/"
    shown = api(world.mei).get(path).json()
    assert (shown["sessions_attended"], shown["sessions_total"]) == (3, 10)
    assert (shown["used"], shown["fee"], shown["refund_due"]) == ("300.00", "70.00", "630.00")
    assert api(world.mei).get(path, sessions_attended=2).json()["refund_due"] == "720.00"
    answer = post(api, world.mei, sits, "withdraw", note="moved")
    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert answer.json()["refund_due"] == "630.00"


def test_by_days_the_calendar_counts(api, world, sits, clock):
    EnrollmentPolicy.objects.update(refund_rule="days")
    shown = api(world.mei).get(f"/enrollments/{sits.pk}/withdraw/preview/").json()
    # 20 of 64 days.
    assert shown["used"] == "312.50"


def test_who_leaves_makes_room_and_was_a_student(api, world, sits):
    waits = make_enrollment(
        make_customer("李", pool=world.pool, owner=world.bo), sits.class_group, State.WAITLISTED,
        waitlisted_at=sits.created_at,
    )  # fmt: skip
    Enrollment.objects.filter(pk=sits.pk).update(activated_at=sits.created_at)
    sits.customer.status = "enrolled"
    sits.customer.save()
    post(api, world.mei, sits, "withdraw")
    waits.refresh_from_db()
    assert waits.state == State.OFFERED
    sits.customer.refresh_from_db()
    assert (sits.customer.status, sits.customer.exempt_reasons) == ("alumni", [])


def test_nobody_attended_more_than_there_was(api, world, sits):
    answer = post(api, world.mei, sits, "withdraw", sessions_attended=11)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (
        400,
        "/sessions_attended",
    )
    sits.refresh_from_db()
    assert sits.state == State.ACTIVE


def test_who_pauses_keeps_the_seat(api, world, sits):
    assert post(api, world.lin, sits, "suspend", note="ill").json()["state"] == "suspended"
    sits.class_group.refresh_from_db()
    assert sits.class_group.seats_taken == 1
    again = post(api, world.lin, sits, "suspend")
    assert (again.status_code, again.json()["code"]) == (409, "not_in_this_state")
    assert post(api, world.lin, sits, "resume").json()["state"] == "active"


def test_who_has_come_to_the_end_is_an_alumnus(api, world, sits):
    assert post(api, world.mei, sits, "complete").json()["state"] == "completed"
    sits.customer.refresh_from_db()
    assert sits.customer.exempt_reasons == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_is_printed_in_both_languages(api, world, sits, language):
    answer = api(world.lin).get(f"/enrollments/{sits.pk}/form/", language=language)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert api(world.bo).get(f"/enrollments/{sits.pk}/form/").status_code == 404


# --- the end of the class (R184) ------------------------------------------------------------------
def test_the_end_of_a_class_completes_who_sits_and_ends_the_line(
    api, world, sits, django_capture_on_commit_callbacks
):
    group = sits.class_group
    line = make_enrollment(
        make_customer("李", pool=world.pool, owner=world.bo), group, State.WAITLISTED,
        waitlisted_at=sits.created_at,
    )  # fmt: skip
    sits.customer.status = "enrolled"
    sits.customer.save()
    group.refresh_from_db()
    group.state = "running"
    group.save(update_fields=["state"])
    with django_capture_on_commit_callbacks(execute=True):
        answer = api(world.ada).post(f"/classes/{group.pk}/complete/")
    assert answer.status_code == 200, answer.json()
    for enrollment in (sits, line):
        enrollment.refresh_from_db()
    assert (sits.state, line.state, line.end_reason) == ("completed", "cancelled", "class_ended")
    sits.customer.refresh_from_db()
    assert sits.customer.status == "alumni"


def test_whoever_was_left_behind_is_followed_by_the_tick(world, sits):
    sits.customer.status = "enrolled"
    sits.customer.save()
    with transaction.atomic():
        end_with_class(sits.class_group, world.ada, NOW)
    assert follow_left_behind(at=NOW) == 1
    sits.customer.refresh_from_db()
    assert sits.customer.status == "alumni"
    assert follow_left_behind(at=NOW) == 0


# --- forgotten (R121) -----------------------------------------------------------------------------
def test_who_is_removed_leaves_prices_and_no_words(api, world, sits):
    Enrollment.objects.filter(pk=sits.pk).update(why="for 王", end_note="call 王's mother")
    make_payment(sits, 5_000, note="paid by 王", type="material")
    answer = api(world.ada).post(f"/customers/{sits.customer_id}/anonymise/")
    assert answer.status_code == 200, answer.json()
    sits.refresh_from_db()
    assert (sits.why, sits.end_note, sits.net_price) == ("", "", 100_000)
    assert set(sits.payments.values_list("note", flat=True)) == {""}
