"""What every view of ours shares: the door, idempotent POSTs, versions."""

import re
from functools import partial
from typing import Any, TypeVar

from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from .errors import FieldError, IdempotencyKeyRequired, Invalid, PreconditionRequired, UnknownFilter
from .idempotency import run_once

# No command takes more; most take less and say so themselves.
MOST_ITEMS = 1000
S = TypeVar("S", bound=serializers.BaseSerializer)


class ApiViewSet(viewsets.ViewSet):
    """A viewset whose `capabilities` name, per action, what a caller needs (Door)."""

    capabilities: dict[str, str] = {}
    request: Any
    # Off where the answer must not be stored, such as a token.
    idempotent = True
    # Actions that are refused without an Idempotency-Key: what they do twice is money.
    key_required: frozenset[str] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action in self.key_required and "Idempotency-Key" not in request.headers:
            raise IdempotencyKeyRequired()
        wanted = request.method == "POST" and "Idempotency-Key" in request.headers
        if wanted and self.idempotent and request.user:
            self.post = partial(run_once, self.post, self.recheck)  # type: ignore[has-type]

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        for name, value in getattr(request, "rate_limit", {}).items():
            response[name] = value
        return super().finalize_response(request, response, *args, **kwargs)

    def recheck(self, stored: Any) -> Any:
        """Return what a replay shows: the stored answer, or what the caller may still see of it.

        Raises NotFound when that is nothing.
        """
        return stored


def parse(serializer_class: type[S], request: Request, **kwargs: Any) -> dict[str, Any]:
    """Return the validated body. Unknown fields are refused, not ignored."""
    data = request.data
    if not hasattr(data, "keys"):
        raise Invalid(detail="The body must be a JSON object.")
    _refuse_too_many(data)
    serializer = serializer_class(data=data, **kwargs)
    unknown = set(data) - set(serializer.fields)  # type: ignore[attr-defined]
    if unknown:
        raise Invalid(
            FieldError(n, "unknown_field", "There is no such field.") for n in sorted(unknown)
        )
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def parse_query(serializer_class: type[S], request: Request) -> dict[str, Any]:
    """Return the validated query of a read that is no list. Raises UnknownFilter, Invalid."""
    serializer = serializer_class(data=request.query_params.dict())
    for name in request.query_params:
        if name not in serializer.fields:  # type: ignore[attr-defined]
            raise UnknownFilter(name=name)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def _refuse_too_many(data: Any) -> None:
    """Before anything looks at each item, which may cost a statement. Raises Invalid."""
    for name, value in data.items():
        within = value.values() if isinstance(value, dict) else ()
        sizes = [len(part) for part in (data, value, *within) if isinstance(part, dict | list)]
        if max(sizes, default=0) > MOST_ITEMS:
            raise Invalid.field(str(name), "max_length", f"At most {MOST_ITEMS} of them.")


def expected_version(request: Request) -> int:
    """Return the version that If-Match names. Raises PreconditionRequired or Invalid."""
    header = request.headers.get("If-Match")
    if header is None:
        raise PreconditionRequired()
    value = header.strip().removeprefix("W/").strip('"')
    if not re.fullmatch("[0-9]{1,18}", value):
        raise Invalid.field("If-Match", "version", 'Send the version in quotes, as in "7".')
    return int(value)


def version_if_sent(request: Request) -> int | None:
    """The same where If-Match may be left out: None then. Raises Invalid."""
    return expected_version(request) if "If-Match" in request.headers else None


def with_etag(response: Response, version: int) -> Response:
    response["ETag"] = f'"{version}"'
    return response
