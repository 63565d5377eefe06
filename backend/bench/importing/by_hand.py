"""The bare way: read the file, and bulk insert the rows that our import leaves behind.

Nothing is checked or normalised, and what is inserted was put together before the clock began.
"""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import python_calamine
from django.db import connection, transaction
from django.db.models import Model

from shoal.activity.models import Event
from shoal.common import school
from shoal.common.bulk import insert_many, reserve_ids
from shoal.customers.models import Customer, Identity, OwnershipSpell, Pool
from shoal.customers.normalize import name_sort
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
    people = [_person(pk, line, pool, by, at) for pk, line in zip(ids, new, strict=True)]
    tables: dict[str, list[Model]] = {
        "customers": [customer for customer, _ in people],
        "identities": [identity for _, found in people for identity in found],
        "spells": [
            OwnershipSpell(customer_id=pk, household=pk, pool=pool, started_at=at,
                           start_reason="imported", started_by=by) for pk in ids
        ],
        "courses": [Customer.courses.through(customer_id=pk, course_id=1) for pk in ids],
        "events": [
            Event(tx=0, kind="customer.created", subject_type="customer", subject_id=pk,
                  customer_id=pk, actor=by, at=at, pool_after=pool.pk, data={"import_id": batch.pk})
            for pk in ids
        ],
        "verdicts": [
            ImportRow(batch=batch, number=number, verdict="new",
                      values=dict(zip(HEADERS, line.cells, strict=True)))
            for number, line in enumerate(rows, start=2)
        ],
    }  # fmt: skip
    tokens = [
        (c.pk, " ".join(tokens_of(c.name, [(i.kind, i.value) for i in found])))
        for c, found in people
    ]
    inserts: dict[str, Callable[[], None]] = {
        name: (lambda models=models: insert_many(models)) for name, models in tables.items()
    }
    return {**inserts, "search": lambda: _index(tokens)}


def _person(
    pk: int, line: Line, pool: Pool, by: Employee, at: datetime
) -> tuple[Customer, list[Identity]]:
    name, phone, wechat, *_, remark = line.cells
    number = "+86" + phone.removeprefix("+86").replace(" ", "")
    customer = Customer(
        pk=pk, name=name, name_sort=name_sort(name), phone=number, wechat=wechat, campus_id=1,
        source_id=1, remark=remark, pool=pool, entered_at=at, pool_rank_at=at, created_at=at,
        created_by=by,
    )  # fmt: skip
    given = {"phone": number, "wechat": wechat}
    return customer, [
        Identity(customer_id=pk, kind=kind, value=value, is_primary=True)
        for kind, value in given.items()
        if value
    ]


def _index(tokens: list[tuple[int, str]]) -> None:
    from shoal.customers.services import search

    search._write(tokens)
