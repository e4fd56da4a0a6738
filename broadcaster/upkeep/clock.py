"""Set or confirm the station's clock in a person's name."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from broadcaster.desk import Desk
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime
from broadcaster.timetrust import current_trust, read_clocks, read_floor, remember
from broadcaster.timetrust.kernel import set_hardware_clock, set_system_clock
from broadcaster.units import Authority, Role
from broadcaster.units.actions import require_role
from broadcaster.upkeep.errors import UpkeepError

SetClock = Callable[[datetime], None]


def confirm_time(desk: Desk, *, set_hardware: SetClock = set_hardware_clock) -> TimeTrust:
    """Record that the wall clock is right now, in the name of the person at the desk.

    The hardware clock is set from it where there is one and we may, so that the next boot starts
    from the right time. Refused below the floor, for what was confirmed before cannot come again.
    """
    by = require_role(desk, Role.TECHNICIAN, Role.OPERATOR)
    return _vouch(desk, by, set_hardware)


def set_time(
    desk: Desk,
    moment: datetime,
    *,
    set_system: SetClock = set_system_clock,
    set_hardware: SetClock = set_hardware_clock,
) -> TimeTrust:
    """Set the system's clock to `moment` (aware), and vouch for it as `confirm_time` does.

    `UpkeepError` without the privilege, or when `moment` lies below the floor.
    """
    by = require_role(desk, Role.TECHNICIAN, Role.OPERATOR)
    _check_floor(desk, moment)
    try:
        set_system(moment)
    except (OSError, OverflowError) as error:
        raise UpkeepError.cannot_set_clock(error) from error
    return _vouch(desk, by, set_hardware)


def read_local_time(text: str, zone: ZoneInfo) -> datetime:
    """Read `2026-11-22 08:30[:15]` in station time as aware UTC; `UpkeepError` quotes it."""
    try:
        written = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UpkeepError.no_such_time(text) from error
    return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)


def _vouch(desk: Desk, by: Authority, set_hardware: SetClock) -> TimeTrust:
    now = desk.time.now()
    _check_floor(desk, now)
    if isinstance(desk.time, VirtualTime):  # a rehearsal vouches for nothing real
        return current_trust(desk.home, desk.settings, desk.time)
    try:
        remember(desk.home, read_clocks(desk.time), None, TimeQuality.OPERATOR, by.person)
    except OSError as error:
        raise UpkeepError.cannot_write(desk.home.run, error) from error
    with suppress(OSError):  # no hardware clock, or not ours to set; this boot is vouched for
        set_hardware(now)
    return current_trust(desk.home, desk.settings, desk.time)


def _check_floor(desk: Desk, moment: datetime) -> None:
    floor = read_floor(desk.home).sure
    if moment < floor:
        raise UpkeepError.below_floor(moment, floor, desk.settings.zone_info)
