"""The lists that a school edits itself (R70)."""

import pytest

from shoal.activity.models import Event
from shoal.common.errors import Invalid
from shoal.organization.models import ListEntry
from shoal.organization.services.lists import create_entry
from tests.world import NOW

ENGLISH = {"label_en": "Open day", "label_zh": "开放日"}


def entries(kind="source"):
    return list(ListEntry.objects.filter(kind=kind).order_by("position", "pk"))


def entry(code, kind="source"):
    return ListEntry.objects.get(kind=kind, code=code)


@pytest.mark.parametrize(
    "kind", ["source", "campaign", "release_reason", "lost_reason", "payment_method"]
)
def test_everybody_reads_them(world, api, kind):
    answer = api(world.fan).get(f"/lists/{kind}/")
    assert answer.status_code == 200
    codes = [e["code"] for e in answer.json()["results"]]
    assert codes == [e.code for e in entries(kind)]


def test_five_ways_to_pay_are_shipped(world):
    assert [e.code for e in entries("payment_method")] == [
        "cash", "card", "transfer", "wechat_pay", "alipay",
    ]  # fmt: skip


def test_a_new_entry_stands_last_is_named_by_its_label_and_recorded(world, api):
    last = entries()[-1].position

    answer = api(world.ada).post("/lists/source/", ENGLISH)

    assert answer.status_code == 201
    made = entry("open-day")
    assert answer.json() == {
        "id": made.pk, "code": "open-day", **ENGLISH, "is_active": True, "position": last + 1,
    }  # fmt: skip
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_id) == (
        "listentry.created", made.pk, world.ada.pk,
    )  # fmt: skip


def test_a_label_twice_makes_two_codes_and_signs_make_one(world, api):
    ada = api(world.ada)
    for label in ("Open day", "Open day", "开放日", "!!!"):
        ada.post("/lists/campaign/", {"label_en": label, "label_zh": label})
    assert [e.code for e in entries("campaign")] == ["open-day", "open-day-2", "开放日", "entry"]


def test_it_may_stand_where_one_says(world, api):
    before = [e.code for e in entries()]
    answer = api(world.ada).post("/lists/source/", {**ENGLISH, "position": 2})
    assert answer.json()["position"] == 2
    assert [e.code for e in entries()] == [before[0], "open-day", *before[1:]]
    assert [e.position for e in entries()] == list(range(1, len(before) + 2))


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({**ENGLISH, "code": "website"}, "/code", "taken"),
        ({**ENGLISH, "code": "a b"}, "/code", "invalid"),
        ({"label_en": "Open day"}, "/label_zh", "required"),
        ({**ENGLISH, "label_zh": " "}, "/label_zh", "blank"),
        ({**ENGLISH, "label_en": "x" * 101}, "/label_en", "max_length"),
        ({**ENGLISH, "position": 0}, "/position", "min_value"),
        ({**ENGLISH, "is_active": False}, "/is_active", "unknown_field"),
    ],
    ids=str,
)
def test_what_is_not_right_is_named(world, api, body, pointer, code):
    before = entries()
    answer = api(world.ada).post("/lists/source/", body)
    assert answer.status_code == 400
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
    assert entries() == before


def test_there_are_no_other_lists(world, api):
    ada = api(world.ada)
    assert ada.get("/lists/nothing/").status_code == 404
    assert ada.post("/lists/nothing/", ENGLISH).status_code == 404
    assert ada.post("/lists/nothing/order/", {"entries": []}).status_code == 404


def test_an_entry_of_another_list_is_not_here(world, api):
    price = entry("price", "lost_reason")
    answer = api(world.ada).patch(f"/lists/source/{price.pk}/", {"label_en": "Cost"})
    assert answer.status_code == 404
    assert entry("price", "lost_reason").label_en == "Price"


def test_labels_change_and_an_entry_is_switched_off_and_on(world, api):
    one = f"/lists/source/{entry('website').pk}/"
    ada = api(world.ada)

    answer = ada.patch(one, {"label_en": "Our site", "is_active": False})
    assert (answer.status_code, answer.json()["is_active"]) == (200, False)
    assert Event.objects.get().data == {"fields": ["is_active", "label_en"]}

    assert ada.patch(one, {"is_active": True}).json()["label_en"] == "Our site"
    assert entry("website").is_active


def test_nothing_changed_is_not_recorded(world, api):
    one = f"/lists/source/{entry('website').pk}/"
    assert api(world.ada).patch(one, {"label_en": "Website"}).status_code == 200
    assert not Event.objects.exists()


