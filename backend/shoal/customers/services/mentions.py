"""Where else somebody wrote a person's contacts down: in words about others, in stored answers
and in tasks (R121)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Q
from django_tasks_db.models import DBTaskResult

from shoal.common.models import IdempotencyKey

from ..models import (
    Consultation,
    Customer,
    CustomerEdit,
    FollowUp,
    FollowUpPlan,
    FollowUpVersion,
    HandOver,
    OwnershipSpell,
    Reveal,
)
from ..person import Person

# {(model, field): primary keys}
Found = dict[tuple[type[Model], str], list[Any]]
WORDS: tuple[tuple[type[Model], str], ...] = (
    (Customer, "name"), (Customer, "remark"), (Customer, "extra"), (CustomerEdit, "changes"),
    (FollowUp, "note"), (FollowUpVersion, "note"), (FollowUpPlan, "note"),
    (Consultation, "question"), (HandOver, "note"), (OwnershipSpell, "note"), (Reveal, "reason"),
)  # fmt: skip
# Words of ledgers are erased, not rewritten: their guards allow nothing else.
LEDGERS = (OwnershipSpell, Reveal)
TASK = ("args_kwargs", "return_value", "traceback")


def find(person: Person, ids: frozenset[int]) -> Found:
    """Look through everything. Reads only; may take seconds where there are millions of rows."""
    found: Found = {}
    for model, field in WORDS:
        rows = model._default_manager.filter(_any_of(field, person.fragments))
        if pks := [
            pk for pk, said in rows.values_list("pk", field) if _mentioned(said, person, False)
        ]:
            found[model, field] = pks
    found[IdempotencyKey, "body"] = list(_answers(person, ids))
    found[DBTaskResult, "args_kwargs"] = list(_tasks(person))
    return found


def customers_in(found: Found) -> list[int]:
    return sorted({pk for (model, _), pks in found.items() if model is Customer for pk in pks})


def hide(found: Found, person: Person) -> None:
    """Take the person out of what was found, as it stands by now."""
    for (model, field), pks in found.items():
        rows = model._default_manager.filter(pk__in=pks)
        if model is IdempotencyKey:
            rows.update(body="", headers={})
        elif model is DBTaskResult:
            _hide_in_tasks(rows, person)
        elif model in LEDGERS:
            rows.exclude(**{field: ""}).update(**{field: ""})
        else:
            for row in rows.order_by("pk").only("pk", field):
                setattr(row, field, person.without_in(getattr(row, field)))
                row.save(update_fields=[field])


def _any_of(field: str, parts: Iterable[str]) -> Q:
    wanted = Q(pk__in=[])
    for part in parts:
        wanted |= Q(**{f"{field}__icontains": part})
    return wanted


def _mentioned(said: Any, person: Person, names: bool) -> bool:
    return person.without_in(said, names=names) != said


def _answers(person: Person, ids: frozenset[int]) -> Iterator[int]:
    """Stored answers about the customers, or with their name or contacts in them: the loss of one
    costs nobody more than a repeated answer."""
    wanted = _any_of("body", person.fragments | person.searched_names)
    for pk in ids:
        for about in (f'"customer":{pk},', f'"customer":{pk}}}', f'"customer":{{"id":{pk},'):
            wanted |= Q(body__contains=about)
        wanted |= Q(body__startswith=f'{{"id":{pk},', body__contains='"contact_masked":')
    rows = IdempotencyKey.objects.filter(wanted)
    return iter(rows.values_list("pk", flat=True))


def _tasks(person: Person) -> Iterator[Any]:
    # In Python: SQLite keeps the letters of JSON escaped. There are no more than a day's.
    for pk, *said in DBTaskResult.objects.values_list("pk", *TASK).iterator():
        if any(_mentioned(part, person, True) for part in said):
            yield pk


def _hide_in_tasks(rows: Any, person: Person) -> None:
    for task in rows:
        for name in TASK:
            setattr(task, name, person.without_in(getattr(task, name), names=True))
        task.save(update_fields=TASK)
