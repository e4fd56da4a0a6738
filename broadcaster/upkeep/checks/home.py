"""The home on disk: room, form of the database, key, and the signed files the player obeys."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from broadcaster.config import Settings
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.signed import KEY_NAME, BoxKey, SignatureError, read_signed
from broadcaster.store import Database
from broadcaster.store.migration import check_revision, head_revision
from broadcaster.upkeep.finding import Finding, fail, ok, warn

MEGABYTE = 1_000_000
LEAST_MB = 200
"""Below this a bulletin may no longer be made, and the log's reserve is in danger."""

LOW_MB = 2000
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_disk(home: Home, free_mb: int | None = None) -> Iterator[Finding]:
    """Look at the room left where the home lies."""
    if free_mb is None:
        free_mb = shutil.disk_usage(home.root).free // MEGABYTE
    if free_mb < LEAST_MB:
        yield fail("disk", _("Only {mb} MB are free. Make room now.").format(mb=free_mb))
    elif free_mb < LOW_MB:
        yield warn(
            "disk",
            _("{mb} MB are free. `broadcaster cache gc` makes room.").format(mb=free_mb),
        )
    else:
        yield ok("disk", _("{mb} MB are free").format(mb=free_mb))
    if not os.access(home.root, os.W_OK):
        yield fail("disk", _('"{path}" cannot be written to.').format(path=home.root))


def check_database(home: Home) -> Iterator[Finding]:
    """Look at the form of the database and read all of it."""
    try:
        check_revision(Database(home.database))
    except BroadcasterError as error:
        yield fail("database", str(error))
        return
    try:
        uri = f"file:{quote(str(home.database))}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        verdict = str(error)
    if verdict == "ok":
        yield ok("database", _("whole, form {revision}").format(revision=head_revision()))
    else:
        yield fail(
            "database",
            _("It is damaged: {verdict}. Restore a backup with `broadcaster restore FILE`.").format(
                verdict=verdict
            ),
        )


def check_key(home: Home) -> Iterator[Finding]:
    """Look at the box's key and who may read it."""
    for path in (home.keys, home.keys / KEY_NAME):
        if path.exists() and path.stat().st_mode & OTHERS:
            yield fail(
                "key",
                _('Others may read "{path}". Run `chmod go= {path}`.').format(path=path),
            )
            return
    try:
        key = BoxKey.load(home.keys)
    except BroadcasterError as error:
        yield fail("key", str(error))
        return
    yield ok("key", _("readable by its owner only"))
    yield from _check_signed(home, key)


def _check_signed(home: Home, key: BoxKey) -> Iterator[Finding]:
    signed: list[tuple[Path, str]] = [
        (home.schema, "schema"),
        (home.hours, "hours"),
        (home.withdrawn, "withdrawn"),
    ]
    if home.clusters.exists():  # a home from before clusters had outputs has none
        signed.append((home.clusters, "clusters"))
    bad = []
    for path, kind in signed:
        try:
            read_signed(path, kind, [key.public])
        except SignatureError as error:
            bad.append(f"{path.name} ({error.reason})")
    if bad:
        yield fail(
            "plan",
            _(
                "The player does not obey {files}. "
                "`broadcaster migrate` writes them anew from the database."
            ).format(files=", ".join(bad)),
        )
    else:
        yield ok("plan", _("what the player obeys is signed by this box"))


def check_cache_limit(home: Home, settings: Settings) -> Iterator[Finding]:
    """Look whether the cache's limit fits the disk."""
    disk_mb = shutil.disk_usage(home.root).total // MEGABYTE
    if settings.cache_limit_mb > disk_mb:
        yield warn(
            "cache",
            _("cache_limit_mb = {limit} is more than the disk's {disk} MB. Lower it.").format(
                limit=settings.cache_limit_mb, disk=disk_mb
            ),
        )
