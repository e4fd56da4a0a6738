"""One line of text as it goes into the lists: NFC, without what cannot be seen, never cut off."""

from broadcaster.policies.errors import PoliciesError
from broadcaster.units.naming import tidy as tidy_name

LONGEST_FIELD = 120
LONGEST_TITLE = 300
"""As those of a bulletin: a record that carries them stays under 8 KiB."""


def tidy(text: str, field: str, limit: int = LONGEST_FIELD) -> str:
    """Return the line, or refuse it as too long."""
    line = tidy_name(text)
    if len(line) > limit:
        raise PoliciesError.too_long(field, len(line), limit, line)
    return line
