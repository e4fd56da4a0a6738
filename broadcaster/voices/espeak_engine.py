"""Where eSpeak NG lies on this machine, and a path to its data that the library can hold."""

import contextlib
import importlib.util
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadcaster.i18n import _

PACKAGE = "espeakng_loader"
PROGRAM = Path(__file__).with_name("espeak_helper.py")
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
    def find(cls) -> "Engine":
        """Return the files of the installed wheel, without importing it; `HelperError` if none."""
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise HelperError(_("the package {name} is not installed").format(name=PACKAGE))
        folder = Path(spec.origin).parent
        return cls(folder / "libespeak-ng.so", folder / "espeak-ng-data")


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
