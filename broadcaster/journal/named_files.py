"""The files that records of a log name by their hash, read as anybody's: orders and recordings."""

import re
from hashlib import file_digest
from pathlib import Path

from broadcaster.journal.kept_orders import Copy, aircheck_file, file_of, recording_file
from broadcaster.signed import LARGEST_BYTES as LARGEST_ORDER

_SHA256 = re.compile(r"[0-9a-f]{64}")


def order_copy(folder: Path, sha: str) -> Copy:
    """Return what stands under an order's name, or why there is nothing."""
    # The log may be anybody's: a name in it leads nowhere else, and no pipe is waited for.
    path = folder / file_of(sha)
    try:
        if not _SHA256.fullmatch(sha) or not path.is_file():
            return Copy(None)
        with path.open("rb") as file:
            return Copy(file.read(LARGEST_ORDER + 1))
    except OSError as error:
        return Copy(None, error.strerror or "unreadable")


def recording_hash(folder: Path, sha: str) -> str:
    """Return the SHA-256 of a recording's file, empty where there is none that can be read.

    Relays as they were heard, and what loopbacks heard, lie in folders of their own.
    """
    path = folder / recording_file(sha)
    path = path if path.exists() else folder / aircheck_file(sha)
    try:
        if not _SHA256.fullmatch(sha) or not path.is_file():
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
