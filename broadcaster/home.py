"""Where everything of one installation lies on disk, and how a file there is replaced.

A home holds `broadcaster.toml`, `station.db`, `holidays.toml`, `playlists/`, `voices/`,
`audio_cache/`, `plan/`, `journal/`, `keys/` and `run/` (DESIGN section 4). It is the only thing to
back up.
"""

import contextlib
import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

ENVIRONMENT = "BROADCASTER_HOME"
CONFIG_NAME = "broadcaster.toml"


class HomeError(BroadcasterError):
    """There is no home where one was expected, or it cannot be used."""

    @classmethod
    def missing(cls, root: Path) -> "HomeError":
        """No `broadcaster.toml` in `root`."""
        return cls(
            _(
                'There is no station in "{root}" (no {name} there). '
                "Run `broadcaster init DIR --as NAME`, or name one with --home."
            ).format(root=root, name=CONFIG_NAME)
        )


@dataclass(frozen=True)
class Home:
    """The paths of one installation. Making one touches nothing on disk."""

    root: Path

    @property
    def config(self) -> Path:
        """The settings, TOML."""
        return self.root / CONFIG_NAME

    @property
    def database(self) -> Path:
        """The working database. The player never opens it."""
        return self.root / "station.db"

    @property
    def index(self) -> Path:
        """The index of logs, where no other database is named for it; made anew at any time."""
        return self.root / "index.db"

    @property
    def playlists(self) -> Path:
        """The programmes, one TOML file each."""
        return self.root / "playlists"

    @property
    def holidays(self) -> Path:
        """The station's own table of public holidays, TOML; it may be missing."""
        return self.root / "holidays.toml"

    @property
    def audio_cache(self) -> Path:
        """Content-addressed audio: `aa/bb/<sha256>.<ext>`."""
        return self.root / "audio_cache"

    @property
    def plan(self) -> Path:
        """What the player obeys: signed files, replaced atomically."""
        return self.root / "plan"

    @property
    def approvals(self) -> Path:
        """One signed file per approval: `<approval id>.json`."""
        return self.plan / "approvals"

    @property
    def withdrawn(self) -> Path:
        """The signed list of approvals that no longer hold."""
        return self.plan / "withdrawn.json"

    @property
    def clusters(self) -> Path:
        """The signed wiring: which output of the box feeds which clusters."""
        return self.plan / "clusters.json"

    @property
    def hours(self) -> Path:
        """The signed hours policy with its exceptions."""
        return self.plan / "hours.json"

    @property
    def weights(self) -> Path:
        """What an airing is worth to the planner, where it differs from what is shipped."""
        return self.root / "weights.toml"

    @property
    def papers(self) -> Path:
        """What stands around reports, and the rates of royalties; TOML, it may be missing."""
        return self.root / "papers.toml"

    @property
    def emergency(self) -> Path:
        """The emergency templates as people wrote them, one TOML file each."""
        return self.root / "emergency"

    @property
    def emergency_templates(self) -> Path:
        """The signed templates that are in force, with every phrase spoken."""
        return self.plan / "emergency.json"

    @property
    def timetable(self) -> Path:
        """The signed list of the sessions that are due, so that a missing order is noticed."""
        return self.plan / "timetable.json"

    @property
    def schema(self) -> Path:
        """The signed note of the home's format, which the player checks without the database."""
        return self.plan / "schema.json"

    @property
    def journal(self) -> Path:
        """The as-run log."""
        return self.root / "journal"

    @property
    def orders(self) -> Path:
        """Running orders as they stood when locked: `<sha256>.json`."""
        return self.journal / "orders"

    @property
    def recordings(self) -> Path:
        """Relays as they were heard: `<sha256>.opus`."""
        return self.journal / "recordings"

    @property
    def airchecks(self) -> Path:
        """What loopbacks heard: `<sha256>.opus`."""
        return self.journal / "airchecks"

    @property
    def checkpoints(self) -> Path:
        """Signed tree heads of the log."""
        return self.journal / "checkpoints"

    @property
    def keys(self) -> Path:
        """The box's key; readable by its owner only."""
        return self.root / "keys"

    @property
    def voices(self) -> Path:
        """Voices this station brought: models, and descriptions of online ones."""
        return self.root / "voices"

    @property
    def run(self) -> Path:
        """What may be lost: lock, socket, position, alarms, time state."""
        return self.root / "run"

    @property
    def backups(self) -> Path:
        """Copies of the database that `migrate` made before it changed it."""
        return self.root / "backups"

    @classmethod
    def locate(cls, named: str | None = None) -> "Home":
        """Find the home: `named`, else `BROADCASTER_HOME`, else the current folder.

        Raises `HomeError` when the place chosen holds no `broadcaster.toml`.
        """
        root = Path(named or os.environ.get(ENVIRONMENT) or ".").absolute()
        home = cls(root)
        if not home.config.is_file():
            raise HomeError.missing(root)
        return home


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace `path` by `content` so that a reader, or a power cut, sees the old or the new whole.

    Creates the folder. The data, and then the folder's entry, are on disk on return. OSError
    leaves the old file untouched and no partial one behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink()
        raise
    sync_folder(path.parent)


def read_plain(path: Path, most: int = -1) -> bytes:
    """Return the content of a plain file, at most `most` bytes of it; OSError otherwise.

    A pipe or a device in its place is refused at once, where `open` would wait for ever.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a plain file", str(path))
        return file.read(most)


def remove_durably(path: Path) -> None:
    """Remove `path` if it is there; the removal is on disk on return."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
