"""OpenAPI: one way to describe errors, lists and commands."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from .lists import ListSpec
from .problem import TITLES, problem


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
    code = serializers.CharField()
    request_id = serializers.CharField()
    errors = FieldProblemSerializer(many=True, required=False)


class RefusalSerializer(serializers.Serializer):
    """Why not. Parameters (limit, until, status) are members of their own."""

    code = serializers.CharField()
    detail = serializers.CharField()


class TotalSerializer(serializers.Serializer):
    value = serializers.IntegerField()
    capped = serializers.BooleanField()


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="A retry with the same key does nothing twice."
)  # fmt: skip
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The version you look at, as in `"7"`.'
)


class ShoalAutoSchema(AutoSchema):
    """Answers that any authenticated route can give are added to every one."""

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "ops"]


def error_responses(*statuses: int, codes: dict[int, str] | None = None) -> dict[int, Any]:
    """Return problem responses with an example each; 401, 403, 429 and 503 come by themselves."""
    codes = codes or {}
    return {
        status: OpenApiResponse(
            ProblemSerializer,
            description=codes.get(status, TITLES[status]),
            examples=[
                OpenApiExample(
                    TITLES[status],
                    problem(status, codes.get(status, TITLES[status].lower().replace(" ", "_")).split(",")[0].strip(),
                            TITLES[status], "5f0c2c1d9a"),
                    media_type="application/problem+json",
                )
            ],
        )
        for status in sorted({*statuses, 429, 503})
    }  # fmt: skip


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
    parameters: tuple[OpenApiParameter, ...] = (),
    public: bool = False,
    **kwargs: Any,
) -> Any:
    """Describe one action. `codes` names the problem codes per status; `example` is a request
    body, `answer` an answer's."""
    examples = []
    if example is not None:
        examples.append(OpenApiExample("Request", example, request_only=True))
    if answer is not None:
        examples.append(
            OpenApiExample("Answer", answer, response_only=True, status_codes=[str(status)])
        )
    statuses = set(errors) | set(codes or {}) | (set() if public else {401, 403})
    extra = {"auth": []} if public else {}
    return extend_schema(
        summary=summary,
        request=request,
        responses={status: response, **error_responses(*statuses, codes=codes)},
        examples=examples,
        parameters=list(parameters),
        **extra,
        **kwargs,
    )  # fmt: skip


def listing(
    summary: str, spec: ListSpec, row: type[serializers.BaseSerializer], **kwargs: Any
) -> Any:
    """Describe a list: its filters and orderings come from the spec that serves it."""
    parameters = tuple(spec.parameters()) + tuple(kwargs.pop("parameters", ()))
    extra_fields = kwargs.pop("extra_fields", {})
    return command(
        summary,
        response=page_of(row, **extra_fields),
        errors=(400,),
        parameters=parameters,
        **kwargs,
    )


_PAGES: dict[str, type[serializers.Serializer]] = {}


def page_of(row: type[serializers.BaseSerializer], **extra: serializers.Field) -> Any:
    name = f"{row.__name__.removesuffix('Serializer')}PageSerializer"
    if name not in _PAGES:
        _PAGES[name] = type(
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
    return _PAGES[name]
