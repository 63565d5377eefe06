"""Filters and orderings that all lists of customers share."""

from typing import Any

from django.db.models import QuerySet

from shoal.common.filters import Filter, flag, ids, one_of, since, until
from shoal.common.lists import Ordering
from shoal.organization.requests import Request

from .models import Customer, Intent, Status
from .querysets import never_contacted
from .services.search import matching


def _search(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    return matching(rows, text, request.user)


def _course(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    """By subquery: a join would repeat a customer who wants two of the courses."""
    through = Customer.courses.through.objects
    wanted = ids("course").apply(through.all(), text, name, request)
    return rows.filter(pk__in=wanted.values("customer"))


CUSTOMER_FILTERS: dict[str, Filter] = {
    "search": Filter(
        _search, "Name, phone, WeChat, QQ, e-mail or external id, as far as you may see them."
    ),
    "status": one_of("status", Status.values, "Sales status."),
    "intent": one_of("intent", Intent.values, "Intent level."),
    "source": ids("source", "Source."),
    "campus": ids("campus", "Campus."),
    "course": Filter(_course, "Course of interest. Comma separated."),
    "pool": ids("pool", "Home pool."),
    "created_from": since("created_at"),
    "created_to": until("created_at"),
    "last_contact_from": since("last_contact_at"),
    "last_contact_to": until("last_contact_at"),
}  # fmt: skip

HELD_FILTERS: dict[str, Filter] = CUSTOMER_FILTERS | {
    "owner": ids("owner", "Who holds them."),
    "next_from": since("next_follow_up_at"),
    "next_to": until("next_follow_up_at"),
    "never_contacted": flag(
        never_contacted, "Still to be won, and not contacted since their holder took them."
    ),
}

POOL_FILTERS: dict[str, Filter] = CUSTOMER_FILTERS | {
    "entered_from": since("entered_at"),
    "entered_to": until("entered_at"),
}

CUSTOMER_ORDERINGS = {
    "-created_at": Ordering("created_at", descending=True),
    "created_at": Ordering("created_at"),
    "-last_contact_at": Ordering("last_contact_at", descending=True, nullable=True),
    "last_contact_at": Ordering("last_contact_at", nullable=True),
    "name": Ordering("name_sort"),
    "-name": Ordering("name_sort", descending=True),
}
HELD_ORDERINGS = CUSTOMER_ORDERINGS | {
    "next_follow_up_at": Ordering("next_follow_up_at", nullable=True),
    "-next_follow_up_at": Ordering("next_follow_up_at", descending=True, nullable=True),
}
POOL_ORDERINGS = {"-pool_rank_at": Ordering("pool_rank_at", descending=True)} | CUSTOMER_ORDERINGS
