"""The clock, and what would vouch for it after the next start."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.timebase import TimeQuality, TimeSource, TimeTrust
from broadcaster.timetrust import current_trust
from broadcaster.timetrust.kernel import boot_rtc
from broadcaster.upkeep.finding import Finding, fail, ok, warn


def check_clock(home: Home, settings: Settings, time: TimeSource) -> Iterator[Finding]:
    """Look at what the wall clock is worth now."""
    yield _trust(current_trust(home, settings, time))
    device = boot_rtc()
    if device is None:
        yield warn(
            "hardware-clock",
            _(
                "No hardware clock was read at boot: without network this station cannot know "
                "the time after a power cut. Fit one (such as a DS3231)."
            ),
        )
    else:
        yield ok("hardware-clock", _("{device} was read at boot").format(device=device.name))
    try:
        ZoneInfo(settings.zone)
        yield ok("zone", settings.zone)
    except ZoneInfoNotFoundError:
        yield fail("zone", _("There is no time zone data. Run `make` again."))


def _trust(trust: TimeTrust) -> Finding:
    sentence = trust.reason
    if not trust.is_trusted:
        return fail(
            "clock",
            sentence + ". " + _("Only emergencies would sound. See `broadcaster time show`."),
        )
    if trust.quality is TimeQuality.OPERATOR:
        return warn("clock", sentence + ". " + _("After a restart it must be confirmed again."))
    return ok("clock", sentence)
