"""Every page, on both devices, in both themes and both languages: readable by all, and quiet."""

import os
from itertools import product
from typing import Any

import pytest

from .conftest import COLOUR_RULES, axe_violations

PAGES = [
    (None, "login", "/login"),
    (None, "register", "/register"),
    (None, "forgot", "/forgot"),
    (None, "forgot-sent", "/forgot?sent=1"),
    (None, "join-without-a-link", "/join"),
    (None, "reset-without-a-link", "/reset"),
    (None, "setup-closed", "/setup"),
    ("lin", "today", "/"),
    ("lin", "mine", "/mine"),
    ("lin", "pool", "/pool"),
    ("lin", "new-customer", "/customers/new"),
    ("lin", "customer", "/customers/{held}"),
    ("lin", "drawer", "/mine?customer={held}"),
    ("lin", "search", "/search?search=王"),
    ("lin", "profile", "/profile"),
    ("mei", "today-of-a-manager", "/"),
    ("mei", "team", "/team"),
    ("mei", "inbox", "/inbox"),
    ("mei", "team-overview", "/team-overview"),
    ("ada", "team-overview-of-all", "/team-overview"),
    ("mei", "movements", "/movements"),
    ("mei", "approvals", "/approvals"),
    ("mei", "people", "/people"),
    ("mei", "invitations", "/people?tab=invitations"),
    ("ada", "person", "/people?person={lin}"),
    ("ada", "setup-campuses", "/setup?step=campuses"),
    ("ada", "setup-pool", "/setup?step=pool"),
    ("ada", "setup-people", "/setup?step=people"),
    ("ada", "setup-customers", "/setup?step=customers"),
    ("mei", "imports", "/imports"),
    ("ada", "all", "/all"),
    ("mei", "pools-of-a-manager", "/admin/pools"),
    ("ada", "administration", "/admin"),
    ("ada", "school", "/admin/school"),
    ("ada", "campuses", "/admin/campuses"),
    ("ada", "new-campus", "/admin/campuses?edit=new"),
    ("ada", "departments", "/admin/departments"),
    ("ada", "courses", "/admin/courses"),
    ("ada", "new-course", "/admin/courses?edit=new"),
    ("ada", "pools", "/admin/pools"),
    ("ada", "new-pool", "/admin/pools?edit=new"),
    ("ada", "lists", "/admin/lists"),
    ("ada", "calendar", "/admin/calendar"),
    ("lin", "plans-of-a-week", "/calendar"),
    ("mei", "plans-of-a-month", "/calendar?view=month&whose=team"),
    ("lin", "expected", "/expected"),
    ("ada", "new-days-off", "/admin/calendar?edit=new"),
    ("mei", "leave", "/admin/calendar?tab=leave&year=2026"),
    ("mei", "gone-back", "/recycled"),
    ("lin", "inquiries", "/inquiries"),
    ("ada", "inquiries-turned-away", "/inquiries?tab=rejected"),
    ("lin", "new-inquiry", "/inquiries?new=1"),
    ("mei", "duplicates", "/duplicates"),
    ("ada", "merge", "/customers/{pair}"),
    ("mei", "shown-contacts", "/reveals"),
    ("ada", "shown-contacts-of-all", "/reveals"),
    ("ada", "forms", "/admin/forms"),
    ("ada", "audit", "/admin/audit"),
    ("lin", "classes", "/classes"),
    ("ada", "new-class", "/classes?edit=new"),
    ("ada", "class", "/classes/{class}"),
    ("lin", "class-roll-of-a-consultant", "/classes/{class}"),
    ("mei", "ending-soon", "/ending-soon"),
    ("ada", "enrollment-rules", "/admin/selling"),
    ("ada", "payment-plans", "/admin/selling?tab=plans"),
    ("ada", "new-payment-plan", "/admin/selling?tab=plans&edit=new"),
    ("lin", "timetable", "/timetable"),
    ("ada", "rooms", "/admin/rooms"),
    ("ada", "teachers", "/admin/teachers"),
    ("mei", "enrollments", "/enrollments"),
    ("fan", "enrollments-of-finance", "/enrollments"),
    ("mei", "enrollment", "/enrollments/{enrollment}"),
    ("fan", "today-of-finance", "/"),
    ("fan", "payments", "/payments"),
    ("fan", "payment-beside", "/payments?{waiting}"),
    ("ada", "refunds-to-agree-to", "/payments?view=approve"),
    ("mei", "payments-of-a-manager", "/payments?view=all"),
    ("fan", "cash", "/cash"),
    ("ada", "cash-to-sign", "/cash?{unsigned}"),
    ("ada", "cash-signed", "/cash?{signed}"),
    ("fan", "counter", "/counter"),
    ("fan", "counter-seats-held", "/counter?due=seats"),
    ("fan", "counter-desk", "/counter?{payer}"),
    ("fan", "receipts", "/receipts"),
    ("fan", "receipt", "/receipts?receipt={receipt}"),
    ("fan", "enrollment-of-finance", "/enrollments/{enrollment}"),
    ("lin", "enter-a-payment", "/enrollments/{enrollment}?pay=enter"),
    ("mei", "ask-for-a-refund", "/enrollments/{enrollment}?pay=back"),
    ("fan", "statement", "/customers/{bought}/statement"),
    ("ada", "dispute", "/disputes/{dispute}"),
    ("lin", "school-of-a-customer", "/customers/{held}?tab=school"),
]


