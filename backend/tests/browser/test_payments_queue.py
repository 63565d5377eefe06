"""Money that waits: finance works through it by keyboard, refunds go their way, somebody else signs
the day (R204, R206, R210)."""

import pytest
from playwright.sync_api import expect

from .conftest import axe_violations
from .people import new_name, row_of


class Sale:
    """lin's customer, whose seat mei has approved; what lin says came in waits for finance."""

    def __init__(self, someone) -> None:
        self.lin, self.mei = someone("lin"), someone("mei")
        self.customer = self.lin.enters("Quentin", hold=True)
        classes = self.lin.asks("/classes/?state=open,running&page_size=200")["results"]
        group = max(classes, key=lambda each: each["seats"]["free"])
        applied = self.lin.does(
            "/enrollments/", customer=self.customer["id"], class_group=group["id"],
            contract_agreed=True, submit=True,
        )  # fmt: skip
        self.seat = self.mei.does(f"/enrollments/{applied['id']}/approve/")["id"]
        self.queue = f"/payments?enrollment={self.seat}"

    def pays(self, amount: str) -> int:
        made = self.lin.does(
            "/payments/", enrollment=self.seat, type="tuition", amount=amount, method="transfer",
            reference=new_name("Slip"),
        )  # fmt: skip
        return made["id"]

    def state_of(self, payment: int) -> tuple[str, str]:
        found = self.lin.asks(f"/payments/{payment}/")
        return found["state"], found["reject_note"]


@pytest.fixture
def sale(someone):
    return Sale(someone)


def panel(page, payment: int):
    return page.get_by_role("complementary", name=f"Payment {payment}").or_(
        page.get_by_role("dialog", name=f"Payment {payment}")
    )


def test_one_is_confirmed_and_one_turned_away_by_keyboard_alone(someone, sale, shot):
    first, second = sale.pays("300.00"), sale.pays("200.00")
    page = someone("fan").open(sale.queue)
    row_of(page, "¥300.00").wait_for()
    page.keyboard.press("j")
    panel(page, first).get_by_text("To be confirmed").wait_for()
    shot(page, "payments-queue")
    assert axe_violations(page) == []
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="arrive?")
    expect(dialog.get_by_role("button", name="Confirm")).to_be_focused()
    page.keyboard.press("Enter")
    told = page.get_by_role("status").filter(has_text="Receipt ")
    expect(told).to_be_visible()
    assert sale.state_of(first) == ("confirmed", "")
    # The next one is there by itself.
    panel(page, second).get_by_text("To be confirmed").wait_for()
    page.keyboard.press("x")
    dialog = page.get_by_role("dialog", name="Turn away")
    expect(dialog.get_by_role("textbox", name="Why")).to_be_focused()
    page.keyboard.type("Nothing came in.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits to be confirmed")).to_be_visible()
    assert sale.state_of(second) == ("rejected", "Nothing came in.")
    told.get_by_role("button", name="Show it").click()
    page.wait_for_url("**/receipts?receipt=*")


def test_what_a_colleague_confirmed_meanwhile_is_said_and_one_goes_on(someone, sale):
    first, second = sale.pays("300.00"), sale.pays("200.00")
    page = someone("fan").open(f"{sale.queue}&payment={first}")
    panel(page, first).get_by_role("button", name="Confirm").wait_for()
    ada = someone("ada")
    ada.does(f"/payments/{first}/confirm/")
    page.keyboard.press("c")
    name = ada.asks("/auth/me/")["display_name"]
    expect(page.get_by_text(f"Confirmed by {name} meanwhile.")).to_be_visible()
    panel(page, second).get_by_role("button", name="Confirm").wait_for()
    assert sale.state_of(second) == ("submitted", "")


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_refund_is_asked_for_agreed_to_by_the_manager_and_paid_by_finance(
    someone, sale, shot, screen
):
    someone("fan").does(f"/payments/{sale.pays('500.00')}/confirm/")
    wish = sale.lin.does(
        "/payments/refund/", enrollment=sale.seat, amount="80.00", note="Moves away.",
        method="transfer",
    )["id"]  # fmt: skip
    page = someone("lin", screen=screen).open(f"/payments?view=all&payment={wish}")
    expect(panel(page, wish).get_by_text("To be agreed to")).to_be_visible()
    expect(panel(page, wish).get_by_role("button", name="Agree")).to_have_count(0)

    page = someone("mei", screen=screen).open("/inbox")
    page.get_by_role("link", name="Show them").click()
    page.get_by_role("heading", level=1, name="Payments").wait_for()
    row_of(page, sale.customer["name"]).get_by_text(sale.customer["name"]).click()
    panel(page, wish).get_by_role("button", name="Agree").click()
    page.get_by_role("dialog", name="Agree to").get_by_role("button", name="Agree").click()
    expect(page.get_by_text("may be paid out.")).to_be_visible()
    assert sale.state_of(wish) == ("approved", "")

    page = someone("fan", screen=screen).open(f"{sale.queue}&payment={wish}")
    panel(page, wish).get_by_role("button", name="Paid out").click()
    shot(page, f"refund-{screen}")
    dialog = page.get_by_role("dialog", name="Was ¥80.00 paid out")
    dialog.get_by_role("textbox", name="Reference").fill(new_name("Bank"))
    dialog.get_by_role("button", name="Paid out").click()
    told = page.get_by_role("status").filter(has_text="paid out to")
    expect(told).to_be_visible()
    assert sale.state_of(wish) == ("confirmed", "")


def test_a_day_of_cash_is_signed_by_somebody_who_took_none_of_it(someone, shot):
    fan, ada = someone("fan"), someone("ada")
    day = ada.asks("/payments/today/")["unsigned_days"][0]
    at = f"/cash?campus={day['campus']['id']}&day={day['day']}"
    page = fan.open(at)
    own = "Somebody who confirmed none of this day's money has to sign it."
    expect(page.get_by_text(own)).to_be_visible()
    expect(page.get_by_role("button", name="Sign")).to_have_count(0)

    page = ada.open("/")
    page.goto(at)
    counted = page.get_by_role("textbox", name="Counted:")
    counted.first.wait_for()
    for line in counted.all():
        line.fill("1")
    shot(page, "cash-day")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Sign").click()
    dialog = page.get_by_role("dialog")
    sign = dialog.get_by_role("button", name="Sign")
    expect(sign).to_have_attribute("aria-disabled", "true")
    dialog.get_by_role("textbox").fill("Somebody gave too much change.")
    sign.click()
    expect(page.get_by_text("Signed by").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Counted:")).to_have_count(0)
    found = ada.asks(f"/cash-reports/?campus={day['campus']['id']}&day={day['day']}")
    assert found["note"] == "Somebody gave too much change."
    assert found["refusals"]["sign"]["code"] == "already_signed"
