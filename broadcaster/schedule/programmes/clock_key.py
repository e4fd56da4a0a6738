"""Read a time of day that a file states."""

from typing import Any

from broadcaster.i18n import _
from broadcaster.schedule.station_time import minutes_of


def clock(value: Any) -> int:
    """Read a time of day in quotes as minutes after midnight; `ValueError` for anything else."""
    try:
        return minutes_of(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError(
            _('needs a time of day in quotes, "00:00" to "23:59", such as "05:30"')
        ) from error
