"""The data model, as Mermaid diagrams that GitHub draws."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

# From what the others stand on, upwards.
APPS = ("common", "organization", "teaching", "customers", "exchange", "activity")
HEAD = """# The data model

Generated from the models by `make docs`; do not edit. A line reads from the one to the many;
`o` means it may be missing. What the columns mean stands in `backend/shoal/*/models/`, why rows
may not change in `backend/shoal/*/guards.py`, and the rules in
[`backend/RULES.md`](../../backend/RULES.md).
"""


def page() -> str:
    parts = [HEAD, "## All of it\n", _diagram(list(_all()), attributes=False)]
    for label in [*APPS, *sorted(_labels() - set(APPS))]:
        models = [model for model in _all() if model._meta.app_label == label]
        if models:
            parts += [f"## {label.capitalize()}\n", _said(models), _diagram(models)]
    return "\n".join(parts)


def _labels() -> set[str]:
    return {model._meta.app_label for model in _all()}


def _all() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("shoal."):
            yield model


def _said(models: list[type[Model]]) -> str:
    """Return what each is for, where its docstring tells: Django's own only lists the columns."""
    lines = []
    for model in models:
        first = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
        if first and not first.startswith(f"{model.__name__}("):
            lines.append(f"- **{model.__name__}**: {first}")
    return "\n".join([*lines, ""]) if lines else ""


def _diagram(models: list[type[Model]], *, attributes: bool = True) -> str:
    lines = ["```mermaid", "erDiagram"]
    if attributes:
        for model in models:
            lines.append(f"  {model.__name__} {{")
            lines += [f"    {_column(field)}" for field in model._meta.concrete_fields]
            lines.append("  }")
    for model in models:
        lines += [f"  {line}" for line in _relations(model)]
    return "\n".join([*lines, "```", ""])


def _column(field: "Field[Any, Any]") -> str:
    key = (
        "PK" if field.primary_key else "FK" if field.remote_field else "UK" if field.unique else ""
    )
    empty = '"may be empty"' if field.null else ""
    return " ".join(filter(None, (_type(field), field.column, key, empty)))


def _type(field: "Field[Any, Any]") -> str:
    """Return Django's word without `Field`: Char, DateTime, BigInteger."""
    kind = field.get_internal_type().removesuffix("Field")
    return {"ForeignKey": "BigInteger", "OneToOne": "BigInteger", "BigAuto": "BigInteger"}.get(
        kind, kind
    )


def _relations(model: type[Model]) -> Iterator[str]:
    name = model.__name__
    for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]:
        if field.remote_field is None:
            continue
        other = field.related_model.__name__
        if field.many_to_many:
            yield f"{other} }}o--o{{ {name} : {field.name}"
        else:
            one = "|o" if field.null else "||"
            many = "o|" if field.one_to_one else "o{"
            yield f"{other} {one}--{many} {name} : {field.name}"
