"""Words are looked at in a hurry: what is passed over holds nothing."""

import re
import sys

import pytest

from shoal.customers.masking import _LIKE_ASCII, scrub


def test_every_sign_that_a_pattern_takes_for_a_letter_is_known():
    """`scrub` looks for known values by `in` before it compiles a pattern that ignores case."""
    letters = re.compile("[a-z]", re.IGNORECASE)
    alike = {n for n in range(128, sys.maxunicode + 1) if letters.fullmatch(chr(n))}
    assert alike == set(_LIKE_ASCII)


@pytest.mark.parametrize("written", ["WangLi", "wanglı", "WANGLİ", "wang\uff2ci"])
def test_a_known_account_is_hidden_however_it_is_written(db, written):
    assert scrub(f"微信加她：{written}，谢谢", ["wangli"]) == "微信加她：***，谢谢"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("下周再联系", "下周再联系"),
        ("一三八〇〇一三八〇〇〇", "***"),
        ("１３８００１３８０００", "***"),
        ("li＠example。com", "***"),
        ("周一二三四五", "周一二三四五"),
    ],
)
def test_what_has_neither_letter_nor_number_stays_as_it_is(db, text, shown):
    assert scrub(text, ["+8613800138000"]) == shown
