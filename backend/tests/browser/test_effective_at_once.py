"""What an administrator decides in one browser is effective at once in another's open tab."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .people import hold_back, log_in

ENDED = "Your session has ended."


@pytest.fixture
def at_work(someone, newcomer):
    """`at_work("Kim")`: Kim's open tab, and the administrator's panel about her."""

    def of(word: str) -> tuple[Page, Locator, tuple[str, str]]:
        account = newcomer(word)
        tab = someone().open("/login")
        log_in(tab, *account)
        expect(tab.get_by_role("heading", name="Today", level=1)).to_be_visible()
        boss = someone("ada")
        (person,) = boss.asks(f"/employees/?search={account[0]}")["results"]
        page = boss.open(f"/people?person={person['id']}")
        return tab, page.get_by_role("dialog", name=word), account

    return of


def look_at(tab: Page) -> None:
    """They come back to their tab; a browser without a screen has to be told."""
    tab.evaluate("window.dispatchEvent(new Event('visibilitychange'))")


def test_a_new_role_ends_their_session_and_brings_its_menu(at_work):
    tab, panel, account = at_work("Kim")
    expect(tab.get_by_role("link", name="Approvals")).to_have_count(0)
    panel.get_by_label("Manager", exact=True).check()
    panel.get_by_role("button", name="Save").click()
    asked = panel.page.get_by_role("dialog", name="Move Kim?")
    asked.get_by_role("button", name="Move").click()
    expect(panel.page.get_by_text("Kim is moved.")).to_be_visible()

    look_at(tab)
    expect(tab.get_by_text(ENDED)).to_contain_text("changed your role, department or rights")
    log_in(tab, *account)
    expect(tab.get_by_role("link", name="Approvals")).to_be_visible()


def test_a_suspension_ends_it_and_lets_nobody_in_again(at_work):
    tab, panel, account = at_work("Ned")
    panel.get_by_role("button", name="Suspend").click()
    asked = panel.page.get_by_role("dialog", name="Suspend Ned?")
    asked.get_by_role("button", name="Suspend").click()
    expect(panel.page.get_by_text("Ned is suspended.")).to_be_visible()

    look_at(tab)
    expect(tab.get_by_text(ENDED)).to_contain_text("Your account was suspended")
    log_in(tab, *account)
    expect(tab.get_by_role("alert")).to_contain_text("the account is not active")


def test_a_password_chosen_by_a_link_ends_every_other_session(at_work, someone):
    tab, panel, (username, _) = at_work("Ole")
    panel.get_by_role("button", name="Reset link").click()
    asked = panel.page.get_by_role("dialog", name="A new password for Ole?")
    asked.get_by_role("button", name="Make the link").click()
    made = panel.page.get_by_role("dialog", name="Link for Ole")
    link = made.get_by_role("textbox", name="Link for Ole").input_value()

    phone = someone(screen="phone").open(link)
    expect(phone).to_have_url("/reset")
    phone.get_by_role("textbox", name="New password").fill("a kettle on the stove")
    phone.get_by_role("button", name="Save and log in").click()
    expect(phone.get_by_role("heading", name="Today", level=1)).to_be_visible()

    look_at(tab)
    expect(tab.get_by_text(ENDED)).to_contain_text("Your password was reset with a link.")
    log_in(tab, username, "a kettle on the stove")
    expect(tab.get_by_role("heading", name="Today", level=1)).to_be_visible()


def test_without_looking_the_next_step_tells(at_work):
    tab, panel, _ = at_work("Pia")
    hold_back(tab, "**/api/v1/events/**")  # which would tell sooner
    panel.get_by_role("button", name="Suspend").click()
    asked = panel.page.get_by_role("dialog", name="Suspend Pia?")
    asked.get_by_role("button", name="Suspend").click()
    expect(panel.page.get_by_text("Pia is suspended.")).to_be_visible()

    tab.get_by_role("link", name="Pool", exact=True).click()
    expect(tab.get_by_text(ENDED)).to_contain_text("Your account was suspended")
