"""Where eSpeak NG lies on this machine, and a path to its data that the library can hold."""

import contextlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadcaster.i18n import _

PACKAGE = "espeakng_loader"
PROGRAM = Path(__file__).with_name("espeak_helper.py")
MOST_JOBS = 8
LONGEST_DATA_PATH = 150
"""Bytes. eSpeak NG 1.52 silently uses another folder from 160 on (its issue 2182)."""
LINK_LENGTH = 40
"""Bytes a private folder and the link in it add to the folder they are made in."""


class HelperError(Exception):
    """The helper, or the sentence that is next in order, failed."""


@dataclass(frozen=True)
class Engine:
    """Where the library, its data and the helper program lie."""

    library: Path
    data: Path
    program: Path = PROGRAM

    @classmethod
    def find(cls, system: Path = Path("/usr/lib")) -> "Engine":
        """Return the files of the installed wheel, else of the system's package under `system`.

        Imports nothing. There is no wheel for 32-bit ARM. `HelperError` when neither is there.
        """
        spec = importlib.util.find_spec(PACKAGE)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent
            return cls(folder / "libespeak-ng.so", folder / "espeak-ng-data")
        for data in sorted(system.glob("*/espeak-ng-data")):
            return cls(data.with_name("libespeak-ng.so.1"), data)
        raise HelperError(_("the package {name} is not installed").format(name=PACKAGE))

    def command(self, data: str, timeout_s: int) -> list[str]:
        """Return how the helper is started; `data` is a path to its data that it can hold."""
        jobs = min(len(os.sched_getaffinity(0)), MOST_JOBS)
        # Isolated and without site packages: nothing but ctypes and the standard library gets in.
        python = [sys.executable, "-I", "-S", str(self.program)]
        return [*python, str(self.library), data, str(jobs), str(timeout_s)]


@contextlib.contextmanager
def short_path(data: Path) -> Iterator[str]:
    """Give a path to `data` that the library can hold: itself, or a short link for the while."""
    if len(os.fsencode(data)) < LONGEST_DATA_PATH:
        yield str(data)
        return
    candidates = (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp", "/dev/shm")  # noqa: S108 - a private folder is made inside
    for place in filter(None, candidates):
        if len(os.fsencode(place)) < LONGEST_DATA_PATH - LINK_LENGTH and os.access(place, os.W_OK):
            with tempfile.TemporaryDirectory(prefix="broadcaster-", dir=place) as folder:
                link = Path(folder) / "espeak-ng-data"
                link.symlink_to(data)
                yield str(link)
            return
    raise HelperError(_("no folder with a short enough path for its data"))
