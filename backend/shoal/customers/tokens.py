"""Names and contacts cut into tokens, the same for both databases (architecture.md, Search).

The first letter of a token says what it is made of, and so who may find by it:
n  what everybody sees of a name          m  the end of a contact that its mask shows
r  a name in which a contact is hidden    i  a contact, in three-grams
e  the beginning of an id in another system
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .masking import FIRST_IDEOGRAPH, public_name, visible_tail
from .models import MASKABLE
from .normalize import fold

GRAM = 3
SHORTEST_TAIL = 3
PREFIXES = (3, 6, 12, 24)
MAX_WORDS, MAX_LENGTH = 5, 60
_RUNS = re.compile(r"[\u2e80-\U0003ffff]+|[^\W\u2e80-\U0003ffff]+")
_NUMBER = re.compile(r"\+?[\d\s\-().]*\d[\d\s\-().]*")


@dataclass(frozen=True)
class Word:
    """One word of a search and the token sets that find it; a set that is empty finds nothing."""

    text: str
    name: tuple[str, ...]
    raw_name: tuple[str, ...]
    tail: tuple[str, ...]
    contact: tuple[str, ...]
    external: tuple[str, ...]

    def shown(self) -> list[tuple[str, ...]]:
        """Return the sets made of what everybody sees of a customer."""
        return [tokens for tokens in (self.name, self.tail) if tokens]

    def all(self) -> list[tuple[str, ...]]:
        hidden = (self.raw_name, self.contact, self.external)
        return self.shown() + [tokens for tokens in hidden if tokens]


def words_of(text: str) -> list[Word]:
    """Return what is searched for; a number written in groups is one word."""
    folded = fold(text)[:MAX_LENGTH]
    if _NUMBER.fullmatch(folded):
        folded = re.sub(r"\D", "", folded)
    return [_word(part) for part in folded.split()[:MAX_WORDS]]


def tokens_of(name: str, identities: Iterable[tuple[str, str]]) -> set[str]:
    """Return all tokens of one customer; `identities` are (kind, value)."""
    identities = list(identities)
    public = public_name(name, [value for _, value in identities])
    found = set(_name_tokens("n", public))
    if public != name:
        found.update(_name_tokens("r", name))
    for kind, value in identities:
        if kind in MASKABLE:
            found.update(_grams("i", _spelled(value)))
            tail = fold(visible_tail(kind, value))
            found.update(_token("m", tail[-n:]) for n in range(SHORTEST_TAIL, len(tail) + 1))
        else:
            folded = fold(value)
            found.update(_token("e", folded[:n]) for n in PREFIXES if len(folded) >= n)
    return found


def _word(text: str) -> Word:
    tail = (_token("m", text),) if SHORTEST_TAIL <= len(text) <= 4 else ()
    return Word(
        text=_spelled(text),
        name=tuple(_query_name("n", text)),
        raw_name=tuple(_query_name("r", text)),
        tail=tail,
        contact=tuple(_grams("i", _spelled(text))),
        external=tuple(_token("e", text[:n]) for n in PREFIXES if n <= len(text))[-1:],
    )


def _spelled(value: str) -> str:
    """A phone number's plus is not searched for."""
    return value.removeprefix("+")


def _name_tokens(kind: str, name: str) -> Iterator[str]:
    for run in _RUNS.findall(fold(name)):
        if ord(run[0]) >= FIRST_IDEOGRAPH:
            yield from (_token(kind, sign) for sign in run)
            yield from (_token(kind, run[i : i + 2]) for i in range(len(run) - 1))
        else:
            yield from _grams(kind, run)
            yield from (_token(f"{kind}p", run[:n]) for n in (1, 2) if n <= len(run))


def _query_name(kind: str, word: str) -> Iterator[str]:
    for run in _RUNS.findall(word):
        if ord(run[0]) >= FIRST_IDEOGRAPH:
            pairs = [run[i : i + 2] for i in range(len(run) - 1)]
            yield from (_token(kind, part) for part in pairs or [run])
        elif len(run) < GRAM:
            yield _token(f"{kind}p", run)
        else:
            yield from _grams(kind, run)


def _grams(kind: str, text: str) -> Iterator[str]:
    return (_token(kind, text[i : i + GRAM]) for i in range(len(text) - GRAM + 1))


def _token(kind: str, text: str) -> str:
    return kind + "_" + "".join(map(_escaped, text))


@lru_cache(maxsize=16384)
def _escaped(sign: str) -> str:
    """Letters and digits stay; all others become hex, so that no tokenizer splits them."""
    return sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}_"
