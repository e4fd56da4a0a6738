"""One line of text as people type or paste it, made fit for records and reports.

Invisible and control characters never reach a record: line breaks become spaces, zero-width and
direction marks go, everything is NFC. Quotes, dashes and signs stay as typed. Nothing is cut off
silently: what is too long is refused.
"""

import unicodedata

from broadcaster.bulletins.errors import BulletinsError

LONGEST_FIELD = 120
LONGEST_COMMENT = 1000
LONGEST_TITLE = 300
"""With the other fields at their longest, a journal record still stays under 8 KiB."""


def tidy(text: str, option: str, limit: int = LONGEST_FIELD) -> str:
    """Return one line of NFC text without invisible characters, or refuse it as too long."""
    if any(unicodedata.category(char) == "Cs" for char in text):
        raise BulletinsError.not_utf8(option)
    spaced = " ".join(text.split())
    seen = "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf"))
    line = unicodedata.normalize("NFC", " ".join(seen.split()))
    if len(line) > limit:
        raise BulletinsError.too_long(option, len(line), limit, line)
    return line
