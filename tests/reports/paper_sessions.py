"""What a session leaves in the log, written as the player would have written it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from broadcaster.journal import Kind, Outcome
from broadcaster.journal.model import Cause
from broadcaster.playout.instructions.orders import SignedOrder
from broadcaster.playout.log.entries import described, end_fields, outcome_fields, start_fields
from broadcaster.playout.model import Heard, Passed
from broadcaster.schedule import PlannedItem, RunningOrder
from broadcaster.schedule.model import item_id
from tests.bench.year_log import Entry

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Item:
    """A bulletin of the year, as orders carry it."""

    approval: str
    bulletin: str
    revision: str
    title: str
    item_class: str
    origin: str
    length_ms: int
    details: tuple[tuple[str, str], ...]
    until: date


def order_of(
    session: str, title: str, start: datetime, wanted: Sequence[Item], *, is_relayed: bool
) -> RunningOrder:
    """Return the order of one session: ident, these bulletins, perhaps a relay, closing."""
    parts = [_sound(session, "ident", 12_000), *(_bulletin(session, one) for one in wanted)]
    parts += [_relay(session)] if is_relayed else []
    items, offset = [], 0
    for part in (*parts, _sound(session, "closing", 9_000)):
        items.append(replace(part, offset_ms=offset))
        offset += part.length_ms
    name = session.partition("@")[0]
    return RunningOrder(
        session=session, programme=name, title=title, start=start, zone=str(ZONE),
        max_length_ms=3_600_000, lock_lead_s=120, zones=("all",), items=tuple(items),
        policy="15/QĐ-UBND",
    )  # fmt: skip


def _part(session: str, part: str, what: str, length_ms: int, approval: str) -> PlannedItem:
    id_ = item_id(session, what, "", 1)
    cut = sha256(id_.encode()).hexdigest()
    return PlannedItem(id_, part, 0, length_ms, cut, approval, "normal", what)


def _sound(session: str, name: str, length_ms: int) -> PlannedItem:
    part = _part(session, name, name, length_ms, f"sound-{name}.a1")
    return replace(part, sound=name, origin="built-in")


def _relay(session: str) -> PlannedItem:
    part = _part(session, "relay", "vov1", 900_000, "relay-vov1.a1")
    details = (("approver_name", "Hà Văn Duyệt"),)
    title = "VOV1 - Thời sự 6 giờ"
    return replace(part, cut="", relay="vov1", title=title, origin="relay", details=details)


def _bulletin(session: str, one: Item) -> PlannedItem:
    part = _part(session, "items", one.bulletin, one.length_ms, one.approval)
    return replace(
        part, item_class=one.item_class, title=one.title, bulletin=one.bulletin,
        revision=one.revision, origin=one.origin, details=one.details,
    )  # fmt: skip


def sounding(
    signed: SignedOrder, item: PlannedItem, at: datetime, planned: datetime, is_broken: bool
) -> Iterator[Entry]:
    session = signed.order.session
    length_ms = item.length_ms // 3 if is_broken else item.length_ms
    end, samples = at + timedelta(milliseconds=length_ms), length_ms * 48
    heard = Heard(samples, item.length_ms * 48, at, end, "2")
    cause = Cause.INTERRUPTED if is_broken else Cause.WHOLE
    is_late = at - planned > timedelta(seconds=2)
    passed = Passed(Outcome.AIRED, Cause.WHOLE)
    if is_broken:
        passed = Passed(Outcome.PARTIAL, Cause.INTERRUPTED)
    elif is_late:
        passed = Passed(Outcome.LATE, Cause.AFTER_GRACE)
    begun = {**start_fields(item, planned, signed.sha256), "session": session}
    yield at - timedelta(milliseconds=600), Kind.START, begun
    yield end, Kind.END, end_fields(session, item.id, heard, cause)
    yield (
        end,
        Kind.OUTCOME,
        outcome_fields(session, item.id, planned, passed, described(item), heard),
    )


def silent(
    order: RunningOrder, item: PlannedItem, at: datetime, outcome: Outcome, cause: Cause
) -> Iterator[Entry]:
    fields = outcome_fields(order.session, item.id, at, Passed(outcome, cause), described(item))
    yield at, Kind.OUTCOME, fields


def outside(at: datetime, what: str, title: str, by: str, seconds: int) -> Iterator[Entry]:
    item = f"unplanned/{at:%Y%m%dT%H%M%S}-1"
    use = {"use": "lu-quet-1"} if what == "emergency" else {}
    item_class = "emergency" if use else "normal"
    fields = {"session": "", "item": item, "what": what, "by": by, "title": title, **use}
    yield at, Kind.UNPLANNED, {**fields, "class": item_class, "approver_name": "Hà Văn Duyệt"}
    first, end = at + timedelta(milliseconds=500), at + timedelta(milliseconds=500 + seconds * 1000)
    heard = Heard(seconds * 48_000, seconds * 48_000, first, end, "2")
    yield end, Kind.END, end_fields("", item, heard, Cause.WHOLE)


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a time of a day at the station."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
