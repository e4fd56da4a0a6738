"""What the as-run log says so far: pure folds over records in log order.

Give them the records of the real logs (`all_records`) for anything that counts: times aired,
sessions done, reports. A rehearsal folds the real records and its own after them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from broadcaster.journal.model import HEADLINES, Kind, Outcome
from broadcaster.journal.record import Record

COUNTED = (Outcome.AIRED, Outcome.LATE)
"""Outcomes that use up one of an approval's `times` (DESIGN law 1)."""


@dataclass(frozen=True)
class PlannedPart:
    """One item of a locked session, as its `plan` record lists it."""

    item: str
    offset_ms: int
    length_ms: int


@dataclass(frozen=True)
class PlannedSession:
    """A session the player locked; `items` over all parts of its `plan` record."""

    session: str
    order: str
    """SHA-256 of the order it went on with, in `journal/orders/`."""
    planned: datetime | None
    items: tuple[PlannedPart, ...]
    count: int
    """Items in the whole order; more than `items` when a kill came between two parts."""


def outcomes(records: Iterable[Record]) -> dict[str, Record]:
    """Return the outcome of each planned item that has one; the first stated one stands."""
    found: dict[str, Record] = {}
    for record in records:
        if record.kind == Kind.OUTCOME:
            found.setdefault(record.text("item"), record)
    return found


def open_items(records: Iterable[Record]) -> list[Record]:
    """Return the `start` and `unplanned` records whose item has no `end` after them."""
    running: dict[str, Record] = {}
    for record in records:
        if record.kind in (Kind.START, Kind.UNPLANNED):
            running[record.text("item")] = record
        elif record.kind == Kind.END:
            running.pop(record.text("item"), None)
    return list(running.values())


def planned(records: Iterable[Record]) -> dict[str, PlannedSession]:
    """Return every session that was locked, with its items, in the order of locking."""
    found: dict[str, PlannedSession] = {}
    for record in records:
        if record.kind == Kind.PLAN:
            session = record.text("session")
            # A kill between two parts may have the session locked, and so listed, again.
            parts = {part.item: part for part in found[session].items} if session in found else {}
            for part in parts_of(record):
                parts.setdefault(part.item, part)
            found[session] = PlannedSession(
                session,
                record.text("order"),
                record.moment("planned"),
                tuple(parts.values()),
                record.number("count"),
            )
    return found


def parts_of(plan: Record) -> Iterable[PlannedPart]:
    """Yield the items that one `plan` record lists; what is no item is passed over."""
    session, items = plan.text("session"), plan.get("items", [])
    for text in items if isinstance(items, list) else ():
        tail, _, rest = str(text).partition(":")
        offset, _, length = rest.partition(":")
        if offset.isdigit() and length.isdigit():
            yield PlannedPart(f"{session}/{tail}", int(offset), int(length))


def planned_sessions(records: Iterable[Record]) -> dict[str, str]:
    """Return session -> SHA-256 of its order, for every session that was locked."""
    return {
        record.text("session"): record.text("order")
        for record in records
        if record.kind == Kind.PLAN
    }


def sessions_without_order(records: Iterable[Record]) -> set[str]:
    """Return the sessions that were due and had no valid order (`no-plan`)."""
    return {record.text("session") for record in records if record.kind == Kind.NO_PLAN}


def unsettled(records: Iterable[Record]) -> dict[str, list[PlannedPart]]:
    """Return session -> planned items that have no outcome yet; settled sessions are left out."""
    waiting: dict[str, dict[str, PlannedPart]] = {}
    done: set[str] = set()
    for record in records:
        if record.kind == Kind.PLAN:
            parts = parts_of(record)
            session = waiting.setdefault(record.text("session"), {})
            session |= {part.item: part for part in parts if part.item not in done}
        elif record.kind == Kind.OUTCOME:
            done.add(record.text("item"))
            waiting.get(record.text("session"), {}).pop(record.text("item"), None)
    return {session: list(parts.values()) for session, parts in waiting.items() if parts}


def is_counted(outcome: Record) -> bool:
    """Say whether an `outcome` is an airing that an approval's `times` counts.

    A headline is a part of the session and no airing of its bulletin.
    """
    return outcome.text("outcome") in COUNTED and outcome.text("part") != HEADLINES


def aired_counts(records: Iterable[Record], field: str = "approval") -> Counter[str]:
    """Count `aired` and `late` outcomes per value of a field of the item.

    The field (`approval`, `bulletin`, `revision`, `cut`, ...) is read from the outcome, and from
    the item's `start` where the outcome does not carry it.
    """
    starts: dict[str, str] = {}
    counted: dict[str, str] = {}
    for record in records:
        item = record.text("item")
        if record.kind == Kind.START:
            starts[item] = record.text(field)
        elif record.kind == Kind.OUTCOME and is_counted(record):
            counted.setdefault(item, record.text(field) or starts.get(item, ""))
    return Counter(value for value in counted.values() if value)


def aired_count(
    records: Iterable[Record], *, approval: str = "", bulletin: str = "", revision: str = ""
) -> int:
    """Count how often one approval, bulletin or revision aired whole. Name exactly one."""
    named: Mapping[str, str] = {"approval": approval, "bulletin": bulletin, "revision": revision}
    ((field, value),) = [(field, value) for field, value in named.items() if value]
    return aired_counts(records, field)[value]


def aired_cuts(records: Iterable[Record], since: datetime) -> set[str]:
    """Return the cuts that were started at or after `since` (aware), planned or not."""
    return {
        cut
        for record in records
        if record.kind in (Kind.START, Kind.UNPLANNED) and record.at >= since
        for cut in (record.text("cut"), *_cuts_of(record))
        if cut
    }


def _cuts_of(record: Record) -> list[str]:
    """Return the cuts an emergency was put together from."""
    cuts = record.get("cuts")
    return [str(cut) for cut in cuts] if isinstance(cuts, list) else []
