"""GET /imports/sample/: a spreadsheet that our own import takes whole (R64)."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shoal.common import school
from shoal.common.models import School
from shoal.customers.models import Customer
from shoal.exchange.models import Import
from shoal.exchange.services.running import run_import
from shoal.exchange.services.sample import COLUMNS
from shoal.organization.models import Campus
from shoal.teaching.models import Course

from .test_import_api import post_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sample(caller, **query):
    response = caller.get("/imports/sample/", **query)
    assert (response.status_code, response["Content-Type"]) == (200, XLSX)
    assert response["Content-Disposition"] == 'attachment; filename="shoal-sample.xlsx"'
    return response.content


def take(caller, content):
    uploaded = post_file(caller, SimpleUploadedFile("shoal-sample.xlsx", content))
    assert uploaded.status_code == 201
    pk = uploaded.json()["id"]
    assert caller.post(f"/imports/{pk}/commit/").status_code == 202
    run_import(pk)
    return uploaded.json(), Import.objects.get(pk=pk)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("region", ["CN", "US", "PT", "IT", "BR", "SG"])
def test_the_import_maps_every_column_and_takes_every_row(
    world, api, monkeypatch, language, region
):
    School.objects.update(phone_region=region)
    monkeypatch.setattr(school, "_home", None)
    ada = api(world.ada)

    proposal, batch = take(ada, sample(ada, language=language))

    assert list(proposal["mapping"].values()) == list(COLUMNS)
    assert not any(proposal["unknown"].values())
    assert batch.counts == {"new": 5, "duplicate": 0, "invalid": 0, "blank": 0}
    people = Customer.objects.order_by("pk")
    assert all(c.phone and c.birthday and c.gender and c.intent for c in people)
    assert len({c.phone for c in people}) == 5
    assert [c.extra for c in people] == [{}] * 5
    assert {c.campus_id for c in people} == {world.east.pk, world.west.pk}
    assert all(list(c.courses.all()) == [world.python] for c in people)


def test_it_works_before_there_are_campuses_and_courses(world, api):
    ada = api(world.ada)
    Course.objects.update(is_active=False)
    Campus.objects.update(is_active=False)
    _, batch = take(ada, sample(ada))
    assert batch.counts["new"] == 5


def test_every_cell_is_text(world, api):
    Course.objects.update(name="=1+1")
    with zipfile.ZipFile(io.BytesIO(sample(api(world.ada)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    filled = re.findall(r"<c [^>]*>(?=<v>)", sheet)
    assert len(filled) > 5 * len(COLUMNS) // 2
    assert all('t="s"' in cell for cell in filled)


def test_without_a_language_it_speaks_the_schools(world, api):
    mei = api(world.mei)
    School.objects.update(language="zh")
    assert take(mei, sample(mei))[0]["columns"][0]["header"] == "姓名"


@pytest.mark.parametrize(
    ("query", "code"), [({"language": "fr"}, "invalid"), ({"lang": "en"}, "unknown_filter")]
)
def test_another_language_or_parameter_is_refused(world, api, query, code):
    response = api(world.ada).get("/imports/sample/", **query)
    assert (response.status_code, response.json()["code"]) == (400, code)


def test_only_who_imports_gets_it(world, api):
    assert api(world.lin).get("/imports/sample/").status_code == 403
    world.lin.grants = ["import"]
    world.lin.save()
    assert api(world.lin).get("/imports/sample/").status_code == 200