def test_a_code_never_changes(world, api):
    refused = api(world.ada).patch(f"/lists/source/{entry('website').pk}/", {"code": "web"})
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/code", "unknown_field")
    ]


@pytest.mark.parametrize("kind", ["source", "release_reason", "lost_reason"])
def test_other_stays(world, api, kind):
    refused = api(world.ada).patch(
        f"/lists/{kind}/{entry('other', kind).pk}/", {"is_active": False}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "entry_needed")
    assert entry("other", kind).is_active
    assert not Event.objects.exists()


def test_one_way_to_pay_stays(world, api):
    ada = api(world.ada)
    *others, last = entries("payment_method")
    for found in others:
        one = f"/lists/payment_method/{found.pk}/"
        assert ada.patch(one, {"is_active": False}).status_code == 200
    refused = ada.patch(f"/lists/payment_method/{last.pk}/", {"is_active": False})
    assert (refused.status_code, refused.json()["code"]) == (409, "entry_needed")


def test_campaigns_may_all_end(world, api):
    ada = api(world.ada)
    pk = ada.post("/lists/campaign/", ENGLISH).json()["id"]
    assert ada.patch(f"/lists/campaign/{pk}/", {"is_active": False}).status_code == 200


def test_a_reason_that_is_switched_off_cannot_be_chosen(world, api):
    from tests.world import make_customer

    wang = make_customer("王", pool=world.pool, owner=world.lin)
    one = f"/lists/release_reason/{entry('too_far', 'release_reason').pk}/"
    api(world.ada).patch(one, {"is_active": False})
    answer = api(world.lin).post(f"/customers/{wang.pk}/release/", {"reason": "too_far"})
    assert answer.json()["code"] == "unknown_reason"


def test_a_list_is_put_in_order(world, api):
    wanted = [e.pk for e in reversed(entries())]

    answer = api(world.ada).post("/lists/source/order/", {"entries": wanted})

    assert answer.status_code == 200
    assert [e["id"] for e in answer.json()] == wanted
    assert [e.pk for e in entries()] == wanted
    assert Event.objects.get().data == {"list": "source", "entries": wanted}


def test_the_order_it_has_is_no_change(world, api):
    answer = api(world.ada).post("/lists/source/order/", {"entries": [e.pk for e in entries()]})
    assert answer.status_code == 200
    assert not Event.objects.exists()


def test_an_order_names_every_entry_once(world, api):
    ids = [e.pk for e in entries()]
    price = entry("price", "lost_reason").pk
    ada = api(world.ada)
    for wrong, difference in (
        (ids[1:], f"Missing: {ids[0]}"),
        ([*ids, price], f"Not of this list: {price}"),
        ([*ids, ids[3]], f"Twice: {ids[3]}"),
        ([ids[1], ids[1], *ids[2:], price],
         f"Missing: {ids[0]}; Not of this list: {price}; Twice: {ids[1]}"),
        ([], "Missing: " + ", ".join(map(str, ids))),
    ):  # fmt: skip
        answer = ada.post("/lists/source/order/", {"entries": wrong})
        assert answer.status_code == 400
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/entries", "not_the_list")
        assert error["detail"] == difference
    assert [e.pk for e in entries()] == ids
    assert not Event.objects.exists()


@pytest.mark.parametrize("body", [{}, {"entries": "1,2"}, {"entries": [1.5]}, {"entries": [{}]},
                                  {"entries": [True]}, {"entries": [2**63]}], ids=str)  # fmt: skip
def test_an_order_is_a_list_of_ids(world, api, body):
    assert api(world.ada).post("/lists/source/order/", body).status_code == 400


@pytest.mark.parametrize("who", ["mei", "lin", "fan"])
def test_only_administrators_write(world, api, who):
    caller, one = api(getattr(world, who)), entry("website")
    assert caller.post("/lists/source/", ENGLISH).status_code == 403
    assert caller.patch(f"/lists/source/{one.pk}/", {"label_en": "X"}).status_code == 403
    assert caller.post("/lists/source/order/", {"entries": []}).status_code == 403


def test_a_code_is_given_once_in_a_list(world):
    with pytest.raises(Invalid) as refused:
        create_entry(kind="source", code="website", **ENGLISH, by=world.ada, at=NOW)
    assert [(e.pointer, e.code) for e in refused.value.errors] == [("/code", "taken")]
