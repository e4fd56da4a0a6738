"""What a person at a desk may do to the player; one function per thing.

Silence is always safe, so whoever bears responsibility may order it: operator, approver or
technician. What sounds is the operator's; a test of the output also the technician's. Each
returns the player's answer; `UnitsError` without the role, `PlayoutError` when the player does
not run or refuses.
"""

from datetime import datetime

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import Approval
from broadcaster.desk import Desk
from broadcaster.i18n import language
from broadcaster.operating.looking import status
from broadcaster.playout.moments import parse_moment
from broadcaster.playout.process.control import ask_player
from broadcaster.playout.status import Document
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units import actions as units_actions

__all__ = [
    "announce",
    "announceable",
    "begin_maintenance",
    "close_live",
    "coming_firings",
    "end_maintenance",
    "mute",
    "mute_end",
    "open_live",
    "status",
    "stop_all",
    "test",
    "unmute",
]

MAY_SILENCE = (Role.OPERATOR, Role.APPROVER, Role.TECHNICIAN)
MAY_ANNOUNCE = (Role.OPERATOR,)
MAY_TEST = (Role.OPERATOR, Role.TECHNICIAN)


def mute(desk: Desk, until: datetime | None = None) -> Document:
    """Fall silent at once and stay so, also across a restart; until then (aware) or until `unmute`.

    The answer's `until` is RFC 3339, or empty.
    """
    return _ask(desk, MAY_SILENCE, "mute", until=as_rfc3339(until) if until else "")


def mute_end(desk: Desk, typed: str) -> datetime | None:
    """Return the end of a mute as people type it; None when nothing is typed.

    Station time `06:30` (the next one) or with its date, or RFC 3339. `PlayoutError` otherwise.
    """
    if not typed.strip():
        return None
    return parse_moment(typed, desk.settings.zone_info, desk.time.now())


def unmute(desk: Desk) -> Document:
    """Let what comes next sound again. The answer's `was_muted` says whether that changed a thing.

    Who may silence the station may end it: nothing sounds by it but what was approved.
    """
    return _ask(desk, MAY_SILENCE, "unmute")


def begin_maintenance(desk: Desk) -> Document:
    """Silence the station for work on it, until `end_maintenance`, also across a restart.

    The answer's `kept` is false when the disk did not take the note: then it ends with a restart.
    """
    return _ask(desk, MAY_SILENCE, "maintenance-on")


def coming_firings(desk: Desk) -> Document:
    """Return `firings` of the next seven days, `session` and `starts` (RFC 3339) of each.

    Asked while the station is under maintenance, it counts as having been shown them.
    """
    return _ask(desk, MAY_SILENCE, "maintenance-show")


def end_maintenance(desk: Desk) -> Document:
    """Let the station sound again; refused unless its coming firings were shown within the hour.

    The answer's `was_on` says whether that changed a thing, `firings` what comes.
    """
    return _ask(desk, MAY_SILENCE, "maintenance-off")


def stop_all(desk: Desk) -> Document:
    """Stop what is on air and the rest of its session; later sessions stay.

    The answer's `stopped` is the session, empty when none was on air.
    """
    return _ask(desk, MAY_SILENCE, "stop-all")


def announce(desk: Desk, cut_or_bulletin: str) -> Document:
    """Put an approved cut on air after the item that sounds; the answer names `item` and `title`.

    It is named by its hash, approval, bulletin or revision, or by a unique tail of these.
    """
    return _ask(desk, MAY_ANNOUNCE, "announce", cut=cut_or_bulletin)


def test(desk: Desk, cluster: str = "") -> Document:  # noqa: PT028 - it tests loudspeakers
    """Sound the station's loudspeaker test, in one cluster or in all; inside the allowed hours.

    A cluster is named by its id or a unique tail; `UnitsError` for one that does not exist.
    """
    named = units_actions.cluster(desk, cluster).id if cluster else ""
    return _ask(desk, MAY_TEST, "test", cluster=named)


def open_live(desk: Desk, window: str, minutes: int = 0) -> Document:
    """Open an approved live window after the item that sounds; for so many minutes at most.

    The answer names `title`, and `until` when it may last (RFC 3339).
    """
    length = str(minutes) if minutes else ""
    return _ask(desk, MAY_ANNOUNCE, "live-open", window=window, minutes=length)


def close_live(desk: Desk) -> Document:
    """Close the live window that is open; the answer's `was_open` says whether one was."""
    return _ask(desk, MAY_SILENCE, "live-close")


def announceable(desk: Desk) -> tuple[Approval, ...]:
    """Return the approvals of bulletins that are valid at this moment, the newest first.

    The player has the last word: it also counts airings and checks the audio and the hours.
    """
    now = desk.time.now()
    found = bulletins_actions.approved_bulletins(desk, since=now)
    valid = [one for one in found if one.valid_from is None or one.valid_from <= now]
    return tuple(reversed(valid))


def _ask(desk: Desk, roles: tuple[Role, ...], command: str, **words: str) -> Document:
    """Send a command in the name of the person at the desk, who must hold one of these roles."""
    authority = units_actions.require_role(desk, *roles)
    return ask_player(desk.home, command, by=authority.person, lang=language(), **words)
