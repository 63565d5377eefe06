"""Plans in a calendar, visitors at the desk, and a phone that reads what is planned."""

import re
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from playwright.sync_api import expect

# The middle of the day before the one at a point of the month.
DAY_BEFORE = """([x, y]) => {
  const days = [...document.querySelectorAll("[data-date]")].map((day) => [
    day.getAttribute("data-date"), day.getBoundingClientRect()]);
  const boxes = days.filter(([, box]) => box.height > 40).sort(([a], [b]) => a < b ? -1 : 1);
  const here = boxes.findIndex(([, box]) =>
    box.left <= x && x < box.right && box.top <= y && y < box.bottom);
  const { left, right, top, bottom } = boxes[here - 1][1];
  return [(left + right) / 2, (top + bottom) / 2];
}"""


def planned(person, customer, kind="call", **delta):
    due = datetime.now(UTC).replace(microsecond=0) + timedelta(**delta)
    return person.does(
        "/follow-up-plans/", customer=customer["id"], kind=kind, due_at=due.isoformat()
    )


def test_a_plan_dragged_to_today_stands_on_today(someone, newcomer):
    kim = someone(*newcomer("Kim"))
    customer = kim.enters("Dora", hold=True)
    plan = planned(kim, customer, days=1, minutes=5)
    page = kim.open("/calendar?view=month")

    event = page.get_by_role("button", name=re.compile(customer["name"])).first
    box = event.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    target = page.evaluate(DAY_BEFORE, middle)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(*target, steps=12)
    page.mouse.up()

    expect(page.get_by_text(re.compile("^Moved to"))).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    moved = kim.asks(f"/follow-up-plans/{plan['id']}/")
    before, after = (datetime.fromisoformat(p["due_at"]) for p in (plan, moved))
    assert before - after == timedelta(days=1)
    page.get_by_role("navigation").get_by_role("link", name="Today").first.click()
    due_today = page.get_by_role("region", name="Due today")
    expect(due_today.get_by_text(customer["name"])).to_be_visible()


def test_with_the_keyboard_a_plan_is_opened_and_moved(someone, newcomer):
    kim = someone(*newcomer("Kim"))
    customer = kim.enters("Dora", hold=True)
    planned(kim, customer, days=1, minutes=5)
    page = kim.open("/calendar?view=month")
    page.get_by_role("button", name=re.compile(customer["name"])).first.press("Enter")
    panel = page.get_by_role("dialog", name=f"Call · {customer['name']}")
    panel.get_by_role("button", name="Move").press("Enter")
    panel.get_by_text("In 3 days").click()
    panel.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("^Moved to"))).to_be_visible()


def test_checking_in_on_a_phone_takes_two_taps_and_writes_the_follow_up(someone, newcomer):
    kim = someone(*newcomer("Kim"), screen="phone")
    customer = kim.enters("Vera", hold=True)
    planned(kim, customer, kind="visit", minutes=1)
    page = kim.open("/expected?campus=all")

    page.get_by_role("button", name=f"Check in: {customer['name']}").tap()
    sheet = page.get_by_role("dialog", name=f"{customer['name']} is here")
    sheet.get_by_role("button", name="Tomorrow").tap()

    expect(page.get_by_text(f"{customer['name']} is checked in")).to_be_visible()
    expect(page.get_by_text("Came", exact=True)).to_be_visible()
    (logged,) = kim.asks(f"/follow-ups/?customer={customer['id']}")["results"]
    assert (logged["method"], logged["outcome"]) == ("visit", "visited")
    (following,) = kim.asks(f"/follow-up-plans/?customer={customer['id']}&state=planned")["results"]
    assert following["id"] == logged["next_plan"]


def test_on_a_phone_the_calendar_is_an_agenda(someone, newcomer):
    kim = someone(*newcomer("Kim"), screen="phone")
    customer = kim.enters("Vera", hold=True)
    planned(kim, customer, kind="trial_lesson", days=1)
    page = kim.open("/calendar")
    page.get_by_role("button", name=re.compile(f"Trial lesson · {customer['name']}")).tap()
    panel = page.get_by_role("dialog", name=f"Trial lesson · {customer['name']}")
    expect(panel.get_by_role("button", name="Move")).to_be_visible()


def test_a_phone_reads_the_address_until_it_is_revoked(someone, newcomer):
    kim = someone(*newcomer("Kim"))
    customer = kim.enters("Dora", hold=True)
    planned(kim, customer, days=1)
    page = kim.open("/profile")
    page.get_by_role("button", name="Make an address").click()
    panel = page.get_by_role("dialog", name="Make an address")
    panel.get_by_label("For which phone or calendar?").fill("Kim's phone")
    panel.get_by_role("button", name="Make an address").click()

    made = page.get_by_role("dialog", name="Kim's phone")
    address = made.get_by_label("Calendar on your phone").input_value()
    expect(made.get_by_role("img", name="QR code of the address")).to_be_visible()
    path = address[address.index("/api/") :]
    stranger = someone().context.request
    answer = stranger.get(path)
    assert answer.status == 200
    (event,) = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert str(event["SUMMARY"]).endswith(f"· {customer['name']}")
    assert customer["typed_phone"] not in answer.text()

    made.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Revoke the address for Kim's phone").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("No phone reads your plans yet.")).to_be_visible()
    assert stranger.get(path).status == 404
