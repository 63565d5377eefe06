"""Making the campuses, courses and sources that the importer chose to create (rule R51)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Model
from django.utils.text import slugify

from shoal.activity.services import record
from shoal.customers.normalize import fold
from shoal.organization.models import Campus, Employee, ListEntry
from shoal.teaching.models import Course

from .choices import CREATABLE, CREATE, SKIP, Unknown, directory_for, may_create

CODE_LENGTH = 40


def create_chosen(unknown: Unknown, *, by: Employee, at: datetime) -> dict[str, Any]:
    """Return `unknown` with an id in place of each "create".

    Words that became known meanwhile, also by an earlier try of ours, are not created again.
    """
    directory = directory_for(by)
    settled: dict[str, Any] = {kind: list(entries) for kind, entries in unknown.items()}
    for kind in CREATABLE:
        made: dict[str, Any] = {}
        for place, entry in enumerate(settled.get(kind, [])):
            if entry["choice"] != CREATE:
                continue
            word = entry["value"]
            # "Google" and "google" are one source.
            choice = directory.known(kind, word) or made.get(fold(word))
            if choice is None:
                choice = _create(kind, word, by, at) if may_create(by) else SKIP
            made[fold(word)] = choice
            settled[kind][place] = {**entry, "choice": choice}
    return settled


def _create(kind: str, word: str, by: Employee, at: datetime) -> int:
    made = MAKERS[kind](word)
    record(f"{made._meta.model_name}.created", subject=made, actor=by, at=at)
    return made.pk


def _campus(word: str) -> Model:
    return Campus.objects.create(
        name=word,
        code=_free_code(word, set(Campus.objects.values_list("code", flat=True))),
        time_zone=settings.SCHOOL_TIME_ZONE,
        currency=settings.SCHOOL_CURRENCY,
    )


def _course(word: str) -> Model:
    return Course.objects.create(
        name=word,
        code=_free_code(word, set(Course.objects.values_list("code", flat=True))),
        currency=settings.SCHOOL_CURRENCY,
    )


def _source(word: str) -> Model:
    entries = ListEntry.objects.filter(kind=ListEntry.Kind.SOURCE)
    return ListEntry.objects.create(
        kind=ListEntry.Kind.SOURCE,
        code=_free_code(word, set(entries.values_list("code", flat=True))),
        label_en=word,
        label_zh=word,
        position=(entries.aggregate(last=Max("position"))["last"] or 0) + 1,
    )


MAKERS: dict[str, Callable[[str], Model]] = {
    "campus": _campus,
    "course": _course,
    "source": _source,
}


def _free_code(word: str, taken: set[str]) -> str:
    base = slugify(word, allow_unicode=True)[: CODE_LENGTH - 4] or "imported"
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code
