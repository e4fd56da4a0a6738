"""May a unit ask for this? The terms of a call against its days, its bulletin and the approval.

Pure. Whom it reaches is asked in `reach`; whether the sessions of a station have the room is for
the planner to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.bulletins.model import Approval, BulletinClass, State
from broadcaster.bulletins.validity import show_from, show_until
from broadcaster.bulletins.words import state_name
from broadcaster.schedule.demands.model import CallKind
from broadcaster.schedule.demands.spans import read_span, span_text
from broadcaster.schedule.demands.term_errors import TermsError
from broadcaster.schedule.station_time import moment_at

MOST_TIMES = 1000
LAST_YEAR = 2100


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as they typed it."""

    times: int
    since: date
    until: date
    to: tuple[str, ...] = ()
    """Units, stations or groups; none is the unit that asks, with all below it."""
    unit: str = ""
    """The unit that asks; empty is this home's."""
    apart: str = ""
    preferred: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True)
class Topic:
    """What of its bulletin decides whether a call may be made."""

    bulletin: str
    state: State
    bulletin_class: BulletinClass
    translates: str = ""


def check_topic(topic: Topic, kind: CallKind) -> None:
    """Refuse a bulletin that no call, or not this kind of call, is made for."""
    if topic.translates:
        source = topic.translates.rpartition(".r")[0]
        raise TermsError.is_variant(topic.bulletin, source)
    if topic.state is State.WITHDRAWN:
        raise TermsError.bulletin_over(topic.bulletin, state_name(topic.state))
    if topic.bulletin_class is BulletinClass.EMERGENCY:
        raise TermsError.emergency(topic.bulletin)
    if kind is CallKind.OFFER and topic.bulletin_class is BulletinClass.PRIORITY:
        raise TermsError.priority_is_no_offer(topic.bulletin)


def apart_of(wanted: Wanted, now: datetime, zone: ZoneInfo) -> int:
    """Return the least distance in milliseconds, or refuse terms that cannot be met."""
    if wanted.since > wanted.until:
        raise TermsError.backwards(wanted.since, wanted.until)
    today = now.astimezone(zone).date()
    if wanted.until < today:
        raise TermsError.over(wanted.until)
    if wanted.until.year > LAST_YEAR:
        raise TermsError.too_far(wanted.until, LAST_YEAR)
    if not 1 <= wanted.times <= MOST_TIMES:
        raise TermsError.bad_times(wanted.times, MOST_TIMES)
    apart_ms = read_span(wanted.apart) if wanted.apart else 0
    _check_fit(wanted, apart_ms, room_of(wanted, now, zone))
    return apart_ms


def room_of(wanted: Wanted, now: datetime, zone: ZoneInfo) -> int:
    """Return how many milliseconds of the days asked for are still to come."""
    begin = max(moment_at(wanted.since, 0, zone), now)
    end = moment_at(wanted.until + timedelta(days=1), 0, zone)
    return (end - begin) // timedelta(milliseconds=1)


def most_times(room_ms: int, apart_ms: int) -> int:
    """Return how many session starts so far apart lie in a stretch whose end is no longer in it."""
    return 1 + (room_ms - 1) // apart_ms if room_ms > 0 else 0


def longest_apart(room_ms: int, times: int) -> int:
    """Return the greatest distance at which that many (two or more) lie in the stretch."""
    return (room_ms - 1) // (times - 1)


def _check_fit(wanted: Wanted, apart_ms: int, room_ms: int) -> None:
    if apart_ms and wanted.times > (most := most_times(room_ms, apart_ms)):
        nearer = span_text(longest_apart(room_ms, wanted.times))
        span = span_text(apart_ms)
        raise TermsError.too_far_apart(wanted.times, span, wanted.since, wanted.until, most, nearer)


def check_approvals(
    wanted: Wanted, source: Approval, variants: Iterable[Approval], zone: ZoneInfo
) -> None:
    """Refuse more airings, or other days, than the approvals of the family cover.

    The player counts every airing against its approval, so no call can reach beyond it.
    """
    begin = moment_at(wanted.since, 0, zone)
    end = moment_at(wanted.until + timedelta(days=1), 0, zone)
    too_early = source.valid_from is not None and source.valid_from >= end
    too_late = source.valid_until is not None and source.valid_until <= begin
    if too_early or too_late:
        valid = show_from(source.valid_from, zone), show_until(source.valid_until, zone)
        raise TermsError.not_valid_then(source.bulletin, *valid)
    allowed = [approval.times for approval in (source, *variants)]
    known = [times for times in allowed if times is not None]
    if len(known) == len(allowed) and sum(known) < wanted.times:
        raise TermsError.approved_for_fewer(source.bulletin, sum(known), wanted.times)
