"""Which columns are proposed for which field, and what unknown words are proposed to mean (R51)."""

import pytest

from shoal.common.errors import Invalid
from shoal.exchange.rules import UnreadableFile
from shoal.exchange.services import uploads
from shoal.organization.models import Campus, ListEntry
from shoal.teaching.models import Course

from .files import csv_file, upload, xlsx_file


def proposed(batch):
    return {c["header"]: c["field"] for c in batch.columns}


def choices_of(batch, kind):
    return {entry["value"]: entry["choice"] for entry in batch.unknown[kind]}


def test_chinese_names_are_recognised(world):
    contacts = "序号,客户姓名,手机号码,微信号,QQ,电子邮箱"
    others = "咨询课程,校区,来源渠道,意向度,跟进人,备注,最近跟进时间"
    batch = upload(csv_file(f"{contacts},{others}", "1,王芳,1"), world.ada)
    assert list(proposed(batch).values()) == [
        "skip", "name", "phone", "wechat", "qq", "email", "course", "campus", "source", "intent",
        "consultant", "remark", "extra",
    ]  # fmt: skip


def test_english_names_are_recognised_and_questions_are_not(world):
    header = "Prospect ID,Lead Number,Full Name,Mobile,E-mail,Lead Source,Tags,City,Do Not Email"
    batch = upload(csv_file(header, "a-1,7,Li Hua,1"), world.ada)
    assert list(proposed(batch).values()) == [
        "external", "extra", "name", "phone", "email", "source", "remark", "extra", "extra",
    ]  # fmt: skip


def test_hints_in_brackets_and_stars_do_not_matter(world):
    batch = upload(csv_file("*姓名（必填）,【手机号】,家长姓名", "王芳,1,王强"), world.ada)
    assert list(proposed(batch).values()) == ["name", "phone", "extra"]


def test_title_rows_above_the_header_are_passed_over(world):
    rows = [
        ["某某教育 2026 年登记表"],
        [],
        ["制表人", "王芳"],
        ["姓名", "手机号"],
        ["李华", 13812345678],
    ]
    batch = upload(xlsx_file(rows), world.ada)
    assert (batch.header_row, batch.total_rows) == (4, 1)
    assert batch.columns[1] == {
        "index": 1, "header": "手机号", "samples": ["13812345678"], "field": "phone",
    }  # fmt: skip


def test_a_header_of_unknown_names_is_the_first_row_of_several_texts(world):
    batch = upload(csv_file("List of 2026", "Aa,Bb", "1,2"), world.ada)
    assert (batch.header_row, proposed(batch)) == (2, {"Aa": "extra", "Bb": "extra"})


def test_a_file_without_header_is_refused_rather_than_losing_its_first_row(world):
    with pytest.raises(UnreadableFile) as refused:
        upload(csv_file("王芳,13812345678", "李华,13912345678"), world.ada)
    assert refused.value.params == {"reason": "no_header", "row": 1}


def test_known_words_are_not_listed_and_unknown_ones_are_with_their_counts(world):
    file = csv_file("手机号,校区,来源", "1,East,抖音", "2,滨江校区,展会", "3,滨江校区,website")
    batch = upload(file, world.ada)
    assert batch.unknown["campus"] == [{"value": "滨江校区", "count": 2, "choice": "create"}]
    assert batch.unknown["source"] == [{"value": "展会", "count": 1, "choice": "create"}]


def test_words_alike_are_proposed(world):
    binjiang = Campus.objects.create(code="bj", name="滨江", time_zone="UTC", currency="CNY")
    batch = upload(csv_file("手机号,校区,意向,课程", "1,滨江校区,高,Python"), world.ada)
    assert choices_of(batch, "campus") == {"滨江校区": binjiang.pk}
    assert choices_of(batch, "intent") == {"高": "A"}
    assert choices_of(batch, "course") == {}


def test_half_of_a_name_in_two_languages_is_proposed_if_it_means_one_only(world):
    place = {"time_zone": "UTC", "currency": "CNY"}
    tianhe = Campus.objects.create(code="th", name="天河校区 Tianhe", **place)
    Campus.objects.create(code="s1", name="上海 浦东", **place)
    Campus.objects.create(code="s2", name="上海 浦西", **place)
    batch = upload(csv_file("手机号,校区", "1,天河校区", "2,tianhe", "3,上海"), world.mei)
    assert choices_of(batch, "campus") == {
        "天河校区": tianhe.pk,
        "tianhe": tianhe.pk,
        "上海": "skip",
    }


def test_words_for_the_intent_are_synonyms_or_skipped(world):
    lines = [
        f"{n},{word}" for n, word in enumerate(["高", "中", "低", "A", "b", "High in Relevance"])
    ]
    batch = upload(csv_file("手机号,意向", *lines), world.ada)
    assert choices_of(batch, "intent") == {
        "高": "A", "中": "B", "低": "C", "High in Relevance": "skip",
    }  # fmt: skip


