"""The bare handlers: what a list costs by hand.

The same columns of the same rows by one raw statement on the same connection, dicts to orjson; no
authentication, no masking, no rules.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from django.db import connection
from django.http import HttpRequest, HttpResponse

from shoal.customers.models import Pool
from shoal.organization.models import Employee

from .sql import CUSTOMER, DETAIL, EVENTS, PEOPLE, TIMELINE, courses, words

PAGE = 50
NULLABLE = ("last_contact_at", "next_follow_up_at")
LIVING = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"


@cache
def who(username: str) -> dict[str, Any]:
    """Return what the statements need to know of somebody: asked once, as by hand one would."""
    employee = Employee.objects.select_related("department", "campus").get(username=username)
    return {
        "id": employee.pk,
        "pools": list(Pool.objects.of(employee).values_list("pk", flat=True)),
        "led": list(Employee.objects.in_scope_of(employee).values_list("pk", flat=True)),
    }


def customers(request: HttpRequest) -> HttpResponse:
    """One page of customers: `list` (pool, mine, team, all), `order`, `user`, `offset`."""
    viewer = who(request.GET["user"])
    name, order = request.GET["list"], request.GET["order"]
    condition, params = _condition(name, viewer)
    direction, column = "DESC" if order.startswith("-") else "ASC", order.lstrip("-")
    column = {"name": "name_sort"}.get(column, column)
    nulls = " NULLS LAST" if column in NULLABLE else ""
    statement = (
        f"{_customer_statement(name == 'pool')} WHERE {LIVING} AND {condition}{{more}} "
        f"ORDER BY c.{column} {direction}{{nulls}}, c.id {direction} "
        f"LIMIT {PAGE + 1} OFFSET {int(request.GET.get('offset', 0))}"
    )
    given = [*([viewer["id"]] if name == "pool" else []), *params]
    found: list[dict[str, Any]] = []
    if nulls:
        # NULLs stand at one end of the index: a page of values comes from a walk without them.
        filled = statement.format(more=f" AND c.{column} IS NOT NULL", nulls="")
        found = rows(filled, given)
    if len(found) <= PAGE:
        found = rows(statement.format(more="", nulls=nulls), given)
    return _answer({"results": found})


def count(request: HttpRequest) -> HttpResponse:
    condition, params = _condition(request.GET["list"], who(request.GET["user"]))
    counted = f"SELECT COUNT(*) AS count FROM customers_customer c WHERE {LIVING} AND {condition}"
    return _answer(rows(counted, params)[0])


def _condition(name: str, viewer: dict[str, Any]) -> tuple[str, Sequence[Any]]:
    if name == "pool":
        return f"c.owner_id IS NULL AND {_within('c.pool_id', viewer['pools'])}", viewer["pools"]
    if name == "mine":
        return "c.owner_id = %s", [viewer["id"]]
    if name == "team":
        return _within("c.owner_id", viewer["led"]), viewer["led"]
    return "TRUE", []


def _within(column: str, values: Sequence[Any]) -> str:
    return f"{column} IN ({', '.join(['%s'] * len(values))})"


@cache
def _customer_statement(with_my_last_end: bool) -> str:
    mine = (
        ", (SELECT s.ended_at FROM customers_ownershipspell s WHERE s.customer_id = c.id "
        "AND s.owner_id = %s AND s.ended_at IS NOT NULL ORDER BY s.ended_at DESC LIMIT 1) "
        "AS my_last_end"
    )
    return CUSTOMER.format(
        courses=courses(connection.vendor),
        words=words(connection.vendor),
        more=mine if with_my_last_end else "",
    )


def one_customer(request: HttpRequest, pk: int) -> HttpResponse:
    found = {name: rows(statement, [pk]) for name, statement in _detail().items()}
    return _answer(found)


@cache
def _detail() -> dict[str, str]:
    row = _customer_statement(False) + " WHERE c.id = %s"
    return {"customer": row, **DETAIL}


def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    limit = f" LIMIT {PAGE + 1}"
    return _answer({name: rows(sql + limit, [pk]) for name, sql in TIMELINE.items()})


def today(request: HttpRequest) -> HttpResponse:
    """The four sections and their counts, of the day of the database's clock."""
    me = who(request.GET["user"])["id"]
    now = "now()" if connection.vendor == "postgresql" else "datetime('now')"
    day, soon = _days()
    sections = {
        "overdue": (f"c.next_follow_up_at < {day}", "next_follow_up_at"),
        "due_today": (f"c.next_follow_up_at >= {day} AND c.next_follow_up_at < {now}",
                      "next_follow_up_at"),
        "never_contacted": (
            "c.status IN ('new', 'contacted', 'qualified', 'trial_booked', 'applied') AND "
            "(c.last_contact_at IS NULL OR c.last_contact_at < c.owned_since)", "owned_since"),
        "returning": (f"c.recycle_due_at <= {soon}", "recycle_due_at"),
    }  # fmt: skip
    counts = ", ".join(f'COUNT(*) FILTER (WHERE {c}) AS "{n}"' for n, (c, _) in sections.items())
    held = f"c.owner_id = %s AND {LIVING}"
    answer = {
        "counts": rows(f"SELECT {counts} FROM customers_customer c WHERE {held}", [me]),
        **{
            name: rows(
                _customer_statement(False)
                + f" WHERE {held} AND {condition} ORDER BY c.{order}, c.id LIMIT {PAGE}",
                [me],
            )
            for name, (condition, order) in sections.items()
        },
    }
    return _answer(answer)


def _days() -> tuple[str, str]:
    if connection.vendor == "postgresql":
        return "date_trunc('day', now())", "now() + interval '3 days'"
    return "date('now')", "datetime('now', '3 days')"


def people(request: HttpRequest) -> HttpResponse:
    return _answer({"results": rows(f"{PEOPLE} ORDER BY e.display_name, e.id LIMIT {PAGE + 1}")})


def events(request: HttpRequest) -> HttpResponse:
    return _answer({"results": rows(f"{EVENTS} ORDER BY v.at DESC, v.id DESC LIMIT {PAGE + 1}")})


def feed(request: HttpRequest) -> HttpResponse:
    """The next events behind a cursor, whoever may see them."""
    _, tx, pk = request.GET["after"].split(".")
    # SQLite, where all have one `tx`, would seek by that alone.
    seek = (
        "(v.tx, v.id) > (%s, %s)"
        if connection.vendor == "postgresql"
        else "v.tx = %s AND v.id > %s"
    )
    statement = f"{EVENTS} WHERE {seek} ORDER BY v.tx, v.id LIMIT 500"
    return _answer({"results": rows(statement, [int(tx), int(pk)])})


def scan(request: HttpRequest) -> HttpResponse:
    """What a search costs that looks at every row."""
    like = f"%{request.GET['q']}%"
    word = "ILIKE" if connection.vendor == "postgresql" else "LIKE"
    columns = ("name", "phone", "wechat", "qq", "email")
    condition = " OR ".join(f"c.{column} {word} %s" for column in columns)
    # Materialised: with a common word the walk along created_at would stop after a page.
    hits = (
        "WITH hits AS MATERIALIZED (SELECT c.id, c.created_at FROM customers_customer c "
        f"WHERE {LIVING} AND ({condition})) SELECT id FROM hits ORDER BY created_at DESC, id DESC "
        f"LIMIT {PAGE}"
    )
    return _answer({"results": rows(hits, [like] * len(columns))})


def rows(statement: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _answer(found: Any) -> HttpResponse:
    return HttpResponse(orjson.dumps(found, default=str), content_type="application/json")
