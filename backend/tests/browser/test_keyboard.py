"""Everything without a mouse: the focus is seen, Escape closes, "/" searches."""

from playwright.sync_api import expect

from .people import new_name, row_of


def focused(page):
    """Return what a screen reader would say has the focus."""
    return page.evaluate(
        """() => {
          const it = document.activeElement;
          const labels = [...(it.labels ?? [])].map((label) => label.textContent);
          return it.getAttribute("aria-label") || labels.join(" ") || it.textContent;
        }"""
    )


def ring(page):
    """Return how the focus is shown; "none" would leave people lost."""
    return page.evaluate(
        """() => {
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== "none" ? "outline" : style.boxShadow;
        }"""
    )


def tab_to(page, name, at_most=40):
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if name in focused(page):
            return
    raise AssertionError(f"Tab does not reach {name!r}; it is at {focused(page)!r}")


def test_claim_and_log_without_a_mouse(someone):
    customer = someone("bo").enters("Karl", hold=False)
    name = customer["name"]
    lin = someone("lin")
    page = lin.open(f"/pool?search={name}")
    expect(row_of(page, name)).to_be_visible()
    tab_to(page, f"Claim {name}")
    assert ring(page) != "none"
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name=name)
    expect(drawer.get_by_role("button", name="Log follow-up")).to_be_visible()

    tab_to(page, "Log follow-up")
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Log a follow-up with")
    expect(sheet).to_be_visible()
    for choice in ("Call", "Reached"):
        tab_to(page, choice)
        page.keyboard.press("Space")
    tab_to(page, "Note")
    page.keyboard.type("By keyboard")
    tab_to(page, "In 3 hours")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"Follow-up with {name} saved")).to_be_visible()
    (logged,) = lin.asks(f"/follow-ups/?customer={customer['id']}")["results"]
    assert (logged["outcome"], logged["note"]) == ("reached", "By keyboard")


def test_escape_closes_one_thing_at_a_time_and_the_focus_returns(someone):
    lin = someone("lin")
    customer = lin.enters("Lena", hold=True)
    page = lin.open(f"/mine?search={customer['name']}")
    row = row_of(page, customer["name"])
    row.focus()
    assert ring(page) != "none"
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name=customer["name"])
    drawer.get_by_role("tab", name="Details").press("Enter")
    drawer.get_by_role("button", name="Edit Remark").press("Enter")
    page.keyboard.type("not meant")
    page.keyboard.press("Escape")
    expect(drawer.get_by_text("not meant")).to_have_count(0)
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(row).to_be_focused()


def test_slash_goes_to_the_search_and_enter_searches(someone):
    lin = someone("lin")
    customer = lin.enters("Mona", hold=True)
    page = lin.open("/")
    page.keyboard.press("/")
    search = page.get_by_role("searchbox", name="Search")
    expect(search).to_be_focused()
    page.keyboard.type(customer["name"])
    page.keyboard.press("Enter")
    # A row of the search's table: Today has them, too, as items of lists.
    expect(page.get_by_role("row").filter(has_text=customer["name"])).to_be_visible()


def test_arrows_walk_the_rows_and_x_ticks_them(someone):
    page = someone("lin").open("/mine?ordering=name")
    rows = page.get_by_role("row")
    rows.nth(1).focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("toolbar", name="1 selected")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_content(someone):
    page = someone("lin").open("/mine")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    tab_to(page, "Search these", at_most=3)


def test_after_a_claim_one_goes_on_with_the_next_row(someone):
    ada = someone("ada")
    word = new_name("Nextrow").replace(" ", "")
    for _ in range(2):
        ada.enters(word, hold=False)
    page = someone("lin").open(f"/pool?search={word}")
    rows = row_of(page, word)
    expect(rows).to_have_count(2)
    second = rows.nth(1).text_content()
    rows.nth(0).get_by_role("button", name="Claim").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(rows.nth(1)).to_be_focused()
    assert rows.nth(1).text_content() == second
