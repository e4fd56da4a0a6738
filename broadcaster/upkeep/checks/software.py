"""The programs and libraries this runs on."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from broadcaster import __version__
from broadcaster.i18n import _
from broadcaster.store.engine import wal_is_safe
from broadcaster.upkeep.finding import Finding, fail, ok, warn

LIBRARIES = (
    "alembic",
    "apscheduler",
    "av",
    "click",
    "cryptography",
    "espeakng-loader",
    "gtts",
    "numpy",
    "openpyxl",
    "pydub",
    "securesystemslib",
    "sqlalchemy",
)
OLDEST_PYTHON = (3, 11)
SYSTEMD_MARK = Path("/run/systemd/system")
"""sd_booted(3): the folder is there when systemd runs the machine."""


def check_versions() -> Iterator[Finding]:
    """Look at Python and at every library."""
    yield ok("broadcaster", f"Broadcaster {__version__}")
    python = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield fail(
            "python", _("Python {version} is too old; 3.11 is needed.").format(version=python)
        )
    else:
        yield ok("python", f"Python {python}")
    for name in LIBRARIES:
        try:
            yield ok(name, f"{name} {version(name)}")
        except PackageNotFoundError:
            yield fail(name, _("{name} is not installed. Run `make` again.").format(name=name))


def check_sqlite(release: tuple[int, int, int] = sqlite3.sqlite_version_info) -> Iterator[Finding]:
    """Look at the database library and the defect that lost commits in WAL mode."""
    shown = ".".join(map(str, release))
    if wal_is_safe(release):
        yield ok("sqlite", _("SQLite {version}, write-ahead log").format(version=shown))
    else:
        yield ok(
            "sqlite",
            _(
                "SQLite {version} can lose commits in WAL mode, "
                "so the rollback journal is used; nothing to do"
            ).format(version=shown),
        )


def check_account() -> Iterator[Finding]:
    """Look at the account this runs under."""
    if os.geteuid() == 0:
        yield warn("account", _("Running as root; use an account of its own, as in `systemd/`."))
    else:
        yield ok("account", _("not root"))


def check_systemd(mark: Path = SYSTEMD_MARK) -> Iterator[Finding]:
    """Look for what restarts the player after a fault."""
    if mark.is_dir():
        yield ok("systemd", _("systemd runs this machine; the units are in `systemd/`"))
    else:
        yield warn(
            "systemd",
            _("There is no systemd here, so nothing restarts the player after a fault."),
        )
