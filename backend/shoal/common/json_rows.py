"""A subquery's rows as one value, so that a list needs no further statement for them."""

from typing import Any

from django.db.models import JSONField, Subquery


class JSONRows(Subquery):
    """All rows of a one-column subquery (named `v`) as one JSON array; '[]' for none."""

    output_field = JSONField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        function = (
            "jsonb_agg(v)" if connection.vendor == "postgresql" else "json_group_array(json(v))"
        )
        template = f"(SELECT {function} FROM (%(subquery)s) AS many)"  # noqa: S608
        return super().as_sql(compiler, connection, template=template, **extra)
