"""Declare what sounded by other means: another system, a van, a hand-held loudspeaker.

A person's word and a paper, kept in the as-run log with the grade `declared`. It stands on a line
of its own everywhere and is counted with nothing that the player sent.
"""

from dataclasses import replace
from datetime import timedelta

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.i18n import language
from broadcaster.journal import actions as journal_actions
from broadcaster.journal.declarations import Declaration
from broadcaster.journal.lock import is_locked
from broadcaster.journal.stretch import read_stretches
from broadcaster.operating.errors import OperatingError
from broadcaster.playout.process.control import ask_player
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units import actions as units_actions

MAY_DECLARE = (Role.OPERATOR, Role.APPROVER)
LONGEST_WORDS = 200
LONGEST_MINUTES = 24 * 60


def declare(
    desk: Desk,
    *,
    title: str,
    source: str,
    where: str,
    since: str,
    minutes: int,
    document: str,
    bulletin: str = "",
) -> Declaration:
    """Write one declared airing into the log; through the player where it runs.

    `since` is station time as `journal at` takes it. `OperatingError` for words that are missing
    or too long, a length outside of a day, or a time to come; `UnitsError` without the role.
    """
    who = units_actions.require_role(desk, *MAY_DECLARE)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise OperatingError.bad_length(minutes, LONGEST_MINUTES)
    now, zone = desk.time.now(), desk.settings.zone_info
    first = read_stretches(since, now.astimezone(zone).date(), now, zone)[0].start
    last = first + timedelta(minutes=minutes)
    if last > now:
        raise OperatingError.not_over(since)
    said = Declaration(
        title=_words("title", title),
        source=_words("source", source),
        where=_words("where", where),
        first=first,
        last=last,
        document=_words("document", document),
        by=who.person,
    )
    if bulletin:
        said = replace(said, bulletin=bulletins_actions.find(desk, bulletin).id)
    _write(desk, said)
    return said


def _words(name: str, value: str) -> str:
    words = " ".join(value.split())
    if not words or len(words) > LONGEST_WORDS:
        raise OperatingError.bad_words(name, LONGEST_WORDS)
    return words


def _write(desk: Desk, said: Declaration) -> None:
    """Hand it to the one writer of the log, or be that writer while the player is down."""
    if not is_locked(desk.home):
        journal_actions.declare(desk, said)
        return
    moments = {"first": as_rfc3339(said.first), "last": as_rfc3339(said.last)}
    words = {name: getattr(said, name) for name in ("title", "source", "where", "document")}
    ask_player(
        desk.home,
        "declare",
        by=said.by,
        lang=language(),
        bulletin=said.bulletin,
        **words,
        **moments,
    )
