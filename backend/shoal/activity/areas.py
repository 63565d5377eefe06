from typing import Any

from django.db.models import CharField, Func


class Area(Func):
    """What stands before the dot of a kind: "customer" of "customer.claimed"."""

    # The dot is spelled out: SQLite finds an index on an expression by its text.
    template = "SUBSTR(%(expressions)s, 1, INSTR(%(expressions)s, '.') - 1)"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "SPLIT_PART(%(expressions)s, '.', 1)"
        return self.as_sql(compiler, connection, template=template, **extra)
