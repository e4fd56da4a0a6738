"""New records of one log, its chain checked from where it was read last."""

from collections.abc import Iterator
from dataclasses import replace

from broadcaster.i18n import _
from broadcaster.index.model import Read
from broadcaster.journal.logs import Log, segment_lines
from broadcaster.journal.record import Place, Record
from broadcaster.journal.scan import Line, Unreadable, Whole, scan


class BrokenChainError(Exception):
    """What follows is not what the records before it call for."""

    def __init__(self, place: Place, what: str) -> None:
        self.sentence = _("{segment}, line {line}: {what}").format(
            segment=place.segment, line=place.line, what=what
        )
        super().__init__(self.sentence)


def new_records(log: Log, read: Read) -> Iterator[tuple[Record, Read]]:
    """Yield each record after `read`, with how far the log is read then.

    BrokenChainError at the first line that is no record, or that does not follow; also when the
    last record that was read is not where it was.
    """
    entries = scan(_lines(log, read))
    if read.next_seq:
        before = next(entries, None)
        if not isinstance(before, Whole) or before.record.leaf_hash.hex() != read.last_leaf:
            raise BrokenChainError(read.place, _("what was read before is not there any more"))
    for entry in entries:
        if isinstance(entry, Unreadable):
            raise BrokenChainError(entry.place, _("no record stands here"))
        if isinstance(entry, Whole):
            record = entry.record
            if record.seq != read.next_seq or record.text("prev") != read.last_leaf:
                raise BrokenChainError(record.place, _("it does not follow the record before it"))
            read = _after(record, read)
            yield record, read


def _lines(log: Log, read: Read) -> Iterator[Line]:
    for path in log.segments:
        if path.name > read.segment:
            yield from segment_lines(path)
        elif path.name == read.segment:
            yield from segment_lines(path, read.place)


def _after(record: Record, read: Read) -> Read:
    return replace(
        read,
        next_seq=record.seq + 1,
        last_leaf=record.leaf_hash.hex(),
        segment=record.place.segment,
        line=record.place.line,
        offset=record.place.offset,
    )
