"""Two rows of one person: found, put side by side, made one, and two again (R110-R116)."""

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import axe_violations
from .people import choose_in_menu, new_name, new_phone, row_of

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])
# The ticks come every fifteen seconds, and each looks for pairs.
PATIENCE = 90.0


class Twins:
    """One person, entered twice by lin: similar names, phones that end alike."""

    def __init__(self, lin) -> None:
        tail = new_phone()[-8:]
        self.phones = f"139{tail}", f"138{tail}"
        name = new_name("Gudrun")
        self.names = name, name.replace("Gudrun", "Gudrum")
        self.wechat = f"gudrum_{tail}"
        self.kept, self.other = (
            lin.enters("", hold=True, name=name, phone=phone, **more)
            for name, phone, more in zip(
                self.names,
                self.phones,
                ({"intent": "A"}, {"wechat": self.wechat, "remark": "Only on Saturdays"}),
                strict=True,
            )
        )
        lin.does(
            "/follow-ups/", customer=self.other["id"], method="call", outcome="reached",
            note="Asks for the summer course",
        )  # fmt: skip

    @property
    def address(self) -> str:
        return f"/customers/{self.kept['id']}/merge?with={self.other['id']}"


@pytest.fixture
def twins(someone):
    return Twins(someone("lin"))


def proposed(mei, twins: Twins, state: str = "open") -> bool:
    pairs = mei.asks(f"/duplicates/?state={state}&page_size=200")["results"]
    ids = {twins.kept["id"], twins.other["id"]}
    return any({pair["first"]["id"], pair["second"]["id"]} == ids for pair in pairs)


def readable(phone: str) -> str:
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}"


def choose_right(page: Page, field: str, name: str) -> None:
    page.get_by_role("radio", name=f"{field}, {name}:").check()


def timeline_of(page: Page, customer: dict, screen: str) -> Locator:
    page.goto(f"/customers/{customer['id']}")
    if screen == "phone":
        page.get_by_role("tab", name="Timeline").click()
    return page.get_by_role("main")


@BOTH
def test_from_the_list_of_pairs_to_one_customer_and_back_to_two(someone, twins, shot, screen):
    mei, (name, other) = someone("mei", screen=screen), twins.names
    until = time.monotonic() + PATIENCE
    while not proposed(mei, twins) and time.monotonic() < until:
        time.sleep(1)

    page = mei.open("/duplicates")
    pair = page.get_by_role("article", name=f"{name} and {other}")
    expect(pair).to_contain_text("Similar name, phone ends alike")
    pair.get_by_role("link", name=f"Compare {name} and {other}").click()

    # Side by side: which of the two stays, what is right, what happens.
    expect(page.get_by_role("heading", name="Merge two customers")).to_be_visible()
    expect(page.get_by_role("radio", name=f"Keep {name}")).to_be_checked()
    choose_right(page, "Phone", other)
    expect(page.get_by_role("radio", name=f"Remark, {other}:")).to_be_checked()
    after = page.get_by_role("region", name="What happens")
    expect(after).to_contain_text("1 follow-up comes along")
    expect(after).to_contain_text("A merge can be undone for 30 days")
    shot(page, f"merge-{screen}")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Merge", exact=True).click()

    # Back at the list, where they are no pair any more.
    expect(page.get_by_text(f"{name} is one customer now.")).to_be_visible()
    expect(page.get_by_role("heading", name="Duplicates")).to_be_visible()
    expect(pair).to_have_count(0)
    assert mei.status_of(f"/customers/{twins.other['id']}/") == 404
    one = mei.asks(f"/customers/{twins.kept['id']}/")
    assert (one["phone"], one["wechat"], one["remark"]) == (
        f"+86{twins.phones[1]}", twins.wechat, "Only on Saturdays",
    )  # fmt: skip

    # One history tells of both, and says whose it was.
    story = timeline_of(page, twins.kept, screen)
    expect(story.get_by_text(f"merged {other} into this customer")).to_be_visible()
    expect(story.get_by_text("Asks for the summer course").first).to_be_visible()
    expect(story.get_by_text(f"Of {other}, before the merge").first).to_be_visible()
    if screen == "phone":
        page.get_by_role("tab", name="Details").click()
    expect(page.get_by_text(f"{other}, merged by 梅 Mei")).to_be_visible()
    shot(page, f"merged-{screen}")
    assert axe_violations(page) == []

    page.get_by_role("button", name=f"Undo the merge with {other}").click()
    expect(page.get_by_text("They are two customers again.")).to_be_visible()
    expect(page.get_by_role("button", name=f"Undo the merge with {other}")).to_have_count(0)
    story = timeline_of(page, twins.kept, screen)
    expect(story.get_by_text(f"undid the merge with {other}")).to_be_visible()
    kept, again = (mei.asks(f"/customers/{each['id']}/") for each in (twins.kept, twins.other))
    assert (kept["phone"], again["phone"]) == tuple(f"+86{phone}" for phone in twins.phones)
    assert (kept["wechat"], kept["remark"]) == ("", "")
    assert [each["owner"]["name"] for each in (kept, again)] == ["林 Lin"] * 2
    assert (proposed(mei, twins), proposed(mei, twins, "dismissed")) == (False, True)


