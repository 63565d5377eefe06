"""POST /imports/ and what follows: shapes, states, who sees what (R53)."""

import pytest

from shoal.customers.models import Customer
from shoal.exchange.models import Import
from shoal.exchange.services.running import run_import

from ..api import BASE
from ..world import make_customer
from .files import csv_file, run, upload, xlsx_file

LINES = ["姓名,手机号,校区", "王芳,13812345678,滨江", "李华,12345,滨江", ",,", "王芳,13812345678,"]


def post_file(client, file=None, **fields):
    body = {"file": file or csv_file(*LINES), **fields}
    return client.client.post(f"{BASE}/imports/", body, format="multipart")


@pytest.fixture
def ada(api, world):
    return api(world.ada)


def test_an_upload_answers_with_the_proposal(ada, world):
    answer = post_file(ada)
    body = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/api/v1/imports/{body['id']}/"
    assert body == {
        "id": Import.objects.get().pk,
        "state": "uploaded",
        "pending": None,
        "filename": "leads.csv",
        "header_row": 1,
        "columns": [
            {"index": 0, "header": "姓名", "samples": ["王芳", "李华"], "field": "name"},
            {"index": 1, "header": "手机号", "samples": ["13812345678", "12345"], "field": "phone"},
            {"index": 2, "header": "校区", "samples": ["滨江"], "field": "campus"},
        ],
        "mapping": {"0": "name", "1": "phone", "2": "campus"},
        "fields": body["fields"],
        "unknown": {
            "campus": [{"value": "滨江", "count": 2, "choice": "create"}],
            "course": [],
            "source": [],
            "intent": [],
            "consultant": [],
        },
        "counts": None,
        "progress": {"done": 0, "total": 4},
        "pool": {"id": world.pool.pk, "name": world.pool.name},
        "error": None,
        "created_at": body["created_at"],
        "created_by": {"id": world.ada.pk, "name": "Ada"},
        "finished_at": None,
        "refusals": {"change": None, "commit": None},
    }
    assert {"code": "name", "label_en": "Name", "label_zh": "姓名", "several": True} in body[
        "fields"
    ]


def test_from_upload_to_commit(ada, world):
    pk = post_file(ada, pool=world.east_pool.pk).json()["id"]
    changed = ada.patch(f"/imports/{pk}/", {"choices": {"campus": {"滨江": world.east.pk}}})
    assert (changed.status_code, changed.json()["unknown"]["campus"][0]["choice"]) == (
        200, world.east.pk,
    )  # fmt: skip
    queued = ada.post(f"/imports/{pk}/dry-run/")
    assert (queued.status_code, queued.json()["state"], queued.json()["pending"]) == (
        202, "queued", "dry_run",
    )  # fmt: skip
    busy = ada.post(f"/imports/{pk}/commit/")
    assert (busy.status_code, busy.json()["code"]) == (409, "import_busy")
    run_import(pk)
    counts = {"new": 1, "duplicate": 1, "invalid": 1, "blank": 1}
    after = ada.get(f"/imports/{pk}/").json()
    assert (after["state"], after["counts"], after["pending"]) == ("dry_run", counts, None)
    assert after["progress"] == {"done": 4, "total": 4}
    assert ada.post(f"/imports/{pk}/commit/").json()["counts"] is None
    run_import(pk)
    after = ada.get(f"/imports/{pk}/").json()
    assert (after["state"], after["counts"]) == ("committed", counts)
    again = ada.post(f"/imports/{pk}/commit/")
    assert (again.status_code, again.json()["code"]) == (409, "import_committed")
    assert Customer.objects.get().campus == world.east


