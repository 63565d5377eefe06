"""Filters and orderings of the lists of customers and of inquiries."""

from typing import Any

from django.db.models import Q, QuerySet

from shoal.common import clock
from shoal.common.filters import Filter, flag, ids, one_of, since, until
from shoal.common.lists import Ordering
from shoal.organization.requests import Request

from .models import Channel, Customer, Disposition, Intent, Status
from .querysets import never_contacted
from .rules.consultations import REJECT_REASONS
from .rules.forms import TURNED_REASONS
from .services.inquiry_search import matching_inquiries
from .services.search import matching


def _search(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    return matching(rows, text, request.user)


def _course(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    """By subquery: a join would repeat a customer who wants two of the courses."""
    through = Customer.courses.through.objects
    wanted = ids("course").apply(through.all(), text, name, request)
    return rows.filter(pk__in=wanted.values("customer"))


def _overdue(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    def condition() -> Q:
        return Q(next_follow_up_at__lt=clock.start_of_day(clock.now(), request.user.zone))

    return flag(condition, "").apply(rows, text, name, request)


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
    "due_from": since("recycle_due_at"),
    "due_to": until("recycle_due_at"),
    "overdue": Filter(_overdue, "1: was to be contacted before today.", bool, by_the_day=True),
    "unplanned": flag(lambda: Q(next_follow_up_at__isnull=True), "No next step is planned."),
    "guardian": ids("guardian", "Students of whom; whoever has none stands for the household."),
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
    "recycle_due_at": Ordering("recycle_due_at", nullable=True),
    "-recycle_due_at": Ordering("recycle_due_at", descending=True, nullable=True),
}
POOL_ORDERINGS = {"-pool_rank_at": Ordering("pool_rank_at", descending=True)} | CUSTOMER_ORDERINGS


def _inquiry_search(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    return matching_inquiries(rows, text)


def _mine(rows: QuerySet[Any], text: str, name: str, request: Request) -> QuerySet[Any]:
    return flag(lambda: Q(customer__owner=request.user), "").apply(rows, text, name, request)


CONSULTATION_FILTERS: dict[str, Filter] = {
    "search": Filter(_inquiry_search, "Names, contacts, words: as far as you see them."),
    "disposition": one_of("disposition", Disposition.values, "What became of it."),
    "channel": one_of("channel", Channel.values, "How they asked."),
    "reason": one_of("reason", (*REJECT_REASONS, *TURNED_REASONS), "Why it was rejected."),
    "campus": ids("campus", "Campus."),
    "form": ids("form", "Through which form."),
    "customer": ids("customer", "Whose."),
    "owner": ids("customer__owner", "Who holds the customer."),
    "mine": Filter(_mine, "1: of customers whom you hold.", bool),
    "since": since("created_at"),
    "until": until("created_at"),
}
