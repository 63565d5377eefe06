"""What hides the contacts of one customer in words that others wrote about them (R4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from ..masking import mask, scrub
from ..models import MASKABLE


@dataclass(frozen=True)
class Veil:
    """`hidden` names the masked kinds, none when the contacts are open; `known` the values."""

    hidden: tuple[str, ...]
    known: tuple[str, ...]

    def text(self, words: str) -> str:
        return scrub(words, self.known) if self.hidden and words else words

    def contact(self, kind: str, value: str) -> str:
        return mask(kind, value) if kind in self.hidden else value


def veil_columns(to_customer: str = "") -> tuple[str, ...]:
    """Return the columns that `veil_of` reads; the query annotates `contacts_open` (rows.py)."""
    contacts = tuple(f"{to_customer}{kind}" for kind in MASKABLE)
    return (*contacts, f"{to_customer}pool__masked_fields", "contacts_open")


def veil_of(found: Mapping[str, Any], to_customer: str = "") -> Veil:
    if found["contacts_open"]:
        return Veil((), ())
    fields = found[f"{to_customer}pool__masked_fields"]
    # `values_list` hands JSON out parsed or as text, depending on the expression.
    hidden = tuple(orjson.loads(fields) if isinstance(fields, str) else fields)
    values = (found[f"{to_customer}{kind}"] for kind in hidden)
    return Veil(hidden, tuple(value for value in values if value))