def test_a_cell_may_name_several_courses(world):
    Course.objects.create(code="c", name="C, C++", currency="CNY")
    batch = upload(csv_file("手机号,课程", '1,"Python、UI"', '2,"C, C++"'), world.ada)
    assert choices_of(batch, "course") == {"UI": "create"}


def test_who_may_not_create_campuses_is_proposed_to_skip_them(world):
    batch = upload(csv_file("手机号,校区", "1,滨江校区"), world.mei)
    assert choices_of(batch, "campus") == {"滨江校区": "skip"}
    with pytest.raises(Invalid) as refused:
        uploads.change_import(
            import_id=batch.pk, by=world.mei, choices={"campus": {"滨江校区": "create"}}
        )
    assert [e.code for e in refused.value.errors] == ["role_may_not"]


def test_only_managers_and_admins_are_proposed_a_consultant_column(world):
    world.lin.grants = ["import"]
    file = ["手机号,顾问", "1,bo"]
    assert proposed(upload(csv_file(*file), world.lin))["顾问"] == "extra"
    assert proposed(upload(csv_file(*file), world.mei))["顾问"] == "consultant"
    batch = upload(csv_file(*file), world.lin)
    with pytest.raises(Invalid) as refused:
        uploads.change_import(import_id=batch.pk, by=world.lin, mapping={"1": "consultant"})
    assert [e.code for e in refused.value.errors] == ["role_may_not"]


def test_a_manager_names_only_those_they_lead(world):
    batch = upload(csv_file("手机号,顾问", "1,Bo", "2,zoe", "3,mei"), world.mei)
    assert choices_of(batch, "consultant") == {"zoe": "skip"}
    assert choices_of(upload(csv_file("手机号,顾问", "1,zoe"), world.ada), "consultant") == {}


def test_changes_of_the_mapping_are_merged_and_recount_what_is_unknown(world):
    batch = upload(csv_file("手机号,甲,乙", "1,滨江,x"), world.ada)
    batch = uploads.change_import(
        import_id=batch.pk, by=world.ada, mapping={"1": "campus", "2": None}
    )
    assert batch.mapping == {"0": "phone", "1": "campus", "2": "skip"}
    assert choices_of(batch, "campus") == {"滨江": "create"}


def test_choices_that_were_made_survive_a_change_of_the_mapping(world):
    batch = upload(csv_file("手机号,校区,乙", "1,滨江,x"), world.ada)
    uploads.change_import(
        import_id=batch.pk, by=world.ada, choices={"campus": {"滨江": world.west.pk}}
    )
    batch = uploads.change_import(import_id=batch.pk, by=world.ada, mapping={"2": "remark"})
    assert choices_of(batch, "campus") == {"滨江": world.west.pk}


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({"9": "name"}, "unknown_column"),
        ({"x": "name"}, "unknown_column"),
        ({"0": "shoe_size"}, "unknown_field"),
        ({"0": "campus", "1": "campus"}, "field_twice"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(world, mapping, code):
    batch = upload(csv_file("手机号,甲", "1,x"), world.ada)
    with pytest.raises(Invalid) as refused:
        uploads.change_import(import_id=batch.pk, by=world.ada, mapping=mapping)
    assert [e.code for e in refused.value.errors] == [code]


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"shoes": {"x": "skip"}}, "unknown_field"),
        ({"campus": {"nowhere": "skip"}}, "unknown_value"),
        ({"campus": {"滨江": 999}}, "choice"),
        ({"campus": {"滨江": "whatever"}}, "choice"),
        ({"intent": {"高": "create"}}, "choice"),
        ({"intent": {"高": "E"}}, "choice"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(world, choices, code):
    batch = upload(csv_file("手机号,校区,意向", "1,滨江,高"), world.ada)
    with pytest.raises(Invalid) as refused:
        uploads.change_import(import_id=batch.pk, by=world.ada, choices=choices)
    assert [e.code for e in refused.value.errors] == [code]


def test_a_pool_must_be_ones_own(world):
    with pytest.raises(Invalid):
        upload(csv_file("手机号", "13812345678"), world.mei, world.west_pool.pk)
    assert upload(csv_file("手机号", "13812345678"), world.mei).pool == world.pool


def test_hundreds_of_unknown_words_are_cut_off(world):
    lines = [f"{n},place {n}" for n in range(400)]
    batch = upload(csv_file("手机号,校区", *lines), world.ada)
    assert len(batch.unknown["campus"]) == 300
    assert ListEntry.objects.filter(code__startswith="place").count() == 0
