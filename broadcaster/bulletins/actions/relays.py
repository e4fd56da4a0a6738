"""Enter a relay, approve it as a window, list relays, and end them.

Like a sound it needs two people; unlike a sound nobody has heard it, so one person answers for it.
"""

from dataclasses import dataclass

from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.ending import SUPERSEDED, WITHDRAWN, Airings
from broadcaster.bulletins.granting import grant_relay
from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import CARRIED_AS, Relay, RelayWindow, check_window, source_of
from broadcaster.bulletins.relay_errors import RelayError
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.store import relays as store
from broadcaster.bulletins.tidying import LONGEST_TITLE, tidy
from broadcaster.bulletins.validity import read_until, show_until
from broadcaster.desk import Desk
from broadcaster.units import Role
from broadcaster.units import actions as units_actions

MINUTE_MS = 60_000


@dataclass(frozen=True)
class WantedRelay:
    """A relay as typed."""

    name: str
    programme: str
    longest_minutes: int
    in_charge: str
    title: str = ""
    url: str = ""
    device: str = ""
    file: str = ""
    until: str = ""
    live: bool = False
    """Opened by hand, in no programme."""


def add_relay(desk: Desk, wanted: WantedRelay) -> Relay:
    """Enter a relay; a version in force stays until another person approves this one.

    `RelayError`, `BulletinsError` or `UnitsError` quote the first value that does not hold.
    """
    who = units_actions.require_role(desk, Role.OPERATOR, Role.TECHNICIAN)
    source = source_of(
        tidy(wanted.url, "--url"), tidy(wanted.device, "--device"), tidy(wanted.file, "--file")
    )
    if bool(wanted.programme) == wanted.live:
        raise RelayError.one_use()
    in_charge = units_actions.person(desk, wanted.in_charge)
    window = check_window(
        RelayWindow(
            wanted.name,
            source,
            wanted.programme,
            wanted.longest_minutes * MINUTE_MS,
            in_charge.id,
        )
    )
    until = read_until(wanted.until, desk.settings.zone_info) if wanted.until.strip() else None
    title = tidy(wanted.title, "--title", LONGEST_TITLE) or window.name
    relay = Relay(window, title, who.person, desk.time.now(), until)
    _require_not_over(desk, relay)
    with desk.database.transaction() as session:
        store.insert(session, relay)
    return relay


def approve_relay(desk: Desk, name: str) -> Approval:
    """Approve the relay that waits, as another person than who entered it."""
    who = units_actions.require_role(desk, Role.APPROVER)
    with desk.database.transaction() as session:
        waiting = store.newest(session).get(name)
    if waiting is None or waiting.approval:
        raise RelayError.none_waits(name)
    if waiting.author == who.person:
        raise RelayError.own_relay(name, who.person)
    _require_not_over(desk, waiting)
    author, now = units_actions.person(desk, waiting.author), desk.time.now()
    with desk.database.transaction() as session:
        ordinal = approvals.count_of_relay(session, name) + 1
        approval = grant_relay(waiting, who, now, ordinal=ordinal, author_name=author.name)
        if not store.approve(session, waiting, approval.id):
            raise RelayError.none_waits(name)
        before = _in_force(approvals.in_force(session, ApprovalKind.RELAY)).get(name)
        if before:
            approvals.end(session, before.id, SUPERSEDED, now, who.person)
            ending.queue_withdrawn(session, desk, now)
        approvals.insert(session, approval)
        ending.queue_approval(session, desk, approval)
    desk.publish()
    return approval


def withdraw_relay(
    desk: Desk, name: str, *, airings: Airings = ending.nothing_planned, confirmed: bool = False
) -> None:
    """End a relay, whether it waits or is approved; it is carried nowhere any more."""
    who = units_actions.require_role(desk, Role.OPERATOR, Role.TECHNICIAN, Role.APPROVER)
    with desk.database.transaction() as session:
        known = store.newest(session)
        approved = _in_force(approvals.in_force(session, ApprovalKind.RELAY)).get(name)
    if name not in known:
        raise RelayError.unknown(name, list(known))
    stopping = airings(CARRIED_AS + name) if approved else ()
    if stopping and not confirmed:
        raise RelayError.would_stop(name, stopping)
    now = desk.time.now()
    with desk.database.transaction() as session:
        store.end(session, name, who.person, now)
        if approved:
            approvals.end(session, approved.id, WITHDRAWN, now, who.person)
            ending.queue_withdrawn(session, desk, now)
    desk.publish()


def relay_list(desk: Desk) -> tuple[Relay, ...]:
    """Return the newest version of each relay by name."""
    with desk.database.transaction() as session:
        return tuple(relay for _name, relay in sorted(store.newest(session).items()))


def relays_in_force(desk: Desk) -> dict[str, Approval]:
    """Return the approvals of relays that hold, by name; validity is left to who plans."""
    with desk.database.transaction() as session:
        return _in_force(approvals.in_force(session, ApprovalKind.RELAY))


def _in_force(found: tuple[Approval, ...]) -> dict[str, Approval]:
    return {one.relay.name: one for one in found if one.relay}


def _require_not_over(desk: Desk, relay: Relay) -> None:
    if relay.until and relay.until <= desk.time.now():
        raise RelayError.over(relay.name, show_until(relay.until, desk.settings.zone_info))
