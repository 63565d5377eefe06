"""`?scope=`: whose customers a list shows."""

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter

from shoal.common.errors import Invalid, RoleMayNot
from shoal.common.filters import Filter
from shoal.organization.requests import Request

from ..models import Customer

SCOPES = {
    "mine": lambda rows, by: rows.held_by(by),
    "team": lambda rows, by: rows.held_in_scope_of(by),
    "all": lambda rows, by: rows.visible_to(by),
}


class _Scope(Filter):
    def parameter(self, name: str) -> OpenApiParameter:
        return OpenApiParameter(
            name, str, enum=list(SCOPES), default="all", description=self.description
        )


# Applied by `in_scope`, before the other filters: here it only stands for the schema.
SCOPE = _Scope(lambda rows, text, name, request: rows, "Held by me; by my departments; all I see.")


DELETED = Filter(
    lambda rows, text, name, request: rows, "1: the deleted instead, for who may restore.", bool
)


def in_scope(request: Request) -> QuerySet[Customer]:
    """Return the rows of `?scope=` (all that the caller may see unless told).

    `deleted=1` shows the deleted instead. Raises Invalid, RoleMayNot.
    """
    if request.query_params.get("deleted") in ("1", "true"):
        if not request.user.has_capability("customers.restore"):
            raise RoleMayNot()
        return Customer.objects.deleted()
    scope = request.query_params.get("scope") or "all"
    if scope not in SCOPES:
        raise Invalid.field("scope", "choice", f"One of {', '.join(SCOPES)}.")
    return SCOPES[scope](Customer.objects.all(), request.user)
