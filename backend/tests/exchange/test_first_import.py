"""The first import into a school that had hardly anybody: what is planned for that is too slow."""

import pytest
from django.db import connection

from .files import csv_file, run, upload

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite plans no checks of foreign keys"
)


def people(count, prefix):
    return csv_file("name,phone", *(f"张{n},{prefix}{n:04}" for n in range(count)))


def check_foreign_keys():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def customers_read_one_after_the_other():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'customers_customer'"
        )
        return cursor.fetchone()[0]


def test_the_checks_of_many_new_rows_do_not_read_all_customers_for_each(world):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_customer")
    run(upload(people(20, "1380000"), world.ada))
    check_foreign_keys()  # planned here, for a table of one page
    run(upload(people(1000, "1390000"), world.ada))
    before = customers_read_one_after_the_other()
    check_foreign_keys()
    assert customers_read_one_after_the_other() == before
