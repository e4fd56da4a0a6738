"""Ask stations below to air a bulletin: a mandate, or an offer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.tidying import tidy
from broadcaster.desk import Desk
from broadcaster.schedule.actions.programmes import programmes
from broadcaster.schedule.demands.actions.directory import land
from broadcaster.schedule.demands.addressees import require_reach, require_zones
from broadcaster.schedule.demands.addressing import Directory, call_id
from broadcaster.schedule.demands.asking import (
    Topic,
    Wanted,
    apart_of,
    check_approvals,
    check_topic,
)
from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.model import Address, Call, CallKind, Reach
from broadcaster.schedule.demands.store import calls
from broadcaster.schedule.demands.term_errors import TermsError
from broadcaster.units import Authority, Role, Station
from broadcaster.units import actions as units_actions

LETTERS = {CallKind.MANDATE: "m", CallKind.OFFER: "o"}


@dataclass(frozen=True)
class Made:
    """A call that stands now, and the stations it reaches."""

    call: Call
    stations: tuple[Station, ...]
    is_approved: bool
    """Whether its bulletin is; until then it waits."""


def add_mandate(desk: Desk, handle: str, wanted: Wanted) -> Made:
    """Mandate airings of a bulletin; an operator's or approver's act in the unit that asks.

    `DemandsError` says what of it cannot be met and what would fit. Nothing is planned by it.
    """
    if not wanted.document.strip():
        raise TermsError.no_document()
    return _add(desk, CallKind.MANDATE, handle, wanted)


def add_offer(desk: Desk, handle: str, wanted: Wanted) -> Made:
    """Offer a NORMAL bulletin to stations below, with a suggested number of airings."""
    return _add(desk, CallKind.OFFER, handle, wanted)


def _add(desk: Desk, kind: CallKind, handle: str, wanted: Wanted) -> Made:
    unit = units_actions.unit(desk, wanted.unit or desk.settings.unit)
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER, unit=unit.id)
    topic = _topic(desk, handle)
    check_topic(topic, kind)
    draft = _draft(desk, kind, topic.bulletin, replace(wanted, unit=unit.id), who)
    draft, stations = _placed(desk, draft, wanted)
    approvals = _approvals(desk, topic.bulletin)
    if approvals:
        check_approvals(wanted, approvals[0], approvals[1:], desk.settings.zone_info)
    return Made(_keep(desk, draft, who), stations, bool(approvals))


def _topic(desk: Desk, handle: str) -> Topic:
    bulletin = bulletins_actions.find(desk, handle)
    fields = bulletin.revision.fields
    return Topic(bulletin.id, bulletin.state, fields.bulletin_class, fields.translates)


def _draft(desk: Desk, kind: CallKind, bulletin: str, wanted: Wanted, who: Authority) -> Call:
    now, zone = desk.time.now(), desk.settings.zone_info
    return Call(
        id="",
        kind=kind,
        bulletin=bulletin,
        unit=wanted.unit,
        times=wanted.times,
        since=wanted.since,
        until=wanted.until,
        to=(),
        by=who.person,
        at=now,
        apart_ms=apart_of(wanted, now, zone),
        preferred=tuple(dict.fromkeys(tidy(one, "--prefer") for one in wanted.preferred)),
        document=tidy(wanted.document, "--document"),
    )


def _placed(desk: Desk, draft: Call, wanted: Wanted) -> tuple[Call, tuple[Station, ...]]:
    """Return the call with whom and where it is for, and the stations it reaches."""
    country = land(desk)
    to = _addresses(country.directory, draft.unit, wanted.to)
    stations = require_reach(replace(draft, to=to), country)
    zones: tuple[str, ...] = ()
    if wanted.zones:
        had = {one.id: units_actions.zone_ids_of(desk, one.id) for one in stations}
        zones = require_zones(wanted.zones, had)
    if [one.id for one in stations] == [desk.settings.station]:
        _require_programmes(desk, draft.preferred)
    return replace(draft, to=to, zones=zones), stations


def _addresses(directory: Directory, unit: str, handles: Sequence[str]) -> tuple[Address, ...]:
    if not handles:
        return (Address(Reach.UNIT, unit),)
    return tuple(dict.fromkeys(directory.address(handle) for handle in handles))


def _require_programmes(desk: Desk, preferred: Sequence[str]) -> None:
    """Refuse a programme that this station, the only one asked, does not have."""
    known = [one.programme.name for one in programmes(desk)] if preferred else []
    for name in preferred:
        if name not in known:
            raise DemandsError.no_such_programme(name, known)


def _approvals(desk: Desk, source: str) -> list[Approval]:
    """Return the approvals in force of a family, its source's first; none while that has none."""
    every = {one.bulletin: one for one in bulletins_actions.approved_bulletins(desk)}
    if source not in every:
        return []
    variants = bulletins_actions.families(desk).variants().get(source, ())
    return [every[name] for name in (source, *variants) if name in every]


def _keep(desk: Desk, draft: Call, who: Authority) -> Call:
    day = units_actions.today(desk)
    letter = LETTERS[draft.kind]
    with desk.database.transaction() as session:
        start = f"{draft.unit}-{day.year}-{letter}"
        taken = sum(one.startswith(start) for one in calls.ids(session, draft.kind))
        call = replace(draft, id=call_id(draft.unit, day, letter, taken))
        calls.insert(session, call, who.os_user)
    return call
