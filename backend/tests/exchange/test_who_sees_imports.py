"""Who imports, who sees which imports, and how much of them (R53)."""

from shoal.exchange.models import Import

from .files import csv_file, run, upload
from .test_import_api import LINES, post_file


def test_sales_import_with_the_grant_only(api, world):
    assert post_file(api(world.lin)).status_code == 403
    world.lin.grants = ["import"]
    world.lin.save()
    assert post_file(api(world.lin)).status_code == 201
    assert post_file(api(world.lin), pool=world.west_pool.pk).status_code == 400
    assert post_file(api(world.fan)).status_code == 403


def test_everybody_sees_their_own_imports_managers_their_scopes_admins_all(api, world):
    for person in (world.lin, world.zoe):
        person.grants = ["import"]
        person.save()
    made = {p: upload(csv_file(*LINES), p).pk for p in (world.lin, world.mei, world.zoe, world.ada)}
    seen = {
        world.lin: {made[world.lin]},
        world.zoe: {made[world.zoe]},
        world.mei: {made[world.lin], made[world.mei]},
        world.ada: set(made.values()),
    }
    for person, mine in seen.items():
        client = api(person)
        assert {row["id"] for row in client.get("/imports/").json()["results"]} == mine
        for pk in made.values():
            expected = 200 if pk in mine else 404
            for path in ("", "rows/"):
                assert client.get(f"/imports/{pk}/{path}").status_code == expected


def test_only_the_importer_runs_and_changes_an_import(api, world):
    world.zoe.grants = ["import"]
    world.zoe.save()
    theirs, seen = upload(csv_file(*LINES), world.zoe), upload(csv_file(*LINES), world.mei)
    for batch, person, status in ((theirs, world.mei, 404), (seen, world.ada, 403)):
        client = api(person)
        for answer in (
            client.post(f"/imports/{batch.pk}/dry-run/"),
            client.post(f"/imports/{batch.pk}/commit/"),
            client.patch(f"/imports/{batch.pk}/", {"mapping": {"0": "skip"}}),
        ):
            assert answer.status_code == status
    refusals = api(world.ada).get(f"/imports/{seen.pk}/").json()["refusals"]
    assert {name: no["code"] for name, no in refusals.items()} == {
        "change": "not_your_import",
        "commit": "not_your_import",
    }
    assert set(Import.objects.values_list("state", flat=True)) == {"uploaded"}


def test_a_manager_reads_the_verdicts_of_their_people_without_the_contacts(api, world):
    world.lin.grants = ["import"]
    world.lin.save()
    batch = run(upload(csv_file(*LINES), world.lin))
    client = api(world.mei)
    detail = client.get(f"/imports/{batch.pk}/")
    rows = client.get(f"/imports/{batch.pk}/rows/")
    assert "13812345678" not in detail.content.decode() + rows.content.decode()
    assert rows.json()["results"][0]["values"] == {"name": "王芳", "campus": "滨江"}
    assert "13812345678" in api(world.lin).get(f"/imports/{batch.pk}/rows/").content.decode()


def test_lists_take_two_statements_however_many_rows(api, world, django_assert_num_queries):
    batch = run(upload(csv_file(*LINES), world.ada))
    upload(csv_file(*LINES), world.ada)
    client = api(world.ada)
    with django_assert_num_queries(2):
        assert len(client.get("/imports/").json()["results"]) == 2
    with django_assert_num_queries(3):
        assert len(client.get(f"/imports/{batch.pk}/rows/").json()["results"]) == 4
