"""Somebody leaves: what they hold is looked at, divided and handed over (R123-R126)."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .conftest import axe_violations
from .people import log_in, new_name, row_of

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])


class Leaver:
    """A consultant who holds three customers of one word, with a plan for each."""

    def __init__(self, someone, account) -> None:
        self.account, self.person = account, someone(*account)
        self.word = new_name("Heirs").split()[-1]
        self.customers = [
            self.person.enters("", hold=True, name=f"{first} {self.word}", intent="A")
            for first in ("Ulla", "Uwe", "Udo")
        ]
        due = (datetime.now(UTC) + timedelta(days=2)).isoformat()
        for each in self.customers:
            self.person.does("/follow-up-plans/", customer=each["id"], kind="call", due_at=due)


@pytest.fixture
def kim(someone, newcomer):
    return Leaver(someone, newcomer("Kim"))


def holders(reader, leaver: Leaver) -> list[str]:
    """Return who holds the three now, "" for a pool."""
    now = [reader.asks(f"/customers/{each['id']}/") for each in leaver.customers]
    return sorted(each["owner"]["name"] if each["owner"] else "" for each in now)


@BOTH
def test_divided_between_a_colleague_and_the_pools_and_then_they_work_here_no_more(
    someone, kim, shot, screen
):
    mei, bo = someone("mei", screen=screen), someone("bo", screen=screen)
    desk = kim.person.open("/mine")
    page = mei.open(f"/people?person={kim.person.id}")
    page.get_by_role("button", name="Hand over and leave").click()
    panel = page.get_by_role("dialog", name="Hand over the customers of Kim")
    holds = panel.get_by_role("region", name="What they hold")
    expect(holds.get_by_role("link", name="3", exact=True)).to_be_visible()
    expect(holds.get_by_role("link", name="Intent A: 3")).to_be_visible()
    plan = panel.get_by_role("table")
    expect(plan.get_by_role("row", name="Back to the pools 3")).to_be_visible()

    panel.get_by_role("checkbox", name="Bo").check()
    expect(plan.get_by_role("textbox", name="Bo")).to_have_value("3")
    panel.get_by_role("checkbox", name="Back to the pools").check()
    expect(plan.get_by_role("textbox", name="Bo")).to_have_value("2")
    expect(plan.get_by_role("row", name="Back to the pools 1")).to_be_visible()
    panel.get_by_label("Note for the history").fill("Moves to another city")
    shot(page, f"hand-over-{screen}")
    assert axe_violations(page) == []

    # Nothing has happened yet: what it does is said first, and one may think again.
    panel.get_by_role("button", name="Hand over and leave").click()
    asked = page.get_by_role("dialog", name="Hand over 3 households of Kim?")
    expect(asked).to_contain_text("Kim is logged out at once and cannot log in again.")
    assert axe_violations(page) == []
    asked.get_by_role("button", name="Cancel").click()
    assert holders(mei, kim) == ["Kim"] * 3
    panel.get_by_role("button", name="Hand over and leave").click()
    asked.get_by_role("button", name="Hand over and leave").click()
    expect(panel.get_by_text("Households handed over: 3.")).to_be_visible()
    shot(page, f"handed-over-{screen}")
    assert axe_violations(page) == []
    assert holders(mei, kim) == ["", "波 Bo", "波 Bo"]

    panel.get_by_role("link", name="Look at the movements").click()
    expect(row_of(page, kim.word).filter(has_text="Handed over")).to_have_count(3)

    # The new owner has them with their plans; the third lies in the pool, without one.
    theirs = bo.open(f"/mine?search={kim.word}")
    expect(row_of(theirs, kim.word)).to_have_count(2)
    plans = [len(mei.asks(f"/customers/{each['id']}/")["open_plans"]) for each in kim.customers]
    assert sorted(plans) == [0, 1, 1]
    pool = bo.open(f"/pool?search={kim.word}")
    expect(row_of(pool, kim.word)).to_have_count(1)

    # Who left is out at once, and stays out.
    expect(desk.get_by_label("Password", exact=True)).to_be_visible(timeout=30_000)
    log_in(desk, *kim.account)
    expect(desk.get_by_role("alert")).to_be_visible()
    expect(desk.get_by_label("Password", exact=True)).to_be_visible()


def test_without_leaving_only_what_they_hold_goes(someone, kim):
    mei = someone("mei")
    page = mei.open(f"/people?person={kim.person.id}")
    page.get_by_role("button", name="Hand over and leave").click()
    panel = page.get_by_role("dialog", name="Hand over the customers of Kim")
    panel.get_by_role("checkbox", name="Lin").check()
    panel.get_by_role("switch", name="Kim works here no more").uncheck(force=True)
    expect(panel.get_by_text("They go on working")).to_be_visible()
    expect(panel.get_by_role("row", name="Lin 3")).to_be_visible()
    panel.get_by_role("button", name="Hand over", exact=True).click()
    asked = page.get_by_role("dialog", name="Hand over 3 households of Kim?")
    expect(asked).not_to_contain_text("logged out")
    asked.get_by_role("button", name="Hand over", exact=True).click()
    expect(panel.get_by_text("Households handed over: 3.")).to_be_visible()
    assert holders(mei, kim) == ["林 Lin"] * 3
    assert kim.person.asks("/customers/?scope=mine")["results"] == []


def test_whom_one_does_not_lead_is_refused_before(someone):
    zoe = someone("zoe")
    page = someone("mei").open(f"/people?person={zoe.id}")
    panel = page.get_by_role("dialog", name="Zoe")
    expect(panel.get_by_text("Consultant")).to_be_visible()
    expect(panel.get_by_role("button", name="Hand over")).to_have_count(0)
