"""Bodies that strangers send: small, and read strictly."""

from io import BytesIO
from typing import IO, Any
from urllib.parse import unquote_plus

from django.http import QueryDict
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from shoal.common.errors import TooLarge
from shoal.common.parsers import OrjsonParser

MOST_BYTES = 32 * 1024
MOST_FIELDS = 100


class IntakeJsonParser(OrjsonParser):
    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        return super().parse(BytesIO(_small(stream)), media_type, parser_context)


class IntakeFormParser(BaseParser):
    """What a plain HTML form sends."""

    media_type = "application/x-www-form-urlencoded"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        body = _small(stream)
        try:
            # Read here, and not by QueryDict: it would take broken signs for others.
            fields = QueryDict(mutable=True)
            pairs = body.decode("ascii").split("&")
            if len(pairs) > MOST_FIELDS:
                raise ParseError(f"At most {MOST_FIELDS} fields.")
            for name, value in _unquoted(pairs):
                fields.appendlist(name, value)
        except UnicodeDecodeError as error:
            raise ParseError("Send the form in UTF-8.") from error
        return fields


def _unquoted(pairs: list[str]) -> list[tuple[str, str]]:
    split = [pair.partition("=") for pair in pairs if pair]
    return [
        (unquote_plus(name, errors="strict"), unquote_plus(value, errors="strict"))
        for name, _, value in split
    ]


def _small(stream: IO[bytes]) -> bytes:
    """Return a body, unless it is longer than any form is. Raises TooLarge."""
    body = stream.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise TooLarge(limit=MOST_BYTES)
    return body
