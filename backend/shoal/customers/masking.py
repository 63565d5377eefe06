"""What is left of a contact for those who may not see it: at least half is hidden (R4)."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import phonenumbers

from shoal.common import school
from shoal.common.errors import FieldError

HIDDEN = "***"
VISIBLE = 4
LONG = 7
FEWEST_DIGITS = 5
# A shorter account name, its signs taken out, may stand in any word.
SHORTEST_DISGUISED = 5
# From here on signs are words by themselves: Chinese, Japanese, Korean.
FIRST_IDEOGRAPH = 0x2E80

# What people put between the digits of a number they write down: zero-width signs included, and
# what makes a digit a key of a telephone.
_BETWEEN = (
    r"[\s\-‐-―_.,、，。;；:：|~～/\\()\[\]（）·•*+\u00ad\u200b-\u200f\u2060\ufe0f\u20e3\ufeff]{0,3}"
)
_NUMERAL = "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两洞拐"
_WORTH = dict(zip(_NUMERAL, "00123456789112345678920" + "7", strict=True))
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)日?")
# "10:00-11:30": hours of a day, with nothing further behind another colon.
_TIME = re.compile(r"(?<![\d:：])(?:[01]?\d|2[0-3])[:：][0-5]\d(?![\d:：])")
_DIGITS = re.compile(rf"[\d{_NUMERAL}](?:{_BETWEEN}[\d{_NUMERAL}]){{4,}}")
# O for nought, l and I for one: digits all the same where there are others on both sides.
_LETTERED = re.compile(rf"(?<![a-z\d])[\dol](?:{_BETWEEN}[\dolI]){{6,}}(?![a-z\d])", re.IGNORECASE)
# From the beginning of a word only: tried from each letter, a long word takes minutes.
_EMAIL = re.compile(r"(?<![^\s@,;，；：:<>()])[^\s@,;，；：:<>()]+\s?@\s?[^\s@,;，；<>()]+")
# The sign spelled out, by whoever knows that the sign itself is looked for.
_SPOKEN_EMAIL = re.compile(
    r"(?<![a-z0-9._-])[a-z0-9][a-z0-9._-]{1,63}"
    r"\s?(?:艾特|小老鼠|圈a|[#*&$]|[(\[]\s?(?:at|a|艾特)\s?[)\]]|\sat\s)\s?"
    r"[a-z0-9-]{1,30}\s?(?:\.|。|点|dot)\s?(?:com|cn|net|org|edu)",
    re.IGNORECASE,
)
_NAMED_ID = re.compile(
    r"(?:微\W{0,2}信|薇\W{0,2}信|威\W{0,2}信|徽信|卫星|绿泡泡|薇(?=\s?[:号])|v信"
    r"|(?<![a-z])v(?=\s?:|号)|(?<=[加我])v|we\W?chat|weixin|w\W?x|v\W?x|q\W?q|扣扣|企鹅)"
    r"(?:同?号|id|是|为|叫|搜|加|我|她|他|:|=|\s){0,5}"
    r"([a-z0-9_](?:[\s\u200b-\u200f.][a-z0-9_]){4,}(?![a-z0-9])|[a-z0-9_][-_a-z0-9]{3,})",
    re.IGNORECASE,
)
# A word of Latin letters with an underscore or two digits in it is no word.
_LIKE_ID = re.compile(
    r"(?<![a-z0-9_-])(?=[a-z0-9-]*_|[a-z_-]*\d[a-z_-]*\d)[a-z][-_a-z0-9]{5,29}", re.IGNORECASE
)

# Without one of these signs a text holds none of the above.
_MAY_HIDE = re.compile(rf"[@\d_a-z{_NUMERAL}]", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
# So far apart may the digits of one number stand, with words in between.
_FAR = 8
# Signs that a pattern takes for these letters when it ignores case, and `lower` does not.
_LIKE_ASCII = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})


def mask_error(field: str) -> FieldError:
    """Return what is wrong with a field in which a mask comes back (R32)."""
    return FieldError(field, "masked_value", "This is a mask, not a value.")


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
    plain = folded(text)
    spans: list[tuple[int, int]] = []
    if _MAY_HIDE.search(plain):
        spans += [m.span() for m in _EMAIL.finditer(plain)]
        spans += [m.span() for m in _SPOKEN_EMAIL.finditer(plain)]
        spans += [m.span(1) for m in _NAMED_ID.finditer(plain)]
        spans += [m.span() for m in _LIKE_ID.finditer(plain)]
        spans += _number_spans(plain)
    for value in known:
        spans += known_spans(value, plain)
    return _replace(text, spans) if spans else text


def scrub_known(text: str, known: Iterable[str]) -> str:
    """Return a slip's number, digits by nature, with only the `known` values hidden."""
    plain = folded(text)
    return _replace(text, [span for value in known for span in known_spans(value, plain)])


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


def known_spans(value: str, plain: str) -> list[tuple[int, int]]:
    """Return where a contact stands in folded text, taken apart by signs or words too."""
    spans = []
    for spelling in {value, national(value)} - {""}:
        spans += _spans_of(folded(spelling), plain)
    if spans or len(plain) < len(value) // 2:
        return spans
    number = national(value)
    if number.isdigit() and len(number) >= LONG:
        return _scattered(number, plain, lambda sign: _WORTH.get(sign) or _digit(sign))
    bare = _SIGNS.sub("", folded(value)).lower()
    if len(bare) < SHORTEST_DISGUISED or bare not in _SIGNS.sub("", plain).lower():
        return spans
    return _scattered(bare, plain, lambda sign: "" if _SIGNS.match(sign) else sign.lower())


def _digit(sign: str) -> str:
    return sign if sign.isdigit() and sign.isascii() else ""


def _scattered(wanted: str, plain: str, read: Callable[[str], str]) -> list[tuple[int, int]]:
    """Return where the signs of `wanted` stand one after the other, no two of them _FAR apart."""
    places = [(place, worth) for place, sign in enumerate(plain) if (worth := read(sign))]
    line = "".join(worth for _, worth in places)
    spans, start = [], line.find(wanted)
    while start >= 0:
        taken = [place for place, _ in places[start : start + len(wanted)]]
        if all(after - before <= _FAR for before, after in pairwise(taken)):
            spans.append((taken[0], taken[-1] + 1))
        start = line.find(wanted, start + 1)
    return spans


def _spans_of(value: str, plain: str) -> list[tuple[int, int]]:
    # Compiling a pattern takes longer than all the rest, and almost no text holds the value.
    if value.isascii() and value.lower() not in plain.translate(_LIKE_ASCII).lower():
        return []
    return [m.span() for m in re.finditer(re.escape(value), plain, re.IGNORECASE)]


def _number_spans(plain: str) -> list[tuple[int, int]]:
    blanked = plain
    for pattern in (_DATE, _TIME):
        blanked = pattern.sub(lambda found: "\n" * len(found.group()), blanked)
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
    spans += [
        m.span()
        for m in _LETTERED.finditer(blanked)
        if sum(sign.isdigit() for sign in m.group()) >= FEWEST_DIGITS
    ]
    return spans


def _replace(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            pieces += [text[end:start], HIDDEN]
        end = max(end, stop)
    return "".join([*pieces, text[end:]])


def folded(text: str) -> str:
    # Sign by sign, so that places in it are places in the text.
    return text if text.isascii() else "".join(map(_fold_sign, text))


@lru_cache(maxsize=16384)
def _fold_sign(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign


@lru_cache(maxsize=8)
def _prefix_of(region: str) -> str:
    return f"+{phonenumbers.country_code_for_region(region)}"
