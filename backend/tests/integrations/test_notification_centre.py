"""`/notifications/`: one's own, with names as one may see them now (R147)."""

from datetime import timedelta

from shoal.customers.models import Customer
from shoal.customers.services import pool
from shoal.integrations.models import Notification
from shoal.integrations.services.reading import read_log
from tests.world import NOW, make_customer


def make(recipient, kind="assigned", at=NOW, **fields) -> Notification:
    fields.setdefault("count", 1)
    return Notification.objects.create(
        recipient=recipient, kind=kind, day=at.date(), at=at, **fields
    )


def test_it_says_who_what_and_by_whom(world, api, clock):
    fang = make_customer("Wang Fang", pool=world.pool)
    pool.assign_customer(customer_id=fang.pk, to_id=world.bo.pk, by=world.mei, at=NOW)
    read_log()
    [one] = api(world.bo).get("/notifications/").json()["results"]
    assert one == {
        "id": one["id"], "kind": "assigned", "day": "2026-11-20", "at": "2026-11-20T02:00:00Z",
        "read_at": None, "count": 1, "customers": [{"id": fang.pk, "name": "Wang Fang"}],
        "enrollments": [], "employees": [], "pools": [],
        "by": [{"id": world.mei.pk, "name": "Mei"}], "planned": {},
    }  # fmt: skip


def test_whoever_is_out_of_sight_has_no_name(world, api):
    fang = make_customer("Wang Fang", pool=world.west_pool, owner=world.zoe)
    make(world.lin, "taken", customers=[fang.pk])
    [one] = api(world.lin).get("/notifications/").json()["results"]
    assert one["customers"] == [{"id": fang.pk, "name": None}]


def test_a_name_that_holds_a_masked_number_is_scrubbed(world, api):
    fang = make_customer("Wang 13800138000", pool=world.pool, phone="+8613800138000")
    make(world.lin, "recycled", customers=[fang.pk])
    assert "13800138000" not in api(world.lin).get("/notifications/").content.decode()
    Customer.objects.update(owner=world.lin, owned_since=NOW, entered_at=None)
    assert "13800138000" in api(world.lin).get("/notifications/").content.decode()


def test_others_are_not_there(world, api):
    theirs = make(world.bo)
    assert api(world.lin).get("/notifications/").json()["results"] == []
    assert api(world.lin).post(f"/notifications/{theirs.pk}/read/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_reading_one_leaves_the_others_unread(world, api, clock):
    first, second = make(world.lin), make(world.lin, "taken")
    assert api(world.lin).post(f"/notifications/{first.pk}/read/").json() == {"unread": 1}
    assert api(world.lin).post(f"/notifications/{first.pk}/read/").json() == {"unread": 1}
    unread = api(world.lin).get("/notifications/", unread=1).json()["results"]
    assert [one["id"] for one in unread] == [second.pk]
    first.refresh_from_db()
    assert first.read_at == NOW


def test_reading_all_leaves_what_came_meanwhile(world, api, clock):
    make(world.lin), make(world.lin, "taken")
    make(world.lin, "merged", at=NOW + timedelta(minutes=1))
    body = {"until": NOW.isoformat()}
    assert api(world.lin).post("/notifications/read-all/", body).json() == {"unread": 1}
    assert api(world.lin).post("/notifications/read-all/").json() == {"unread": 0}


def test_the_feed_tells_how_many_are_unread(world, api):
    make(world.lin), make(world.lin, "taken", read_at=NOW), make(world.bo)
    client = api(world.lin)
    begun = client.get("/events/").json()
    assert begun["unread"] == 1
    assert client.get("/events/", after=begun["next"]).json()["unread"] == 1


def test_the_list_walks_by_cursor_newest_first(world, api):
    kinds = ("assigned", "taken", "merged")
    for minutes, kind in enumerate(kinds):
        make(world.lin, kind, at=NOW + timedelta(minutes=minutes))
    client, found, cursor = api(world.lin), [], {}
    while True:
        page = client.get("/notifications/", page_size=1, **cursor).json()
        found += [one["kind"] for one in page["results"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"].split("cursor=")[1].split("&")[0]}
    assert found == ["merged", "taken", "assigned"]


def test_a_page_costs_the_same_whatever_it_shows(world, api, django_assert_num_queries):
    client = api(world.lin)
    people = [make_customer(f"Nr {n}", pool=world.pool) for n in range(6)]
    make(world.lin, customers=[people[0].pk], data={"by": [world.mei.pk]})
    with django_assert_num_queries(4):
        client.get("/notifications/")
    for kind in ("taken", "merged", "recycled"):
        make(world.lin, kind, customers=[p.pk for p in people], data={"by": [world.mei.pk]})
    with django_assert_num_queries(4):
        client.get("/notifications/")
