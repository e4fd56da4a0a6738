"""Save a home to one file, while the player and other commands go on."""

import contextlib
import gzip
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from broadcaster import __version__
from broadcaster.desk import Desk
from broadcaster.home import sync_folder
from broadcaster.store.migration import copy_database, head_revision
from broadcaster.timebase import as_rfc3339
from broadcaster.upkeep.archive import Manifest, Writer, files_in, home_parts
from broadcaster.upkeep.errors import UpkeepError

COMPRESSED = (".gz", ".tgz")


def back_up(desk: Desk, target: Path) -> Manifest:
    """Write a backup of the home to `target`, which must not exist; compressed if named `.gz`.

    Whole or not at all. `UpkeepError` when the file exists or cannot be written.
    """
    if target.exists():
        raise UpkeepError.backup_exists(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        manifest = _write(desk, partial, compressed=target.name.endswith(COMPRESSED))
        partial.rename(target)
        sync_folder(target.absolute().parent)
    except (OSError, sqlite3.Error) as error:
        raise UpkeepError.not_saved(target, str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return manifest


def _write(desk: Desk, partial: Path, *, compressed: bool) -> Manifest:
    manifest = Manifest(
        desk.settings.station,
        desk.settings.unit,
        as_rfc3339(desk.time.now()),
        head_revision(),
        __version__,
    )
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with _packed(file, compressed=compressed) as tar:
            writer = Writer(tar)
            _add_database_and_plan(desk, writer)
            for part in home_parts(desk.home):
                _add_part(desk, writer, part)
            manifest = replace(manifest, files=tuple(writer.files))
            writer.add_manifest(manifest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


@contextlib.contextmanager
def _packed(file: IO[bytes], *, compressed: bool) -> Iterator[tarfile.TarFile]:
    if not compressed:
        with tarfile.open(fileobj=file, mode="w|") as tar:
            yield tar
        return
    # Lightly: most of it is audio, which gets no smaller.
    with (
        gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) as smaller,
        tarfile.open(fileobj=smaller, mode="w|") as tar,
    ):
        yield tar


def _add_database_and_plan(desk: Desk, writer: Writer) -> None:
    """Take both at one moment: while a transaction is open nobody else commits.

    What is committed and not yet written to `plan/` stands in the copy's outbox, and the first
    command in a restored home writes it.
    """
    with TemporaryDirectory(prefix="broadcaster-") as folder, desk.database.transaction():
        copy = Path(folder, desk.home.database.name)
        copy_database(desk.home.database, copy)
        writer.add(desk.home.database.name, copy)
        _add_part(desk, writer, desk.home.plan)


def _add_part(desk: Desk, writer: Writer, part: Path) -> None:
    for path in files_in(desk.home, part):
        name = path.relative_to(desk.home.root).as_posix()
        with contextlib.suppress(FileNotFoundError):  # collected from the cache meanwhile
            writer.add(name, path, whole_lines=path.suffix == ".jsonl")
