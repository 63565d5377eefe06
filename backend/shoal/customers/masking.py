"""What is left of a contact for those who may not see it: at least half is hidden (R4)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import phonenumbers

from shoal.common import school

HIDDEN = "***"
VISIBLE = 4
LONG = 7
# From here on signs are words by themselves: Chinese, Japanese, Korean.
FIRST_IDEOGRAPH = 0x2E80

# What people put between the digits of a number they write down, zero-width signs included.
_BETWEEN = r"[\s\-‐-―_.,、，。/\\()\[\]·*+\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
_NUMERAL = "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)日?")
_DIGITS = re.compile(rf"[\d{_NUMERAL}](?:{_BETWEEN}[\d{_NUMERAL}]){{4,}}")
# From the beginning of a word only: tried from each letter, a long word takes minutes.
_EMAIL = re.compile(r"(?<![^\s@,;，；：:<>()])[^\s@,;，；：:<>()]+\s?@\s?[^\s@,;，；<>()]+")
_NAMED_ID = re.compile(
    r"(?:微信|薇信|威信|v信|wechat|weixin|wx|vx|qq|扣扣)(?:号|id|是|为|:|=|\s){0,4}"
    r"([a-z0-9_][-_a-z0-9]{3,})",
    re.IGNORECASE,
)
# A word of Latin letters with an underscore or two digits in it is no word.
_LIKE_ID = re.compile(
    r"(?<![a-z0-9_-])(?=[a-z0-9-]*_|[a-z_-]*\d[a-z_-]*\d)[a-z][-_a-z0-9]{5,29}", re.IGNORECASE
)

# Without one of these signs a text holds none of the above.
_MAY_HIDE = re.compile(rf"[@\d_a-z{_NUMERAL}]", re.IGNORECASE)
# Signs that a pattern takes for these letters when it ignores case, and `lower` does not.
_LIKE_ASCII = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})


def mask(kind: str, value: str) -> str:
    """Return `value` with its last characters only: at most four, and at most half.

    Of a phone at home the national number counts, of an e-mail address the part before @.
    """
    if not value:
        return ""
    if kind == "email":
        return f"{_tail_only(value.partition('@')[0])}@{HIDDEN}"
    return _tail_only(national(value) if kind == "phone" else value)


def visible_tail(kind: str, value: str) -> str:
    """Return the characters of `value` that its mask shows."""
    return mask(kind, value).partition("@")[0].lstrip("*")


def national(e164: str) -> str:
    """Return a phone number without the country code of home."""
    return e164.removeprefix(_prefix_of(school.phone_region()))


def scrub(text: str, known: Iterable[str] = ()) -> str:
    """Return free text with everything hidden that may be a contact.

    Runs of five or more digits whatever stands between them (full width and Chinese numerals
    too; dates stay), e-mail addresses, account names, and the `known` values of the customer.
    """
    if not text:
        return text
    folded = _folded(text)
    spans: list[tuple[int, int]] = []
    if _MAY_HIDE.search(folded):
        spans += [m.span() for m in _EMAIL.finditer(folded)]
        spans += [m.span(1) for m in _NAMED_ID.finditer(folded)]
        spans += [m.span() for m in _LIKE_ID.finditer(folded)]
        spans += _number_spans(folded)
    for value in known:
        for spelling in {value, national(value)} - {""}:
            spans += _spans_of(_folded(spelling), folded)
    return _replace(text, spans) if spans else text


def public_name(name: str, known: Iterable[str]) -> str:
    """Return what everybody sees of a name; `known` are all identities of the customer."""
    # Most names are Chinese only, in which nothing can hide.
    if len(name) <= LONG - 1 and all(ord(sign) >= FIRST_IDEOGRAPH for sign in name):
        return name
    return scrub(name, known)


def scrub_extra(extra: dict[str, Any], known: Iterable[str] = ()) -> dict[str, Any]:
    """Return the school's own columns with every value scrubbed as text."""
    known = list(known)
    return {
        key: value if value is None or isinstance(value, bool) else scrub(str(value), known)
        for key, value in extra.items()
    }


def _tail_only(value: str) -> str:
    shown = min(VISIBLE, len(value) // 2)
    return "*" * (len(value) - shown) + value[len(value) - shown :]


def _spans_of(value: str, folded: str) -> list[tuple[int, int]]:
    # Compiling a pattern takes longer than all the rest, and almost no text holds the value.
    if value.isascii() and value.lower() not in folded.translate(_LIKE_ASCII).lower():
        return []
    return [m.span() for m in re.finditer(re.escape(value), folded, re.IGNORECASE)]


def _number_spans(folded: str) -> list[tuple[int, int]]:
    dates = [m.span() for m in _DATE.finditer(folded)]
    blanked = folded
    for start, end in dates:
        blanked = blanked[:start] + "\n" * (end - start) + blanked[end:]
    spans = []
    for found in _DIGITS.finditer(blanked):
        run = found.group()
        digits = sum(sign.isdigit() for sign in run)
        if digits >= LONG:
            # "张三13812345678": the numeral beside a whole number belongs to the name.
            start = found.start() + len(run) - len(run.lstrip(_NUMERAL))
            spans.append((start, found.end() - len(run) + len(run.rstrip(_NUMERAL))))
        # "周一二三四五" are days: numerals alone must be as many as a number has.
        elif digits or sum(sign in _NUMERAL for sign in run) >= LONG:
            spans.append(found.span())
    return spans


def _replace(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            pieces += [text[end:start], HIDDEN]
        end = max(end, stop)
    return "".join([*pieces, text[end:]])


def _folded(text: str) -> str:
    # Sign by sign, so that places in it are places in the text.
    return text if text.isascii() else "".join(map(_fold_sign, text))


@lru_cache(maxsize=16384)
def _fold_sign(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign


@lru_cache(maxsize=8)
def _prefix_of(region: str) -> str:
    return f"+{phonenumbers.country_code_for_region(region)}"
