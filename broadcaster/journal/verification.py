"""Is this log as it was written? Names the first bad record, from lines and signed roots alone.

Each record carries the leaf hash of the one before, so an edit shows at the next record; which
of the two was edited is settled by the one after, or by a checkpoint. A record that nothing
follows rests on a checkpoint that covers it. So without one a whole log is "whole up to N", and
about what came later, or was cut off behind N, nothing can be said. Pure; holds no more than one
record and a logarithm of hashes.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from broadcaster.journal.model import Kind
from broadcaster.journal.record import FIRST_PREV, NOWHERE, Place, Record
from broadcaster.journal.scan import Entry, Line, Tail, Unreadable, Whole, scan
from broadcaster.journal.tree import Range, leaf_hash

Roots = Mapping[int, Collection[bytes]]
"""Size -> the roots that were signed for it; more than one is a fork, and never all match."""

_PREV = re.compile(rb'"prev":"(?:[^"\\]|\\.)*"')


class Fault(StrEnum):
    """What is wrong with the first bad record."""

    ALTERED = "altered"
    DELETED = "deleted"
    REORDERED = "reordered"
    INSERTED = "inserted"
    NOT_JSON = "not-json"
    WRONG_FORM = "wrong-form"
    WRONG_PREV = "wrong-prev"
    WRONG_SEQ = "wrong-seq"
    WRONG_LOG = "wrong-log"
    BAD_TORN = "bad-torn"
    REWRITTEN = "rewritten"
    CUT_OFF = "cut-off"
    UNCLOSED = "unclosed"


@dataclass(frozen=True)
class Finding:
    """The first bad record is one of `seq`..`last`; for a loss these are the ones that are gone.

    `place` is where `seq` stands, or would stand.
    """

    fault: Fault
    seq: int
    last: int
    place: Place
    detail: str = ""


@dataclass(frozen=True)
class Survey:
    """What one log holds, and what is wrong with it, the first bad record first."""

    log_id: str
    range: Range
    """The tree over the records up to the first bad one."""
    boot: Record | None
    last: Record | None
    """The last record before the first bad one."""
    tail: Tail | None
    findings: tuple[Finding, ...]
    covered: int
    """Size of the largest signed root that matches."""
    records: int
    """Readable records in all, also after the first bad one."""
    torn: int
    """How many torn tails were closed in it."""
    roots_at: Mapping[int, bytes] = field(default_factory=dict)
    """Its roots at the sizes that were asked for, as far as it reaches."""

    @property
    def is_whole(self) -> bool:
        """Say whether nothing wrong was found."""
        return not self.findings

    @property
    def can_go_on(self) -> bool:
        """Say whether a writer may add to it, once it has closed the tail.

        A tail that has its newline already is what a power cut leaves during that closing.
        """
        return self.last is not None and all(
            finding.fault is Fault.UNCLOSED for finding in self.findings
        )


def survey(
    log_id: str,
    lines: Iterable[Line],
    roots: Roots | None = None,
    each: Callable[[Record], object] | None = None,
    marks: Collection[int] = (),
) -> Survey:
    """Read a whole log once and compare it with itself and with the signed `roots`.

    `each` is given every record before the first bad one as it goes by, and that one perhaps.
    At the sizes in `marks` the root is noted.
    """
    walk = _Walk(log_id, roots or {}, each, frozenset(marks))
    entries = scan(lines)
    for entry in entries:
        if finding := walk.take(entry, entries):
            walk.broken = walk.search_rest(finding, entries)
            break
    return walk.result()


class _Walk:
    """The state of one pass over a log."""

    def __init__(
        self,
        log_id: str,
        roots: Roots,
        each: Callable[[Record], object] | None,
        marks: frozenset[int],
    ) -> None:
        self.log_id, self.roots, self.each, self.marks = log_id, roots, each, marks
        self.roots_at: dict[int, bytes] = {}
        self.range = self.before = Range()
        self.boot: Record | None = None
        self.last: Record | None = None
        self.tail: Tail | None = None
        self.covered = self.doubted = self.records = self.torn = 0
        self.uncovered_place = NOWHERE
        self.broken: Finding | None = None

    def take(self, entry: Entry, rest: Iterator[Entry]) -> Finding | None:
        """Go over one entry; may read one further from `rest` to settle who is to blame."""
        if isinstance(entry, Tail):
            self.tail = entry
            return self._judge_tail(entry)
        if isinstance(entry, Unreadable):
            return self._unreadable(entry, rest)
        self.records += 1
        record = entry.record
        if finding := self._judge(entry, rest):
            return finding
        self.torn += entry.closes > 0
        self._accept(record)
        return None

    def _accept(self, record: Record) -> None:
        if self.boot is None:
            self.boot = record
        if self.range.size == self.covered:
            self.uncovered_place = record.place
        self.before, self.range = self.range, self.range.append(record.leaf_hash)
        self.last = record
        if self.each:
            self.each(record)
        if self.range.size in self.marks:
            self.roots_at[self.range.size] = self.range.root()
        signed = self.roots.get(self.range.size)
        if signed and not self.doubted:
            root = self.range.root()
            if all(root == one for one in signed):
                self.covered = self.range.size
            else:
                self.doubted = self.range.size

    def _judge(self, entry: Whole, rest: Iterator[Entry]) -> Finding | None:
        """Return what is wrong with a record where it stands, if anything."""
        record, seq = entry.record, self.range.size
        fits = record["prev"] == (self.last.leaf_hash.hex() if self.last else FIRST_PREV)
        if record.kind == Kind.TORN and not entry.closes:
            return self._finding(Fault.BAD_TORN, record)
        if record["log_id"] != self.log_id:
            return self._finding(Fault.WRONG_LOG, record, record.text("log_id"))
        if record.seq != seq:
            return self._out_of_step(record, fits)
        if not fits:
            return self._blame(record, rest)
        if seq == 0 and record.kind != Kind.BOOT:
            return self._finding(Fault.WRONG_FORM, record, record.kind)
        return None

    def _finding(self, fault: Fault, record: Record, detail: str = "") -> Finding:
        return Finding(fault, self.range.size, self.range.size, record.place, detail)

    def _out_of_step(self, record: Record, fits: bool) -> Finding:
        if fits:
            return self._finding(Fault.WRONG_SEQ, record, str(record.seq))
        if record.seq < self.range.size:
            return self._finding(Fault.INSERTED, record, str(record.seq))
        return replace(self._finding(Fault.DELETED, record), last=record.seq - 1)

    def _blame(self, record: Record, rest: Iterator[Entry]) -> Finding:
        """Settle a break between the last record and this one.

        This one is to blame when a checkpoint proves the one before, or when putting the right
        `prev` into it mends the chain after it; the one before is to blame when the next record,
        or a checkpoint, bears this one out. Else it may be either.
        """
        this, before = self.range.size, self.last
        if before is None or self.covered == this:
            return self._finding(Fault.WRONG_PREV, record)
        after = next(rest, None)
        mended = _with_prev(record, before)
        if isinstance(after, Whole):
            self.records += 1
            if after.record.kind == Kind.TORN and not after.closes:
                return self._finding(Fault.BAD_TORN, after.record)
            later = after.record["prev"]
            is_borne_out, is_mended = later == record.leaf_hash.hex(), later == mended.hex()
        else:
            is_borne_out = self._is_signed(self.before, _bytes_of(record["prev"]), record.leaf_hash)
            is_mended = self._is_signed(self.before, before.leaf_hash, mended)
        if is_mended:
            return self._finding(Fault.WRONG_PREV, record)
        last = this - 1 if is_borne_out else this
        return Finding(Fault.ALTERED, this - 1, last, before.place)

    def _is_signed(self, tree: Range, *leaves: bytes) -> bool:
        for leaf in leaves:
            tree = tree.append(leaf)
        return tree.root() in self.roots.get(tree.size, ())

    def _unreadable(self, entry: Unreadable, rest: Iterator[Entry]) -> Finding:
        after = next(rest, None)
        seq = self.range.size
        if isinstance(after, Whole):
            self.records += 1
            if after.record.kind == Kind.TORN:
                return Finding(Fault.BAD_TORN, seq, seq, after.record.place)
        fault = Fault.WRONG_FORM if entry.code == "wrong-form" else Fault.NOT_JSON
        return Finding(fault, seq, seq, entry.place, entry.detail)

    def _judge_tail(self, tail: Tail) -> Finding | None:
        seq = self.range.size
        if seq < max(self.roots, default=0):
            return Finding(Fault.NOT_JSON, seq, seq, tail.place)
        return Finding(Fault.UNCLOSED, seq, seq, tail.place) if tail.ended else None

    def search_rest(self, finding: Finding, rest: Iterator[Entry]) -> Finding:
        """Count what follows the first bad record, and see whether what is gone stands later."""
        is_later = False
        for entry in rest:
            if isinstance(entry, Whole):
                self.records += 1
                is_later |= finding.seq <= entry.record.seq <= finding.last
        if finding.fault is Fault.DELETED and is_later:
            return replace(finding, fault=Fault.REORDERED)
        return finding

    def result(self) -> Survey:
        return Survey(
            self.log_id,
            self.range,
            self.boot,
            self.last,
            self.tail,
            tuple(self._findings()),
            self.covered,
            self.records,
            self.torn,
            self.roots_at,
        )

    def _findings(self) -> Iterator[Finding]:
        broken = self.broken
        if self.doubted and not (broken and broken.seq == self.doubted - 1):
            last = self.doubted - 1
            yield Finding(Fault.REWRITTEN, self.covered, last, self.uncovered_place)
        elif broken and self.doubted:
            # The checkpoint that ends with the doubtful record settles that it is the bad one.
            broken = replace(broken, last=broken.seq)
        if broken:
            yield broken
        yield from self._cut_off(broken)

    def _cut_off(self, broken: Finding | None) -> Iterator[Finding]:
        size, signed = self.range.size, max(self.roots, default=0)
        if broken and self.tail:
            size += 1
        elif broken:
            return
        if size < signed:
            yield Finding(Fault.CUT_OFF, size, signed - 1, self._end())

    def _end(self) -> Place:
        if self.last is None:
            return NOWHERE
        place = self.last.place
        return Place(place.segment, place.line + 1, place.offset + len(self.last.raw) + 1)


def _with_prev(record: Record, before: Record) -> bytes:
    """Return the leaf hash `record` would have, were its `prev` that of `before`."""
    right = f'"prev":"{before.leaf_hash.hex()}"'.encode()
    return leaf_hash(_PREV.sub(right, record.raw, count=1))


def _bytes_of(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
