"""Bring a home back from a backup, checked against its own list of hashes, whole or not at all."""

import hashlib
import os
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from broadcaster.home import CONFIG_NAME, Home, sync_folder
from broadcaster.i18n import _
from broadcaster.journal.lock import is_locked
from broadcaster.store import Database
from broadcaster.store.migration import MigrationError, revisions
from broadcaster.timebase import SystemTime, TimeSource
from broadcaster.upkeep.archive import CHUNK, LARGEST_MANIFEST, MANIFEST, Manifest, Saved, is_safe
from broadcaster.upkeep.building import built_whole
from broadcaster.upkeep.errors import UpkeepError
from broadcaster.users.actions import end_what_a_backup_held

FOLDERS = ("playlists", "audio_cache", "plan/approvals", "journal")
"""What a home has even if the backup held nothing in them."""


def restore(
    archive: Path, target: Path, *, force: bool = False, time: TimeSource | None = None
) -> tuple[Home, Manifest, Path | None]:
    """Unpack a backup to `target`; return the home, what the backup says, and what it replaced.

    With `force` a home that stands there is moved aside and kept. The restored home opens a new
    as-run log, because what the box did after the backup was made is not in it; nobody is signed
    in there, and no code of that day is taken. `UpkeepError`
    for an archive that is cut short, altered or not ours, for one that would write outside the
    folder, and while a player runs in the home to be replaced.
    """
    place = target.absolute()
    replaces = (place / CONFIG_NAME).exists()
    if replaces and not force:
        raise UpkeepError.needs_force(place)
    if not replaces:
        with built_whole(place) as building:
            manifest = _unpack(archive, building, time)
        return Home(place), manifest, None
    if is_locked(Home(place)):
        raise UpkeepError.player_runs(place)
    fresh = place.with_name(f"{place.name}.restored-{os.getpid()}")
    aside = place.with_name(f"{place.name}.replaced-{(time or SystemTime()).now():%Y%m%dT%H%M%SZ}")
    with built_whole(fresh) as building:
        manifest = _unpack(archive, building, time)
    try:
        place.rename(aside)
        fresh.rename(place)
        sync_folder(place.parent)
    except OSError as error:
        raise UpkeepError.not_replaced(place, fresh, error) from error
    return Home(place), manifest, aside


def _unpack(archive: Path, building: Path, time: TimeSource | None) -> Manifest:
    with _reading(archive):
        found, manifest = _extract(archive, building)
    _compare(archive, found, manifest)
    if manifest.revision not in revisions():
        raise MigrationError.newer(archive, manifest.revision)
    _check_database(archive, Home(building).database)
    end_what_a_backup_held(Database(Home(building).database), (time or SystemTime()).now())
    for name in FOLDERS:
        (building / name).mkdir(parents=True, exist_ok=True)
    Home(building).run.mkdir(mode=0o750)
    os.sync()
    return manifest


@contextmanager
def _reading(archive: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise UpkeepError.bad_backup(archive, _("it is cut short, or is no backup")) from error
    except FileNotFoundError as error:
        raise UpkeepError.bad_backup(archive, _("there is no such file")) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UpkeepError.bad_backup(archive, _("its list of files cannot be read")) from error


def _extract(archive: Path, building: Path) -> tuple[dict[str, Saved], Manifest]:
    found: dict[str, Saved] = {}
    manifest: Manifest | None = None
    with tarfile.open(archive, "r|*") as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isreg() else None
            if content is None or not is_safe(member.name) or member.name in found or manifest:
                raise UpkeepError.bad_backup(
                    archive, _('it holds "{name}", which no backup does').format(name=member.name)
                )
            if member.name == MANIFEST:
                manifest = Manifest.from_bytes(content.read(LARGEST_MANIFEST))
            else:
                found[member.name] = _keep(content, building, member)
    if manifest is None:
        raise UpkeepError.bad_backup(archive, _("it is cut short, or is no backup"))
    return found, manifest


def _keep(content: IO[bytes], building: Path, member: tarfile.TarInfo) -> Saved:
    target = building / member.name
    is_key = member.name.startswith("keys/")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if is_key else 0o755)
    digest, size = hashlib.sha256(), 0
    mode = 0o600 if is_key else member.mode & 0o755
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
        os.fchmod(file.fileno(), mode)
    os.utime(target, (member.mtime, member.mtime))
    return Saved(member.name, size, digest.hexdigest(), member.mode)


def _compare(archive: Path, found: dict[str, Saved], manifest: Manifest) -> None:
    listed = {saved.path: saved for saved in manifest.files}
    for path in sorted(found.keys() | listed.keys()):
        if found.get(path) != listed.get(path):
            raise UpkeepError.bad_backup(
                archive, _('"{path}" is not what was saved').format(path=path)
            )
    for needed in (CONFIG_NAME, "station.db", "keys/box.pem"):
        if needed not in found:
            raise UpkeepError.bad_backup(archive, _('"{path}" is missing').format(path=needed))


def _check_database(archive: Path, database: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict != "ok":
        raise UpkeepError.bad_backup(archive, _("its database is damaged"))
