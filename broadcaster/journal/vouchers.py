"""Who beside the station vouches for a log, and up to which record. Pure.

Three kinds of word count: a witness's cosignature, which also says when; the code of a tree head on
a paper that somebody kept; a copy of a checkpoint that was kept elsewhere. After the last of them
only the station vouches for its log, and a station that holds the key can write that anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from broadcaster.journal.accounts import Discrepancy, Sort
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.cosignature import Cosignature, WitnessKey
from broadcaster.journal.head_code import Head
from broadcaster.journal.record import Record
from broadcaster.timebase import TimeQuality, as_rfc3339

OFF_BY = timedelta(minutes=5)
"""So far a witness's own clock may be off."""


@dataclass(frozen=True)
class Asked:
    """Whose word is asked for: witnesses by their keys, heads by the codes on papers."""

    witnesses: Sequence[WitnessKey] = ()
    heads: Sequence[Head] = ()


@dataclass(frozen=True)
class Voucher:
    """Somebody's word for the first `size` records. `by` is `witness`, `paper` or `copy`."""

    by: str
    name: str
    size: int
    at: datetime | None = None
    """When the witness had seen them at the latest; papers and copies bear no time of theirs."""


@dataclass(frozen=True)
class Words:
    """What was brought for one log: its own notes' cosignatures, and copies kept elsewhere."""

    cosigned: Sequence[Cosignature] = ()
    copies: Sequence[Checkpoint] = ()
    heads: Sequence[Head] = ()

    @property
    def sizes(self) -> set[int]:
        """The sizes at which the log's own root is needed to judge them."""
        return {one.size for one in self.copies} | {head.size for head in self.heads}

    def that_hold(self, covered: int, roots_at: Mapping[int, bytes]) -> tuple[Voucher, ...]:
        """Return the words that fit a log: for each witness its largest, then papers and copies.

        `covered` is up to where signed roots matched, `roots_at` are the log's own roots.
        """
        best: dict[str, Cosignature] = {}
        for one in self.cosigned:
            if one.size <= covered and _is_better(one, best.get(one.witness)):
                best[one.witness] = one
        return (
            *(Voucher("witness", one.witness, one.size, one.at) for one in best.values()),
            *(
                Voucher("paper", head.code, head.size)
                for head in self.heads
                if head.size in roots_at and head.is_of(roots_at[head.size])
            ),
            *(
                Voucher("copy", one.name, one.size)
                for one in self.copies
                if roots_at.get(one.size) == one.root
            ),
        )


def _is_better(one: Cosignature, other: Cosignature | None) -> bool:
    return other is None or (one.size, other.at) > (other.size, one.at)


def _earlier(one: Cosignature, other: Cosignature) -> Cosignature:
    return min(one, other, key=lambda seen: seen.at)


class Bounds:
    """The latest moment each record can have been made, by what witnesses had seen."""

    def __init__(self, cosigned: Sequence[Cosignature]) -> None:
        ordered = sorted(cosigned, key=lambda one: one.size)
        self._sizes = [one.size for one in ordered]
        self._bounds = list(accumulate(reversed(ordered), _earlier))[::-1]
        self._next = 0

    def take(self, record: Record) -> Iterator[Discrepancy]:
        """Take in the next record; yield the first that claims to be later than it was seen."""
        while self._next < len(self._sizes) and self._sizes[self._next] <= record.seq:
            self._next += 1
        if self._next == len(self._sizes):
            return
        seen = self._bounds[self._next]
        if record.at <= seen.at:
            return
        slack = OFF_BY + timedelta(milliseconds=record.number("uncertainty_ms"))
        if record["time_quality"] != TimeQuality.UNKNOWN and record.at > seen.at + slack:
            self._next = len(self._sizes)
            detail = f"{seen.witness}, {as_rfc3339(seen.at)}"
            yield Discrepancy(Sort.CLOCK_AHEAD, record.seq, "", detail=detail)
