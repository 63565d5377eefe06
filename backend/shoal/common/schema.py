"""OpenAPI: one way to describe errors, lists and commands."""

import inspect
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_serializer,
)
from rest_framework import serializers

from .errors import all_codes
from .examples import example_of
from .lists import ListSpec
from .problem import FRAMEWORK_CODES, TITLES, problem

PROBLEM_TYPE = "application/problem+json"


class CodeField(serializers.CharField):
    """One of all codes that a problem or refusal can have: clients translate them by it."""


class CodeFieldExtension(OpenApiSerializerFieldExtension):
    target_class = CodeField

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        codes = sorted({*all_codes(), *FRAMEWORK_CODES})
        component = ResolvedComponent(
            name="ErrorCode",
            type=ResolvedComponent.SCHEMA,
            object="ErrorCode",
            schema={"type": "string", "enum": codes},
        )
        auto_schema.registry.register_on_missing(component)
        return component.ref


class FieldProblemSerializer(serializers.Serializer):
    pointer = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457. A refusal's parameters (limit, until, …) are members of their own."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = CodeField()
    request_id = serializers.CharField()
    errors = FieldProblemSerializer(many=True, required=False)


class RefusalSerializer(serializers.Serializer):
    """Why not. Parameters (limit, until, status) are members of their own."""

    code = CodeField()
    detail = serializers.CharField()


class TotalSerializer(serializers.Serializer):
    value = serializers.IntegerField()
    capped = serializers.BooleanField()


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A retry with the same key does nothing twice.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The version you look at, as in `"7"`.'
)
# What a request can meet before it comes to the action.
OF_EVERY_BODY = {400, 413, 415}
OF_EVERY_CALLER = {401, 403, 429}
OF_EVERY_CALL = {503}
USUAL_CODES = {
    400: "invalid",
    401: "not_logged_in, session_ended",
    403: "role_may_not",
    404: "not_found",
    412: "stale",
    413: "too_large",
    415: "unsupported_media_type",
    422: "idempotency_key_reused",
    428: "precondition_required",
    429: "throttled",
    503: "busy",
}


class ShoalAutoSchema(AutoSchema):
    """Tags are the first part of the path, as in `customers`."""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "ops"]

    def get_description(self) -> str:  # type: ignore[override]
        """The action's own docstring, else its view's own: what a base class says of itself is
        addressed to us, not to who calls."""
        name = getattr(self.view, "action", None) or self.method.lower()
        said = getattr(self.view, name, None).__doc__ or vars(type(self.view)).get("__doc__")
        return inspect.cleandoc(said or "")


def error_responses(*statuses: int, codes: dict[int, str] | None = None) -> dict[Any, Any]:
    """Return problem responses with an example each; `codes` may name several per status."""
    codes = {**USUAL_CODES, **(codes or {})}
    return {(status, PROBLEM_TYPE): _problem(status, codes[status]) for status in sorted(statuses)}


def share_usual_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Say once what almost every action can answer: a third of the document's size.

    A post-processing hook of drf-spectacular.
    """
    shared = result["components"].setdefault("responses", {})
    for action in (a for actions in result["paths"].values() for a in actions.values()):
        for status, response in action["responses"].items():
            if response.get("description") == USUAL_CODES.get(int(status)):
                shared.setdefault(f"Problem{status}", response)
                action["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
    return result


def _problem(status: int, codes: str) -> OpenApiResponse:
    first = codes.split(",")[0].strip()
    body = problem(status, first, TITLES[status], "5f0c2c1d9a")
    example = OpenApiExample(first, body, media_type=PROBLEM_TYPE)
    return OpenApiResponse(ProblemSerializer, description=codes, examples=[example])


def command(
    summary: str,
    *,
    request: Any = None,
    response: Any = None,
    status: int = 200,
    errors: tuple[int, ...] = (),
    codes: dict[int, str] | None = None,
    example: Any = None,
    answer: Any = None,
    parameters: tuple[OpenApiParameter | type[serializers.Serializer], ...] = (),
    public: bool = False,
    media_type: str | None = None,
    **kwargs: Any,
) -> Any:
    """Describe one action. `codes` names the problem codes per status; `example` is a request
    body, `answer` an answer's (made up from the serializer unless given), `media_type` what an
    answer is that is no JSON."""
    examples = []
    if example is not None:
        examples.append(OpenApiExample("Request", example, request_only=True))
    if answer is None and response is not None:
        answer = example_of(response)
    if answer is not None:
        examples.append(
            OpenApiExample("Answer", answer, response_only=True, status_codes=[str(status)])
        )
    statuses = {*errors, *(codes or {}), *OF_EVERY_CALL}
    statuses |= set() if public else OF_EVERY_CALLER
    statuses |= OF_EVERY_BODY if request is not None else set()
    if public:
        kwargs["auth"] = []
    return extend_schema(
        summary=summary,
        request=request,
        responses={
            (status, media_type) if media_type else status: response,
            **error_responses(*statuses, codes=codes),
        },
        examples=examples,
        parameters=list(parameters),
        **kwargs,
    )


def listing(
    summary: str, spec: ListSpec, row: type[serializers.BaseSerializer], **kwargs: Any
) -> Any:
    """Describe a list: its filters and orderings come from the spec that serves it."""
    parameters = tuple(spec.parameters()) + tuple(kwargs.pop("parameters", ()))
    extra_fields = kwargs.pop("extra_fields", {})
    codes = {400: "invalid, unknown_filter, invalid_cursor", **kwargs.pop("codes", {})}
    return command(
        summary,
        response=page_of(row, **extra_fields),
        codes=codes,
        parameters=parameters,
        **kwargs,
    )


_PAGES: dict[str, type[serializers.Serializer]] = {}


def page_of(row: type[serializers.BaseSerializer], **extra: serializers.Field) -> Any:
    name = f"{row.__name__.removesuffix('Serializer')}PageSerializer"
    if name not in _PAGES:
        page = type(
            name,
            (serializers.Serializer,),
            {
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": row(many=True),
                "total": TotalSerializer(required=False),
                **extra,
            },
        )
        # A list action answers one page, not an array of pages.
        _PAGES[name] = extend_schema_serializer(many=False)(page)
    return _PAGES[name]
