"""Many want the last seats at one instant: none is given twice (R165, R176, R177, R213)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from shoal.common.errors import DomainError
from shoal.enrollments.models import Enrollment
from shoal.enrollments.services import deciding, transferring
from shoal.enrollments.services.money_check import wrong_money
from shoal.enrollments.services.seats_check import wrong_seats
from shoal.teaching.models import ClassGroup
from shoal.teaching.services import seats
from tests.races import UNTIL_SEEN, in_threads
from tests.visitors import AT_ONCE, Visitor
from tests.world import NOW

from .money import make_seat, make_student
from .school import make_class, make_payment

pytestmark = [pytest.mark.race, pytest.mark.slow]
SEATS, APPLICANTS, MANY = 3, 200, 8


def refuse_nothing():
    """Take the database's own check out of this copy: what is tested is the lock before it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE teaching_classgroup DROP CONSTRAINT class_not_oversold")
        return

    def ignore(connection, **kwargs):
        connection.cursor().execute("PRAGMA ignore_check_constraints = ON")

    connection_created.connect(ignore, weak=False, dispatch_uid="ignore checks")
    connection.close()


@pytest.fixture
def unguarded(committed_db, monkeypatch):
    """Seats without their guards: PostgreSQL does not lock the class, SQLite has no transaction
    that would keep writers apart, and neither checks the sum."""
    refuse_nothing()
    if connection.vendor == "postgresql":
        monkeypatch.setattr(seats, "lock_class", lambda pk: ClassGroup.objects.get(pk=pk))
    else:
        for module, name in ((deciding, "approve"), (transferring, "transfer_enrollment")):
            monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)
    yield
    connection_created.disconnect(dispatch_uid="ignore checks")
    connection.close()


def oversold(class_group):
    """Tell whether more sit or are to sit than there are seats."""
    seated = ["offered", "awaiting_payment", "active"]
    have = Enrollment.objects.filter(class_group=class_group, state__in=seated).count()
    return have > class_group.capacity


# --- changing class -------------------------------------------------------------------------------
def sitting(world, count, code="R"):
    """Each in a class of their own, paid in part."""
    found = []
    for number in range(count):
        student = make_student(world, f"{code}{number}")
        found.append(make_seat(world, f"{code}{number}", student=student, state="active"))
        make_payment(found[-1], 60_000)
    return found


def change_at_once(world, people, target):
    """Return how each went: "moved", or what they ran into."""

    def one(number):
        try:
            transferring.transfer_enrollment(
                enrollment_id=people[number].pk, asked=transferring.Asked(target.pk), by=world.mei,
                at=NOW,
            )  # fmt: skip
        except DomainError as refusal:
            return refusal.code()
        return "moved"

    return in_threads(one, len(people))


def test_the_last_seat_of_another_class_is_given_once(committed_world):
    people, target = sitting(committed_world, MANY), make_class(committed_world, "T", capacity=1)
    answers = change_at_once(committed_world, people, target)
    assert sorted(map(str, answers)) == ["class_full"] * (MANY - 1) + ["moved"]
    left = Enrollment.objects.filter(pk__in=[p.pk for p in people], state="active")
    assert left.count() == MANY - 1
    assert (wrong_seats(), wrong_money()) == ([], [])


def test_without_the_guard_it_is_given_twice(committed_world, unguarded):
    def went_wrong(round_):
        people = sitting(committed_world, 6, f"R{round_}-")
        target = make_class(committed_world, f"T{round_}", capacity=1)
        change_at_once(committed_world, people, target)
        return oversold(target)

    assert any(went_wrong(n) for n in range(UNTIL_SEEN))


def test_two_who_change_places_do_not_wait_for_each_other(committed_world):
    """Both lock both classes, in one order."""
    for round_ in range(5):
        one, other = sitting(committed_world, 2, f"S{round_}-")
        targets = [other.class_group, one.class_group]

        def change(number, pair=(one, other), targets=targets):
            return change_at_once(committed_world, [pair[number]], targets[number])

        assert in_threads(change, 2) == [["moved"], ["moved"]]
    assert (wrong_seats(), wrong_money()) == ([], [])


# --- over HTTP ------------------------------------------------------------------------------------
def apply_at_once(url, world, class_group, count):
    """Each applies and is approved; return how often each state, or status, was the answer."""
    people = [make_student(world, f"w{class_group.pk}-{n}") for n in range(count)]
    lin, mei = Visitor(url, world.lin), Visitor(url, world.mei)

    def one(student):
        form = {
            "customer": student.pk, "class_group": class_group.pk, "contract_agreed": True,
            "submit": True,
        }  # fmt: skip
        status, made = lin.until_not_busy("/enrollments/", form)
        if status != 201:
            return status
        status, shown = mei.until_not_busy(f"/enrollments/{made['id']}/approve/", {})
        return shown["state"] if status == 200 else status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, people))


def test_of_200_who_apply_for_the_last_3_seats_3_get_one(committed_world, far_server):
    group = make_class(committed_world, capacity=SEATS)
    answers = apply_at_once(far_server.url, committed_world, group, APPLICANTS)
    assert answers == {"awaiting_payment": SEATS, "waitlisted": APPLICANTS - SEATS}
    group.refresh_from_db()
    assert (group.seats_taken, group.seats_held) == (0, SEATS)
    assert wrong_seats() == []


def test_without_the_guard_more_get_one(committed_world, near_server, unguarded):
    def went_wrong(round_):
        group = make_class(committed_world, f"G{round_}", capacity=SEATS)
        apply_at_once(near_server.url, committed_world, group, AT_ONCE)
        return oversold(group)

    assert any(went_wrong(n) for n in range(UNTIL_SEEN))
