"""What is hidden is not told by a detour either: cursors, orders, replays, histories (R3, R4)."""

import base64

import pytest

from tests.world import make_customer

PHONE = "+8613977778888"
DIGITS = "13977778888"


@pytest.fixture
def enter(world, api):
    """Enter a customer over the API, into the pool unless told; return the id."""

    def customer(by=None, **body):
        answer = api(by or world.lin).post("/customers/", {"hold": False, **body})
        assert answer.status_code == 201, answer.json()
        return answer.json()["id"]

    return customer


def cursor_of(link):
    text = link.split("cursor=")[1].split("&")[0]
    return base64.urlsafe_b64decode(text + "==").decode()


def test_a_cursor_by_name_tells_no_contact_that_stands_in_the_name(world, api, enter):
    enter(name=f"王芳{DIGITS}")
    enter(name="赵敏 zhaomin", wechat="zhaomin")
    enter(name="最后")
    for size in (1, 2):
        page = api(world.zoe).get("/pool/", ordering="name", page_size=size).json()
        assert not {DIGITS, "zhaomin"} & set(cursor_of(page["next"]).split('"v":"')[1].split())
        assert DIGITS not in cursor_of(page["next"])


def test_the_place_in_an_ordering_tells_nothing_of_a_hidden_contact(world, api, enter):
    enter(name=f"王{DIGITS}")
    before, after = enter(name="王12000000000"), enter(name="王15000000000")
    rows = api(world.zoe).get("/pool/", ordering="name").json()["results"]
    # All three read "王***": the later one comes later, whatever the numbers are.
    assert [row["id"] for row in rows][1:] == [before, after]


def test_a_contact_that_becomes_known_later_leaves_the_ordering_too(world, api, enter):
    pk = enter(by=world.lin, hold=True, name="赵 zhaomin")
    lin = api(world.lin)
    lin.post(f"/customers/{pk}/identities/", {"kind": "wechat", "value": "zhaomin"})
    lin.post(f"/customers/{pk}/release/", {"reason": "no_contact"})
    enter(name="最后")
    page = api(world.zoe).get("/pool/", ordering="name", page_size=1).json()
    assert "zhaomin" not in cursor_of(page["next"])


def test_who_referred_somebody_is_named_as_masked_as_they_are(world, api, enter):
    referrer = enter(name=f"王芳{DIGITS}")
    mine = enter(by=world.zoe, name="李", hold=True, referred_by=referrer)
    shown = api(world.zoe).get(f"/customers/{mine}/").json()["referred_by"]
    assert (shown["id"], shown["name"]) == (referrer, "王芳***")


def test_the_history_names_no_customer_out_of_sight(world, api, enter):
    hidden = make_customer("藏", pool=world.pool, owner=world.lin)
    pk = enter(by=world.lin, hold=True, name="李", referred_by=hidden.pk)
    lin = api(world.lin)
    lin.patch(f"/customers/{pk}/", {"referred_by": None}, if_match='"1"')
    (mine,) = [e for e in lin.get(f"/customers/{pk}/timeline/").json()["results"]
               if e["kind"] == "edit"]  # fmt: skip
    assert mine["data"]["changes"] == [{"field": "referred_by", "old": hidden.pk, "new": None}]
    lin.post(f"/customers/{pk}/release/", {"reason": "no_contact"})
    (seen,) = [e for e in api(world.zoe).get(f"/customers/{pk}/timeline/").json()["results"]
               if e["kind"] == "edit"]  # fmt: skip
    assert seen["data"]["changes"] == [{"field": "referred_by", "old": None, "new": None}]


def test_a_replay_is_masked_once_the_customer_lies_in_the_pool(world, api, enter):
    pk = enter(name="王芳", phone=DIGITS, remark=f"打 {DIGITS}")
    zoe = api(world.zoe)
    key = {"idempotency_key": "claim-once"}
    first = zoe.post(f"/customers/{pk}/claim/", **key)
    assert first.json()["phone"] == PHONE
    plan = {"customer": pk, "kind": "call", "due_at": "2027-01-01T00:00:00Z"}
    assert zoe.post("/follow-up-plans/", plan, idempotency_key="p").json()["customer"]["phone"]
    assert zoe.post(f"/customers/{pk}/claim/", **key).content == first.content
    zoe.post(f"/customers/{pk}/release/", {"reason": "no_contact"})

    again = zoe.post(f"/customers/{pk}/claim/", **key)
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert (again.json()["id"], again.json()["owner"]) == (pk, None)
    replies = again.content + zoe.post("/follow-up-plans/", plan, idempotency_key="p").content
    assert DIGITS.encode() not in replies


