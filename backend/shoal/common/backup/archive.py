"""The archive: a tar of the database, the uploads, perhaps the keys, and last the manifest."""

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from .trouble import BackupTrouble

FORMAT = 1
DATABASE, SECRETS, MANIFEST = "database", "secrets.json", "manifest.json"
# Nothing else is written when it is unpacked: an archive says no paths.
NAMES = re.compile(rf"{DATABASE}|{re.escape(SECRETS)}|{re.escape(MANIFEST)}|uploads/\w[\w.-]*")
CHUNK = 1024 * 1024


@dataclass
class Manifest:
    """What an archive holds. `counts` are rows by table, `checksums` SHA-256 by member."""

    vendor: str
    made_at: str
    migrations: list[str]
    counts: dict[str, int]
    checksums: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class _Hashed(io.RawIOBase):
    """Reads on, and hashes what was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        got = self.source.read(size)
        self.sum.update(got)
        return got


def pack(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Write the archive at once or not at all. Fills in the manifest's checksums.

    Uploads that were worked off meanwhile are left out: nothing in the database asks for them.
    """
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with (
            os.fdopen(handle, "wb") as out,
            tarfile.open(fileobj=out, mode="w:gz", compresslevel=3) as tar,
        ):
            for name, path in members.items():
                _add_file(tar, name, path, manifest)
            _add_bytes(tar, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        _sync(scratch)
        os.link(scratch, target)
    finally:
        scratch.unlink()


def _add_file(tar: tarfile.TarFile, name: str, path: Path, manifest: Manifest) -> None:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        if name == DATABASE:
            raise
        return
    with source:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = os.fstat(source.fileno()).st_size, 0o600
        hashed = _Hashed(source)
        tar.addfile(entry, hashed)
        manifest.checksums[name] = hashed.sum.hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def unpack(archive: Path, folder: Path) -> Manifest:
    """Write the members below `folder`, an empty one; every byte must be as it was packed."""
    found: dict[str, str] = {}
    try:
        with gzip.open(archive) as source, tarfile.open(fileobj=source, mode="r:") as tar:
            for entry, content in _members(tar):
                found[entry.name] = _write(content, folder / entry.name)
            # gzip compares its checksum at its end, behind the tar's: the manifest has no other.
            while source.read(CHUNK):
                pass
        manifest = Manifest(**json.loads((folder / MANIFEST).read_bytes()))
    except FileNotFoundError as error:
        raise BackupTrouble(f"{error.filename} is missing.") from error
    except IsADirectoryError as error:
        raise BackupTrouble(f"{archive} is a folder, not a backup.") from error
    except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError, TypeError) as error:
        raise BackupTrouble(f"{archive.name} is damaged, or no backup: {error}") from error
    del found[MANIFEST]
    if found != manifest.checksums or DATABASE not in found:
        raise BackupTrouble(f"{archive.name} is damaged: its checksums differ.")
    if manifest.format != FORMAT:
        raise BackupTrouble(f"{archive.name} is of format {manifest.format}, not {FORMAT}.")
    return manifest


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for entry in tar:
        content = tar.extractfile(entry)
        if content is None or not NAMES.fullmatch(entry.name):
            raise ValueError(f"it holds {entry.name!r}")
        yield entry, content


def _write(content: Any, target: Path) -> str:
    target.parent.mkdir(exist_ok=True, mode=0o700)
    hashed = _Hashed(content)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := hashed.read(CHUNK):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return hashed.sum.hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
