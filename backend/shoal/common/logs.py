import logging
from datetime import UTC, datetime

import orjson

from .request_id import current_request_id


class JsonLineFormatter(logging.Formatter):
    """One JSON object a line. Callers never log bodies, query strings, tokens or contacts."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC), "level": record.levelname.lower(),
            "logger": record.name, "message": record.getMessage(),
        }  # fmt: skip
        if request_id := current_request_id.get():
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line).decode()
