"""The marks of a cut as a file beside it: `aa/bb/<sha256 of the cut>.marks`.

Whole or not at all, and checked when read. It belongs to its cut: housekeeping removes both
together, and a backup holds both. A cut without it is played and approved as ever.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from broadcaster.home import read_plain, write_atomically
from broadcaster.production.cache import AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.production.marks import Marks

LARGEST = 64 * 1024 * 1024
"""Bytes; three hours of speech have about 5 million."""


def keep_marks(cache: AudioCache, marks: Marks) -> None:
    """Write the marks of a cut; they are on disk on return.

    `ProductionError` when the disk does not take them.
    """
    text = json.dumps(marks.to_document(), ensure_ascii=False, separators=(",", ":"))
    try:
        write_atomically(cache.marks_path(marks.cut), text.encode(errors="surrogatepass"))
    except OSError as error:
        raise ProductionError.cannot_write(cache.root, error.strerror or str(error)) from error


def read_marks(cache: AudioCache, cut: str) -> Marks | None:
    """Return the marks of a cut; None when they are missing, damaged or of another cut."""
    try:
        data = read_plain(cache.marks_path(cut), LARGEST)
        marks = Marks.from_document(json.loads(data.decode(errors="surrogatepass")))
        return marks if marks.cut == cut else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def altered_marks(cache: AudioCache) -> Iterator[Path]:
    """Give each file of marks in the cache that does not verify."""
    for entry in cache.list():
        path = cache.marks_path(entry.name)
        if path.exists() and read_marks(cache, entry.name) is None:
            yield path
