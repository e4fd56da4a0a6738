"""Records of the as-run log as a table of 80 columns, in full, and as documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import click

from broadcaster.cli.columns import show_card
from broadcaster.handles import resolve
from broadcaster.i18n import N_, _
from broadcaster.journal.checkpoint import Checkpoint, verifier_key
from broadcaster.journal.errors import JournalError
from broadcaster.journal.logs import Log
from broadcaster.journal.model import Cause, Kind
from broadcaster.journal.record import Record
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.reports.columns import WIDTH, display_width, pad, shorten, wrap
from broadcaster.reports.layout import plain
from broadcaster.reports.words import (
    CAUSES,
    EVENTS,
    NO_PLAN_CAUSES,
    OUTCOMES,
    SOUNDS,
    UNPLANNED,
    word,
)

KINDS: Mapping[str, str] = {
    Kind.BOOT: N_("player start"),
    Kind.PLAN: N_("session locked"),
    Kind.PLAN_CHANGE: N_("plan changed"),
    Kind.NO_PLAN: N_("no valid order"),
    Kind.START: N_("item begun"),
    Kind.END: N_("item ended"),
    Kind.OUTCOME: N_("item's outcome"),
    Kind.UNPLANNED: N_("outside the plan"),
    Kind.HEARTBEAT: N_("sign of life"),
    Kind.CLOCK: N_("clock changed"),
    Kind.MUTE: N_("sound on or off"),
    Kind.MAINTENANCE: N_("maintenance mode"),
    Kind.AIRCHECK: N_("heard back"),
    Kind.ALARM: N_("alarm"),
    Kind.PURGE: N_("audio deleted"),
    Kind.DECLARED: N_("statement"),
    Kind.TORN: N_("torn end closed"),
}

Chosen = tuple[Log, Iterator[Record]]


def chosen(logs: Iterable[Log], zone: ZoneInfo, day: date | None, part: str) -> list[Chosen]:
    """Return each log with its records of one station day and of sessions that hold `part`."""

    def wanted(record: Record) -> bool:
        is_of_day = day is None or record.at.astimezone(zone).date() == day
        return is_of_day and part in record.text("session")

    return [(log, filter(wanted, log.records())) for log in logs]


def show_list(log: Log, records: Iterable[Record], zone: ZoneInfo) -> None:
    """Write the records of one log as a table in station time, a heading for each day."""
    click.echo(_("Log {log}, time of {zone}").format(log=log.id, zone=zone.key))
    if log.is_rehearsal:
        click.echo(_("REHEARSAL on a virtual clock: none of this was broadcast."))
    kind_width = max(display_width(_(name)) for name in KINDS.values())
    day: date | None = None
    for record in records:
        local = record.at.astimezone(zone)
        if local.date() != day:
            day = local.date()
            click.echo(f"{day:%d/%m/%Y}")
        kind = pad(word(KINDS, record.kind), kind_width)
        line = f"{record.seq:>6}  {local:%H:%M:%S}  {kind}  {plain(tell(record))}"
        click.echo(shorten(line, WIDTH).rstrip())


def tell(record: Record) -> str:
    """Return what one record states, in a few words."""
    parts = _TELLERS.get(record.kind, _tell_other)(record)
    return ", ".join(part for part in parts if part)


def _title(record: Record) -> str:
    sound = word(SOUNDS, record.text("sound"))
    return sound or record.text("title") or record.text("bulletin")


def _tell_start(record: Record) -> list[str]:
    what = word(UNPLANNED, record.text("what")) if record.kind == Kind.UNPLANNED else ""
    return [f"{_tail(record)} {what or _title(record)}", _title(record) if what else ""]


def _tell_end(record: Record) -> list[str]:
    minutes, seconds = divmod(record.number("samples") // BUS_RATE_HZ, 60)
    evidence = _("evidence {grade}").format(grade=record.text("evidence") or "0")
    return [f"{_tail(record)} {minutes}:{seconds:02}", evidence, _cause(record)]


def _tell_outcome(record: Record) -> list[str]:
    outcome = word(OUTCOMES, record.text("outcome"))
    return [f"{_tail(record)} {outcome}", _cause(record), _title(record)]


def _tell_change(record: Record) -> list[str]:
    return [f"{_tail(record)} {word(CAUSES, record.text('change'))}", record.text("by")]


def _tell_plan(record: Record) -> list[str]:
    if record.kind == Kind.NO_PLAN:
        return [record.text("session"), word(NO_PLAN_CAUSES, record.text("cause"))]
    return [record.text("session"), _("{count} items").format(count=record.number("count"))]


def _tell_torn(record: Record) -> list[str]:
    return [_("{count} bytes").format(count=record.number("length"))]


def _tell_declared(record: Record) -> list[str]:
    names = ("title", "source", "where", "document", "by")
    return [_("declared"), *map(record.text, names)]


def _tell_other(record: Record) -> list[str]:
    event = f"{record.kind} {record.text('state') or record.text('change')}"
    names = ("station", "code", "after", "text", "detail", "note", "by")
    return [_(EVENTS[event]) if event in EVENTS else "", *map(record.text, names)]


_TELLERS: Mapping[str, Callable[[Record], list[str]]] = {
    Kind.START: _tell_start,
    Kind.UNPLANNED: _tell_start,
    Kind.END: _tell_end,
    Kind.OUTCOME: _tell_outcome,
    Kind.PLAN: _tell_plan,
    Kind.NO_PLAN: _tell_plan,
    Kind.PLAN_CHANGE: _tell_change,
    Kind.TORN: _tell_torn,
    Kind.DECLARED: _tell_declared,
}


def _tail(record: Record) -> str:
    return record.text("item").rpartition("/")[2]


def _cause(record: Record) -> str:
    cause = record.text("cause")
    return "" if cause == Cause.WHOLE else word(CAUSES, cause)


def show_sentence(clauses: Sequence[str]) -> None:
    """Write a sentence with each clause after its head on a line of its own, in 80 columns.

    The name of an order's file, which has 76 letters, stays in one piece.
    """
    for clause in clauses[:1]:
        click.echo("\n".join(wrap(plain(clause), "  ")))
    for clause in clauses[1:]:
        click.echo("\n".join(wrap(plain(clause), "   ", "  ")))


def find(logs: list[Log], what: str) -> list[Record]:
    """Return record `what` of the newest of these logs, or every record of the item `what`.

    JournalError or HandleError quotes what was typed.
    """
    if what.isascii() and what.isdigit():
        number = int(what)
        for record in logs[-1].records(number):
            if record.seq == number:
                return [record]
        # Eight digits may also be the tail of an item.
        if len(what) < 8:
            raise JournalError.no_record(what, logs[-1].id)
    # Twice over the log, since a year of records does not fit into memory.
    names = (record.text("item") for log in logs for record in log.records())
    item = resolve(what, list(dict.fromkeys(filter(None, names))))
    return [record for log in logs for record in log.records() if record.text("item") == item]


def show_records(records: Iterable[Record]) -> None:
    """Write each record in full, its fields as stored."""
    for count, record in enumerate(records):
        if count:
            click.echo()
        place = record.place
        where = f"{place.segment}:{place.line} (+{place.offset})"
        pairs = [(name, plain(_value(value))) for name, value in record.items()]
        show_card([*pairs, (_("stands in"), where), (_("leaf hash"), record.leaf_hash.hex())])


def _value(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def document(record: Record) -> dict[str, Any]:
    """Return the record with its hash and place."""
    place = record.place
    where = {"segment": place.segment, "line": place.line, "offset": place.offset}
    return {"record": dict(record), "leaf_hash": record.leaf_hash.hex(), **where}


def checkpoint_document(checkpoint: Checkpoint, public: bytes) -> dict[str, Any]:
    """Return a checkpoint with everything an auditor needs to check it."""
    return {
        "log": checkpoint.log_id,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "code": checkpoint.short_code,
        "origin": checkpoint.origin,
        "verifier_key": verifier_key(checkpoint.origin, public),
        "file": checkpoint.file_name,
        "note": checkpoint.note.decode(),
    }
