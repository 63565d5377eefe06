"""The receipt and the statement on paper, and the statement's totals (R202, R208)."""

import pytest

from .money import item, make_seat, make_student, receive
from .school import make_payment


@pytest.fixture
def seat(world):
    parent = make_student(world, "王妈妈", phone="+8613800001234")
    return make_seat(world, student=make_student(world, "王小明 <b>", guardian=parent))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_receipt_is_printed_in_both_languages(api, world, seat, language):
    shown = receive(api, world.fan, item(seat, "300.00"), item(seat, "20.00", "card")).json()
    paths = [f"/receipts/{shown['id']}/pdf/", f"/payments/{shown['payments'][0]['id']}/receipt/"]
    for path in paths:
        answer = api(world.lin).get(path, language=language)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"] == 'inline; filename="' + shown["number"] + '.pdf"'
    assert api(world.lin).get(paths[0], language="fr").status_code == 400
    assert api(world.zoe).get(paths[0]).status_code == 404


def test_what_has_no_receipt_is_not_printed(api, world, seat):
    waiting = make_payment(seat, 100, state="submitted")
    assert api(world.fan).get(f"/payments/{waiting.pk}/receipt/").status_code == 404


def test_a_guardians_statement_holds_their_students(api, world, seat):
    receive(api, world.fan, item(seat, "300.00"))
    credit = make_payment(seat, 5_000, type="credit")
    parent = seat.customer.guardian
    for who in (world.lin, world.fan):
        shown = api(who).get(f"/customers/{parent.pk}/statement/").json()
        assert [e["id"] for e in shown["enrollments"]] == [seat.pk]
        assert shown["totals"] == [
            {
                "currency": "CNY", "price": "1000.00", "paid": "300.00", "owed": "700.00",
                "material": "0.00", "credit": "50.00",
            }
        ]  # fmt: skip
        assert shown["payer"] == "王妈妈"
    make_payment(seat, 5_000, type="reversal", reverses=credit)
    make_payment(seat, 2_000, type="refund")
    shown = api(world.fan).get(f"/customers/{parent.pk}/statement/").json()
    changes = {row["type"]: row["change"] for row in shown["payments"]}
    assert changes == {
        "tuition": "300.00", "credit": "50.00", "reversal": "-50.00", "refund": "-20.00",
    }  # fmt: skip
    printed = api(world.fan).get(f"/customers/{parent.pk}/statement/pdf/", language="zh")
    assert printed.content.startswith(b"%PDF-")


@pytest.mark.parametrize("state", ["submitted", "cancelled"])
def test_what_is_not_owed_yet_or_any_longer_is_0_in_its_row_as_in_the_total(api, world, state):
    seat = make_seat(world, state=state)
    shown = api(world.fan).get(f"/customers/{seat.customer_id}/statement/").json()
    assert [one["balance"] for one in shown["enrollments"]] == ["0.00"]
    assert [line["owed"] for line in shown["totals"]] == ["0.00"]


def test_a_strangers_statement_is_not_there(api, world):
    assert api(world.fan).get("/customers/99999/statement/").status_code == 404


def test_the_statement_of_who_bought_nothing_is_an_empty_sheet_and_names_nobody(world, api):
    wang = make_student(world, "王")
    lin = api(world.lin)
    assert lin.get(f"/customers/{wang.pk}/statement/").json()["payer"] == ""
    answer = lin.get(f"/customers/{wang.pk}/statement/pdf/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_contract_is_printed_in_both_languages_for_who_sees_the_enrollment(
    api, world, seat, language
):
    path = f"/enrollments/{seat.pk}/contract/"
    answer = api(world.lin).get(path, language=language)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert api(world.fan).get(path, language=language).status_code == 200
    assert api(world.lin).get(path, language="fr").status_code == 400
    assert api(world.zoe).get(path).status_code == 404
