"""bo and lin claim the same customer at once: exactly one wins, the other is told."""

from playwright.sync_api import expect

from .people import hold_back, row_of


def test_of_two_browsers_one_wins_and_the_other_is_told_in_words(someone):
    customer = someone("ada").enters("Gita", hold=False)
    name = customer["name"]
    people = {username: someone(username) for username in ("bo", "lin")}
    pages = {username: each.open(f"/pool?search={name}") for username, each in people.items()}
    waiting = []
    for page in pages.values():
        waiting.append(hold_back(page, "**/api/v1/customers/*/claim/"))
        row_of(page, name).get_by_role("button", name=f"Claim {name}").click()
        expect(row_of(page, name)).to_contain_text("Yours")
    for (claim,) in waiting:
        claim.continue_()

    for page in pages.values():
        told = page.get_by_text(f"{name} is yours.").or_(page.get_by_text(f"{name} is not yours"))
        expect(told).to_be_visible()
    owner = someone("ada").asks(f"/customers/{customer['id']}/")["owner"]["id"]
    winners = [username for username, each in people.items() if each.id == owner]
    assert len(winners) == 1
    winner = pages.pop(winners[0])
    (loser,) = pages.values()
    expect(winner.get_by_text(f"{name} is yours.")).to_be_visible()
    expect(loser.get_by_text(f"{name} is not yours")).to_be_visible()
    expect(row_of(loser, name)).not_to_contain_text("Yours")
    claim = row_of(loser, name).get_by_role("button", name=f"Claim {name}")
    expect(claim).to_be_disabled()

    spells = someone("ada").asks(f"/customers/{customer['id']}/ownership/")["results"]
    assert [spell["start_reason"] for spell in spells] == ["claimed", "created"]
