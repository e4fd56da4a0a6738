"""What an hours policy limits, in the words people read."""

from collections.abc import Iterable, Mapping

from broadcaster.i18n import N_, _
from broadcaster.schedule.hours.limits import Limit

LIMITS: Mapping[Limit, str] = {
    Limit.WINDOWS: N_("the windows"),
    Limit.HOLIDAYS: N_("the windows of holidays"),
    Limit.SESSION: N_("the cap per session"),
    Limit.DAY: N_("the cap per day"),
    Limit.VOLUME: N_("the volume"),
    Limit.OUTER: N_("the limits of exceptions"),
}


def limits_text(limits: Iterable[Limit]) -> str:
    """Return limits as words, separated by commas."""
    return ", ".join(_(LIMITS[limit]) for limit in limits)
