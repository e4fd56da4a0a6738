"""A year of as-run log, of orders that the planner made, written in one go.

Every session is locked, and each of its items starts, ends and has its outcome; heartbeats fill
the time between. The newest checkpoint signs all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval
from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.journal import Kind, Outcome
from broadcaster.journal.model import Cause
from broadcaster.journal.record import encode
from broadcaster.journal.tree import leaf_hash
from broadcaster.journal.writer import Journal
from broadcaster.playout.instructions.orders import SignedOrder
from broadcaster.playout.log.entries import (
    Fields,
    described,
    end_fields,
    outcome_fields,
    plan_entries,
    start_fields,
)
from broadcaster.playout.model import Heard, Passed
from broadcaster.production import Cut
from broadcaster.schedule import RunningOrder, session_file_name
from broadcaster.schedule.actions.planning import survey
from broadcaster.schedule.demand import own_demand
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.planner import plan
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.timebase import TimeQuality, TimeTrust

RECORDS = 200_000
A_YEAR = timedelta(days=365)
KEPT = timedelta(days=40)
"""How far back the signed orders lie in `plan/` and `journal/orders/`."""
VALID_AT_ONCE = 40
MONTHS = 12
SAMPLES_PER_MS = 48

Entry = tuple[datetime, Kind, Fields]


def write_year(desk: Desk, past: Sequence[tuple[Approval, Cut]]) -> None:
    """Write the log of a year that ends now, of bulletins whose approvals are over."""
    now = desk.time.now()
    entries = [entry for order in _orders(desk, past, now) for entry in _session(desk, order, now)]
    entries += _heartbeats(now, RECORDS - 1 - len(entries))
    entries.sort(key=lambda entry: entry[0])
    write_entries(desk, entries)


def _orders(
    desk: Desk, past: Sequence[tuple[Approval, Cut]], now: datetime
) -> Iterator[RunningOrder]:
    _folder, inputs = survey(desk)
    begin = now - A_YEAR
    for month in range(MONTHS):
        first = len(past) // 2 + month * VALID_AT_ONCE * 10
        chosen = past[first : first + VALID_AT_ONCE]
        since, until = begin + A_YEAR * month / MONTHS, begin + A_YEAR * (month + 1) / MONTHS
        yield from plan(_inputs(inputs, chosen, since, min(until, now - timedelta(hours=1))))


def _inputs(
    inputs: Inputs, chosen: Sequence[tuple[Approval, Cut]], since: datetime, until: datetime
) -> Inputs:
    demands = tuple(
        own_demand(Candidate(replace(one, valid_until=None), cut.duration_ms, cut.sentence_ends_ms))
        for one, cut in chosen
    )
    return replace(inputs, now=since, since=since, until=until, demands=demands, standing=())


def _session(desk: Desk, order: RunningOrder, now: datetime) -> Iterator[Entry]:
    data = desk.key.sign("running-order", order.to_document())
    signed = SignedOrder(order, data)
    if order.start > now - KEPT:
        write_atomically(desk.home.orders / f"{signed.sha256}.json", data)
        write_atomically(desk.home.plan / session_file_name(order.session), data)
    for fields in plan_entries(signed):
        yield order.locks_at, Kind.PLAN, fields
    for item in order.items:
        starts = order.start + timedelta(milliseconds=item.offset_ms)
        ends = starts + timedelta(milliseconds=item.length_ms)
        count = item.length_ms * SAMPLES_PER_MS
        heard = Heard(count, count, starts, ends, "2")
        yield (
            starts,
            Kind.START,
            {**start_fields(item, starts, signed.sha256), "session": order.session},
        )
        yield ends, Kind.END, end_fields(order.session, item.id, heard, Cause.WHOLE)
        passed = Passed(Outcome.AIRED, Cause.WHOLE)
        told = outcome_fields(order.session, item.id, starts, passed, described(item), heard)
        yield ends, Kind.OUTCOME, told


def _heartbeats(now: datetime, count: int) -> list[Entry]:
    return [(now - A_YEAR * number / count, Kind.HEARTBEAT, {}) for number in range(1, count + 1)]


def write_entries(desk: Desk, entries: Sequence[Entry], boot_id: str = "") -> None:
    """Write the records as the player would have, then let a journal go on from them and sign.

    `entries` are in the order of their time; `boot_id` is that of this machine unless one is given.
    """
    settings = desk.settings
    with Journal.open(
        desk.home,
        station=settings.station,
        unit=settings.unit,
        key=desk.key,
        time=desk.time,
        trust=lambda: TimeTrust(TimeQuality.NTP, 5, "bench"),
    ) as journal:
        boot = next(journal.records())
    folder = desk.home.journal / journal.log_id
    for path in folder.iterdir():
        path.unlink()
    begun = entries[0][0] - timedelta(seconds=1)
    known = {name: boot[name] for name in ("station", "unit", "key", "previous_log", "note")}
    entries = [(begun, Kind.BOOT, known), *entries]
    lines: dict[str, list[bytes]] = {}
    prev = boot["prev"]
    for number, (at, kind, fields) in enumerate(entries):
        header = {
            "kind": str(kind),
            "seq": number,
            "log_id": journal.log_id,
            "boot_id": boot_id or boot["boot_id"],
            "at": at,
            "mono_ns": (at - begun) // timedelta(microseconds=1) * 1000,
            "time_quality": "ntp",
            "uncertainty_ms": 5,
            "software": boot["software"],
            "prev": prev,
        }
        line = encode(header | fields)
        prev = leaf_hash(line).hex()
        lines.setdefault(f"{at.year:04}-{at.month:02}.jsonl", []).append(line)
    for name, written in lines.items():
        (folder / name).write_bytes(b"\n".join(written) + b"\n")
    with Journal.open(
        desk.home,
        station=settings.station,
        unit=settings.unit,
        key=desk.key,
        time=desk.time,
        trust=lambda: TimeTrust(TimeQuality.NTP, 5, "bench"),
        boot=False,
    ) as journal:
        if journal.size != len(entries):
            raise RuntimeError(f"{journal.size} records were written, {len(entries)} were wanted")
        journal.checkpoint()
