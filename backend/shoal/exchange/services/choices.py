"""Words that name something of the school's lists: what they mean, and what is unknown (R51)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shoal.common.errors import FieldError, Invalid
from shoal.customers.models import Intent
from shoal.customers.normalize import fold
from shoal.organization.models import Campus, Employee, ListEntry
from shoal.organization.roles import Role
from shoal.teaching.models import Course

from .fields import LISTED

CREATE, SKIP = "create", "skip"
CREATABLE = ("campus", "course", "source")
# A column that was mapped wrongly has as many words as rows; the rest is skipped.
MAX_UNKNOWN = 300
SUFFIXES = ("校区", "分校", "校", "课程", "课", "班", " campus", " course")
INTENT_WORDS = {
    Intent.A: ("a级", "a类", "高", "很高", "高意向", "强", "强烈", "high", "hot", "very high"),
    Intent.B: ("b级", "b类", "中", "中等", "一般", "中意向", "较高", "medium", "middle", "warm"),
    Intent.C: ("c级", "c类", "低", "较低", "低意向", "弱", "low", "cold"),
    Intent.D: ("d级", "d类", "无", "无意向", "没有意向", "很低", "none", "no intent"),
}
Choice = int | str
Unknown = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Directory:
    """{kind: {folded word: id or level}}: `exact` names, and `alike` ones that are proposed."""

    exact: Mapping[str, Mapping[str, Choice]]
    alike: Mapping[str, Mapping[str, Choice]]

    def known(self, kind: str, word: str) -> Choice | None:
        return self.exact[kind].get(fold(word))

    def propose(self, kind: str, word: str, *, may_create: bool) -> Choice:
        if guess := self.alike[kind].get(_stem(fold(word))):
            return guess
        creates = kind in CREATABLE and may_create and len(word) <= 60
        return CREATE if creates else SKIP


def directory_for(by: Employee) -> Directory:
    """Return what the words mean to `by`: a manager names only those they lead (rule R52)."""
    exact: dict[str, dict[str, Choice]] = {
        "campus": _names(Campus.objects.order_by("-id").values_list("id", "code", "name")),
        "course": _names(Course.objects.order_by("-id").values_list("id", "code", "name")),
        "source": _names(
            ListEntry.objects.filter(kind=ListEntry.Kind.SOURCE)
            .order_by("-id").values_list("id", "code", "label_en", "label_zh")
        ),
        "intent": {fold(level): level for level in Intent.values},
        "consultant": _people(by),
    }  # fmt: skip
    alike = {kind: _alike(words) for kind, words in exact.items()}
    alike["intent"] = {word: level.value for level, words in INTENT_WORDS.items() for word in words}
    alike["consultant"] = {}
    return Directory(exact, alike)


def _alike(words: Mapping[str, Choice]) -> dict[str, Choice]:
    """Return {stem: target} for whole names and for the parts of names in two languages
    ("天河校区 Tianhe"), as far as a part names one of them only."""
    meant: dict[str, set[Choice]] = {}
    for word, target in words.items():
        for part in {word, *word.split()}:
            meant.setdefault(_stem(part), set()).add(target)
    return {stem: targets.pop() for stem, targets in meant.items() if len(targets) == 1}


def unknown_words(
    words: Mapping[str, Counter[str]], directory: Directory, before: Unknown, by: Employee
) -> dict[str, list[dict[str, Any]]]:
    """Return {kind: [{"value", "count", "choice"}]}, most frequent first; choices made before
    stand."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in LISTED:
        chosen = {entry["value"]: entry["choice"] for entry in before.get(kind, [])}
        unknown = [(w, n) for w, n in words[kind].most_common() if directory.known(kind, w) is None]
        found[kind] = [
            {
                "value": word,
                "count": count,
                "choice": chosen.get(word)
                or directory.propose(kind, word, may_create=may_create(by)),
            }
            for word, count in unknown[:MAX_UNKNOWN]
        ]
    return found


def may_create(employee: Employee) -> bool:
    return employee.has_capability("organization.edit")


def choose(
    unknown: Unknown, choices: Mapping[str, Mapping[str, Choice]], by: Employee
) -> dict[str, list[dict[str, Any]]]:
    """Return `unknown` with the choices of {kind: {value: choice}}. Raises Invalid."""
    errors: list[FieldError] = []
    for kind, made in choices.items():
        if kind not in LISTED:
            errors.append(FieldError(f"/choices/{kind}", "unknown_field", "No such list."))
            continue
        values = {entry["value"] for entry in unknown.get(kind, [])}
        targets = _targets(kind, by)
        for value, choice in made.items():
            if error := _refused(kind, value in values, choice, targets, by):
                errors.append(FieldError(f"/choices/{kind}/{value}", *error))
    if errors:
        raise Invalid(errors)
    return {
        kind: [{**e, "choice": choices.get(kind, {}).get(e["value"], e["choice"])} for e in entries]
        for kind, entries in unknown.items()
    }


def _refused(
    kind: str, is_listed: bool, choice: Choice, targets: set[Choice], by: Employee
) -> tuple[str, str] | None:
    if not is_listed:
        return "unknown_value", "The file has no such unknown value."
    if choice == CREATE:
        if kind not in CREATABLE:
            return "choice", "This cannot be created by an import."
        return None if may_create(by) else ("role_may_not", "Your role may not create this.")
    if choice != SKIP and choice not in targets:
        return "choice", 'An id, "create" or "skip".'
    return None


def _targets(kind: str, by: Employee) -> set[Choice]:
    if kind == "intent":
        return set(Intent.values)
    if kind == "consultant":
        return set(_holders(by).values_list("pk", flat=True))
    if kind == "source":
        return set(
            ListEntry.objects.filter(kind=ListEntry.Kind.SOURCE).values_list("pk", flat=True)
        )
    return set((Campus if kind == "campus" else Course).objects.values_list("pk", flat=True))


def _names(rows: Iterable[tuple[Any, ...]]) -> dict[str, Choice]:
    # The oldest comes last and wins where two have one name.
    return {fold(name): row[0] for row in rows for name in row[1:]}


def _holders(by: Employee) -> Any:
    people = Employee.objects.active().exclude(role=Role.FINANCE)
    return people.filter(pk__in=Employee.objects.in_scope_of(by).values("pk"))


def _people(by: Employee) -> dict[str, Choice]:
    """Display names count where one person has them; user names always."""
    rows = list(_holders(by).values_list("pk", "username", "display_name"))
    often = Counter(fold(name) for _, _, name in rows)
    found: dict[str, Choice] = {fold(n): pk for pk, _, n in rows if often[fold(n)] == 1}
    return {**found, **{fold(username): pk for pk, username, _ in rows}}


def _stem(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return word.removesuffix(suffix)
    return word
