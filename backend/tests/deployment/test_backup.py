"""`manage.py backup` and `restore`: all of a school, or nothing."""

import gzip
import json
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from shoal.activity.feed import current_epoch
from shoal.common.backup.archive import unpack
from shoal.common.backup.trouble import BackupTrouble
from shoal.common.guards import missing_guards
from shoal.common.running import at_work
from shoal.customers.models import Customer

from ..world import World, make_customer

SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def school(committed_world: World, tmp_path: Path, settings: Any, clock: Any) -> Any:
    """Lin holds Zhang; one upload lies there; PostgreSQL's databases of the restore go away."""
    settings.DATA_DIR = tmp_path / "data"
    settings.UPLOAD_DIR = settings.DATA_DIR / "uploads"
    settings.UPLOAD_DIR.mkdir(parents=True)
    (settings.UPLOAD_DIR / "a1.xlsx").write_bytes(b"rows")
    (settings.DATA_DIR / "secrets.json").write_text('{"jwt_key": "of the day"}')
    make_customer("Zhang", pool=committed_world.pool, owner=committed_world.lin)
    yield committed_world
    connections.close_all()
    if not SQLITE:
        with maintenance() as server:
            for end in ("_before_restore", "_restoring"):
                server.execute(f'DROP DATABASE IF EXISTS "{at()}{end}"')


def at() -> str:
    return connection.settings_dict["NAME"]


def maintenance() -> psycopg.Connection[Any]:
    where = connection.settings_dict
    return psycopg.connect(
        dbname="postgres", host=where["HOST"], port=where["PORT"], user=where["USER"],
        password=where["PASSWORD"] or None, autocommit=True,
    )  # fmt: skip


def backup(**options: Any) -> Path:
    said = StringIO()
    call_command("backup", stdout=said, **options)
    return Path(said.getvalue().split(" (")[0])


def restore(archive: Path, **options: Any) -> str:
    said = StringIO()
    # A restore waits for nobody, so this process must not be connected either.
    connections.close_all()
    call_command("restore", str(archive), stdout=said, **options)
    return said.getvalue()


def names() -> list[str]:
    return sorted(Customer.objects.values_list("name", flat=True))


def repacked(archive: Path, folder: Path, change: Callable[[Path], None]) -> Path:
    """The archive, changed by somebody who makes its checksums fit again."""
    from shoal.common.backup.archive import Manifest, pack, unpack

    unpack(archive, folder)
    change(folder)
    manifest = Manifest(**json.loads((folder / "manifest.json").read_text()))
    target = archive.with_name("changed.tar.gz")
    pack(target, manifest, {"database": folder / "database"})
    return target


def test_what_came_later_is_gone_and_what_was_there_is_back(school, settings):
    archive = backup()
    make_customer("Later", pool=school.pool)
    (settings.UPLOAD_DIR / "a1.xlsx").unlink()
    (settings.UPLOAD_DIR / "later.xlsx").write_bytes(b"later")
    said = restore(archive)
    assert names() == ["Zhang"]
    assert [path.name for path in settings.UPLOAD_DIR.iterdir()] == ["a1.xlsx"]
    assert missing_guards() == []
    assert "the ledger agrees" in said


def test_the_previous_database_stays_until_the_next_restore(school, settings):
    archive = backup()
    make_customer("Later", pool=school.pool)
    said = restore(archive)
    aside = f"{at()}.before-restore" if SQLITE else f"{at()}_before_restore"
    assert f"What was there before is {aside}" in said
    restore(archive)
    assert names() == ["Zhang"]


def test_readers_of_the_feed_start_over_after_each_restore(school, clock):
    archive = backup()
    epochs = [current_epoch()]
    for _ in range(2):
        clock.shift(60)
        restore(archive)
        epochs.append(current_epoch())
    assert epochs[0] < epochs[1] < epochs[2]


def test_only_its_owner_reads_it_and_keys_are_in_it_only_when_asked(school, clock):
    plain = backup()
    clock.shift(1)
    with_keys = backup(secrets=True)
    assert {path.stat().st_mode & 0o777 for path in (plain, with_keys)} == {0o600}

    def members(path: Path) -> list[str]:
        with tarfile.open(path) as tar:
            return tar.getnames()

    assert members(plain) == ["database", "uploads/a1.xlsx", "manifest.json"]
    assert members(with_keys) == [*members(plain)[:2], "secrets.json", "manifest.json"]


def test_keys_come_back_only_when_asked_and_there(school, settings, clock):
    plain = backup()
    clock.shift(1)
    with_keys = backup(secrets=True)
    keys = settings.DATA_DIR / "secrets.json"
    keys.write_text("{}")
    restore(with_keys)
    assert keys.read_text() == "{}"
    with pytest.raises(CommandError, match="holds no keys"):
        restore(plain, secrets=True)
    restore(with_keys, secrets=True)
    assert json.loads(keys.read_text()) == {"jwt_key": "of the day"}


