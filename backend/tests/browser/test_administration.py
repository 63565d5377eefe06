"""An administrator runs the school from the pages, and reads who did what."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .people import Person, new_name, row_of

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])
TIANHE = "天河校区 Tianhe 公海"


def go(page: Page, card: str) -> None:
    """To a page of the administration, as the menu and its cards lead there."""
    menu = page.get_by_role("navigation", name="Main navigation")
    more = menu.get_by_role("button", name="More")
    if more.is_visible():
        more.click()
        page.get_by_role("dialog", name="More").get_by_role("link", name="Administration").click()
    else:
        menu.get_by_role("link", name="Administration").click()
    expect(page.get_by_role("heading", name="Administration", level=1)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{card}")).click()
    expect(page.get_by_role("heading", name=card, level=1)).to_be_visible()


def add(page: Page, command: str, name: str) -> None:
    page.get_by_role("button", name=command).click()
    panel = page.get_by_role("dialog", name=command)
    panel.get_by_label("Name").fill(name)
    panel.get_by_role("button", name=command).click()
    expect(page.get_by_text(f"{name} is added.")).to_be_visible()
    expect(panel).to_have_count(0)


def branch(page: Page, name: str) -> Locator:
    tree = page.get_by_role("list", name="Departments")
    return tree.get_by_role("listitem").filter(
        has=page.get_by_role("button", name=name, exact=True)
    )


def choose(page: Page, name: str, command: str) -> None:
    page.get_by_role("button", name=f"More actions for {name}").click()
    page.get_by_role("menuitem", name=command, exact=True).click()


@BOTH
def test_places_and_courses_are_added_moved_and_removed(someone, screen):
    ada = someone("ada", screen=screen)
    page = ada.open("/")
    campus, course = new_name("Lakeside"), new_name("Robotics")
    go(page, "Campuses")
    add(page, "Add campus", campus)
    row_of(page, campus).get_by_text(campus).click()
    panel = page.get_by_role("dialog", name=campus)
    panel.get_by_label("Telephone").fill("020 8888 0000")
    panel.get_by_role("button", name="Save").click()
    expect(row_of(page, campus)).to_contain_text("020 8888 0000")

    go(page, "Courses")
    add(page, "Add course", course)
    expect(row_of(page, course)).to_contain_text("In use")

    north, street = new_name("North"), new_name("Street")
    go(page, "Departments")
    add(page, "Add department", north)
    add(page, "Add department", street)
    choose(page, street, "Move")
    asked = page.get_by_role("dialog", name=f"Move {street}")
    asked.get_by_label("Belongs to").select_option(label=north)
    asked.get_by_role("button", name="Move").click()
    expect(page.get_by_text(f"{street} is moved.")).to_be_visible()
    # Below it now: closing the one hides the other.
    page.get_by_role("button", name=f"Departments below {north}: 1").click()
    expect(branch(page, street)).to_have_count(0)
    page.get_by_role("button", name=f"Departments below {north}: 1").click()
    expect(branch(page, street)).to_be_visible()

    page.get_by_role("button", name=f"More actions for {north}").click()
    remove = page.get_by_role("menuitem", name="Remove")
    expect(remove).to_contain_text("Still belonging to it: 1 department.")
    page.keyboard.press("Escape")
    choose(page, street, "Remove")
    page.get_by_role("dialog", name=f"Remove {street}?").get_by_role(
        "button", name="Remove"
    ).click()
    expect(branch(page, street)).to_have_count(0)
    names = [each["name"] for each in ada.asks("/departments/?page_size=200")["results"]]
    assert north in names
    assert street not in names


@BOTH
def test_a_list_is_added_to_and_put_into_another_order(someone, screen):
    ada = someone("ada", screen=screen)
    page = ada.open("/")
    label = new_name("Open day")
    go(page, "Lists")
    page.get_by_role("tab", name="Campaigns").click()
    page.get_by_role("button", name="Add entry").click()
    panel = page.get_by_role("dialog", name="Campaigns: new entry")
    panel.get_by_label("English").fill(label)
    panel.get_by_label("Chinese").fill(f"开放日 {label}")
    panel.get_by_role("button", name="Add entry").click()
    entry = page.get_by_role("listitem").filter(has_text=label).first
    expect(entry).to_contain_text(f"开放日 {label}")

    def order() -> list[str]:
        entries = ada.asks("/lists/campaign/?page_size=200")["results"]
        return [each["label_en"] for each in entries]

    before = order()
    assert before[-1] == label
    page.get_by_role("button", name=f"Move {label} up").click()
    expect(page.get_by_text(f"{label} is at position {len(before) - 1} now.")).to_have_count(1)
    page.reload()
    up = page.get_by_role("button", name=f"Move {label} up")
    expect(up).to_be_visible()
    assert order() == [*before[:-2], label, before[-2]]

    page.get_by_role("switch", name=f"{label} may be chosen").click(force=True)
    expect(page.get_by_text(f"{label} can no longer be chosen.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"{label} may be chosen again.")).to_be_visible()


def tianhe_of(person: Person) -> dict[str, int]:
    pools = person.asks("/pool/")["allowance"]["pools"]
    found: dict[str, int] = next(each for each in pools if each["name"] == TIANHE)
    return found


@BOTH
def test_a_changed_limit_is_the_consultants_on_the_next_request(someone, screen):
    ada, lin = someone("ada", screen=screen), someone("lin")
    before = tianhe_of(lin)
    limit, left = before["daily_limit"] - 1, before["left"] - 1
    desk = lin.open("/pool")
    expect(desk.get_by_text(f"{TIANHE}: {before['left']} left today")).to_be_visible()

    page = ada.open("/")
    go(page, "Pools")
    page.get_by_role("button", name=f"Change {TIANHE}").click()
    panel = page.get_by_role("dialog", name=f"Rules of {TIANHE}")
    panel.get_by_role("textbox", name="Claims per person and day: At most").fill(str(limit))
    panel.get_by_role("button", name="Save").click()
    card = page.get_by_role("listitem", name=TIANHE)
    expect(card).to_contain_text(f"Up to {limit} claims a day each.")
    desk.reload()
    expect(desk.get_by_text(f"{TIANHE}: {left} left today")).to_be_visible()

    go(page, "Event log")
    told = page.get_by_role("row").or_(page.get_by_role("listitem"))
    newest = told.filter(has_text=f"changed the rules of {TIANHE}").first
    expect(newest).to_contain_text("Claims a day")


def test_a_preset_fills_the_form_and_is_not_saved_by_closing_it(someone):
    page = someone("ada").open("/admin/pools")
    page.get_by_role("button", name=f"Change {TIANHE}").click()
    panel = page.get_by_role("dialog", name=f"Rules of {TIANHE}")
    before = tianhe_of(someone("lin"))["daily_limit"]
    panel.get_by_role("radio", name="Open").check()
    expect(panel.get_by_role("radio", name="No limit").first).to_be_checked()
    # Nor does it come back by itself after "Cancel".
    panel.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name=f"Change {TIANHE}").click()
    expect(panel.get_by_role("radio", name="No limit").first).not_to_be_checked()
    panel.get_by_role("button", name="Close").click()
    card = page.get_by_role("listitem", name=TIANHE)
    expect(card).to_contain_text(f"Up to {before} claims a day each.")


def test_a_manager_reads_the_rules_and_changes_none(someone):
    page = someone("mei").open("/")
    page.get_by_role("navigation").get_by_role("link", name="Pools", exact=True).click()
    expect(page.get_by_role("listitem", name=TIANHE)).to_contain_text("hidden until claimed")
    expect(page.get_by_role("button", name=re.compile("^Change"))).to_have_count(0)
    page.goto("/admin/lists")
    expect(page.get_by_text("Administrators run the school.")).to_be_visible()


@BOTH
def test_the_event_log_tells_it_all_and_leads_there(someone, screen):
    ada = someone("ada", screen=screen)
    name = new_name("Harbour")
    page = ada.open("/admin/campuses")
    add(page, "Add campus", name)
    go(page, "Event log")
    told = page.get_by_role("row").or_(page.get_by_role("listitem"))
    mine = told.filter(has_text=f"added the campus {name}")
    expect(mine).to_be_visible()
    mine.get_by_role("link", name=name).click()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()

    page.goto("/admin/audit?kind=campus.")
    expect(mine).to_be_visible()
    page.goto("/admin/audit?kind=pool.")
    expect(page.get_by_role("heading", name="Event log")).to_be_visible()
    expect(mine).to_have_count(0)
