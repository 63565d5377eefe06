"""A manager looks at masked contacts until the day's budget is spent (R118, R119)."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import axe_violations
from .people import choose, row_of

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])
# What the demo school allows a day.
BUDGET = 20


@pytest.fixture
def gina(someone):
    return someone("ada").enters("Gina", hold=False)


def readable(phone: str) -> str:
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}"


def spend(manager, customer: dict, times: int) -> None:
    for _ in range(times):
        manager.does(f"/customers/{customer['id']}/reveal/", reason="Compared")


def more_of(page: Page, customer: dict) -> None:
    row_of(page, customer["name"]).get_by_role("button", name="More actions for").click()


@BOTH
def test_until_the_budget_is_spent_and_then_it_says_so_before(
    someone, newcomer, gina, shot, screen
):
    kim = someone(*newcomer("Kim", role="manager"), screen=screen)
    name, number = gina["name"], readable(gina["typed_phone"])
    spend(kim, gina, BUDGET - 2)
    page = kim.open(f"/pool?search={name}")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if "/reveal/" in each.url else None)

    for left, then in (("2 more times", "1 more time"), ("1 more time", "0 more times")):
        expect(row_of(page, name)).to_be_visible()
        expect(page.get_by_text(number)).to_have_count(0)
        more_of(page, gina)
        page.get_by_role("menuitem", name="Show contacts").click()
        dialog = page.get_by_role("dialog", name=f"Show the contacts of {name}?")
        expect(dialog).to_contain_text("your reason are kept where administrators read them")
        expect(dialog).to_contain_text(f"You may look {left} today.")
        shot(page, f"reveal-asks-{screen}")
        assert axe_violations(page) == []
        dialog.get_by_role("button", name="Show contacts").click()
        expect(dialog.get_by_text("This is needed.")).to_be_visible()
        choose(dialog, "Why do you need them?", "A complaint")
        dialog.get_by_role("button", name="Show contacts").click()
        shown = page.get_by_role("dialog", name=f"Contacts of {name}")
        expect(shown).to_contain_text(number)
        expect(shown).to_contain_text(f"You may look {then} today.")
        assert axe_violations(page) == []
        shown.get_by_role("button", name="Close").click()
        expect(shown).to_have_count(0)

    # Spent: in the menu and on the page it is refused in words, and nothing is asked.
    assert len(asked) == 2
    more_of(page, gina)
    refused = page.get_by_role("menuitem", name="Show contacts")
    expect(refused).to_be_disabled()
    expect(refused).to_contain_text(f"You have looked at today's {BUDGET} contacts")
    page.goto(f"/customers/{gina['id']}")
    if screen == "phone":
        page.get_by_role("tab", name="Details").click()
    button = page.get_by_role("button", name="Show contacts")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(
        f"You have looked at today's {BUDGET} contacts; more tomorrow."
    )
    expect(page.get_by_text("0 looks left today")).to_be_visible()
    shot(page, f"reveal-spent-{screen}")
    assert (axe_violations(page), len(asked)) == ([], 2)

    page.goto("/reveals")
    expect(page.get_by_text("You have looked at all of today's; more tomorrow.")).to_be_visible()
    expect(row_of(page, name).filter(has_text="A complaint")).to_have_count(2)
    shot(page, f"reveal-ledger-{screen}")
    assert axe_violations(page) == []


def test_spent_in_another_window_while_the_dialog_is_open(someone, newcomer, gina):
    kim = someone(*newcomer("Kim", role="manager"))
    spend(kim, gina, BUDGET - 1)
    page = kim.open(f"/customers/{gina['id']}")
    page.get_by_role("button", name="Show contacts").click()
    dialog = page.get_by_role("dialog", name=f"Show the contacts of {gina['name']}?")
    dialog.get_by_label("In your own words").fill("Called us twice")
    spend(kim, gina, 1)
    dialog.get_by_role("button", name="Show contacts").click()
    expect(dialog.get_by_role("alert")).to_contain_text("You have looked at today's")
    expect(dialog.get_by_role("button", name="Show contacts")).to_be_disabled()
    expect(dialog.get_by_label("In your own words")).to_have_value("Called us twice")
    expect(page.get_by_text(readable(gina["typed_phone"]))).to_have_count(0)


def test_an_administrator_reads_who_was_shown_whose(someone, newcomer, gina):
    kim = someone(*newcomer("Kim", role="manager"))
    spend(kim, gina, 3)
    page = someone("ada").open("/reveals")
    people = page.get_by_role("region", name="By person")
    number = people.get_by_role("button", name="Shown to Kim: 3").last
    number.click()
    rows = row_of(page, gina["name"]).filter(has_text="Kim").filter(has_text="Compared")
    expect(rows).to_have_count(3)
    expect(page.get_by_text(readable(gina["typed_phone"]))).to_have_count(0)


def test_a_consultant_is_not_offered_it(someone, gina):
    page = someone("lin").open(f"/pool?search={gina['name']}")
    more_of(page, gina)
    expect(page.get_by_role("menuitem", name="Claim")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Show contacts")).to_have_count(0)
    page.goto("/reveals")
    expect(page.get_by_text("Your role may not do this.")).to_be_visible()
