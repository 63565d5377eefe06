from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from .errors import Invalid


@contextmanager
def taken(fields: Mapping[str, str]) -> Iterator[None]:
    """Turn the database's "not unique" into a field error.

    `fields` maps what the database calls the constraint or column to the field of the body.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        # The first line names the constraint; the next ones quote what was written.
        said = str(error).splitlines()[0]
        for name, field in fields.items():
            if name in said:
                raise Invalid.field(field, "taken", "There is one like this already.") from None
        raise
