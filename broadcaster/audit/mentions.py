"""Which cuts and approvals do the records of some days name? Pure.

A record of a session belongs to the date in the session's id, as in the reports; any other to
the station's date when it was made.
"""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from broadcaster.audit.model import AIRED, ALL, Mentions, Wanted
from broadcaster.journal import Kind, Record

BEGUN = (Kind.START, Kind.UNPLANNED)
NAMES = ("bulletin", "revision", "session", "item", "cut")
"""Fields by whose value a cut may be asked for."""


def find_mentions(records: Iterable[Record], wanted: Wanted, zone: ZoneInfo) -> Mentions:
    """Return what the records of the wanted days name, and what of `wanted.cuts` none does."""
    cuts: dict[str, None] = {}
    approvals: set[str] = set()
    open_ids = set(wanted.cuts) - {ALL, AIRED}
    for record in records:
        if not (named := _cuts_of(record)) and not record.text("approval"):
            continue
        if not wanted.covers(_day_of(record, zone)):
            continue
        approvals.add(record.text("approval"))
        found = {one for one in wanted.cuts if _is_asked_for(record, one)}
        open_ids -= found
        if found:
            cuts |= dict.fromkeys(named)
    approvals.discard("")
    return Mentions(tuple(cuts), frozenset(approvals), tuple(sorted(open_ids)))


def _is_asked_for(record: Record, one: str) -> bool:
    if one == ALL:
        return True
    if one == AIRED:
        return record.kind in BEGUN
    return any(record.text(name) == one for name in NAMES)


def _cuts_of(record: Record) -> list[str]:
    several = record.get("cuts")
    named = [record.text("cut"), *(several if isinstance(several, list) else [])]
    return [str(cut) for cut in named if cut]


def _day_of(record: Record, zone: ZoneInfo) -> date:
    try:
        return date.fromisoformat(record.text("session").partition("@")[2][:10])
    except ValueError:
        return record.at.astimezone(zone).date()
