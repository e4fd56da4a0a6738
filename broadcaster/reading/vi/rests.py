"""A measure whose rest stands behind its unit: `1m65`, `1ha2`, `3kg2`, `3km500`.

The rest is said as it is written; a zero that opens it is said too, because `1m05` is no `1m5`.
"""

import re

from broadcaster.reading.vi.numbers import digit_by_digit
from broadcaster.reading.vi.sight import Rule, Sight
from broadcaster.reading.vi.units import names

_UNITS = r"ha|kg|lít|tấn|tạ|yến|sào|mẫu|cân"


def _measure(found: re.Match[str], sight: Sight) -> str:
    whole, unit, rest = found.groups()
    said = digit_by_digit(rest) if rest.startswith("0") else sight.count(rest)
    return f"{sight.count(whole)} {names().get(unit, unit)} {said}"


RULES = (
    Rule("length", re.compile(r"(\d{1,3})(m|km)(?![23](?!\d))(\d{1,3})(?!\w)"), _measure),
    Rule("length", re.compile(rf"(\d{{1,3}})({_UNITS})(\d{{1,3}})(?!\w|[.,]\d)"), _measure),
)