def test_the_newest_are_kept_and_other_files_left_alone(school, settings, clock):
    (settings.DATA_DIR / "backups").mkdir()
    (settings.DATA_DIR / "backups" / "notes.txt").write_text("mine")
    made = []
    for _ in range(3):
        made.append(backup(keep=2).name)
        clock.shift(1)
    left = sorted(path.name for path in (settings.DATA_DIR / "backups").iterdir())
    assert left == ["notes.txt", *made[1:]]


def test_nothing_is_restored_while_a_service_holds_the_folder(school, settings):
    archive = backup()
    with at_work(settings.DATA_DIR), pytest.raises(CommandError, match=r"running on .*stop it"):
        restore(archive)
    restore(archive)


def test_nothing_is_restored_while_somebody_is_connected(school):
    archive = backup()
    make_customer("Later", pool=school.pool)
    connections.close_all()
    with open_elsewhere(), pytest.raises(CommandError, match=r"open.*: stop Shoal first"):
        restore(archive)
    assert names() == ["Later", "Zhang"]


def open_elsewhere() -> Any:
    if SQLITE:
        other = sqlite3.connect(at())
        other.execute("SELECT * FROM django_migrations").fetchall()
        return closing(other)
    where = connection.settings_dict
    return psycopg.connect(
        dbname=at(), host=where["HOST"], port=where["PORT"], user=where["USER"],
        password=where["PASSWORD"] or None,
    )  # fmt: skip


def _cut_short(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-2000])


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _flip(archive: Path) -> None:
    packed = archive.read_bytes()
    # Some bytes say where a run of zeros is copied from, and may say another place as well.
    places = range(len(packed) // 2, len(packed))
    archive.write_bytes(
        next(other for at in places if differs(other := flipped(packed, at), packed))
    )


def differs(one: bytes, other: bytes) -> bool:
    try:
        return gzip.decompress(one) != gzip.decompress(other)
    except (OSError, EOFError, zlib.error):
        return True


def _write_outside(archive: Path) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../outside"))


@pytest.mark.parametrize("damage", [_cut_short, _flip, _write_outside])
def test_a_damaged_archive_changes_nothing(school, damage):
    archive = backup()
    make_customer("Later", pool=school.pool)
    damage(archive)
    with pytest.raises(CommandError, match=r"Nothing was restored.*(damaged|no backup)"):
        restore(archive)
    assert names() == ["Later", "Zhang"]


def test_a_flipped_byte_is_refused_or_changed_nothing(school, tmp_path):
    """Also at the end, where the manifest is, whose checksum is the whole archive's."""
    archive = backup()
    packed = archive.read_bytes()
    refused = 0
    end = len(packed) - 300
    for at in (*range(0, end, end // 100), *range(end, len(packed))):
        archive.write_bytes(other := flipped(packed, at))
        (folder := tmp_path / str(at)).mkdir()
        if differs(other, packed):
            refused += 1
            with pytest.raises(BackupTrouble, match="damaged"):
                unpack(archive, folder)
        else:
            unpack(archive, folder)
    assert refused > 300


MANIFESTS = {
    "of another database": ({"vendor": "oracle"}, "a backup of oracle"),
    "of a newer Shoal": ({"migrations": ["customers.9999_later"]}, "newer Shoal.*9999_later"),
    "with rows missing": ({"counts": {"customers_customer": 2}}, "missing .* customers_customer"),
}


@pytest.mark.parametrize("kind", MANIFESTS)
def test_what_does_not_fit_changes_nothing(school, tmp_path, kind):
    members, said = MANIFESTS[kind]

    def change(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({**manifest, **members, "checksums": {}}))

    (tmp_path / "changing").mkdir()
    archive = repacked(backup(), tmp_path / "changing", change)
    make_customer("Later", pool=school.pool)
    with pytest.raises(CommandError, match=f"Nothing was restored.*{said}"):
        restore(archive)
    assert names() == ["Later", "Zhang"]


def test_a_ledger_that_disagrees_changes_nothing(school):
    # Not by a service: they keep owner and ledger together.
    Customer.objects.filter(name="Zhang").update(owner=school.bo)
    archive = backup()
    Customer.objects.filter(name="Zhang").update(owner=school.lin)
    with pytest.raises(CommandError, match="ledger disagrees: owner differs"):
        restore(archive)
    assert Customer.objects.get(name="Zhang").owner == school.lin


@pytest.mark.skipif(SQLITE, reason="SQLite needs no tools")
def test_missing_or_old_tools_are_named(school, tmp_path, monkeypatch):
    old = tmp_path / "pg_dump"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="pg_dump is missing: install"):
        backup()
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    old.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{Path(shutil.which('sh') or '/bin/sh').parent}")
    with pytest.raises(CommandError, match=r"9\.6\.1 is older than the server"):
        backup()
