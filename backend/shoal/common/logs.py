"""Log lines: one JSON object each, without what must not be written down.

Callers never log bodies, query strings, tokens or contacts. But an exception quotes what it
tripped over, so its words (and any message) are gone over once more here.
"""

import logging
import re
from datetime import UTC, datetime

import orjson
from django.utils.crypto import salted_hmac

from .request_id import current_request_id

# PostgreSQL quotes the row there, to the last line of the message.
DETAIL = re.compile(r"(?s)(?<=DETAIL: ).*?(?=\n\n(?:The above|During handling)|\Z)")
QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]*=[^\s\"'<>]*")
LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
JWT = re.compile(r"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?")
# Random, so with letters of both cases and digits, unlike any name in a traceback.
TOKEN = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{32,}")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"(?<![\w.+-])(?!\d{4}-\d\d-\d\d\b)\+?\d(?:[ -]?\d){7,14}(?![\w-])")


class JsonLineFormatter(logging.Formatter):
    """`extra={"fields": {...}}` of a record become members of the line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC), "level": record.levelname.lower(),
            "logger": record.name, "message": without_secrets(record.getMessage()),
        }  # fmt: skip
        if request_id := current_request_id.get():
            line["request_id"] = request_id
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["exception"] = without_secrets(self.formatException(record.exc_info))
        return orjson.dumps(line).decode()


def without_secrets(text: str) -> str:
    """Return `text` without quoted rows, query strings, tokens and contacts. A phone number
    becomes a keyed hash and its last two digits: so two lines about one can be matched."""
    text = DETAIL.sub("…", text)
    text = QUERY.sub("?…", text)
    text = LOGIN.sub("…@", text)
    for secret in (JWT, TOKEN, EMAIL):
        text = secret.sub("…", text)
    return PHONE.sub(_hashed, text)


def _hashed(phone: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", phone[0])
    return f"phone:{salted_hmac('shoal.logs', digits).hexdigest()[:8]}…{digits[-2:]}"
