"""From a messy list to customers in the pool: four numbers, a reason for each row, a commit."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .people import new_name, new_phone, row_of, search_for

LEADS = Path(__file__).parents[4] / "shared" / "data"
# Reading, checking and committing run in the worker.
PATIENCE = 60_000


def verdict(page, name):
    return page.get_by_role("button", name=name)


def upload(page, file):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(file)


def test_a_messy_list_becomes_customers(someone):
    mei = someone("mei")
    fresh, phone = new_name("Vera"), new_phone()
    known = mei.enters("Wanda", hold=True)
    lines = [
        "Autumn fair 2026,,,",
        "姓名,手机,校区,备注",
        f"{fresh},{phone},月球校区,Wants piano",
        f"Twice,{phone},,",
        f"Known,{known['typed_phone']},,",
        "Nobody,12,,",
        ",,,",
    ]
    page = mei.open("/imports")
    contents = "\n".join(lines).encode()
    upload(page, {"name": "fair.csv", "mimeType": "text/csv", "buffer": contents})
    expect(page.get_by_role("heading", name="fair.csv")).to_be_visible()
    expect(page.get_by_text("The column names stand in row 2.")).to_be_visible()
    expect(page.get_by_label("What 手机 means")).to_have_value("phone")

    page.get_by_role("button", name="Check the rows").click()
    expect(verdict(page, "become customers")).to_contain_text("1", timeout=PATIENCE)
    expect(verdict(page, "are known already")).to_contain_text("2")
    expect(verdict(page, "cannot be taken")).to_contain_text("1")
    expect(verdict(page, "hold nothing")).to_contain_text("1")
    expect(page.get_by_label("What 月球校区 means")).to_be_visible()

    verdict(page, "are known already").click()
    rows = page.get_by_role("dialog", name="Rows: Duplicate")
    expect(rows.get_by_text("The same Phone as in row 3.")).to_be_visible()
    expect(rows.get_by_text("There is a customer with this Phone already.")).to_be_visible()
    rows.get_by_role("button", name="Close").click()
    verdict(page, "cannot be taken").click()
    rows = page.get_by_role("dialog", name="Rows: Invalid")
    expect(rows.get_by_text("Nothing tells who it is")).to_be_visible()
    rows.get_by_role("button", name="Close").click()

    page.get_by_role("button", name="Import 1 new").click()
    expect(page.get_by_role("heading", name="What became of the rows")).to_be_visible(
        timeout=PATIENCE
    )
    page.get_by_role("button", name="See them in the pool").click()
    search_for(page, fresh)
    expect(row_of(page, fresh)).to_be_visible()


def test_a_file_that_is_no_table_is_refused_in_words(someone):
    page = someone("mei").open("/imports")
    upload(page, {"name": "photo.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n"})
    expect(page.get_by_role("alert")).to_contain_text("neither an XLSX workbook nor a CSV text")


def test_a_consultant_is_told_who_may_import(someone):
    page = someone("lin").open("/imports")
    expect(page.get_by_text("Managers, administrators and whoever was given")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["leads-messy.xlsx", "leads-messy-gbk.csv"])
def test_the_schools_own_lists_are_counted_as_expected(someone, name):
    if not (LEADS / name).exists():
        pytest.skip("the school's lists are not beside this clone")
    expected = json.loads((LEADS / f"{name.split('.')[0]}.expected.json").read_text())
    ada = someone("ada")
    page = ada.open("/imports")
    upload(page, LEADS / name)
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_role("heading", name="What would become of the rows")).to_be_visible(
        timeout=PATIENCE
    )
    counts = ada.asks(f"/imports/{page.url.rsplit('/', 1)[1]}/")["counts"]
    assert counts == expected
