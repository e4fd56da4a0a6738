"""Distances between airings, as people type and read them."""

import re

from broadcaster.i18n import _, ngettext
from broadcaster.schedule.demands.term_errors import TermsError

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
UNITS = {"m": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS}
LONGEST_MS = 366 * DAY_MS
_SPAN = re.compile(r"(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?")


def read_span(text: str) -> int:
    """Read `6h`, `1d`, `90m` or `1d12h` as milliseconds; `TermsError` for anything else."""
    found = _SPAN.fullmatch(text.strip().lower().replace(" ", ""))
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    span_ms = days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS
    if not 0 < span_ms <= LONGEST_MS:
        raise TermsError.not_a_span(text)
    return span_ms


def span_text(span_ms: int) -> str:
    """Return a distance in days, hours and minutes; what is below a minute is left out."""
    days, rest = divmod(span_ms, DAY_MS)
    hours, rest = divmod(rest, HOUR_MS)
    minutes = rest // MINUTE_MS
    parts = [
        ngettext("{count} day", "{count} days", days).format(count=days) if days else "",
        ngettext("{count} hour", "{count} hours", hours).format(count=hours) if hours else "",
        _("{count} min").format(count=minutes) if minutes else "",
    ]
    return " ".join(part for part in parts if part) or _("{count} min").format(count=0)
