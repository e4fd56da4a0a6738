"""What attackers do to a log: each by name, on a copy of a good journal (`corpus`).

The letters are those of the threat table in docs/audit.md. Every verifier runs over the same
attacks: the program's, docs/verify.py, and the page that opens an exported folder.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from broadcaster.journal.record import decode, encode
from broadcaster.signed import BoxKey
from broadcaster.timebase import as_rfc3339, from_rfc3339
from tests.journal.story import (
    Fields,
    Story,
    find,
    lines_of,
    retold,
    the_log,
    told,
    write_lines,
)

Make = Callable[[Path, BoxKey], object]
CODE, STICK = "code", "stick"
MIDDLE = 40
"""A record before the witness's visit, in the first segment."""


@dataclass(frozen=True)
class Attack:
    """One attack: what it does to a journal folder, and what a verifier must say of it."""

    name: str
    letter: str
    make: Make
    status: str
    """`damaged`, `disagrees`, or `whole` where nobody can see it."""
    fault: str
    """Code of the first finding or discrepancy, `unmatched` for a code on paper, `gone`."""
    says: str
    """A part of the one line about it; `{seq}` and the like are not filled in."""
    ahead: timedelta = timedelta()
    """How far ahead the clock of the station is whose journal is attacked."""
    brings: frozenset[str] = frozenset()
    """What the auditor needs beside the folder and the box's key."""


def _edit(folder: Path, _key: BoxKey) -> None:
    lines = lines_of(folder)
    seq = next(at for at, (_path, line) in enumerate(lines) if b'"outcome":"aired"' in line)
    path, line = lines[seq]
    lines[seq] = path, line.replace(b'"outcome":"aired"', b'"outcome":"late"')
    write_lines(folder, lines)


def _edit_last(folder: Path, _key: BoxKey) -> None:
    lines = lines_of(folder)
    path, line = lines[-1]
    lines[-1] = path, line.replace(b'"uncertainty_ms":100', b'"uncertainty_ms":900')
    write_lines(folder, lines)


def _delete(folder: Path, _key: BoxKey) -> None:
    write_lines(folder, lines_of(folder)[:MIDDLE] + lines_of(folder)[MIDDLE + 1 :])


def _delete_segment(folder: Path, _key: BoxKey) -> None:
    the_log(folder).segments[0].unlink()


def _delete_log(folder: Path, _key: BoxKey) -> None:
    shutil.rmtree(the_log(folder).folder)


def _reorder(folder: Path, _key: BoxKey) -> None:
    lines = lines_of(folder)
    lines[MIDDLE], lines[MIDDLE + 1] = lines[MIDDLE + 1], lines[MIDDLE]
    write_lines(folder, lines)


def _duplicate(folder: Path, _key: BoxKey) -> None:
    lines = lines_of(folder)
    write_lines(folder, [*lines[: MIDDLE + 1], *lines[MIDDLE:]])


def _splice(folder: Path, _key: BoxKey) -> None:
    """Put a record of another station's log in place of one, with the right number."""
    lines, story = lines_of(folder), told(folder)
    path, _line = lines[MIDDLE]
    other = story[MIDDLE].fields | {"log_id": "khe-mai-20260101T000000Z-00000000"}
    lines[MIDDLE] = path, encode(other)
    write_lines(folder, lines)


def _truncate(folder: Path, _key: BoxKey) -> None:
    write_lines(folder, lines_of(folder)[:-5])


def _truncate_with_notes(folder: Path, _key: BoxKey) -> None:
    """Take the end away to before the visit, and every checkpoint that covers it."""
    write_lines(folder, lines_of(folder)[:MIDDLE])
    _forget_notes(folder, len(told(folder)))


def _forget_notes(folder: Path, size: int) -> None:
    for path in (folder / "checkpoints").glob("*.note"):
        if int(path.stem.rpartition("-")[2]) > size:
            path.unlink()


