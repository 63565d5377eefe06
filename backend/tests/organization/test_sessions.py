"""One's own sessions: seen, ended one by one, ended all at once."""

from shoal.organization.models import Session
from shoal.organization.services.sessions import open_session


def test_the_list_tells_where_one_is_logged_in(world, api, at, clock):
    open_session(user=world.lin, kind="browser", user_agent="Firefox", ip="203.0.113.9")
    open_session(user=world.bo, kind="browser", user_agent="Bo's", ip=None)
    ended = open_session(user=world.lin, kind="browser", user_agent="ended", ip=None)
    Session.objects.filter(pk=ended.session.pk).update(revoked_at=at)
    clock.shift(60)

    body = api(world.lin).get("/auth/sessions/").json()

    assert [(s["user_agent"], s["current"], s["kind"]) for s in body["results"]] == [
        ("tests", True, "token"),
        ("Firefox", False, "browser"),
    ]
    firefox = body["results"][1]
    assert firefox["ip"] == "203.0.113.9"
    assert firefox["created_at"] == firefox["last_seen_at"] == "2026-11-20T02:00:00Z"


def test_ending_one_is_effective_on_its_next_request(world, api):
    here, there = api(world.lin), api(world.lin)
    theirs = Session.objects.latest("pk")

    assert here.delete(f"/auth/sessions/{theirs.pk}/").status_code == 204

    assert there.get("/auth/me/").status_code == 401
    assert here.get("/auth/me/").status_code == 200
    assert here.delete(f"/auth/sessions/{theirs.pk}/").status_code == 404


def test_nobody_ends_or_sees_anothers(world, api):
    bo = api(world.bo)
    theirs = Session.objects.get()
    assert api(world.ada).delete(f"/auth/sessions/{theirs.pk}/").status_code == 404
    assert bo.get("/auth/me/").status_code == 200


def test_logout_everywhere_ends_all_of_mine_and_nobody_elses(world, api):
    here, there, bo = api(world.lin), api(world.lin), api(world.bo)

    assert here.post("/auth/logout-everywhere/").status_code == 204

    assert here.get("/auth/me/").status_code == 401
    assert there.get("/auth/me/").status_code == 401
    assert bo.get("/auth/me/").status_code == 200


def test_one_may_edit_what_one_may_say_about_oneself(world, api):
    lin = api(world.lin)
    response = lin.patch("/auth/me/", {"display_name": "Lin Wei", "language": "zh"})
    assert response.status_code == 200
    assert (response.json()["display_name"], response.json()["language"]) == ("Lin Wei", "zh")
    assert lin.patch("/auth/me/", {"role": "admin"}).status_code == 400
    assert lin.patch("/auth/me/", {"language": "fr"}).status_code == 400
    world.lin.refresh_from_db()
    assert (world.lin.display_name, world.lin.role) == ("Lin Wei", "sales")
