"""One spelling for what identifies a person, so that the same one is recognised again (R30)."""

import re
import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pypinyin import lazy_pinyin

from shoal.common.phones import normalize_phone

NAME_SORT_LENGTH = 200
VALUE_LENGTH = 254
# The product's own ids, and the phone or QQ numbers that older accounts go by.
WECHAT = re.compile(r"[a-z0-9_][-_a-z0-9]{4,29}")
QQ = re.compile(r"[1-9][0-9]{4,11}")
# Surnames that are read otherwise than the same character elsewhere.
SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "盖": "ge",
    "翟": "zhai", "乐": "yue", "朴": "piao", "任": "ren", "覃": "qin", "缪": "miao", "员": "yun",
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun",
}  # fmt: skip


def fold(text: str) -> str:
    """Return `text` as it is compared: full width as half width, case folded, trimmed."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def normalize_identity(kind: str, value: str, region: str | None = None) -> str | None:
    """Return `value` in the one spelling of its kind, or None if it cannot be one.

    Phone: E.164, of `region` (else the school's) where it has no country code. WeChat: case
    folded. QQ: 5 to 12 digits. E-mail: lower case. External ids belong to another system and
    are trimmed only.
    """
    if len(value) > VALUE_LENGTH:
        return None
    if kind == "phone":
        return normalize_phone(value, region)
    if kind == "external":
        return value.strip() or None
    # A spreadsheet writes whole numbers as "123456.0".
    folded = fold(value) if kind == "email" else fold(value).removesuffix(".0")
    if kind == "email":
        return _email(folded)
    pattern = {"wechat": WECHAT, "qq": QQ}[kind]
    return folded if pattern.fullmatch(folded) else None


def name_sort(name: str) -> str:
    """Return the key by which names stand in byte order: pinyin by syllable, lower case."""
    folded = fold(name)
    for size in (2, 1):
        if reading := SURNAMES.get(folded[:size]):
            rest = _syllables(folded[size:])
            return f"{reading} {rest}".strip()[:NAME_SORT_LENGTH].strip()
    return _syllables(folded)[:NAME_SORT_LENGTH].strip()


def _email(folded: str) -> str | None:
    try:
        validate_email(folded)
    except ValidationError:
        return None
    return folded


def _syllables(text: str) -> str:
    spelled = "".join(_reading(c) if ord(c) > 0x2E7F else c for c in text)
    return " ".join(spelled.split())


@lru_cache(maxsize=8192)
def _reading(character: str) -> str:
    # Character by character: phrase tables guess at words, and names are not words.
    return f" {lazy_pinyin(character)[0]} "
