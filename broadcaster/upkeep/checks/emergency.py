"""Emergencies: whether every use was confirmed, and whether there is something to use at all."""

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.emergency import actions as emergency_actions
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.operating.emergencies import uses
from broadcaster.store import Database
from broadcaster.timebase import TimeSource
from broadcaster.upkeep.finding import Finding, ok, warn


def check_emergencies(home: Home, settings: Settings, time: TimeSource) -> Iterator[Finding]:
    """Name the uses that no approver has confirmed; say how many templates are approved.

    Says nothing where log or database cannot be read: that is a finding of its own.
    """
    try:
        waiting = [use for use in uses(home) if not use.confirmed_by]
        desk = Desk(home, settings, time, Database(home.database))
        approved = [one for one in emergency_actions.template_list(desk) if one.approved]
    except (BroadcasterError, SQLAlchemyError, OSError):
        return
    for use in waiting:
        yield warn(
            "emergency",
            _(
                '"{title}", ordered by {by} on {at}, is not confirmed. An approver runs '
                "`broadcaster emergency confirm {use}`."
            ).format(
                title=use.order.title,
                by=use.order.by,
                at=f"{use.at.astimezone(settings.zone_info):%d/%m/%Y %H:%M}",
                use=use.order.use,
            ),
        )
    if not waiting:
        yield ok("emergency", _("{count} templates are approved").format(count=len(approved)))
