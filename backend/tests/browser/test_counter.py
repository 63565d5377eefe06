"""Money at the counter: who pays is found, two pay on one receipt, and it is printed (R207)."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import axe_violations

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])


class Family:
    """A parent and two children, each with a seat that waits for its money."""

    def __init__(self, someone) -> None:
        lin, mei = someone("lin"), someone("mei")
        self.parent = lin.enters("Counter", hold=True)
        self.digits = self.parent["typed_phone"][-4:]
        classes = lin.asks("/classes/?state=open,running&page_size=200")["results"]
        self.group = max(classes, key=lambda group: group["seats"]["free"])
        self.children, self.seats = [], []
        for word in ("Anna", "Ben"):
            child = lin.enters(word, hold=True, guardian=self.parent["id"])
            applied = lin.does(
                "/enrollments/", customer=child["id"], class_group=self.group["id"],
                contract_agreed=True, submit=True,
            )  # fmt: skip
            self.children.append(child)
            self.seats.append(mei.does(f"/enrollments/{applied['id']}/approve/"))

    def of(self, page, place: int):
        """The part of the desk for one child."""
        return page.get_by_role("group", name=self.children[place]["name"])

    def found(self, page):
        """Their choice among whoever has the same last digits."""
        return page.get_by_role("button").filter(has_text=self.parent["name"])


@pytest.fixture
def family(someone):
    return Family(someone)


def balances(fan, family):
    return [fan.asks(f"/enrollments/{seat['id']}/")["balance"] for seat in family.seats]


@BOTH
def test_siblings_pay_by_two_ways_on_one_receipt_which_is_printed(someone, family, shot, screen):
    fan = someone("fan", screen=screen)
    page = fan.open("/counter")
    page.get_by_role("searchbox", name="Name, last four digits or receipt number").fill(
        family.digits
    )
    family.found(page).click()
    anna, ben = family.of(page, 0), family.of(page, 1)
    anna.get_by_role("textbox", name="Amount").fill("500")
    if not ben.get_by_role("checkbox").is_checked():
        ben.get_by_role("checkbox").check()
    ben.get_by_role("textbox", name="Amount").fill("1,000.50")
    ben.get_by_label("Paid by").select_option("card")
    ben.get_by_role("textbox", name="Reference").fill(f"S-{family.seats[1]['id']}")
    shot(page, f"counter-{screen}")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Receive ¥1,500.50").click()
    expect(page.get_by_role("status").filter(has_text="¥1,500.50 received.")).to_be_visible()
    number = page.get_by_role("heading", level=2).inner_text()
    with page.expect_response("**/pdf/**") as printed:
        page.get_by_role("button", name="Print").click()
    assert printed.value.headers["content-type"] == "application/pdf"
    receipt = fan.asks(f"/receipts/?number={number}")["results"][0]
    assert (receipt["number"], receipt["total"]) == (number, "1500.50")
    rows = fan.asks(f"/payments/?receipt={receipt['id']}")["results"]
    assert {(row["amount"], row["method"]) for row in rows} == {
        ("500.00", "cash"), ("1000.50", "card"),
    }  # fmt: skip
    page.get_by_role("button", name="Next one").click()
    expect(page.get_by_role("searchbox", name="Name, last four")).to_have_value("")


def test_what_a_seller_has_handed_in_is_not_taken_a_second_time_unseen(someone, family):
    seat = family.seats[0]
    handed_in = someone("lin").does(
        "/payments/", enrollment=seat["id"], type="tuition", amount="300.00", method="transfer"
    )
    page = someone("fan").open(f"/counter?payer={family.parent['id']}&enrollment={seat['id']}")
    note = page.get_by_text(f"¥300.00 for {family.children[0]['name']} were handed in by")
    note.get_by_role("link", name="look at it").click()
    expect(page).to_have_url(re.compile(f"payment={handed_in['id']}"))


def test_by_keyboard_alone(someone, family):
    page = someone("fan").open("/counter")
    expect(page.get_by_role("searchbox", name="Name, last four")).to_be_focused()
    page.keyboard.type(family.parent["name"])
    family.found(page).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    amount = family.of(page, 1).or_(family.of(page, 0)).get_by_role("textbox", name="Amount").first
    expect(amount).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Print")).to_be_focused()


def test_more_than_is_due_is_said_at_the_amount_and_nothing_is_booked(someone, family):
    fan, seat = someone("fan"), family.seats[0]
    page = fan.open(f"/counter?payer={family.parent['id']}&enrollment={seat['id']}")
    amount = family.of(page, 0).get_by_role("textbox", name="Amount")
    amount.fill("99999")
    page.get_by_role("button", name="Receive").click()
    expect(amount).to_have_accessible_description(f"At most {seat['net_price']} CNY is due.")
    assert balances(fan, family)[0] == seat["net_price"]


def test_after_a_lost_network_the_same_again_is_booked_once(someone, family):
    fan, seat = someone("fan"), family.seats[0]
    page = fan.open(f"/counter?payer={family.parent['id']}&enrollment={seat['id']}")
    family.of(page, 0).get_by_role("textbox", name="Amount").fill("100")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/counter/receive/", lose_the_answer, times=1)
    page.get_by_role("button", name="Receive ¥100").click()
    expect(page.get_by_text("nobody knows yet whether it is booked")).to_be_visible()
    page.get_by_role("button", name="Receive ¥100").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    assert float(seat["net_price"]) - float(balances(fan, family)[0]) == 100
