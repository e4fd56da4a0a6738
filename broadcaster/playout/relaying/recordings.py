"""Where recordings of relays lie: `journal/recordings/`, each under its own hash when complete.

While one is made it is named after its log and item, so that after a kill its item's `end` can name
what there is of it.
"""

import contextlib
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from broadcaster.home import Home, sync_folder
from broadcaster.playout.relaying.recorder import hash_of, is_being_written

OPEN_SUFFIX, SUFFIX = ".open", ".opus"
LAST_PAGE_S, LOOKS_PER_S = 5, 20
HIDDEN = "."
"""Begins the name of one that is being made, so that a backup passes it over."""


def open_path(home: Home, log_id: str, item: str) -> Path:
    """Return where an item is being recorded."""
    key = sha256(f"{log_id} {item}".encode()).hexdigest()[:32]
    return home.recordings / f"{HIDDEN}{key}{OPEN_SUFFIX}"


def kept_path(home: Home, recording: str) -> Path:
    """Return where the recording of this hash lies."""
    return home.recordings / f"{recording}{SUFFIX}"


@dataclass(frozen=True)
class Left:
    """What a kill left of recordings: still named after their items."""

    home: Home
    files: Mapping[Path, str]
    """Each with its hash."""
    hashes: Mapping[str, str]
    """By item, of those that are open in the log."""

    def keep(self) -> None:
        """Give each its name, once the log has its hash. What the disk refuses is tried again."""
        for path, recording in self.files.items():
            with contextlib.suppress(OSError):
                keep(self.home, path, recording)


def recordings_left(home: Home, logs: Iterable[str], items: Iterable[str]) -> Left:
    """Return the recordings that an earlier run of the player, with these logs, left unnamed.

    One whose writer has not come to its end within `LAST_PAGE_S` is left to a later start.
    """
    found = list(home.recordings.glob(f"{HIDDEN}*{OPEN_SUFFIX}"))
    pause = threading.Event()
    for _look in range(LAST_PAGE_S * LOOKS_PER_S):
        if not any(map(is_being_written, found)):
            break
        pause.wait(1 / LOOKS_PER_S)
    files = {path: hash_of(path) for path in found if not is_being_written(path)}
    places = ((item, open_path(home, log, item)) for item in items for log in logs)
    return Left(home, files, {item: files[path] for item, path in places if path in files})


def keep(home: Home, path: Path, recording: str) -> None:
    """Give a complete recording its name; one of which nothing was written is removed. OSError."""
    if recording:
        path.replace(kept_path(home, recording))
    else:
        path.unlink(missing_ok=True)
    sync_folder(home.recordings)
