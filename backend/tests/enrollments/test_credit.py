"""What was too much is theirs: used for another class, or it moves with them (R209, R212)."""

import pytest
from django.db import transaction

from shoal.enrollments.models import Payment
from shoal.enrollments.services.balances import balance_of
from shoal.enrollments.services.money_check import wrong_money
from shoal.enrollments.services.several import lock_family
from shoal.enrollments.services.transfers import book_transfer
from tests.world import NOW

from .money import act, kinds, make_seat, make_student, method, state_of
from .school import make_class, make_payment


@pytest.fixture
def parent(world):
    return make_student(world, "王妈妈", phone="+8613800001234")


@pytest.fixture
def credit(world, parent):
    paid = make_seat(world, student=parent, state="active")
    make_payment(paid, 100_000)
    return make_payment(paid, 20_000, type="credit", method=method())


@pytest.fixture
def seat(world, parent):
    return make_seat(world, "PY-2", student=make_student(world, "王小明", guardian=parent))


def use(api, who, credit, enrollment, amount="150.00"):
    return act(api, who, credit, "use", enrollment=enrollment.pk, amount=amount)


def test_credit_pays_within_the_household(api, world, credit, seat):
    answer = use(api, world.fan, credit, seat)
    assert answer.status_code == 201, answer.json()
    shown = answer.json()
    assert (shown["type"], shown["source"], shown["method"], shown["receipt"]) == (
        "transfer_in", credit.pk, None, None,
    )  # fmt: skip
    assert balance_of(seat).paid == 15_000
    assert api(world.fan).get(f"/payments/{credit.pk}/").json()["credit_left"] == "50.00"
    assert kinds() == ["payment.credit_used"]


def test_no_more_than_there_is(api, world, credit, seat):
    assert use(api, world.fan, credit, seat, "200.01").json()["code"] == "credit_used"
    assert use(api, world.fan, credit, seat, "200.00").status_code == 201
    assert use(api, world.fan, credit, seat, "0.01").json()["code"] == "credit_used"
    assert balance_of(seat).paid == 20_000


def test_no_more_than_is_due(api, world, credit, seat):
    make_payment(seat, 99_000)
    answer = use(api, world.fan, credit, seat)
    assert (answer.json()["code"], answer.json()["limit"]) == ("above_due", "10.00")


def test_using_it_gives_the_seat_when_it_is_enough(api, world, credit, seat):
    seat.installments.create(position=1, due_date=NOW.date(), amount=15_000)
    use(api, world.fan, credit, seat)
    assert state_of(seat) == "active"


def test_not_for_strangers_and_not_by_who_sells(api, world, credit, seat):
    other = make_seat(world, "PY-9", student=make_student(world, "李雷"))
    assert use(api, world.fan, credit, other).json()["code"] == "different_payers"
    assert use(api, world.lin, credit, seat).status_code == 403
    assert use(api, world.fan, make_payment(seat, 100), seat).status_code == 404


def test_undone_it_is_there_again(api, world, credit, seat):
    used = use(api, world.fan, credit, seat).json()["id"]
    assert act(api, world.fan, credit, "reverse", note="x").json()["code"] == "credit_used"
    assert act(api, world.fan, used, "reverse", note="x").status_code == 201
    assert api(world.fan).get(f"/payments/{credit.pk}/").json()["credit_left"] == "200.00"
    assert act(api, world.fan, credit, "reverse", note="x").status_code == 201
    assert use(api, world.fan, credit, seat).json()["code"] == "credit_used"


# --- to another class -----------------------------------------------------------------------------
def move(world, old, new):
    with transaction.atomic():
        family = lock_family([old.pk, new.pk], world.ada)
        return book_transfer(family[old.pk], family[new.pk], by=world.mei, at=NOW)


@pytest.mark.parametrize(
    ("paid", "price", "came", "credit"),
    [
        (40_000, 100_000, 40_000, 0), (100_000, 100_000, 100_000, 0),
        (100_000, 80_000, 80_000, 20_000), (50_000, 0, 0, 50_000),
    ],
)  # fmt: skip
def test_what_was_paid_moves_and_what_is_more_becomes_credit(
    world, parent, paid, price, came, credit
):
    old = make_seat(world, student=parent, state="active")
    make_payment(old, paid)
    other = make_class(world, "PY-2", tuition=price)
    new = make_seat(world, student=parent, class_group=other)
    rows = move(world, old, new)
    assert rows[0].amount == paid
    assert (balance_of(old).paid, balance_of(new).paid) == (0, came)
    kept = Payment.objects.filter(type="credit").values_list("amount", flat=True)
    assert list(kept) == [credit] * bool(credit)
    assert wrong_money() == []


def test_nothing_paid_nothing_booked(world, parent):
    old, new = make_seat(world, student=parent), make_seat(world, "PY-2", student=parent)
    assert move(world, old, new) == []
    assert Payment.objects.count() == 0


def test_what_moved_is_not_undone_by_halves(api, world, parent):
    old = make_seat(world, student=parent, state="active")
    make_payment(old, 100_000)
    new = make_seat(world, student=parent, class_group=make_class(world, "PY-2", tuition=80_000))
    for row in move(world, old, new):
        answer = act(api, world.fan, row, "reverse", note="x")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_reversible")
