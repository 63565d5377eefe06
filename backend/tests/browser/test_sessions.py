"""My sessions, password and looks; and what somebody is told whose session ends."""

import re

import pytest
from playwright.sync_api import expect

from .people import log_in

LOGGED_OUT = "Your session has ended"


@pytest.fixture
def logged_in(someone):
    """`logged_in(account)`: the first page of a browser in which they have just logged in."""

    def first_page(account, **how):
        page = someone(**how).open("/login")
        log_in(page, *account)
        expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
        return page

    return first_page


def test_logging_the_others_out_ends_them_on_their_next_request(logged_in, newcomer):
    account = newcomer("Xenia")
    other, page = logged_in(account, screen="phone"), logged_in(account)
    page.goto("/profile")
    sessions = page.get_by_role("region", name="Where you are logged in")
    expect(sessions.get_by_text("this one")).to_have_count(1)
    sessions.get_by_role("button", name="Log the other one out").click()
    expect(page.get_by_text("1 session ended")).to_be_visible()
    expect(sessions.get_by_role("button", name="Log the other one out")).to_have_count(0)

    # Its next request comes by itself: an open page asks for its events every other second.
    expect(other.get_by_text(LOGGED_OUT)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Profile")).to_be_visible()


def test_after_the_login_they_are_where_they_wanted_to_be(someone, newcomer):
    account = newcomer("Yara")
    page = someone().open("/pool?status=new")
    expect(page).to_have_url(re.compile("/login"))
    expect(page.get_by_text(LOGGED_OUT)).to_have_count(0)
    log_in(page, *account)
    expect(page).to_have_url("/pool?status=new")


def test_a_changed_password_ends_all_other_sessions(logged_in, newcomer, someone):
    username, password = newcomer("Zita")
    other, page = logged_in((username, password)), logged_in((username, password))
    page.goto("/profile")
    form = page.get_by_role("region", name="Change password")
    form.get_by_label("Current password").fill("not this one at all")
    form.get_by_label("New password").fill("a kettle on the stove")
    form.get_by_role("button", name="Change password").click()
    expect(form.get_by_text("The current password is not right.")).to_be_visible()

    form.get_by_label("Current password").fill(password)
    form.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Password changed.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Profile")).to_be_visible()
    expect(other.get_by_text(LOGGED_OUT)).to_be_visible()
    logged_in((username, "a kettle on the stove"))


def test_language_and_theme_stay_and_the_language_follows_to_the_next_device(
    logged_in, newcomer, someone
):
    account = newcomer("Abel")
    page = logged_in(account)
    page.goto("/profile")
    page.get_by_role("radiogroup", name="Theme").get_by_text("Dark").click()
    page.get_by_role("radiogroup", name="Language").get_by_text("中文").click()
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="个人设置")).to_be_visible()
    expect(page.get_by_role("radio", name="深色")).to_be_checked()

    elsewhere = someone().open("/login")
    log_in(elsewhere, *account)
    expect(elsewhere.get_by_role("heading", name="今天", level=1)).to_be_visible()


def test_somebody_suspended_meanwhile_is_told_plainly_and_must_log_in(logged_in, newcomer, someone):
    account = newcomer("Bela")
    page = logged_in(account)
    boss = someone("ada")
    (person,) = boss.asks(f"/employees/?search={account[0]}")["results"]
    boss.does(f"/employees/{person['id']}/suspend/")

    expect(page.get_by_text(LOGGED_OUT)).to_be_visible()
    log_in(page, *account)
    expect(page.get_by_role("alert")).to_contain_text("the account is not active")


def test_two_tabs_refresh_at_once_and_stay_in(someone, newcomer):
    person = someone(*newcomer("Cleo"))
    tabs = [person.open("/mine") for _ in range(2)]
    for _ in range(5):
        # A reload forgets the access token: both tabs ask for a new one with the same cookie.
        for tab in tabs:
            tab.evaluate("setTimeout(() => location.reload())")
        for tab in tabs:
            expect(tab.get_by_role("heading", name="My customers")).to_be_visible()
    expect(tabs[0].get_by_text(LOGGED_OUT)).to_have_count(0)


def test_logging_out_in_one_tab_logs_the_other_out(someone, newcomer):
    person = someone(*newcomer("Dino"))
    page, other = person.open("/profile"), person.open("/mine")
    page.get_by_role("button", name="Log out here").click()
    for tab in (page, other):
        expect(tab.get_by_role("button", name="Log in")).to_be_visible()