def test_the_rows_tell_verdict_and_reason(ada, world):
    batch = run(upload(csv_file(*LINES), world.ada))
    rows = ada.get(f"/imports/{batch.pk}/rows/").json()["results"]
    assert rows == [
        {
            "row": 2,
            "verdict": "new",
            "reason": None,
            "values": {"name": "王芳", "phone": "13812345678", "campus": "滨江"},
            "customer": Customer.objects.get().pk,
            "duplicate_of_row": None,
        },
        {
            "row": 3,
            "verdict": "invalid",
            "reason": {
                "code": "nothing_identifies",
                "detail": "Nothing identifies the person: no valid value in 手机号.",
                "fields": ["手机号"],
            },
            "values": {"name": "李华", "phone": "12345", "campus": "滨江"},
            "customer": None,
            "duplicate_of_row": None,
        },
        {
            "row": 4,
            "verdict": "blank",
            "reason": None,
            "values": {},
            "customer": None,
            "duplicate_of_row": None,
        },
        {
            "row": 5,
            "verdict": "duplicate",
            "reason": {
                "code": "duplicate_in_file",
                "detail": "The same phone as in row 2.",
                "field": "phone",
                "row": 2,
            },
            "values": {"name": "王芳", "phone": "13812345678"},
            "customer": rows[3]["customer"],
            "duplicate_of_row": 2,
        },
    ]
    only = ada.get(f"/imports/{batch.pk}/rows/", verdict="invalid,blank").json()["results"]
    assert [row["row"] for row in only] == [3, 4]
    page = ada.get(f"/imports/{batch.pk}/rows/", page_size=3, with_total=1).json()
    assert (len(page["results"]), page["total"]) == (3, {"value": 4, "capped": False})
    assert ada.get(f"/imports/{batch.pk}/rows/", verdict="odd").status_code == 400


def test_whom_the_importer_may_not_know_stays_unnamed(api, world):
    make_customer("Hidden", pool=world.west_pool, owner=world.zoe, phone="+8613812345678")
    batch = run(upload(csv_file("手机号", "13812345678"), world.mei))
    row = api(world.mei).get(f"/imports/{batch.pk}/rows/").json()["results"][0]
    assert (row["verdict"], row["customer"]) == ("duplicate", None)
    assert row["reason"] == {
        "code": "duplicate_customer",
        "detail": "There is a customer with this phone already.",
        "field": "phone",
    }


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b'name,phone\n"Li,1', b"a\0b,c\n", b"1\n"])
def test_a_hostile_file_is_a_400_that_names_the_reason(ada, content, uploads_folder):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = post_file(ada, SimpleUploadedFile("leads.xlsx", content))
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_file")
    assert answer.json()["reason"] in ("empty", "not_a_table", "open_quote", "no_header")
    assert Import.objects.count() == 0
    assert list(uploads_folder.iterdir()) == []


def test_a_refused_pool_leaves_no_file_behind(ada, uploads_folder):
    assert post_file(ada, pool=9999).status_code == 400
    assert list(uploads_folder.iterdir()) == []


def test_too_large_a_file_is_a_413(ada, settings):
    settings.IMPORT_MAX_UPLOAD = 50
    assert post_file(ada).status_code == 413


def test_only_a_form_with_one_file_is_taken(ada):
    assert ada.post("/imports/", {"file": "x"}).status_code == 415
    assert ada.client.post(f"{BASE}/imports/", {"pool": 1}, format="multipart").status_code == 400
    unknown = post_file(ada, owner=3)
    assert (unknown.status_code, unknown.json()["errors"][0]["code"]) == (400, "unknown_field")


def test_the_same_key_uploads_once_and_keeps_one_file(ada, uploads_folder):
    def post():
        return ada.client.post(
            f"{BASE}/imports/", {"file": csv_file(*LINES)}, format="multipart",
            HTTP_IDEMPOTENCY_KEY="one upload",
        )  # fmt: skip

    first, second = post(), post()
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert Import.objects.count() == 1
    assert len(list(uploads_folder.iterdir())) == 2


def test_the_clients_file_name_is_a_label_only(ada):
    name = "..\\..\\<b>客户\x07名单.xlsx"
    body = post_file(ada, xlsx_file([["手机号"], [13812345678]], name=name)).json()
    assert body["filename"] == "<b>客户名单.xlsx"


@pytest.mark.parametrize(
    "body",
    [{"choices": {"campus": {"滨江": True}}}, {"choices": {"campus": "x"}}, {"mapping": {"0": 5.5}},
     {"mapping": []}, {"pool": 0}, {"state": "committed"}],
)  # fmt: skip
def test_a_body_of_another_shape_is_a_400_and_changes_nothing(ada, body):
    pk = post_file(ada).json()["id"]
    before = Import.objects.values().get()
    assert ada.patch(f"/imports/{pk}/", body).status_code == 400
    assert Import.objects.values().get() == before
