from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from .errors import TooLarge


class OrjsonParser(BaseParser):
    """JSON by orjson, which refuses what the standard library lets in: NaN, lone surrogates,
    thousands of nested brackets. NUL, which PostgreSQL cannot store, is refused here."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        # DRF reads past DATA_UPLOAD_MAX_MEMORY_SIZE, which guards `request.body` only.
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(limit=limit)
        if rb"\u0000" in body and _has_nul(body):
            raise ParseError("Text must not contain the character NUL.")
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"This is not JSON: {error}") from error


def _has_nul(body: bytes) -> bool:
    """Tell an escaped NUL from an escaped backslash before "u0000"."""
    return rb"\u0000" in body.replace(rb"\\", b"")
