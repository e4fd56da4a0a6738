"""Do the plans of a log agree with their running orders and with the outcomes? DESIGN law 2.

Each `plan` record names its order's kept copy and lists its items; each planned item has at most
one outcome, and only planned items have one. An item without an outcome is no discrepancy: the
session may not be over. Fed the records of a log in order, then those of the log after it, since a
session that was locked in one is settled in the next. Pure but for `copy_of`, which reads one
order; it remembers the items of the sessions and no record.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from broadcaster.journal.kept_orders import Copy, aircheck_file, items_of, recording_file
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Record


class Sort(StrEnum):
    """What does not agree."""

    ORDER_MISSING = "order-missing"
    ORDER_ALTERED = "order-altered"
    ORDER_DIFFERS = "order-differs"
    PLANNED_AGAIN = "planned-again"
    SECOND_OUTCOME = "second-outcome"
    UNPLANNED_OUTCOME = "unplanned-outcome"
    RECORDING_MISSING = "recording-missing"
    RECORDING_ALTERED = "recording-altered"
    AIRCHECK_MISSING = "aircheck-missing"
    AIRCHECK_ALTERED = "aircheck-altered"
    CLOCK_PARTED = "clock-parted"
    CLOCK_AHEAD = "clock-ahead"
    LINK_BROKEN = "link-broken"
    GOES_ON = "goes-on"


@dataclass(frozen=True)
class Discrepancy:
    """Record `seq` says of a session or an item what another record or the order's copy does not.

    `order` is the SHA-256 that the plan names; `first` and `first_log` are the record that the
    item's first outcome stands in; `detail` is why a copy could not be read, the recording that an
    `end` names, the witness whose time contradicts, or the log before.
    """

    sort: Sort
    seq: int
    session: str
    item: str = ""
    order: str = ""
    first: int = 0
    first_log: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Unsettled:
    """A locked session of which `waiting` of `count` items have no outcome yet."""

    session: str
    waiting: int
    count: int


@dataclass(frozen=True)
class Tally:
    """How many sessions were locked in one log, and which of them are not settled."""

    sessions: int = 0
    unsettled: tuple[Unsettled, ...] = ()


@dataclass
class _Session:
    log_id: str
    order: str
    count: int
    listed: list[str] = field(default_factory=list)
    outcomes: dict[str, tuple[int, str] | None] = field(default_factory=dict)
    """Of each item listed so far: where its outcome stands, if it has one."""
    is_faulty: bool = False
    """Its order was named already; once is enough."""

    @property
    def is_listed(self) -> bool:
        return len(self.listed) >= self.count

    @property
    def waiting(self) -> int:
        return max(self.count, len(self.outcomes)) - sum(map(bool, self.outcomes.values()))


class Accounts:
    """The plans and outcomes of a chain of logs."""

    def __init__(
        self, copy_of: Callable[[str], Copy], hash_of: Callable[[str], str] = lambda sha: sha
    ) -> None:
        """`hash_of` gives the SHA-256 of what stands under a recording's name, else nothing."""
        self._copy_of, self._hash_of = copy_of, hash_of
        self._sessions: dict[str, _Session] = {}
        self._purged: set[str] = set()
        """Files of airchecks that a later record says were removed at the end of their time."""
        self._log_id = self._known_to = ""
        self._knows_all = False

    def take(self, record: Record) -> Iterator[Discrepancy]:
        """Take in the next sound record; yield what in it does not agree."""
        if record.seq == 0:
            self._begin(record)
        if record.kind == Kind.PLAN:
            yield from self._plan(record)
        elif record.kind == Kind.OUTCOME:
            yield from self._outcome(record)
        elif record.kind == Kind.END and (sha := record.text("recording")):
            yield from self._recording(record, sha)
        elif record.kind == Kind.AIRCHECK:
            yield from self._aircheck(record, record.text("recording"))
        elif record.kind == Kind.PURGE:
            self._purged.add(aircheck_file(record.text("recording")))

    def without_purged(self, found: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
        """Return what is found but for airchecks that are gone and were purged by name."""
        return tuple(
            one
            for one in found
            if one.sort is not Sort.AIRCHECK_MISSING or one.detail not in self._purged
        )

    def close(self, log_id: str, *, is_whole: bool) -> None:
        """End a log. After one that is damaged it is not known any more what was planned."""
        self._known_to = log_id if is_whole and self._knows_all else ""
        self._knows_all = False

    def tally(self, log_id: str) -> Tally:
        """Return how the sessions that were locked in a log stand now."""
        own = {name: one for name, one in self._sessions.items() if one.log_id == log_id}
        unsettled = [
            Unsettled(name, one.waiting, max(one.count, len(one.outcomes)))
            for name, one in own.items()
            if one.waiting
        ]
        return Tally(len(own), tuple(unsettled))

    def _begin(self, boot: Record) -> None:
        previous = boot.text("previous_log")
        self._log_id = boot.text("log_id")
        self._knows_all = not previous or previous == self._known_to

    def _plan(self, record: Record) -> Iterator[Discrepancy]:
        name, sha = record.text("session"), record.text("order")
        session = self._sessions.setdefault(
            name, _Session(self._log_id, sha, record.number("count"))
        )
        if sha != session.order:
            yield Discrepancy(Sort.PLANNED_AGAIN, record.seq, name, order=sha)
            return
        for text in _items(record):
            session.listed.append(text)
            session.outcomes.setdefault(f"{name}/{text.partition(':')[0]}")
        if not session.is_faulty and (found := self._order_fault(record, session)):
            session.is_faulty = True
            yield found

    def _order_fault(self, record: Record, session: _Session) -> Discrepancy | None:
        """Return what is wrong with the order's copy. A plan that a kill cut off may go on."""
        name, sha = record.text("session"), session.order
        copy = self._copy_of(sha)
        if copy.data is None:
            return Discrepancy(Sort.ORDER_MISSING, record.seq, name, order=sha, detail=copy.why)
        if not copy.is_named(sha):
            return Discrepancy(Sort.ORDER_ALTERED, record.seq, name, order=sha)
        items = items_of(copy.data, name)
        is_last = record.number("part") == record.number("parts")
        listed = session.listed
        if items is None or session.count != len(items):
            return Discrepancy(Sort.ORDER_DIFFERS, record.seq, name, order=sha)
        if listed != (items if is_last else items[: len(listed)]):
            return Discrepancy(Sort.ORDER_DIFFERS, record.seq, name, order=sha)
        return None

    def _recording(self, record: Record, sha: str) -> Iterator[Discrepancy]:
        found = self._hash_of(sha)
        if found != sha:
            sort = Sort.RECORDING_ALTERED if found else Sort.RECORDING_MISSING
            session, item = record.text("session"), record.text("item")
            yield Discrepancy(sort, record.seq, session, item, detail=recording_file(sha))

    def _aircheck(self, record: Record, sha: str) -> Iterator[Discrepancy]:
        found = self._hash_of(sha)
        if found != sha:
            sort = Sort.AIRCHECK_ALTERED if found else Sort.AIRCHECK_MISSING
            yield Discrepancy(sort, record.seq, "", detail=aircheck_file(sha))

    def _outcome(self, record: Record) -> Iterator[Discrepancy]:
        name, item = record.text("session"), record.text("item")
        session = self._sessions.get(name)
        if session is None or item not in session.outcomes:
            if self._knows_all or (session and session.is_listed):
                yield Discrepancy(Sort.UNPLANNED_OUTCOME, record.seq, name, item)
        elif first := session.outcomes[item]:
            seq, log_id = first
            other = "" if log_id == self._log_id else log_id
            yield Discrepancy(
                Sort.SECOND_OUTCOME, record.seq, name, item, first=seq, first_log=other
            )
        else:
            session.outcomes[item] = (record.seq, self._log_id)


def _items(record: Record) -> list[str]:
    items = record.get("items")
    return [str(text) for text in items] if isinstance(items, list) else []
