"""`check_money` finds what no constraint can refuse; rebuilt tables keep their guards (R200)."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from shoal.common.guards import declared, install_guards, missing_guards
from shoal.enrollments.models import CashReport, CreditShare, Payment, Receipt, ReceiptCounter
from shoal.enrollments.services.money_check import wrong_money
from tests.world import NOW

from .money import act, item, make_seat, method, receive, submitted
from .school import make_payment


@pytest.fixture
def seat(world):
    return make_seat(world)


@pytest.fixture
def paid(api, world, seat, clock):
    act(api, world.fan, submitted(world, seat), "confirm")
    return Payment.objects.get()


def test_a_school_without_money_is_right(world, capsys):
    call_command("check_money")
    assert capsys.readouterr().out == "The money is right.\n"


def gap(world, seat):
    receipt = Receipt.objects.create(campus=world.east, year=2026, sequence=7, issued_at=NOW)
    make_payment(seat, 100, method=method(), receipt=receipt)


def lost_counter(world, seat):
    ReceiptCounter.objects.all().delete()


def no_receipt(world, seat):
    make_payment(seat, 100, method=method())


def receipt_of_nothing(world, seat):
    counter = ReceiptCounter.objects.get()
    counter.last += 1
    counter.save()
    Receipt.objects.create(
        campus=world.east, year=counter.year, sequence=counter.last, issued_at=NOW
    )


def other_sum(world, seat):
    make_payment(seat, 100, type="reversal", reverses=Payment.objects.get())


def half_a_transfer(world, seat):
    make_payment(seat, 100, type="transfer_out")


def overdrawn(world, seat):
    credit = make_payment(seat, 100, type="credit")
    make_payment(seat, 101, type="transfer_in", source=credit)


def half_a_share(world, seat):
    CreditShare.objects.create(enrollment=seat, employee=world.lin, percent=50)


def another_day(world, seat):
    CashReport.objects.create(
        campus=world.east, day=Payment.objects.get().confirmed_at.date(), currency="CNY",
        signed_at=NOW, signed_by=world.ada,
    )  # fmt: skip


@pytest.mark.parametrize(
    "break_it",
    [
        gap, lost_counter, no_receipt, receipt_of_nothing, other_sum, half_a_transfer, overdrawn,
        half_a_share, another_day,
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(world, seat, paid, break_it, clock):
    assert wrong_money() == []
    break_it(world, seat)
    assert len(wrong_money()) == 1, wrong_money()
    with pytest.raises(CommandError, match="1 wrong"):
        call_command("check_money")


def test_a_rebuilt_table_refuses_as_before(committed_world):
    """As a migration leaves it: Django rebuilds tables on SQLite, whose triggers are lost then."""
    paid = make_payment(make_seat(committed_world), 30_000)
    if connection.vendor == "sqlite":
        connection.disable_constraint_checking()
        with connection.schema_editor() as editor:
            editor._remake_table(Payment)
        connection.enable_constraint_checking()
    else:
        lost = next(g for g in declared() if g.table == Payment._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {lost.name} ON {lost.table}")
    assert missing_guards() != []
    install_guards()  # as after every migrate
    assert missing_guards() == []
    row = Payment.objects.filter(pk=paid.pk)
    for change in (lambda: row.update(amount=1), lambda: row._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Payment.objects.get().amount == 30_000


def test_a_counter_day_is_right(api, world, seat, clock):
    receive(api, world.fan, item(seat, "10.00"), item(seat, "20.00", "card"))
    assert wrong_money() == []
