"""One person as words and files may tell of them: what to look for, and how to take it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .masking import HIDDEN, folded, known_spans

# A shorter word is no name by which anybody is found.
SHORTEST_NAME = 2
TAIL = 4


@dataclass(frozen=True)
class Person:
    """`contacts` are {(kind, value)}, normalised; `names` all that they were ever called.

    Contacts are looked for in everything, however they are written. A name alone is not the
    person, the school may have three of it: names are looked for where something is theirs
    anyway, or where losing a little more does no harm.
    """

    contacts: frozenset[tuple[str, str]]
    names: frozenset[str]

    def mentioned_in(self, text: str, *, names: bool = False) -> bool:
        """Tell whether `text` has one of the contacts in it, or, asked for, one of the names."""
        return any(True for _ in self._spans(folded(text), names=names))

    def without(self, text: str, *, names: bool = False) -> str:
        """Return `text` with every mention hidden."""
        pieces, end = [], 0
        for start, stop in sorted(self._spans(folded(text), names=names)):
            if start >= end:
                pieces += [text[end:start], HIDDEN]
            end = max(end, stop)
        return "".join([*pieces, text[end:]])

    def without_in(self, found: Any, *, names: bool = False) -> Any:
        """Return parsed JSON with every mention hidden; keys are the school's own words."""
        if isinstance(found, str):
            return self.without(found, names=names)
        if isinstance(found, list):
            return [self.without_in(part, names=names) for part in found]
        if isinstance(found, dict):
            return {key: self.without_in(part, names=names) for key, part in found.items()}
        return found

    @cached_property
    def fragments(self) -> frozenset[str]:
        """Something of each contact that stands in every text with it, as far as it is written
        in one piece there: by these a database finds what is worth a closer look."""
        return frozenset(v[-TAIL:] if k == "phone" else v for k, v in self.contacts)

    @cached_property
    def searched_names(self) -> frozenset[str]:
        return frozenset(name for name in self.names if len(name) >= SHORTEST_NAME)

    def _spans(self, text: str, *, names: bool) -> Iterator[tuple[int, int]]:
        for _, value in self.contacts:
            yield from known_spans(value, text)
        for name in self.searched_names if names else ():
            yield from (m.span() for m in re.finditer(re.escape(folded(name)), text))
