"""Identities and names in one spelling (R30); what a mask leaves (R4)."""

import pytest

from shoal.customers.masking import mask, scrub, scrub_extra
from shoal.customers.normalize import name_sort, normalize_identity


@pytest.mark.parametrize(
    ("kind", "written", "normalised"),
    [
        ("phone", " 138-1234-5678 ", "+8613812345678"),
        ("phone", "（13812345678）", "+8613812345678"),
        ("phone", "8613812345678", "+8613812345678"),
        ("phone", "１３８１２３４５６７８", "+8613812345678"),
        ("phone", "13812345678.0", "+8613812345678"),
        ("phone", "12345", None),
        ("phone", "", None),
        ("wechat", " Lin_Wang88 ", "lin_wang88"),
        ("wechat", "ｌｉｎ＿ｗａｎｇ", "lin_wang"),
        ("wechat", "same as phone", None),
        ("wechat", "无", None),
        ("qq", "123456.0", "123456"),
        ("qq", "1234", None),
        ("qq", "012345", None),
        ("email", " Anna@Example.COM", "anna@example.com"),
        ("email", "anna@", None),
        ("external", " Crm-0007 ", "Crm-0007"),
        ("external", "  ", None),
        ("external", "x" * 255, None),
    ],
)
def test_the_same_contact_has_one_spelling(kind, written, normalised):
    assert normalize_identity(kind, written) == normalised


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("张伟", "zhang wei"),
        ("单雄信", "shan xiong xin"),
        ("尉迟恭", "yu chi gong"),
        ("Anna  LEE", "anna lee"),
        ("王Anna", "wang anna"),
        ("", ""),
    ],
)
def test_names_sort_by_pinyin(name, key):
    assert name_sort(name) == key


def test_a_sort_key_fits_its_column():
    assert len(name_sort("张" * 100)) <= 200


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("phone", "+8613812342746", "*******2746"),
        ("phone", "+12125551234", "********1234"),
        ("wechat", "lin_wang", "****wang"),
        ("wechat", "abcde", "***de"),
        ("qq", "12345", "***45"),
        ("email", "alice@example.com", "***ce@***"),
        ("email", "a@example.com", "*@***"),
        ("phone", "", ""),
    ],
)
def test_at_least_half_of_a_contact_is_hidden(kind, value, masked):
    assert mask(kind, value) == masked


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("打13812345678找她", "打***找她"),
        ("张三13812345678", "张三***"),
        ("138 1234-5678 晚上", "*** 晚上"),
        ("１３８１２３４５６７８", "***"),
        ("一三八一二三四五六七八", "***"),
        ("幺三八，一二三四，五六七八", "***"),
        ("1\u200b3\u200b8\u200b1\u200b2", "***"),
        ("写信到 anna@example.com 谢谢", "写信到 *** 谢谢"),
        ("微信：linwang", "微信：***"),
        ("加wx lin-w 说", "加wx *** 说"),
        ("她叫 lin_wang88", "她叫 ***"),
        ("wxid_abc123 ok", "*** ok"),
        ("2026-10-01 10:00-11:30 再打", "2026-10-01 10:00-11:30 再打"),
        ("周一二三四五有空, Python3, 3个孩子", "周一二三四五有空, Python3, 3个孩子"),
        ("", ""),
    ],
)
def test_free_text_loses_what_may_be_a_contact(text, scrubbed):
    assert scrub(text) == scrubbed


def test_known_values_are_hidden_however_they_look():
    assert scrub("ask for Annalee", ["annalee"]) == "ask for ***"


def test_the_schools_own_columns_are_scrubbed_too():
    extra = {"备用电话": 13812345678, "年级": "三年级", "live": True, "x": None}
    assert scrub_extra(extra) == {"备用电话": "***", "年级": "三年级", "live": True, "x": None}
