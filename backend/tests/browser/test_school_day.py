"""A day in the life of a seat: from the application to its money, another class, and the cash."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .conftest import axe_violations
from .people import new_name

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])


class Day:
    """The people of it, each with a browser on the same kind of screen, and whom it is about."""

    def __init__(self, someone, shot, screen) -> None:
        self.lin, self.mei, self.fan, self.ada = (
            someone(name, screen=screen) for name in ("lin", "mei", "fan", "ada")
        )
        self.student = self.lin.enters("Dayna", hold=True)
        # A signed day takes no more money: a campus that nobody else needs.
        code = new_name("c").lower().replace(" ", "-")
        self.campus = self.ada.does("/campuses/", code=code, name=new_name("Campus"),
                                    time_zone="Asia/Shanghai", currency="CNY")  # fmt: skip
        self.first, self.second = self.new_class("3600.00"), self.new_class("4000.00")
        self.shot = lambda page, name: shot(page, f"school-day-{name}-{screen}")
        self.id = 0

    def new_class(self, tuition):
        begins = datetime.now(UTC).date() + timedelta(days=10)
        made = self.ada.does(
            "/classes/", campus=self.campus["id"], code=new_name("DAY"), term="2027",
            course=self.ada.asks("/courses/")["results"][0]["id"], class_type="weekend", capacity=5,
            start_date=begins.isoformat(), end_date=(begins + timedelta(days=90)).isoformat(),
            tuition=tuition,
        )  # fmt: skip
        self.ada.does(f"/classes/{made['id']}/open/", seen=made["version"])
        return made

    def open(self, person):
        return person.open(f"/enrollments/{self.id}")

    def state(self):
        return self.mei.asks(f"/enrollments/{self.id}/")


@pytest.fixture
def day(someone, shot, request):
    return Day(someone, shot, request.getfixturevalue("screen"))


def apply_for_a_seat(day):
    page = day.lin.open(f"/customers/{day.student['id']}?tab=school")
    page.get_by_role("button", name="Enroll").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Class").select_option(str(day.first["id"]))
    panel.get_by_label("Why they come").fill("Wants to write games")
    panel.get_by_label("Paid in parts").select_option(index=1)
    panel.get_by_label("They agree to the contract").check()
    day.shot(page, "apply")
    assert axe_violations(page) == []
    panel.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("status").filter(has_text="is handed in.")).to_be_visible()
    made = day.lin.asks(f"/enrollments/?customer={day.student['id']}")["results"]
    day.id = made[0]["id"]
    page.close()


def take(page, step):
    """Press the step's button, and again in the dialog that asks."""
    page.get_by_role("button", name=step, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=step, exact=True).click()
    return dialog


def approve(day):
    page = day.open(day.mei)
    take(page, "Approve")
    expect(page.get_by_text("Seat held, to be paid")).to_be_visible()
    day.shot(page, "approved")
    page.close()


def receive(day, amount, method="cash"):
    """At the counter: so much for this seat, on a receipt; return its number."""
    page = day.fan.open(f"/counter?payer={day.student['id']}&enrollment={day.id}")
    desk = page.get_by_role("group", name=day.student["name"])
    desk.get_by_role("textbox", name="Amount").fill(amount)
    desk.get_by_label("Paid by").select_option(method)
    page.get_by_role("button", name="Receive").click()
    page.get_by_role("button", name="Next one").wait_for()
    number = page.get_by_role("heading", level=2).inner_text()
    day.shot(page, f"receipt-{amount}")
    page.close()
    return number


def change_class(day):
    page = day.open(day.mei)
    page.get_by_role("button", name="Change class").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Other class").select_option(str(day.second["id"]))
    expect(dialog.get_by_text("New price")).to_be_visible()
    day.shot(page, "transfer")
    assert axe_violations(page) == []
    dialog.get_by_role("button", name="Change class").click()
    expect(page.get_by_role("status").filter(has_text="moved to")).to_be_visible()
    page.wait_for_url(lambda url: not url.endswith(f"/{day.id}"))
    day.id = int(re.findall(r"/enrollments/(\d+)", page.url)[0])
    page.close()


def give_back(day, amount):
    """Withdrawn by the manager, asked for by the seller, agreed to, and paid out."""
    page = day.open(day.mei)
    page.get_by_role("button", name="Withdraw").click()
    day.shot(page, "withdraw")
    page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("status").filter(has_text="has withdrawn.")).to_be_visible()
    page.close()
    page = day.open(day.lin)
    page.get_by_role("button", name="Ask for a refund").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Amount").fill(amount)
    panel.get_by_label("Why").fill("Moves to another city.")
    panel.get_by_role("button", name="Ask for a refund").click()
    expect(page.get_by_role("button", name=re.compile("^Refund"))).to_be_visible()
    page.close()
    refund = day.lin.asks(f"/payments/?enrollment={day.id}&type=refund")["results"][0]["id"]
    for person, step, done in (
        (day.mei, "Agree", "may be paid out."), (day.fan, "Paid out", "paid out to"),
    ):  # fmt: skip
        page = person.open(f"/payments?view=all&payment={refund}")
        name = f"Payment {refund}"
        beside = page.get_by_role("complementary", name=name)
        beside.or_(page.get_by_role("dialog", name=name)).get_by_role("button", name=step).click()
        day.shot(page, f"refund-{step.split()[0].lower()}")
        asked = page.get_by_role("dialog", name=day.student["name"])
        if person is day.fan:
            asked.get_by_label("Paid by").select_option("cash")
        asked.get_by_role("button", name=step).click()
        expect(page.get_by_role("status").filter(has_text=done)).to_be_visible()
        page.close()


def sign_the_day(day, money):
    page = day.ada.open(f"/cash?campus={day.campus['id']}")
    desk = page.get_by_role("region", name=day.campus["name"])
    expect(desk.get_by_text("Not signed")).to_be_visible()
    desk.get_by_role("button", name="All as expected").click()
    day.shot(page, "cash")
    desk.get_by_role("button", name="Sign").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign").click()
    expect(desk.get_by_text("Signed by")).to_be_visible()
    expect(desk).to_contain_text(money)
    assert axe_violations(page) == []
    page.close()


@BOTH
def test_from_the_application_to_the_signed_cash(day, screen):
    apply_for_a_seat(day)
    approve(day)
    parts = [part["amount"] for part in day.state()["installments"]]
    first = receive(day, parts[0])
    assert day.state()["state"] == "active"
    second = receive(day, parts[1], "card")
    assert (first < second, day.state()["paid"]) == (True, f"{sum(map(float, parts[:2])):.2f}")
    change_class(day)
    moved = day.state()
    assert (moved["state"], moved["class_group"]["id"]) == ("active", day.second["id"])
    give_back(day, "500")
    left = day.state()
    assert (left["state"], left["refunded"]) == ("withdrawn", "500.00")
    sign_the_day(day, f"{float(left['paid']):,.2f}")
