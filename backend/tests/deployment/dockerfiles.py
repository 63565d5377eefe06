"""Dockerfiles and .dockerignore files, read as far as ours go; what they do not use is refused."""

import json
import os
import re
import shlex
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import Path, PurePosixPath

KNOWN = {"FROM", "ENV", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE", "CMD", "ENTRYPOINT"}


@dataclass(frozen=True)
class Step:
    word: str
    text: str
    line: int

    def words(self) -> list[str]:
        """Return an exec form's list, or the words of a plain line."""
        return json.loads(self.text) if self.text.startswith("[") else shlex.split(self.text)


@dataclass
class Stage:
    base: str
    name: str
    steps: list[Step] = field(default_factory=list)

    def all(self, word: str) -> list[Step]:
        return [step for step in self.steps if step.word == word]

    def last(self, word: str) -> Step | None:
        return next(reversed(self.all(word)), None)

    def env(self) -> dict[str, str]:
        pairs = (pair.partition("=") for step in self.all("ENV") for pair in step.words())
        return {name: value for name, _, value in pairs}


def read_dockerfile(path: Path) -> list[Stage]:
    """Return the stages of a Dockerfile. Raises ValueError at what this reader does not know."""
    stages: list[Stage] = []
    for number, line in _logical_lines(path.read_text()):
        word, _, text = line.partition(" ")
        step = Step(word, text.strip(), number)
        if word not in KNOWN:
            raise ValueError(f"{path}:{number}: {word} is not known to this reader")
        if word == "FROM":
            base, _, name = step.text.partition(" AS ")
            stages.append(Stage(base, name or str(len(stages))))
        elif not stages:
            raise ValueError(f"{path}:{number}: {word} before FROM")
        else:
            stages[-1].steps.append(step)
    return stages


def _logical_lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    kept, begun = "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        if raw.lstrip().startswith("#") or not raw.strip():
            continue
        begun = begun or number
        if raw.endswith("\\"):
            kept += raw[:-1].strip() + " "
            continue
        lines.append((begun, kept + raw.strip()))
        kept, begun = "", 0
    if kept:
        raise ValueError("the last line goes on, but the file does not")
    return lines


class Ignored:
    """A .dockerignore: the last pattern that matches a path, or a folder above it, decides."""

    def __init__(self, folder: Path) -> None:
        file = folder / ".dockerignore"
        lines = file.read_text().splitlines() if file.exists() else []
        given = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        self.rules = [
            (_pattern(line.removeprefix("!")), not line.startswith("!")) for line in given
        ]

    def __contains__(self, path: PurePosixPath) -> bool:
        ignored = False
        parts = [str(path), *(str(above) for above in path.parents if str(above) != ".")]
        for pattern, excludes in self.rules:
            if any(pattern.fullmatch(part) for part in parts):
                ignored = excludes
        return ignored


def _pattern(line: str) -> re.Pattern[str]:
    line = line.strip("/")
    if line.startswith("**/"):
        return re.compile(rf"(?:.*/)?{translate(line[3:])}")
    # A star of a .dockerignore ends at a slash, fnmatch's does not.
    return re.compile("[^/]*".join(re.escape(part) for part in line.split("*")))


def context_files(folder: Path) -> list[PurePosixPath]:
    """Return the files that a build in `folder` gets to see, by their paths below it."""
    ignored = Ignored(folder)
    found: list[PurePosixPath] = []
    for above, folders, files in os.walk(folder):
        here = PurePosixPath(Path(above).relative_to(folder).as_posix())
        folders[:] = [name for name in folders if here / name not in ignored]
        found += [here / name for name in files if here / name not in ignored]
    return found


def copied(step: Step, files: list[PurePosixPath]) -> tuple[str, dict[PurePosixPath, str], str]:
    """Return (stage or "", {file: where below the target}, target) of a COPY.

    Raises ValueError for a source that names no file.
    """
    words = step.words()
    stage = words.pop(0).removeprefix("--from=") if words[0].startswith("--from=") else ""
    *sources, target = words
    found: dict[PurePosixPath, str] = {}
    for source in sources:
        base = PurePosixPath(source.lstrip("/") if stage else source)
        below = {file: file.relative_to(base) for file in files if file.is_relative_to(base)}
        if not below:
            raise ValueError(f"line {step.line}: COPY {source} finds nothing")
        for file, relative in below.items():
            # A file keeps its name in a folder; of a folder the contents are copied.
            found[file] = file.name if str(relative) == "." else str(relative)
    return stage, found, target
