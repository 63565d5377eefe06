"""The bare way: read the file, and bulk insert the rows that our import leaves behind.

Nothing is checked or normalised, and what is inserted was put together before the clock began.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import python_calamine
from django.db import connection, transaction

from shoal.activity.models import Event
from shoal.common import school
from shoal.common.bulk import insert_columns, reserve_ids
from shoal.customers.models import Customer, Identity, OwnershipSpell, Pool
from shoal.customers.normalize import name_sort
from shoal.customers.services import search
from shoal.customers.tokens import tokens_of
from shoal.exchange.models import Import, ImportRow
from shoal.organization.models import Employee

from .workbook import HEADERS, Line


class _Undo(Exception):
    pass


def read_and_insert(path: Path, rows: list[Line], by: Employee, at: datetime) -> dict[str, float]:
    """Return the seconds of reading and of inserting; nothing stays in the database."""
    began = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    read = list(book.get_sheet_by_index(0).iter_rows())
    reading = time.perf_counter() - began
    assert len(read) == len(rows) + 1
    seconds = {"read": reading}
    # Outside a transaction it is asked for once.
    school.phone_region()
    try:
        with transaction.atomic():
            _take_as_long_as_it_takes()
            inserts = _prepared(rows, by, at)
            began = time.perf_counter()
            for name, insert in inserts.items():
                before = time.perf_counter()
                insert()
                seconds[name] = time.perf_counter() - before
            _check_references()
            seconds["inserted"] = time.perf_counter() - began
            raise _Undo
    except _Undo:
        return seconds


def _take_as_long_as_it_takes() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def _check_references() -> None:
    """What a commit does on PostgreSQL; SQLite counts as it goes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _prepared(rows: list[Line], by: Employee, at: datetime) -> dict[str, Callable[[], None]]:
    pool = Pool.objects.get(is_default=True)
    new = [line for line in rows if line.is_new]
    ids = reserve_ids(Customer, len(new))
    batch = Import.objects.create(
        created_by=by, created_at=at, pool=pool, filename="by hand", stored_as="by-hand",
        header_row=1, total_rows=len(rows), columns=[], mapping={},
    )  # fmt: skip
    return _people(ids, new, pool, by, at) | {
        "spells": partial(
            insert_columns, OwnershipSpell, {"customer_id": ids, "household": ids},
            pool_id=pool.pk, started_at=at, start_reason="imported", started_by_id=by.pk,
        ),
        "courses": partial(
            insert_columns, Customer.courses.through, {"customer_id": ids}, course_id=1
        ),
        "events": partial(
            insert_columns, Event, {"subject_id": ids, "customer_id": ids}, tx=0,
            kind="customer.created", subject_type="customer", actor_id=by.pk, at=at,
            pool_after=pool.pk, data={"import_id": batch.pk},
        ),
        "verdicts": partial(
            insert_columns, ImportRow,
            {"number": range(2, len(rows) + 2),
             "values": [dict(zip(HEADERS, line.cells, strict=True)) for line in rows]},
            batch_id=batch.pk, verdict="new",
        ),
    }  # fmt: skip


def _people(
    ids: list[int], new: list[Line], pool: Pool, by: Employee, at: datetime
) -> dict[str, Callable[[], None]]:
    names, wechats = [line.cells[0] for line in new], [line.cells[2] for line in new]
    numbers = ["+86" + line.cells[1].removeprefix("+86").replace(" ", "") for line in new]
    contacts = [("phone", n, pk) for n, pk in zip(numbers, ids, strict=True)]
    contacts += [("wechat", w, pk) for w, pk in zip(wechats, ids, strict=True) if w]
    tokens = _tokens(ids, names, numbers, wechats)
    return {
        "customers": partial(
            insert_columns, Customer,
            {"id": ids, "name": names, "name_sort": [name_sort(name) for name in names],
             "phone": numbers, "wechat": wechats, "remark": [line.cells[-1] for line in new]},
            campus_id=1, source_id=1, pool_id=pool.pk, entered_at=at, pool_rank_at=at,
            created_at=at, created_by_id=by.pk,
        ),
        "identities": partial(
            insert_columns, Identity,
            dict(zip(("kind", "value", "customer_id"), zip(*contacts, strict=True), strict=True)),
            is_primary=True,
        ),
        "search": partial(search.write_tokens, tokens),
    }  # fmt: skip


def _tokens(
    ids: list[int], names: list[str], numbers: list[str], wechats: list[str]
) -> list[tuple[int, str]]:
    return [
        (pk, " ".join(tokens_of(name, [("phone", number), ("wechat", wechat)])))
        for pk, name, number, wechat in zip(ids, names, numbers, wechats, strict=True)
    ]
