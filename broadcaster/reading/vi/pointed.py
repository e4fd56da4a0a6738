"""Two figures with a point between: `7.30`, `2.9`, `1.5`, `mục 2.1`.

The comma opens decimals in Vietnamese, but people type a point: for a foreign decimal, an hour,
a day and its month, the number of a section. With a unit behind it is a quantity, elsewhere.
"""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import FEASTS, is_day_of_month, say_day_month
from broadcaster.reading.vi.evidence import BESIDE, NEAR, Sense
from broadcaster.reading.vi.figures import SECTION, decimal, whole
from broadcaster.reading.vi.scores import is_counted
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by

_HOURS, _MINUTES = 25, 60
_CLOCK = governed_by(*context("before-hour"))
_DAYTIME = re.compile(rf"\s(?:{'|'.join(context('behind-hour'))})(?!\w)")
_DAY = directly_after(*context("right-before-day"))
_MEASURED = directly_after(*context("right-before-decimal"))


def _say(found: re.Match[str], sight: Sight) -> str:
    """Weigh the four things two figures with a point may be."""
    at, end = found.span()
    first, last = found.groups()
    section = f"{whole(first, sight)} chấm {whole(last, sight)}"
    if sight.after(SECTION, at):
        return section
    senses = [Sense(decimal(first, last, sight), _decimal(found, sight)), Sense(section)]
    if int(first) < _HOURS and len(last) == 2 and int(last) < _MINUTES:
        minutes = "" if last == "00" else f" {sight.count(last)} phút"
        clock = sight.after(_CLOCK, at) or sight.before(_DAYTIME, end)
        senses.append(Sense(f"{sight.count(first)} giờ{minutes}", BESIDE if clock else 0.0))
    if is_day_of_month(first, last):
        senses.append(Sense(say_day_month(first, last, sight), _date(found, sight)))
    return sight.settle(at, end, "decimal-date-or-time", *senses)


def _decimal(found: re.Match[str], sight: Sight) -> float:
    measured = BESIDE if sight.after(_MEASURED, found.start()) else 0.0
    return measured + (NEAR if is_counted(sight, found.end()) else 0.0)


def _date(found: re.Match[str], sight: Sight) -> float:
    known = (int(found[1]), int(found[2])) in FEASTS
    beside = sight.after(_DAY, found.start())
    return (NEAR if known else 0.0) + (BESIDE if beside else 0.0)


RULES = (Rule("pointed", re.compile(r"(\d{1,3})\.(\d{1,2})(?!\d|[.,/-]\d|[^\W\d_])"), _say),)
