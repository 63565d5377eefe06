"""Finding inquiries by what the viewer sees of them (R31, R100)."""

from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from ..masking import FIRST_IDEOGRAPH, VISIBLE
from ..models import MASKABLE

MOST_WORDS = 5
NOTHING = Q(pk__in=[])


def matching_inquiries(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow `rows`, which have `contacts_open`, to those that every word of `text` fits."""
    bare = Replace(Replace("phone", Value(" ")), Value("-"))
    rows = rows.alias(bare_phone=bare)
    for word in text.split()[:MOST_WORDS]:
        everything = Q(name__icontains=word) | Q(question__icontains=word)
        for kind in MASKABLE:
            everything |= Q(**{f"{kind}__icontains": word})
        everything |= Q(bare_phone__contains=word) | Q(customer__name__icontains=word)
        rows = rows.filter(Q(contacts_open=True) & everything | _through_the_mask(word))
    return rows


def _through_the_mask(word: str) -> Q:
    """Nothing that a mask or the scrubber may hide is found: of names Chinese words, which are no
    contacts, and of a phone the end that its mask shows."""
    fits = NOTHING
    if all(ord(sign) >= FIRST_IDEOGRAPH for sign in word):
        fits |= Q(name__contains=word)
    if word.isascii() and word.isdigit() and len(word) <= VISIBLE:
        # At least as much of it stays hidden as is asked for.
        fits |= Q(bare_phone__regex=rf".{{{VISIBLE}}}{word}$")
    return Q(contacts_open=False) & fits
