"""The allowed hours: what they leave of the coming sessions, and whether holidays are known."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy.exc import SQLAlchemyError

from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.home import Home
from broadcaster.i18n import _, ngettext
from broadcaster.schedule import HoursPolicy
from broadcaster.schedule import actions as schedule_actions
from broadcaster.schedule.programmes.firing_list import Firing, Fit
from broadcaster.schedule.wording import moment_text, windows_text
from broadcaster.store import Database
from broadcaster.timebase import TimeSource
from broadcaster.units import actions as units_actions
from broadcaster.upkeep.finding import Finding, ok, warn

LONGEST_WITHOUT_HOLIDAY = timedelta(days=200)
"""Vietnam's longest stretch between two public holidays is half of that."""


def check_hours(home: Home, settings: Settings, time: TimeSource) -> Iterator[Finding]:
    """Look what the hours, with the amplifier's lead, leave of the sessions of seven days.

    Says nothing where files or database cannot be read: those are findings of their own.
    """
    try:
        desk = Desk(home, settings, time, Database(home.database))
        policy = schedule_actions.policy_in_force(desk)
        firings = schedule_actions.coming(desk, policy)
        today = units_actions.today(desk)
    except (BroadcasterError, SQLAlchemyError):
        return
    refused = [firing for firing in firings if firing.fit is Fit.REFUSED]
    if refused:
        yield warn("hours", _refused(refused, settings))
    if _has_run_out_of_holidays(policy, today):
        yield warn(
            "hours",
            _(
                "The holidays known to the signed hours are nearly over; the windows of the "
                "weekday will hold instead. Run `broadcaster schedule plan`."
            ),
        )
    in_force = policy.in_force_on(today)
    if in_force and not refused:
        text = _("{windows}; the amplifier's lead is {lead} ms").format(
            windows=windows_text(in_force.windows), lead=settings.amplifier_lead_ms
        )
        yield ok("hours", text)


def _refused(refused: Sequence[Firing], settings: Settings) -> str:
    sentence = ngettext(
        '{count} session of seven days has no room in the hours, first "{title}" on {when}. An '
        "amplifier's lead of {lead} ms must lie in them too. Look at `broadcaster hours show`.",
        '{count} sessions of seven days have no room in the hours, first "{title}" on {when}. An '
        "amplifier's lead of {lead} ms must lie in them too. Look at `broadcaster hours show`.",
        len(refused),
    )
    return sentence.format(
        count=len(refused),
        title=refused[0].title,
        when=moment_text(refused[0].start, settings.zone_info),
        lead=settings.amplifier_lead_ms,
    )


def _has_run_out_of_holidays(policy: HoursPolicy, today: date) -> bool:
    in_force = policy.in_force_on(today)
    if in_force is None or in_force.holidays is None:
        return False
    last = max((day for day, _name in policy.holiday_days), default=today)
    return last < today + LONGEST_WITHOUT_HOLIDAY
