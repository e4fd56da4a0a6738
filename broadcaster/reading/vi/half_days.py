"""Hours of the English half day: `4:30am`, `9 pm`.

Morning, afternoon and evening as one says them: before noon `sáng`, up to six `chiều`, then `tối`;
`12pm` is noon, `12am` midnight.
"""

import re

from broadcaster.reading.vi.sight import Rule, Sight

_NOON, _EVENING = 12, 6


def _half_day(found: re.Match[str], sight: Sight) -> str:
    hour, minute, half = int(found[1]), found[2], found[3].lower()
    said = f"{sight.count(found[1])} giờ"
    if minute and int(minute):
        said += f" {sight.count(minute)} phút"
    return f"{said} {_part_of_day(hour, half)}"


def _part_of_day(hour: int, half: str) -> str:
    if hour == _NOON:
        return "đêm" if half == "a" else "trưa"
    if half == "a":
        return "sáng"
    return "chiều" if hour < _EVENING else "tối"


RULES = (
    Rule(
        "time",
        re.compile(
            r"(0?[1-9]|1[0-2])(?:[:h]([0-5]\d))?\s?([aApP])\.?[mM](?:\.(?=\s[^A-ZĐ]))?(?!\w)"
        ),
        _half_day,
    ),
)
