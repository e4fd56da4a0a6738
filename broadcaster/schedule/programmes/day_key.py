"""Read a date that a file states, within the years a station may plan in."""

from datetime import date
from typing import Any

from broadcaster.checked_table import day
from broadcaster.i18n import _
from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY, is_known


def known_day(value: Any) -> date:
    """Read a date a station may plan on."""
    found = day(value)
    if not is_known(found):
        raise ValueError(
            _("must lie between {first} and {last}").format(first=FIRST_DAY, last=LAST_DAY)
        )
    return found