def _take_back(folder: Path, _key: BoxKey) -> None:
    """Declare the end of a record that stands to be torn bytes."""
    lines = lines_of(folder)
    at = next(at for at, (_path, line) in enumerate(lines) if b'"kind":"torn"' in line)
    path, line = lines[at]
    fields = dict(decode(line))
    wider = {"offset": fields["offset"] - 1, "length": fields["length"] + 1}
    lines[at] = path, encode(fields | wider)
    write_lines(folder, lines)


def _swap_order(folder: Path, _key: BoxKey) -> None:
    first = sorted((folder / "orders").iterdir())[0]
    first.write_bytes(first.read_bytes().replace(b"{", b"{ ", 1))


def _forge_note(folder: Path, _key: BoxKey) -> None:
    note = sorted((folder / "checkpoints").glob("*.note"))[-1]
    lines = note.read_bytes().split(b"\n")
    size = int(lines[1])
    renamed = note.with_name(f"{note.stem.rpartition('-')[0]}-{size + 1:010}.note")
    renamed.write_bytes(b"\n".join([lines[0], b"%d" % (size + 1), *lines[2:]]))


def _changed(story: Story) -> Story:
    """Return the story in which an item that aired before the visit was late."""
    seq = find(story, lambda fields: fields.get("outcome") == "aired")
    story[seq].fields |= {"outcome": "late"}
    return story


def _dropped(story: Story) -> Story:
    """Return the story in which an alarm or heartbeat of before the visit never was."""
    seq = find(story, lambda fields: fields["kind"] == "heartbeat" and fields["seq"] > 20)
    return [*story[:seq], *story[seq + 1 :]]


def _rehash_edit(folder: Path, _key: BoxKey) -> None:
    retold(folder, _changed(told(folder)))


def _rehash_delete(folder: Path, _key: BoxKey) -> None:
    retold(folder, _dropped(told(folder)))


def _rehash_all(folder: Path, _key: BoxKey) -> None:
    """Rewrite, and throw away the checkpoints that would tell."""
    retold(folder, _changed(told(folder)))
    _forget_notes(folder, 0)


def _rewrite(folder: Path, key: BoxKey) -> None:
    retold(folder, _changed(told(folder)), key)


def _cut_and_sign(folder: Path, key: BoxKey) -> None:
    """Take back everything since before the visit, and go on as if it had not been."""
    retold(folder, told(folder)[:MIDDLE], key)


def _lie_when_writing(folder: Path, key: BoxKey) -> None:
    """State at the time, under the key, what did not happen: an item that never sounded."""
    story = told(folder)
    story[-1].fields |= {"kind": "alarm", "code": "never-was"}
    retold(folder, story, key)


def _roll_back(folder: Path, key: BoxKey) -> None:
    """Put an old image of the whole disk back, and let the station go on from there."""
    story = told(folder)
    later = [entry for entry in story[MIDDLE + 30 :] if entry.fields["kind"] == "heartbeat"]
    retold(folder, story[:MIDDLE] + later + later[-1:] * 20, key)


def _clone(folder: Path, key: BoxKey) -> None:
    """Let the copy of a box go on with the same log, and lay that before the auditor."""
    story = told(folder)[: MIDDLE * 2]
    story[-1].fields |= {"boot_id": "the-other-box"}
    retold(folder, story, key)


def _nothing(_folder: Path, _key: BoxKey) -> None:
    """Leave it to the clock of the station, which was ahead when the log was written."""


def _jump(folder: Path, key: BoxKey) -> None:
    """Claim that one hour was another, without a record that the clock was set."""
    _shift(folder, key, timedelta(hours=-1), from_seq=_inside_a_run(told(folder)))


def _lag(folder: Path, key: BoxKey) -> None:
    """Claim of the whole log to be an hour earlier than it was."""
    _shift(folder, key, timedelta(hours=-1), from_seq=0)


def _inside_a_run(story: Story) -> int:
    kinds = [str(entry.fields["kind"]) for entry in story]
    return next(at for at in range(3, len(kinds)) if "boot" not in kinds[at - 2 : at + 4])