def address_of(path: str, door: Any) -> str:
    if "{held}" in path:
        return path.format(held=door.get("/customers/?scope=mine")["results"][0]["id"])
    if "{pair}" in path:
        one, other = door.get("/customers/?scope=all")["results"][:2]
        return path.format(pair=f"{one['id']}/merge?with={other['id']}")
    if "{class}" in path:
        fullest = max(door.get("/classes/")["results"], key=lambda each: each["seats"]["taken"])
        return path.replace("{class}", str(fullest["id"]))
    if "{enrollment}" in path:
        return path.format(enrollment=door.get("/enrollments/")["results"][0]["id"])
    if "{bought}" in path:
        return path.format(bought=door.get("/enrollments/")["results"][0]["payer"]["id"])
    if "{lin}" in path:
        return path.format(lin=door.get("/employees/?search=lin")["results"][0]["id"])
    return money_of(path, door)


def money_of(path: str, door: Any) -> str:
    if "{waiting}" in path:
        return path.format(
            waiting=f"payment={door.get('/payments/?to_confirm=1')['results'][0]['id']}"
        )
    if "signed}" in path:
        days = door.get("/cash-reports/days/")["results"]
        day = next(d for d in days if ("{signed}" in path) == (d["signed_at"] is not None))
        at = f"campus={day['campus']['id']}&day={day['day']}"
        return path.format(signed=at, unsigned=at)
    if "{payer}" in path:
        seat = door.get("/enrollments/?state=awaiting_payment")["results"][0]
        return path.format(payer=f"payer={seat['payer']['id']}&enrollment={seat['id']}")
    if "{receipt}" in path:
        return path.format(receipt=door.get("/receipts/")["results"][0]["id"])
    if "{dispute}" in path:
        waiting = door.get("/inbox/")["items"]
        return path.format(dispute=next(i["id"] for i in waiting if i["kind"] == "dispute"))
    return path


# Each screen and each language is loaded once; `make shots` wants all eight. The other theme is put
# on in place, since it changes nothing but colours. English, the longer of the two, on the phone.
LOOKS = [("desktop", "light", "zh"), ("phone", "dark", "en")]
if os.environ.get("SHOTS"):
    LOOKS = list(product(("desktop", "phone"), ("light", "dark"), ("en", "zh")))
