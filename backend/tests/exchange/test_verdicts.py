"""The verdict on each row: new, duplicate of whom, invalid why, blank (R50)."""

from shoal.customers.models import Customer
from shoal.exchange.models import Run, State

from ..world import make_customer
from .files import csv_file, run, upload, verdicts, xlsx_file

DRY = Run.DRY_RUN


def test_a_dry_run_says_the_verdicts_and_creates_nobody(world):
    make_customer("Old", pool=world.pool, phone="+8613800000001")
    file = csv_file(
        "姓名,手机号,微信", "王芳,13812345678,", "王芳,138-1234-5678,", "老客,13800000001,",
        "无名,12345,无", ",,", "李华,,lihua_88",
    )  # fmt: skip
    batch = run(upload(file, world.ada), DRY)
    assert batch.state == State.DRY_RUN
    assert batch.counts == {"new": 2, "duplicate": 2, "invalid": 1, "blank": 1}
    assert verdicts(batch) == {
        2: ("new", ""),
        3: ("duplicate", "duplicate_in_file"),
        4: ("duplicate", "duplicate_customer"),
        5: ("invalid", "nothing_identifies"),
        6: ("blank", ""),
        7: ("new", ""),
    }
    assert Customer.objects.count() == 1


def test_any_one_identity_makes_a_duplicate_and_names_row_and_field(world):
    known = make_customer("Old", pool=world.pool, email="old@example.com")
    file = csv_file(
        "手机号,微信,邮箱", "13812345678,abc_1234,", "13912345678,ABC_1234,", "13912345678,,",
        "13712345678,,Old@Example.com",
    )  # fmt: skip
    batch = run(upload(file, world.ada), DRY)
    rows = {row.number: row for row in batch.rows.all()}
    assert (rows[3].duplicate_of_row, rows[3].reason_params) == (2, {"field": "wechat", "row": 2})
    # Row 3 is the same person as row 2, and so is who has row 3's other number.
    assert (rows[4].duplicate_of_row, rows[4].reason_params) == (3, {"field": "phone", "row": 3})
    assert (rows[5].customer, rows[5].reason_params) == (known, {"field": "email"})


def test_a_deleted_customer_is_no_duplicate(world):
    gone = make_customer("Gone", pool=world.pool, phone="+8613812345678")
    gone.identities.update(is_live=False)
    assert run(upload(csv_file("手机号", "13812345678"), world.ada), DRY).counts["new"] == 1


def test_the_reason_says_which_columns_were_tried(world):
    batch = run(upload(csv_file("姓名,手机号,家长电话,QQ", "王芳,12345,,x"), world.ada), DRY)
    assert batch.rows.get().reason_params == {"fields": ["手机号", "家长电话", "QQ"]}


def test_unknown_words_never_make_a_row_invalid(world):
    file = csv_file("手机号,校区,课程,来源,意向,顾问,性别,生日", "13812345678,a,b,c,d,e,f,g")
    assert run(upload(file, world.ada), DRY).counts["new"] == 1


def test_phones_are_read_in_the_spellings_of_spreadsheets(world):
    rows = [["手机号"], [13800000000.0], [1.39e10], ["1.37e10"], ["+86 136-0000-0000"],
            ["（13500000000）"], ["8613400000000"], ["１３３００００００００"],
            ["13200000000/13100000000"]]  # fmt: skip
    batch = run(upload(xlsx_file(rows), world.ada))
    assert batch.counts == {"new": 8, "duplicate": 0, "invalid": 0, "blank": 0}
    phones = Customer.objects.order_by("id").values_list("phone", flat=True)
    assert list(phones) == [f"+861{n}00000000" for n in (38, 39, 37, 36, 35, 34, 33, 32)]
    both = Customer.objects.last().identities.values_list("value", "is_primary")
    assert sorted(both) == [("+8613100000000", False), ("+8613200000000", True)]


def test_an_id_of_another_system_identifies_and_keeps_its_system(world):
    batch = run(upload(csv_file("Prospect ID,City", "a-1,Select", "a-1,Mumbai"), world.ada))
    assert batch.counts == {"new": 1, "duplicate": 1, "invalid": 0, "blank": 0}
    identity = Customer.objects.get().identities.get()
    assert (identity.kind, identity.source, identity.value) == ("external", "prospect_id", "a-1")
    assert Customer.objects.get().extra == {}


def test_a_second_dry_run_with_another_mapping_replaces_the_verdicts(world):
    from shoal.exchange.services import uploads

    batch = upload(csv_file("甲,微信", "13812345678,"), world.ada)
    assert run(batch, DRY).counts["invalid"] == 1
    changed = uploads.change_import(import_id=batch.pk, by=world.ada, mapping={"0": "phone"})
    assert changed.counts is None
    assert verdicts(run(batch, DRY)) == {2: ("new", "")}
