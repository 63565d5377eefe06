"""What may go wrong, as classes: the snake_case of a class's name is its public code (api.md)."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar


class DomainError(Exception):
    """A rule of the domain says no. `params` become members of the problem document."""

    status: ClassVar[int] = 409
    detail: ClassVar[str] = "This is not possible now."

    def __init__(self, detail: str | None = None, **params: Any) -> None:
        self.params = params
        self.message = detail or self.detail.format(**params)
        super().__init__(self.message)

    @classmethod
    def code(cls) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    def as_refusal(self) -> dict[str, Any]:
        """Return {"code", "detail", **params}: how details and bulk results say why not."""
        return {"code": self.code(), "detail": self.message, **self.params}


def as_refusals(**why_not: DomainError | None) -> dict[str, dict[str, Any] | None]:
    """Return {command: refusal, or None where one may}: the `refusals` of a detail or a row."""
    return {name: no.as_refusal() if no else None for name, no in why_not.items()}


def all_codes() -> set[str]:
    """Return the code of every refusal that our apps know."""

    def below(kind: type[DomainError]) -> set[type[DomainError]]:
        return {kind}.union(*(below(sub) for sub in kind.__subclasses__()))

    return {e.code() for e in below(DomainError) - {DomainError} if e.__module__[:6] == "shoal."}


class NotFound(DomainError):
    status = 404
    detail = "There is no such thing, or not for you."


class RoleMayNot(DomainError):
    status = 403
    detail = "Your role may not do this."


class PreconditionRequired(DomainError):
    status = 428
    detail = "Send If-Match with the version that you are looking at."


class Stale(DomainError):
    status = 412
    detail = "Somebody changed this meanwhile; it is now at version {version}."


class IdempotencyKeyRequired(DomainError):
    status = 400
    detail = "Send an Idempotency-Key: a retry with the same key books once."


class IdempotencyKeyReused(DomainError):
    status = 422
    detail = "This Idempotency-Key was used with another request."


class Throttled(DomainError):
    status = 429
    detail = "Too many attempts; try again in {retry_after} seconds."


class TooLarge(DomainError):
    status = 413
    detail = "At most {limit} bytes."


class FieldError:
    """One field that was refused: JSON pointer, code, and the reason in English."""

    def __init__(self, pointer: str, code: str, detail: str) -> None:
        self.pointer = pointer if pointer.startswith("/") else f"/{pointer}"
        self.code = code
        self.detail = detail

    def as_dict(self) -> dict[str, str]:
        return {"pointer": self.pointer, "code": self.code, "detail": self.detail}


class Invalid(DomainError):
    """The request is malformed; `errors` names each field and its reason."""

    status = 400
    detail = "Some fields are not right."

    def __init__(self, errors: Iterable[FieldError] = (), detail: str | None = None) -> None:
        self.errors = list(errors)
        super().__init__(detail)

    @classmethod
    def field(cls, name: str, code: str, detail: str) -> "Invalid":
        return cls([FieldError(name, code, detail)])


class InvalidCursor(DomainError):
    status = 400
    detail = "This cursor belongs to another list, ordering or filter."


class UnknownFilter(DomainError):
    status = 400
    detail = "Unknown query parameter: {name}."