def _shift(folder: Path, key: BoxKey, by: timedelta, from_seq: int) -> None:
    story = told(folder)
    for entry in story[from_seq:]:
        entry.fields |= _moved(entry.fields, by)
    retold(folder, story, key)


def _moved(fields: Fields, by: timedelta) -> Fields:
    return {"at": as_rfc3339(from_rfc3339(fields["at"]) + by)}


_CODE, _STICK = frozenset({CODE}), frozenset({STICK})
_DAY = timedelta(days=1)

ATTACKS = (
    Attack("edit", "a", _edit, "damaged", "altered", "was altered"),
    Attack("edit-last", "a", _edit_last, "damaged", "rewritten", "was altered"),
    Attack("delete", "a", _delete, "damaged", "deleted", "was deleted"),
    Attack(
        "delete-segment", "a", _delete_segment, "damaged", "deleted", "records were deleted: 0-"
    ),
    Attack("delete-log", "a", _delete_log, "damaged", "gone", "is gone"),
    Attack("reorder", "a", _reorder, "damaged", "reordered", "the order was changed"),
    Attack("duplicate", "a", _duplicate, "damaged", "inserted", "stands one that is numbered"),
    Attack("splice", "a", _splice, "damaged", "wrong-log", "names another log"),
    Attack("truncate", "a", _truncate, "damaged", "cut-off", "records at its end were deleted"),
    Attack(
        "truncate-code",
        "a",
        _truncate_with_notes,
        "damaged",
        "unmatched",
        "FITS NO LOG",
        brings=_CODE,
    ),
    Attack(
        "truncate-stick",
        "a",
        _truncate_with_notes,
        "damaged",
        "cut-off",
        "were deleted",
        brings=_STICK,
    ),
    Attack("take-back", "a", _take_back, "damaged", "bad-torn", "does not describe the torn bytes"),
    Attack("order", "a", _swap_order, "disagrees", "order-altered", "altered since the lock"),
    Attack("note", "a", _forge_note, "damaged", "bad-note", "the signature does not hold"),
    Attack(
        "rehash-edit", "b", _rehash_edit, "damaged", "rewritten", "their checkpoint signed others"
    ),
    Attack("rehash-delete", "b", _rehash_delete, "damaged", "rewritten", "checkpoint signed"),
    Attack("rehash-code", "b", _rehash_all, "damaged", "unmatched", "FITS NO LOG", brings=_CODE),
    Attack(
        "rehash-stick", "b", _rehash_all, "damaged", "rewritten", "checkpoint signed", brings=_STICK
    ),
    Attack("rehash-alone", "b", _rehash_all, "whole", "", "no checkpoint signs it"),
    Attack("rewrite-code", "c", _rewrite, "damaged", "unmatched", "FITS NO LOG", brings=_CODE),
    Attack("rewrite-stick", "c", _rewrite, "damaged", "rewritten", "signed others", brings=_STICK),
    Attack("rewrite-alone", "c", _rewrite, "whole", "", "only the station vouches for it"),
    Attack("cut-and-sign", "c", _cut_and_sign, "damaged", "unmatched", "FITS NO LOG", brings=_CODE),
    Attack(
        "lie-when-writing",
        "c",
        _lie_when_writing,
        "whole",
        "",
        "only the station vouches",
        brings=_STICK,
    ),
    Attack("roll-back-code", "d", _roll_back, "damaged", "unmatched", "FITS NO LOG", brings=_CODE),
    Attack(
        "roll-back-stick", "d", _roll_back, "damaged", "rewritten", "signed others", brings=_STICK
    ),
    Attack("clone-code", "e", _clone, "damaged", "unmatched", "FITS NO LOG", brings=_CODE),
    Attack("clone-stick", "e", _clone, "damaged", "cut-off", "were deleted", brings=_STICK),
    Attack(
        "clock-ahead", "f", _nothing, "disagrees", "clock-ahead", "claims to be later", _DAY, _STICK
    ),
    Attack("clock-jump", "f", _jump, "disagrees", "clock-parted", "no record says that it was set"),
    Attack("clock-behind", "f", _lag, "whole", "", "only the station vouches for it"),
)
