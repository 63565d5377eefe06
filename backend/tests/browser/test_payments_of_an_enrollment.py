"""What came in is said on the enrollment's page; what is too much becomes credit (R203-R209)."""

import pytest
from playwright.sync_api import expect

from .conftest import axe_violations
from .test_counter import BOTH, Family


@pytest.fixture
def family(someone):
    return Family(someone)


def balance_of(person, seat):
    return person.asks(f"/enrollments/{seat['id']}/")["balance"]


def submitted(lin, seat, amount):
    paid = {"type": "tuition", "amount": amount, "method": "cash"}
    return lin.does("/payments/", enrollment=seat["id"], **paid)


@BOTH
def test_who_sold_it_says_that_money_came_in_and_finance_confirms(someone, family, screen, shot):
    lin, seat = someone("lin", screen=screen), family.seats[0]
    page = lin.open(f"/customers/{family.children[0]['id']}?tab=school")
    page.get_by_role("link", name="Enter a payment").click()
    panel = page.get_by_role("dialog", name="A payment for")
    panel.get_by_label("Amount").fill("1,000")
    panel.get_by_label("Paid by").select_option("wechat_pay")
    panel.get_by_label("Reference").fill(f"W-{seat['id']}")
    shot(page, f"enter-a-payment-{screen}")
    panel.get_by_role("button", name="Submit").click()
    line = page.get_by_role("list", name="Payments").get_by_role("listitem")
    expect(line).to_contain_text("To be confirmed")
    (row,) = lin.asks(f"/payments/?enrollment={seat['id']}")["results"]
    assert (row["state"], row["amount"], balance_of(lin, seat)) == (
        "submitted", "1000.00", seat["net_price"],
    )  # fmt: skip
    someone("fan").does(f"/payments/{row['id']}/confirm/")
    page.reload()
    expect(line).to_contain_text("Confirmed")
    assert axe_violations(page) == []


def test_what_names_no_way_to_pay_is_kept_and_says_so_at_its_field(someone, family):
    page = someone("lin").open(f"/enrollments/{family.seats[0]['id']}?pay=enter")
    panel = page.get_by_role("dialog", name="A payment for")
    panel.get_by_label("Amount").fill("twelve")
    panel.get_by_role("button", name="Submit").click()
    expect(panel.get_by_label("Amount")).to_have_attribute("aria-invalid", "true")
    expect(panel.get_by_label("Paid by")).to_have_attribute("aria-invalid", "true")
    expect(panel.get_by_label("Amount")).to_have_value("twelve")


def test_what_is_too_much_is_said_before_and_pays_for_a_sibling_after(someone, family):
    lin, fan = someone("lin"), someone("fan")
    first, second = family.seats
    page = lin.open(f"/enrollments/{first['id']}?pay=enter")
    panel = page.get_by_role("dialog", name="A payment for")
    over = f"{int(float(first['balance'])) + 300}"
    panel.get_by_label("Amount").fill(over)
    expect(panel.get_by_role("status")).to_contain_text("¥300.00 more than is open")
    paid = submitted(lin, first, over)
    fan.does(f"/payments/{paid['id']}/confirm/")
    page = fan.open(f"/enrollments/{second['id']}")
    page.get_by_role("button", name="Use credit (¥300.00)").click()
    page.get_by_role("dialog").get_by_role("button", name="Pay with it").click()
    expect(page.get_by_text("Paid with credit.")).to_be_visible()
    assert float(second["balance"]) - float(balance_of(fan, second)) == 300


def test_finance_reverses_with_a_reason(someone, family):
    lin, fan, seat = someone("lin"), someone("fan"), family.seats[0]
    fan.does(f"/payments/{submitted(lin, seat, '500.00')['id']}/confirm/")
    page = fan.open(f"/enrollments/{seat['id']}")
    page.get_by_role("button", name="Tuition · ¥500.00").click()
    page.get_by_role("button", name="Reverse").click()
    dialog = page.get_by_role("dialog", name="Undo ¥500.00 of ")
    dialog.get_by_label("Why").fill("The cheque bounced.")
    dialog.get_by_role("button", name="Reverse").click()
    expect(page.get_by_role("status").filter(has_text="undone.")).to_be_visible()
    assert balance_of(fan, seat) == seat["net_price"]


@BOTH
def test_finance_changes_a_draft_and_what_it_may_not_see_stays(someone, family, screen, shot):
    lin, fan, seat = someone("lin"), someone("fan", screen=screen), family.seats[0]
    written = f"Call {family.parent['typed_phone']}"
    paid = {"type": "tuition", "amount": "300.00", "method": "cash", "note": written}
    lin.does("/payments/", enrollment=seat["id"], submit=False, **paid)
    page = fan.open(f"/enrollments/{seat['id']}")
    line = page.get_by_role("button", name="Tuition · ¥300.00")
    line.click()
    page.get_by_role("button", name="Change").click()
    panel = page.get_by_role("dialog", name="A payment for")
    expect(panel.get_by_label("Note")).to_have_value("Call ***")
    shot(page, f"change-a-draft-{screen}")
    panel.get_by_label("Amount").fill("350")
    panel.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Tuition · ¥350.00")).to_be_visible()
    (row,) = lin.asks(f"/payments/?enrollment={seat['id']}")["results"]
    assert (row["amount"], row["note"]) == ("350.00", written)

    page.get_by_role("button", name="Tuition · ¥350.00").click()
    page.get_by_role("button", name="Change").click()
    panel.get_by_label("Note").fill("Call *** soon")
    panel.get_by_role("button", name="Save").click()
    expect(panel.get_by_label("Note")).to_have_attribute("aria-invalid", "true")
    shot(page, f"a-mask-is-refused-{screen}")
    (row,) = lin.asks(f"/payments/?enrollment={seat['id']}")["results"]
    assert row["note"] == written
    assert axe_violations(page) == []


def test_a_refund_is_asked_for_and_waits(someone, family):
    lin, seat = someone("lin"), family.seats[0]
    someone("fan").does(f"/payments/{submitted(lin, seat, '500.00')['id']}/confirm/")
    page = lin.open(f"/enrollments/{seat['id']}")
    page.get_by_role("button", name="Ask for a refund").click()
    panel = page.get_by_role("dialog", name="A refund for")
    panel.get_by_label("Amount").fill("600")
    panel.get_by_role("button", name="Ask for a refund").click()
    expect(panel.get_by_role("alert")).to_have_text("At most 500.00 CNY can go back.")
    panel.get_by_label("Amount").fill("200")
    panel.get_by_label("Why").fill("Moved away.")
    panel.get_by_role("button", name="Ask for a refund").click()
    expect(page.get_by_role("button", name="Refund · ¥200.00")).to_be_visible()


def test_the_statement_is_reached_from_the_customer_and_printed(someone, family):
    lin, seat = someone("lin"), family.seats[0]
    someone("fan").does(f"/payments/{submitted(lin, seat, '500.00')['id']}/confirm/")
    page = lin.open(f"/customers/{family.children[0]['id']}?tab=school")
    page.get_by_role("link", name="Statement of account").click()
    expect(page.get_by_text("¥500.00").first).to_be_visible()
    with page.expect_response("**/statement/pdf/**") as printed:
        page.get_by_role("button", name="Print").click()
    assert printed.value.headers["content-type"] == "application/pdf"
