import re
from typing import Any

from django.db.models import QuerySet

from shoal.common import filters
from shoal.common.errors import Invalid
from shoal.common.filters import Filter, Request

from .areas import Area


def _of_kind(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    if not re.fullmatch(r"[a-z_]{1,40}\.[a-z_]{0,40}", text):
        raise Invalid.field(name, "kind", "As in customer.claimed; customer. for all of these.")
    if text.endswith("."):
        return rows.alias(area=Area("kind")).filter(area=text[:-1])
    return rows.filter(kind=text)


def _of_type(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    _both(request)
    if not re.fullmatch("[a-z]{1,40}", text):
        raise Invalid.field(name, "choice", "The name of a model, as in employee.")
    return rows.filter(subject_type=text)


def _of_subject(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    _both(request)
    return rows.filter(subject_id=filters.parse_id(text, name))


def _both(request: Request) -> None:
    for name in ("subject_type", "subject"):
        if not request.query_params.get(name):
            raise Invalid.field(name, "required", "subject and subject_type go together.")


AUDIT_FILTERS = {
    "kind": Filter(_of_kind, "As in customer.claimed; with a dot at its end all of an area."),
    "actor": filters.ids("actor", "Employees; `none` is the system."),
    "subject_type": Filter(_of_type, "With `subject`."),
    "subject": Filter(_of_subject, "With `subject_type`.", int),
    "customer": filters.ids("customer_id"),
    "since": filters.since("at"),
    "until": filters.until("at"),
}
