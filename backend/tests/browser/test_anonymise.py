"""Somebody asks to be forgotten: an administrator removes them for good, and nothing is left of
them to be found, in the pages or in the database (R120, R121)."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from ..privacy.dump import every_byte, every_cell_of, spellings
from .conftest import axe_violations
from .people import choose_in_menu, new_name, new_phone, row_of

BOTH = pytest.mark.parametrize("screen", ["desktop", "phone"])


class Life:
    """Somebody who left traces wherever the pages let one write something down."""

    def __init__(self, lin, mei) -> None:
        digits = new_phone()
        self.former, self.name = new_name("Sieglinde"), new_name("Siegrun")
        self.former_phone, self.phone = digits, f"138{digits[3:]}"
        self.wechat, self.qq = f"siegrun_{digits}", f"7{digits[2:]}"
        self.words = f"Lives by the pavilion {digits[4:]}"
        made = lin.enters(
            "", hold=True, name=self.former, phone=self.former_phone, wechat=self.wechat,
            qq=self.qq, remark=self.words,
        )  # fmt: skip
        self.id = made["id"]
        lin.edits(made, name=self.name)
        lin.edits(made, phone=self.phone)
        said = {"customer": self.id, "note": f"{self.name}: {self.words}"}
        lin.does("/follow-ups/", method="call", outcome="reached", **said)
        due = (datetime.now(UTC) + timedelta(days=2)).isoformat()
        lin.does("/follow-up-plans/", kind="call", due_at=due, **said)
        lin.does(
            "/consultations/", channel="phone", name=self.name, phone=self.phone,
            question=f"{self.name} asks about {self.words}",
        )  # fmt: skip
        lin.does(f"/customers/{self.id}/release/", reason="other", note=said["note"])
        mei.does(f"/customers/{self.id}/reveal/", reason=f"{self.name} is to be called back")

    @property
    def secrets(self) -> set[str]:
        return spellings(
            self.name, self.former, self.phone, self.former_phone, self.wechat, self.qq, self.words
        )


@pytest.fixture
def life(someone):
    return Life(someone("lin"), someone("mei"))


def found_in(school, life: Life) -> set[str]:
    """Return where anything of the person stands: columns of the database, files beside it."""
    cells = every_cell_of(school.data / "shoal.sqlite3")
    found = {place for place, text in cells if any(secret in text for secret in life.secrets)}
    secrets = [secret.encode() for secret in life.secrets]
    # The database's own files are read as a database; what is in freed pages has a test of its own.
    files = [each for each in every_byte(school.data) if "sqlite3" not in each[0]]
    return found | {name for name, content in files if any(one in content for one in secrets)}


def nobody_is_found(page: Page, text: str) -> None:
    page.goto(f"/search?search={text}")
    expect(page.get_by_text(f"Nobody you may see fits “{text}”")).to_be_visible()


@BOTH
def test_what_it_does_is_said_first_and_then_nothing_is_left(someone, school, life, shot, screen):
    ada = someone("ada", screen=screen)
    assert found_in(school, life) >= {
        "customers_customer.name", "customers_customer.phone", "customers_customer.remark",
        "customers_customeredit.changes", "customers_followup.note",
        "customers_followupplan.note", "customers_consultation.question",
        "customers_ownershipspell.note", "customers_reveal.reason", "customers_identity.value",
    }  # fmt: skip

    page = ada.open(f"/all?search={life.name}")
    choose_in_menu(page, {"name": life.name}, "Remove for good")
    dialog = page.get_by_role("dialog", name=f"Remove {life.name} for good?")
    expect(dialog).to_contain_text("erased everywhere, and cannot be brought back by anybody")
    expect(dialog).to_contain_text("What stays: who held them when, and payments.")
    shot(page, f"anonymise-{screen}")
    assert axe_violations(page) == []

    # Not by a slip of the finger: whom is typed out, and a slip is kept to be mended.
    box = dialog.get_by_label(f"Type “{life.name}” or the number {life.id} to confirm")
    box.fill(life.name[:-1])
    dialog.get_by_role("button", name="Remove for good").click()
    expect(dialog.get_by_text("This is not what is asked for above.")).to_be_visible()
    expect(box).to_have_value(life.name[:-1])
    assert ada.asks(f"/customers/{life.id}/")["name"] == life.name
    box.fill(life.name)
    dialog.get_by_role("button", name="Remove for good").click()
    expect(page.get_by_text("The person is removed.")).to_be_visible()
    expect(row_of(page, life.name)).to_have_count(0)

    for text in (life.name, life.former, life.phone, life.former_phone, life.wechat):
        nobody_is_found(page, text)
    assert found_in(school, life) == set()

    # What happened when stays, without a word about whom.
    page.goto(f"/customers/{life.id}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("released").first).to_be_visible()
    body = page.locator("body").inner_text()
    assert [secret for secret in life.secrets if secret in body] == []
    shot(page, f"anonymised-{screen}")
    assert axe_violations(page) == []
    spells = ada.asks(f"/customers/{life.id}/ownership/")["results"]
    assert [spell["start_reason"] for spell in spells] == ["released", "created"]


def test_a_guardian_of_students_is_refused_before(someone):
    ada = someone("ada")
    guardian = ada.enters("Hedwig", hold=False)
    ada.does("/customers/", name=new_name("Hanno"), guardian=guardian["id"], hold=False)
    page = ada.open(f"/customers/{guardian['id']}")
    page.get_by_role("button", name="More actions for").click()
    refused = page.get_by_role("menuitem", name="Remove for good")
    expect(refused).to_be_disabled()
    expect(refused).to_contain_text("There are students of this customer")


def test_managers_are_not_offered_it(someone, life):
    page = someone("mei").open(f"/customers/{life.id}")
    page.get_by_role("button", name="More actions for").click()
    expect(page.get_by_role("menuitem", name="Assign", exact=True)).to_be_visible()
    expect(page.get_by_role("menuitem", name="Remove for good")).to_have_count(0)
