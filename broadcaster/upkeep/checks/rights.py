"""The station's sounds: whether the right to play them still holds, and for how long."""

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.validity import show_until
from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.store import Database
from broadcaster.timebase import TimeSource
from broadcaster.upkeep.finding import Finding, ok, warn


def check_sounds(home: Home, settings: Settings, time: TimeSource) -> Iterator[Finding]:
    """Name the sounds whose rights are over, or end within 30 days.

    Says nothing where the database cannot be read: that is a finding of its own.
    """
    try:
        desk = Desk(home, settings, time, Database(home.database))
        ending = bulletins_actions.sounds_ending(desk)
        count = len(bulletins_actions.sounds_in_force(desk))
    except (BroadcasterError, SQLAlchemyError):
        return
    now = time.now()
    for approval in ending:
        until = show_until(approval.valid_until, settings.zone_info)
        if approval.valid_until and approval.valid_until <= now:
            sentence = _('The right to play "{name}" ended on {until}; it no longer sounds. {do}')
        else:
            sentence = _('The right to play "{name}" ends on {until}. {do}')
        do = _("Renew it with `broadcaster sound add {name} FILE`.").format(name=approval.sound)
        yield warn("sounds", sentence.format(name=approval.sound, until=until, do=do))
    if not ending:
        yield ok("sounds", _("{count} are approved").format(count=count))
