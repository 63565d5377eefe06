"""The first day: from the link that an empty school prints to its first customer."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .. import serving
from ..serving import Server
from .conftest import axe_violations
from .people import SCREENS, log_in

PASSWORD = "nine white cranes"
# What is read on the way, for whoever reads English or Chinese.
WORDS = {
    "en": {
        "school": "Name of the school", "next": "Continue", "name": "Your name",
        "username": "Username", "password": "Password", "create": "Create the school",
        "entry": "Name", "campuses": "Campuses", "add_campus": "Add campus",
        "departments": "Departments", "add_department": "Add department", "courses": "Courses",
        "skip": "Skip for now", "pool": "Public pool", "colleagues": "Colleagues",
        "make_link": "Make the link", "link": "Invitation link", "last": "First customers",
        "new": "New customer", "customer": "Name", "phone": "Phone", "save": "Save and hold",
    },
    "zh": {
        "school": "学校名称", "next": "继续", "name": "您的姓名",
        "username": "用户名", "password": "密码", "create": "创建学校",
        "entry": "名称", "campuses": "校区", "add_campus": "添加校区",
        "departments": "部门", "add_department": "添加部门", "courses": "课程",
        "skip": "暂时跳过", "pool": "公海", "colleagues": "同事",
        "make_link": "生成链接", "link": "邀请链接", "last": "首批客户",
        "new": "新客户", "customer": "姓名", "phone": "手机", "save": "保存并持有",
    },
}  # fmt: skip
LOCALES = {"en": "en-GB", "zh": "zh-CN"}


class EmptySchool:
    """A server with nothing in it, and the link it printed."""

    def __init__(self, data: Path) -> None:
        self.server = Server(data)
        said = "\n".join(self.server.lines_until_ready())
        self.link = re.findall(r"http://localhost:\d+/setup#token=\S+", said)[0]


@pytest.fixture
def empty_school(tmp_path: Path, tmp_path_factory: Any) -> Iterator[EmptySchool]:
    school = EmptySchool(serving.empty_school(tmp_path_factory, tmp_path))
    yield school
    school.server.stop()


@pytest.fixture
def visitor(browser: Browser, empty_school: EmptySchool) -> Iterator[Any]:
    """`visitor(screen="phone", language="zh")`: a page of a browser nobody used before."""
    contexts = []

    def of(screen: str = "desktop", language: str = "en") -> Page:
        context = browser.new_context(
            **SCREENS[screen], locale=LOCALES[language], timezone_id="Asia/Shanghai",
            base_url=empty_school.server.url,
        )  # fmt: skip
        contexts.append(context)
        return context.new_page()

    yield of
    for context in contexts:
        context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def found(page: Page, link: str, words: dict[str, str]) -> None:
    """The school and its first administrator."""
    page.goto(link)
    page.get_by_label(words["school"]).fill("Green Hill 青山")
    press(page, words["next"])
    page.get_by_label(words["name"]).fill("Ada")
    page.get_by_label(words["username"]).fill("ada")
    page.get_by_role("textbox", name=words["password"]).fill(PASSWORD)
    press(page, words["create"])
    expect(page.get_by_role("heading", name=words["campuses"], level=1)).to_be_visible()


@pytest.mark.parametrize(("screen", "language"), [("desktop", "en"), ("phone", "zh")])
def test_from_the_link_to_the_first_customer(empty_school, visitor, screen, language):
    words, page = WORDS[language], visitor(screen, language)
    at_step = page.get_by_role("heading", level=1)
    found(page, empty_school.link, words)
    expect(page).to_have_url("/setup")

    page.get_by_role("textbox", name=words["entry"]).first.fill("Tianhe")
    press(page, words["add_campus"])
    expect(page.get_by_role("listitem").filter(has_text="Tianhe")).to_be_visible()
    press(page, words["next"])

    expect(at_step).to_have_text(words["departments"])
    page.get_by_role("textbox", name=words["entry"]).first.fill("Sales")
    press(page, words["add_department"])
    press(page, words["next"])

    # Left in the middle: a reload stays, and coming back goes on where something is missing.
    expect(at_step).to_have_text(words["courses"])
    page.reload()
    expect(at_step).to_have_text(words["courses"])
    page.goto("/setup")
    expect(at_step).to_have_text(words["courses"])
    press(page, words["skip"])

    expect(at_step).to_have_text(words["pool"])
    press(page, words["next"])
    expect(at_step).to_have_text(words["colleagues"])
    press(page, words["make_link"])
    assert "/join#token=" in page.get_by_label(words["link"], exact=True).input_value()
    press(page, words["next"])

    expect(at_step).to_have_text(words["last"])
    assert axe_violations(page) == []
    page.get_by_role("main").get_by_role("link", name=words["new"]).click()
    page.get_by_label(words["phone"], exact=True).fill("13800138000")
    page.get_by_label(words["customer"], exact=True).fill("Wang Fang")
    press(page, words["save"])
    page.goto("/mine")
    expect(page.get_by_text("Wang Fang").first).to_be_visible()


def test_the_link_is_good_once_and_says_what_to_do_then(empty_school, visitor):
    found(visitor(), empty_school.link, WORDS["en"])

    page = visitor()
    page.goto(empty_school.link)
    expect(page.get_by_role("heading", name="This school is set up")).to_be_visible()
    page.get_by_role("link", name="To the login").click()
    log_in(page, "ada", PASSWORD)
    expect(page.get_by_role("heading", name="Campuses", level=1)).to_be_visible()


def test_a_wrong_link_tells_how_to_get_a_good_one_which_then_opens(empty_school, visitor):
    page = visitor()
    page.goto("/login")
    expect(page.get_by_text("This school is not set up yet.")).to_be_visible()
    page.goto("/setup#token=wrong")
    expect(page.get_by_role("heading", name="This link is no longer good")).to_be_visible()
    expect(page.get_by_text("manage.py setup_link")).to_be_visible()
    assert axe_violations(page) == []
    # Pasted into the same tab: only the fragment changes, nothing is loaded anew.
    page.goto(empty_school.link)
    expect(page.get_by_label("Name of the school")).to_be_visible()
    expect(page).to_have_url("/setup")


def test_today_tells_what_is_missing_until_it_is_put_away(empty_school, visitor):
    page = visitor()
    found(page, empty_school.link, WORDS["en"])
    page.goto("/")
    card = page.get_by_role("region", name="Finish setting up")
    expect(card.get_by_text("1 of 7 done")).to_be_visible()
    card.get_by_role("link", name="Next: Campuses").click()
    expect(page.get_by_role("heading", name="Campuses", level=1)).to_be_visible()
    page.goto("/")
    card.get_by_role("button", name="Hide").click()
    expect(card).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    expect(card).to_have_count(0)


def test_whoever_is_invited_chooses_a_name_and_is_in(empty_school, visitor):
    page, guest = visitor(), visitor("phone")
    found(page, empty_school.link, WORDS["en"])
    page.goto("/setup?step=departments")
    page.get_by_role("textbox", name="Name").first.fill("Sales")
    press(page, "Add department")
    expect(page.get_by_role("listitem").filter(has_text="Sales")).to_be_visible()
    page.goto("/people?tab=invitations")
    press(page, "Invite")
    panel = page.get_by_role("dialog", name="Invite a colleague")
    panel.get_by_label("Name (optional)").fill("Lin")
    panel.get_by_role("button", name="Make the link").click()
    link = panel.get_by_label("Invitation link", exact=True).input_value()

    guest.goto(link)
    expect(guest.get_by_text("You are invited as Consultant, Sales.")).to_be_visible()
    expect(guest).to_have_url("/join")
    expect(guest.get_by_role("textbox", name="Name", exact=True)).to_have_value("Lin")
    guest.get_by_label("Username").fill("lin")
    guest.get_by_role("textbox", name="Password").fill(PASSWORD)
    press(guest, "Join")
    expect(guest.get_by_role("heading", name="Today", level=1)).to_be_visible()

    page.reload()
    expect(page.get_by_text("Lin joined")).to_be_visible()
    late = visitor()
    late.goto(link)
    expect(late.get_by_role("heading", name="This link is no longer good")).to_be_visible()
