"""The side table for search, and names in byte order: each database in its own words."""

from django.db import migrations

POSTGRESQL = [
    "ALTER TABLE customers_customer ALTER COLUMN name_sort TYPE varchar(200) COLLATE \"C\"",
    "CREATE TABLE customers_search (customer_id bigint PRIMARY KEY "
    "REFERENCES customers_customer (id) DEFERRABLE INITIALLY DEFERRED, tokens text[] NOT NULL)",
    "CREATE INDEX customers_search_tokens ON customers_search USING gin (tokens) "
    "WITH (fastupdate = off)",
]
# rowid is the customer's id. Tokens come ready-made from Python: split at blanks only.
SQLITE = [
    "CREATE VIRTUAL TABLE customers_search USING fts5 "
    "(tokens, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\", "
    "detail=none, columnsize=0)",
]


def create(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE customers_search")


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
