"""A log taken apart and put together again, as who rewrites it with every hash made anew."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from broadcaster.journal.checkpoint import Checkpoint, sign
from broadcaster.journal.logs import Log, logs_in
from broadcaster.journal.record import FIRST_PREV, RecordFormError, decode, encode
from broadcaster.journal.tree import leaf_hash, root
from broadcaster.signed import BoxKey
from tests.journal.corpus import STATION

Fields = dict[str, Any]


@dataclass
class Entry:
    """One record, and the torn bytes before it that it closes."""

    segment: str
    fields: Fields
    torn: bytes = b""


Story = list[Entry]


def the_log(folder: Path) -> Log:
    """Return the newest log of a journal folder."""
    return logs_in(folder)[-1]


def lines_of(folder: Path) -> list[tuple[Path, bytes]]:
    """Return every line of the newest log with its segment's file."""
    paths = the_log(folder).segments
    return [(path, line) for path in paths for line in path.read_bytes().split(b"\n")[:-1]]


def write_lines(folder: Path, lines: list[tuple[Path, bytes]]) -> None:
    """Put lines in place of those of the newest log."""
    for path in the_log(folder).segments:
        own = [line + b"\n" for place, line in lines if place == path]
        path.write_bytes(b"".join(own))


def told(folder: Path) -> Story:
    """Take the newest log apart."""
    story, held = Story(), b""
    for path, line in lines_of(folder):
        try:
            fields = dict(decode(line))
        except RecordFormError:
            held = line
            continue
        torn, held = (held, b"") if fields["kind"] == "torn" else (b"", b"")
        story.append(Entry(path.name, fields, torn))
    return story


def retold(folder: Path, story: Story, key: BoxKey | None = None) -> None:
    """Write a story as the newest log: numbers, hashes and torn places anew, all right.

    With `key` every checkpoint that no longer fits is signed anew, and one signs all of it.
    """
    log, prev = the_log(folder), FIRST_PREV
    leaves: list[bytes] = []
    data = {path.name: b"" for path in log.segments}
    for seq, entry in enumerate(story):
        before = data.setdefault(entry.segment, b"")
        fields = entry.fields | {"seq": seq, "prev": prev, "log_id": log.id}
        if entry.torn:
            fields |= {
                "offset": len(before),
                "length": len(entry.torn),
                "sha256": sha256(entry.torn).hexdigest(),
            }
            before += entry.torn + b"\n"
        line = encode(fields)
        leaves.append(leaf_hash(line))
        prev = leaves[-1].hex()
        data[entry.segment] = before + line + b"\n"
    for name, content in data.items():
        (log.folder / name).write_bytes(content)
    if key:
        _sign_anew(folder, log.id, leaves, key)


def _sign_anew(folder: Path, log_id: str, leaves: list[bytes], key: BoxKey) -> None:
    notes = folder / "checkpoints"
    sizes = {int(path.stem.rpartition("-")[2]) for path in notes.glob(f"{log_id}-*.note")}
    for path in notes.glob(f"{log_id}-*.note"):
        path.unlink()
    for size in {size for size in sizes if size <= len(leaves)} | {len(leaves)}:
        head = Checkpoint(STATION, log_id, size, root(leaves[:size]))
        (notes / head.file_name).write_bytes(sign(head, key.public_bytes, key.sign_bytes))


def find(story: Story, wanted: Callable[[Fields], bool]) -> int:
    """Return the number of the first record that is wanted."""
    return next(seq for seq, entry in enumerate(story) if wanted(entry.fields))
