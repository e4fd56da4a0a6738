"""What a person at the desk may do about an emergency, with the PIN they set on this box.

One person puts on air what was approved in advance, a template. Anything else takes two: a second
one, an approver, with a PIN of their own. No network is needed for either. `UnitsError` without the
role, `UsersError` without the PIN, `EmergencyError` and `PlayoutError` when the player refuses or
does not run.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import language
from broadcaster.journal.logs import all_records
from broadcaster.operating.errors import OperatingError
from broadcaster.playout.log.uses import Use, Uses
from broadcaster.playout.process.control import ask_player
from broadcaster.playout.status import Document
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions
from broadcaster.users import actions as users_actions

MAY_ORDER = (Role.OPERATOR, Role.APPROVER)


def play_template(
    desk: Desk,
    template: str,
    fills: Mapping[str, str],
    pin: str,
    *,
    drill: bool = False,
    repeat_minutes: int | None = None,
    expire_minutes: int | None = None,
) -> Document:
    """Put a template on air at once, over whatever sounds. A drill says that it is one.

    The answer names the `use`, by which it is cancelled and confirmed, and its `text`.
    """
    who = _with_pin(desk, pin, *MAY_ORDER)
    return ask_player(
        desk.home,
        "emergency-play",
        by=who.person,
        lang=language(),
        template=template,
        fills=json.dumps(dict(fills)),
        drill="yes" if drill else "",
        **_terms(repeat_minutes, expire_minutes),
    )


def play_bulletin(
    desk: Desk,
    bulletin: str,
    pin: str,
    second: str,
    second_pin: str,
    *,
    repeat_minutes: int | None = None,
    expire_minutes: int | None = None,
) -> Document:
    """Put an approved bulletin of class emergency on air at any hour; a second person agrees."""
    who = _with_pin(desk, pin, *MAY_ORDER)
    other = _with_pin(replace(desk, person=second), second_pin, Role.APPROVER)
    if other.person == who.person:
        raise OperatingError.same_person(who.name)
    return ask_player(
        desk.home,
        "emergency-bulletin",
        by=who.person,
        second=other.person,
        lang=language(),
        bulletin=bulletin,
        **_terms(repeat_minutes, expire_minutes),
    )


def cancel(desk: Desk, use: str = "") -> Document:
    """End an emergency order, or all that stand: silence is safe, so it takes no PIN.

    It does not begin again; what of it is on air ends with its sentence.
    """
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER, Role.TECHNICIAN)
    return ask_player(desk.home, "emergency-cancel", by=who.person, lang=language(), use=use)


def confirm(desk: Desk, use: str = "", note: str = "") -> Document:
    """Answer for an emergency that somebody ordered; an approver's act, within 24 hours of it."""
    who = units_actions.require_role(desk, Role.APPROVER)
    return ask_player(
        desk.home, "emergency-confirm", by=who.person, lang=language(), use=use, note=note
    )


def uses(home: Home) -> list[Use]:
    """Return every emergency that the real logs tell of, oldest first; needs no player."""
    fold = Uses()
    for record in all_records(home, "real"):
        fold.take(record.kind, record.at, record)
    return list(fold.known.values())


def _with_pin(desk: Desk, pin: str, *roles: Role) -> Authority:
    who = units_actions.require_role(desk, *roles)
    users_actions.require_pin(desk, who.person, who.name, pin)
    return who


def _terms(repeat_minutes: int | None, expire_minutes: int | None) -> dict[str, str]:
    given = {"repeat_minutes": repeat_minutes, "expire_minutes": expire_minutes}
    return {name: str(value) for name, value in given.items() if value is not None}
