"""One record of the as-run log: how it is written, read back and hashed.

The stored bytes of a record are one JSON line. Its leaf hash covers these bytes **without** the
newline, which is the frame and not the record. Reading never writes the line anew to hash it.
Values are integers (64 bit), strings and lists of these; nothing nested, no floats, no null.
Integers may pass 2**53 (nanoseconds do, after 104 days): read them as integers.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, NoReturn

from broadcaster.journal.tree import leaf_hash
from broadcaster.timebase import as_rfc3339, from_rfc3339

VERSION = 1
LARGEST_BYTES = 8 * 1024
"""Of one line without its newline (DESIGN section 7)."""
FIRST_PREV = "0" * 64
LONGEST_KEPT = 200
"""Characters kept of a text, when its record would be too large."""

HEADER: Mapping[str, type] = {
    "v": int,
    "kind": str,
    "seq": int,
    "log_id": str,
    "boot_id": str,
    "at": str,
    "mono_ns": int,
    "time_quality": str,
    "uncertainty_ms": int,
    "software": str,
    "prev": str,
}
"""What every record carries; `rehearsal` is added in rehearsal logs."""

_HEADER_TYPES = tuple(HEADER.values())

Value = int | str | datetime | Sequence[str] | Sequence[int] | None
"""What a field may be given as. Times are stored as RFC 3339; None leaves the field out."""


class RecordFormError(ValueError):
    """A line that is no record. `code` is `not-json`, `too-long` or `wrong-form`."""

    def __init__(self, code: str, detail: str) -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code}: {detail}")


class Place(NamedTuple):
    """Where a line stands: segment file name, line counted from 1, byte offset of its start."""

    segment: str
    line: int
    offset: int


NOWHERE = Place("", 0, 0)


class Record(Mapping[str, Any]):
    """One record: a mapping of its fields, with the bytes it is stored as."""

    __slots__ = ("_at", "_fields", "leaf_hash", "place", "raw")

    def __init__(
        self, fields: dict[str, Any], raw: bytes, place: Place = NOWHERE, at: datetime | None = None
    ) -> None:
        self._fields, self._at = fields, at
        self.raw = raw
        self.leaf_hash: bytes = leaf_hash(raw)
        self.place = place

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Record({self.raw.decode()})"

    @property
    def seq(self) -> int:
        """Its number in its log, from 0."""
        number: int = self._fields["seq"]
        return number

    @property
    def kind(self) -> str:
        """What it states; one of `model.Kind`, or a kind that a newer version added."""
        kind: str = self._fields["kind"]
        return kind

    @property
    def at(self) -> datetime:
        """When it was made, by the station's wall clock; aware UTC."""
        return self._at or from_rfc3339(self._fields["at"])

    def text(self, name: str) -> str:
        """Return a field as text, empty when it is not there."""
        return str(self._fields.get(name, ""))

    def number(self, name: str) -> int:
        """Return a field as a number, 0 when it is not there or is none."""
        value = self._fields.get(name, 0)
        return value if isinstance(value, int) else 0

    def moment(self, name: str) -> datetime | None:
        """Return a time field as aware UTC; None when it is empty, missing or no time."""
        try:
            return from_rfc3339(self.text(name))
        except ValueError:
            return None


def encode(fields: Mapping[str, Value]) -> bytes:
    """Return the line (without newline) that stores `fields`.

    Texts are brought to NFC, and what UTF-8 cannot hold becomes "?". A record over the limit has
    its longest texts cut, and names them in `shortened`: an event is never lost because its title
    is long. TypeError for a value that no record may hold; ValueError when it is still too large.
    """
    stored = {name: _stored(name, value) for name, value in fields.items() if value is not None}
    line = _serialise(stored)
    if len(line) > LARGEST_BYTES:
        line = _serialise(_shortened(stored))
    if len(line) > LARGEST_BYTES:
        raise ValueError(
            f"a record of {len(line)} bytes; split its lists ({LARGEST_BYTES} at most)"
        )
    return line


def decode(raw: bytes, place: Place = NOWHERE) -> Record:
    """Read a stored line (without newline), or raise `RecordFormError`."""
    if len(raw) > LARGEST_BYTES:
        raise RecordFormError("too-long", f"{len(raw)} bytes")
    # Without these two a line with spaces around it would pass, as no writer of ours makes it.
    if not raw.startswith(b'{"v":') or not raw.endswith(b"}"):
        raise RecordFormError("not-json", "no JSON object")
    try:
        text = raw.decode("utf-8")
        fields, end = _DECODER.raw_decode(text)
    except RecordFormError:
        raise
    except (ValueError, RecursionError) as error:
        raise RecordFormError("not-json", str(error)) from error
    if end != len(text):
        raise RecordFormError("not-json", "something follows the object")
    return Record(fields, raw, place, _check(fields))


def plan_parts(items: Sequence[str], size: int = 100) -> list[list[str]]:
    """Cut the item list of a `plan` record into parts that fit; at least one, maybe empty."""
    return [list(items[at : at + size]) for at in range(0, len(items), size)] or [[]]


def _serialise(stored: Mapping[str, object]) -> bytes:
    ordered = {"v": VERSION} | {name: stored[name] for name in sorted(stored) if name != "v"}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _stored(name: str, value: Value) -> object:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return as_rfc3339(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _whole(name, value)
    if isinstance(value, list | tuple) and all(_is_plain(part) for part in value):
        return [_text(part) if isinstance(part, str) else _whole(name, part) for part in value]
    raise TypeError(f"a record cannot hold {name} = {value!r}")


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _whole(name: str, value: int) -> int:
    if not -(2**63) <= value < 2**63:
        raise TypeError(f"a record cannot hold {name} = {value}, which exceeds 64 bits")
    return int(value)  # an IntEnum is stored as what it is worth


def _text(value: str) -> str:
    return unicodedata.normalize("NFC", value).encode("utf-8", "replace").decode("utf-8")


def _shortened(stored: dict[str, object]) -> dict[str, object]:
    cut = {
        name: value[:LONGEST_KEPT] + "…"
        for name, value in stored.items()
        if isinstance(value, str) and len(value) > LONGEST_KEPT and name not in HEADER
    }
    return stored | cut | {"shortened": sorted(cut)}


def _check(fields: dict[str, Any]) -> datetime:
    """Return when it was made; in half a million records what is usual is settled first."""
    if tuple(map(type, map(fields.get, HEADER))) != _HEADER_TYPES:
        wrong = [name for name, kind in HEADER.items() if type(fields.get(name)) is not kind]
        raise RecordFormError("wrong-form", wrong[0])
    if fields["v"] != VERSION:
        raise RecordFormError("wrong-form", "v")
    at = _time(fields["at"])
    for name, value in fields.items():
        # By exact type, since a bool is an int; the first test settles most fields.
        if type(value) is not str and not _fits(value):
            raise RecordFormError("wrong-form", name)
    return at


def _time(at: str) -> datetime:
    try:
        return from_rfc3339(at)
    except ValueError as error:
        raise RecordFormError("wrong-form", "at") from error


def _fits(value: object) -> bool:
    if type(value) is int:
        return -(2**63) <= value < 2**63
    return type(value) is list and all(
        type(part) is str or (type(part) is int and _fits(part)) for part in value
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise RecordFormError("wrong-form", "a key stands twice")
    return fields


def _refuse(text: str) -> NoReturn:
    raise RecordFormError("wrong-form", f"{text} is no integer")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_refuse, parse_constant=_refuse)
