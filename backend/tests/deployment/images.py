"""Plays the steps of our Dockerfiles on a bare machine.

An image becomes a folder; what begins with one of its absolute paths is read below that folder.
Only what belongs to an image's own system (its users) is left out. REPLAY=full installs the
packages as the images do; otherwise those that are installed here already stand in for them.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..serving import BACKEND
from .compose import TOP
from .dockerfiles import Stage, Step, context_files, copied, read_dockerfile

FULL = os.environ.get("REPLAY") == "full"
VENV = BACKEND / ".venv"
NODE_MODULES = TOP / "frontend" / "node_modules"
OF_THE_SYSTEM = "useradd "
IN_AN_IMAGE = re.compile(r"(?<![\w.:/@-])/(?=(?:srv|src|data|tmp)\b)")


@dataclass
class Image:
    root: Path
    env: dict[str, str] = field(default_factory=dict)
    workdir: str = "/"
    command: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def here(self, text: str) -> str:
        return IN_AN_IMAGE.sub(f"{self.root}/", text)

    def path(self, inside: str) -> Path:
        return Path(self.here(str(PurePosixPath(self.workdir) / inside)))

    def surroundings(self) -> dict[str, str]:
        tools = [str(self.root / "venv" / "bin")] if FULL else [str(VENV / "bin")]
        path = os.pathsep.join([*tools, os.environ["PATH"], "/usr/sbin"])
        inside = {name: self.here(value) for name, value in self.env.items()}
        return {"PATH": path, "HOME": str(self.root), "LANG": "C.UTF-8", **inside}


def build(folder: Path, root: Path) -> Image:
    """Play each step of the Dockerfile of `folder`; return the last stage's image."""
    built: dict[str, Image] = {}
    image = Image(root)
    for stage in read_dockerfile(folder / "Dockerfile"):
        image = built[stage.name] = Image(root / stage.name)
        for name in ("tmp", "data"):
            (image.root / name).mkdir(parents=True)
        for step in stage.steps:
            _play(step, image, folder, built)
        image.command = _command(stage)
    return image


def _command(stage: Stage) -> list[str]:
    entry, command = stage.last("ENTRYPOINT"), stage.last("CMD")
    return (entry.words() if entry else []) + (command.words() if command else [])


def _play(step: Step, image: Image, folder: Path, built: dict[str, Image]) -> None:
    if step.word == "ENV":
        image.env |= dict(pair.split("=", 1) for pair in step.words())
    elif step.word == "WORKDIR":
        image.workdir = step.text
        image.path("").mkdir(parents=True, exist_ok=True)
    elif step.word == "COPY":
        _copy(step, image, folder, built)
    elif step.word == "RUN" and step.text.startswith(OF_THE_SYSTEM):
        image.left_out.append(step.text)
    elif step.word == "RUN":
        _run(step.text, image)


def _copy(step: Step, image: Image, folder: Path, built: dict[str, Image]) -> None:
    words = step.words()
    target = image.path(words[-1])
    if words[0].startswith("--from="):
        source = built[words[0].removeprefix("--from=")].root
        below = (source / words[1].lstrip("/")).rglob("*")
        files = [PurePosixPath(path.relative_to(source)) for path in below if path.is_file()]
    else:
        source, files = folder, context_files(folder)
    for file, name in copied(step, files)[1].items():
        to = target / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / file, to)


def _run(text: str, image: Image) -> None:
    if text.startswith("npm ci") and not FULL:
        image.path("node_modules").symlink_to(NODE_MODULES)
        return
    if text.startswith("pip install"):
        if not FULL:
            return
        subprocess.run([sys.executable, "-m", "venv", image.root / "venv"], check=True)
    done = subprocess.run(
        ["sh", "-ec", image.here(text)], cwd=image.path(""), env=image.surroundings(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"RUN {text}\n{done.stdout}\n{done.stderr}"