PUSH_DOWN = """async () => {
  const surprise = "<h2>Surprise</h2>".repeat(9);
  document.querySelector("main").insertAdjacentHTML("afterbegin", surprise);
  const before = window.moved;
  for (let frame = 0; frame < 300 && window.moved === before; frame++)
    await new Promise(requestAnimationFrame);
  return window.moved;
}"""
# What moved is counted a frame later.
NEXT_FRAMES = "async () => { for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame); }"
ALLOWANCE = "**/api/v1/pool/?page_size=1"
# See COUNT_MOVES.
POOR = 0.25
OTHER = {"light": "dark", "dark": "light"}

# As the page hears it when another window of this browser chose; then until no colour moves.
PUT_ON = """async (theme) => {
  const chosen = { key: "shoal.theme", newValue: theme, storageArea: localStorage };
  localStorage.setItem("shoal.theme", theme);
  dispatchEvent(new StorageEvent("storage", chosen));
  const shown = () => document.documentElement.dataset.mantineColorScheme === theme;
  while (!shown()) await new Promise(requestAnimationFrame);
  const ends = (each) => Number.isFinite(each.effect.getComputedTiming().endTime);
  const moving = document.getAnimations().filter(ends);
  await Promise.allSettled(moving.map((each) => each.finished));
}"""
SCROLLS_SIDEWAYS = """() => {
  scrollTo({ left: 10_000, behavior: "instant" });
  const by = scrollX;
  scrollTo({ left: 0, behavior: "instant" });
  return by;
}"""


@pytest.mark.parametrize(("screen", "theme", "language"), LOOKS, ids=map("-".join, LOOKS))
@pytest.mark.parametrize(("who", "name", "path"), PAGES, ids=[name for _, name, _ in PAGES])
def test_it_is_accessible_fits_stands_still_and_logs_no_error(
    door, shot, who, name, path, screen, theme, language
):
    mine = door(who)
    page = mine.open(address_of(path, mine), screen=screen, theme=theme, language=language)
    shot(page, f"{name}-{screen}-{theme}-{language}")
    assert page.evaluate("window.moved") < POOR
    assert (axe_violations(page), page.evaluate(SCROLLS_SIDEWAYS)) == ([], 0)
    page.evaluate(PUT_ON, OTHER[theme])
    assert (axe_violations(page, COLOUR_RULES), mine.errors) == ([], [])
    page.close()


def test_what_is_pushed_down_is_noticed(door):
    page = door("lin").open("/pool")
    assert page.evaluate("window.moved") < POOR
    assert page.evaluate(PUSH_DOWN) > POOR
    page.close()


def test_a_line_for_each_of_many_pools_pushes_nothing_down(door):
    def with_many(route):
        answer = route.fetch()
        body = answer.json()
        one = body["allowance"]["pools"][0]
        body["allowance"]["pools"] = [
            {**one, "name": f"A pool of a long name {n}", "left": 9} for n in range(20)
        ]
        route.fulfill(response=answer, json=body)

    lin = door("lin")
    lin.context.route(ALLOWANCE, with_many)
    page = lin.open("/pool", screen="phone")
    page.get_by_text("A pool of a long name 19").wait_for()
    page.evaluate(NEXT_FRAMES)
    assert page.evaluate("window.moved") < POOR
    lin.context.unroute(ALLOWANCE)
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_colour_that_is_unreadable_in_the_other_theme_only_is_found(door, theme):
    other = OTHER[theme]
    page = door("lin").open("/pool", theme=theme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    unreadable = "--shoal-text-quiet: var(--shoal-surface-hover)"
    page.add_style_tag(content=f"[data-mantine-color-scheme={other}] {{ {unreadable} !important }}")
    assert axe_violations(page, COLOUR_RULES) == []
    page.evaluate(PUT_ON, other)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    assert [found.split(":")[0] for found in axe_violations(page, COLOUR_RULES)] == [
        "color-contrast"
    ]
    page.close()
