"""Any text as one short visible line: for calendars and papers that others read.

Titles of bulletins are tidy since they were entered; those of orders that came from elsewhere may
not be. Nothing of them may break a line, turn the direction of what stands beside, or fill a page.
"""

import unicodedata

LONGEST = 160
"""Characters that a calendar or a paper shows of a title; what is cut off is marked."""


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return `text` without line breaks, control, direction and surrogate characters."""
    seen = "".join(
        char
        for char in " ".join(text[: 8 * longest].split())
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )
    line = unicodedata.normalize("NFC", " ".join(seen.split()))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
