"""Making the campuses, courses and sources that the importer chose to create (rule R51)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model

from shoal.common import school
from shoal.common.codes import free_code
from shoal.customers.normalize import fold
from shoal.organization.models import Campus, Employee, ListEntry
from shoal.organization.services.lists import create_entry
from shoal.organization.services.places import create_campus
from shoal.teaching.models import Course
from shoal.teaching.services.courses import create_course

from .choices import CREATABLE, CREATE, SKIP, Unknown, directory_for, may_create

NAMELESS = "imported"


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
                choice = MAKERS[kind](word, by, at).pk if may_create(by) else SKIP
            made[fold(word)] = choice
            settled[kind][place] = {**entry, "choice": choice}
    return settled


def _campus(word: str, by: Employee, at: datetime) -> Model:
    home = school.current()
    fields = {
        "name": word,
        "code": free_code(word, Campus.objects.values_list("code", flat=True), NAMELESS),
        "time_zone": home.time_zone,
        "currency": home.currency,
    }
    return create_campus(fields=fields, by=by, at=at)


def _course(word: str, by: Employee, at: datetime) -> Model:
    code = free_code(word, Course.objects.values_list("code", flat=True), NAMELESS)
    fields = {"name": word, "code": code, "currency": school.current().currency}
    return create_course(fields=fields, by=by, at=at)


def _source(word: str, by: Employee, at: datetime) -> Model:
    sources = ListEntry.objects.filter(kind=ListEntry.Kind.SOURCE)
    code = free_code(word, sources.values_list("code", flat=True), NAMELESS)
    return create_entry(
        kind=ListEntry.Kind.SOURCE, code=code, label_en=word, label_zh=word, by=by, at=at
    )


MAKERS: dict[str, Callable[[str, Employee, datetime], Model]] = {
    "campus": _campus,
    "course": _course,
    "source": _source,
}