def test_a_check_for_duplicates_is_answered_anew_each_time(world, api):
    wang = make_customer("王芳", pool=world.pool, phone=PHONE)
    ask = {"phone": DIGITS}
    zoe = api(world.zoe)
    path = "/customers/check-duplicates/"
    assert zoe.post(path, ask, idempotency_key="d").json()["matches"][0]["customer"] == wang.pk
    api(world.lin).post(f"/customers/{wang.pk}/claim/")
    (match,) = zoe.post(path, ask, idempotency_key="d").json()["matches"]
    assert (match["customer"], match["name"]) == (None, None)


def test_leaving_one_out_of_a_check_does_not_tell_whose_the_contact_is(world, api):
    hidden = make_customer("藏", pool=world.pool, owner=world.lin, phone=PHONE)
    body = {"phone": DIGITS, "exclude": hidden.pk}
    (match,) = api(world.zoe).post("/customers/check-duplicates/", body).json()["matches"]
    assert match["customer"] is None


@pytest.mark.parametrize("key", [{}, {"idempotency_key": "probe"}])
def test_entries_that_are_refused_as_duplicates_count_like_checks(world, api, key, monkeypatch):
    from shoal.customers.services import duplicates

    few = duplicates.Allowance(free=3, window=duplicates.BUDGET.window, delays=(10,))
    monkeypatch.setattr(duplicates, "BUDGET", few)
    make_customer("藏", pool=world.pool, owner=world.lin, phone=PHONE)
    mine = make_customer("我", pool=world.pool, owner=world.zoe, wechat="zoe_known")
    zoe = api(world.zoe)
    body = {"name": "x", "wechat": "zoe_known", "phone": DIGITS}
    refused = [zoe.post("/customers/", body, **key).status_code for _ in range(4)]
    refused.append(
        zoe.patch(f"/customers/{mine.pk}/", {"phone": DIGITS}, if_match='"1"').status_code
    )
    added = {"kind": "phone", "value": DIGITS}
    refused.append(zoe.post(f"/customers/{mine.pk}/identities/", added).status_code)
    assert refused == [409, 409, 409, 409, 429, 429]


def test_nobody_is_assigned_to_somebody_of_whom_the_manager_does_not_know(world, api):
    from tests.world import make_employee

    waiting = make_employee("yan", department=world.sales2, state="pending")
    pk = make_customer("王", pool=world.pool, owner=world.lin).pk
    mei = api(world.mei)
    answers = [mei.post(f"/customers/{pk}/assign/", {"owner": o}) for o in (waiting.pk, 10**9)]
    assert [(a.status_code, a.json()["errors"]) for a in answers] == [
        (400, answers[0].json()["errors"])
    ] * 2


def test_a_guardians_wechat_in_the_name_is_hidden_beside_the_student(world, api, enter):
    mother = enter(name="赵敏 zhaomin", wechat="zhaomin")
    enter(name="孩子", guardian=mother)
    zoe = api(world.zoe)
    assert b"zhaomin" not in zoe.get("/pool/").content
    child = max(row["id"] for row in zoe.get("/pool/").json()["results"])
    assert b"zhaomin" not in zoe.get(f"/customers/{child}/").content


def test_a_second_wechat_in_the_remark_is_hidden(world, api, enter):
    pk = enter(name="赵", wechat="zhao_one", remark="加 zhaomin",
               identities=[{"kind": "wechat", "value": "zhaomin"}])  # fmt: skip
    assert api(world.zoe).get(f"/customers/{pk}/").json()["remark"] == "加 ***"


@pytest.mark.parametrize(("who", "status"), [("zoe", 400), ("fan", 400), ("mei", 200)])
def test_since_when_colleagues_are_here_is_no_order_for_who_may_not_know(world, api, who, status):
    answer = api(getattr(world, who)).get("/employees/", ordering="created_at", page_size=1)
    assert answer.status_code == status
