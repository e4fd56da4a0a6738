"""Text in its composed form (NFC), in time that grows with its length, whatever the text."""

import re
import unicodedata

_SIGN = r"[^\w\s\x00-\x7f]"
"""A combining mark, or another sign that may run on for as long."""
_AFTER_THIRTY = re.compile(rf"(?<={_SIGN}{{30}})(?={_SIGN})")


def composed(text: str) -> str:
    """Return `text` in NFC.

    Marks on one letter are put in order among the first thirty, as in the Stream-Safe Text Format
    of UAX #15; any after them stay as they are. Ordering all would take the square of their count.
    """
    return "".join(unicodedata.normalize("NFC", part) for part in _AFTER_THIRTY.split(text))