@BOTH
def test_found_from_a_row_turned_round_and_undone_by_the_toast(someone, twins, screen):
    mei, (name, other) = someone("mei", screen=screen), twins.names
    page = mei.open(f"/team?search={name}")
    choose_in_menu(page, twins.kept, "Merge with")
    dialog = page.get_by_role("dialog", name=f"Who is the same person as {name}?")
    dialog.get_by_role("searchbox").fill(other)
    dialog.get_by_role("button", name=other).click()
    page.get_by_role("radio", name=f"Keep {other}").click()
    expect(page.get_by_role("radio", name=f"Keep {other}")).to_be_checked()
    # What goes into the other is still to be chosen from.
    choose_right(page, "Name", name)
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text(f"{name} is one customer now.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert mei.status_of(f"/customers/{twins.kept['id']}/") == 404

    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("They are two customers again.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name=other)).to_be_visible()
    assert mei.asks(f"/customers/{twins.kept['id']}/")["name"] == name


def test_what_somebody_changed_meanwhile_is_looked_at_before_it_is_merged(someone, twins):
    mei, lin = someone("mei"), someone("lin")
    page = mei.open(twins.address)
    choose_right(page, "Phone", twins.names[1])
    lin.edits(twins.kept, remark="Prefers evenings")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    remark = page.get_by_role("radio", name=f"Remark, {twins.names[0]}: Prefers evenings")
    expect(remark).to_be_checked()
    expect(page.get_by_role("radio", name=f"Phone, {twins.names[1]}:")).to_be_checked()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=twins.names[0])).to_be_visible()
    one = mei.asks(f"/customers/{twins.kept['id']}/")
    assert (one["remark"], one["phone"]) == ("Prefers evenings", f"+86{twins.phones[1]}")


def test_whom_one_sees_in_part_is_not_merged_and_it_says_so_before(someone, twins):
    masked = someone("ada").enters("Gudrun", hold=False)
    page = someone("mei").open(f"/customers/{twins.kept['id']}/merge?with={masked['id']}")
    merge = page.get_by_role("button", name="Merge", exact=True)
    expect(merge).to_be_disabled()
    expect(merge).to_have_accessible_description(
        "You see the contacts of one of them only in part: claim or assign them first."
    )
    assert axe_violations(page) == []


def test_a_pair_that_is_no_more_says_so(someone, twins):
    mei = someone("mei")
    mei.does(
        f"/customers/{twins.kept['id']}/merge/", seen=twins.kept["version"],
        merged=twins.other["id"], take=[],
    )  # fmt: skip
    page = mei.open(twins.address)
    expect(page.get_by_text("These two cannot be compared")).to_be_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=twins.names[0])).to_be_visible()


def test_a_consultant_merges_nobody_and_is_told_so(someone, twins):
    page = someone("lin").open("/duplicates")
    expect(page.get_by_text("Managers and administrators merge customers.")).to_be_visible()
    page.goto(f"/mine?search={twins.names[0]}")
    row_of(page, twins.names[0]).get_by_role("button", name="More actions for").click()
    expect(page.get_by_role("menuitem", name="Release")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Merge with")).to_have_count(0)
