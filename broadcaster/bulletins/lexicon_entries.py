"""A lexicon entry as people type it or a file holds it, made fit to be kept and spoken."""

from collections.abc import Sequence

from broadcaster.bulletins.tidying import LONGEST_FIELD, tidy
from broadcaster.reading import Entry

LONGEST_SPOKEN = 300
SEPARATOR = "|"
"""Between the words of a context in one field; no context word holds it."""


def typed_entry(written: str, spoken: str, context: Sequence[str] = (), source: str = "") -> Entry:
    """Return the entry; `BulletinsError` for a field that is too long, `ReadingError` when it
    could not be spoken.
    """
    words = (word for given in context for word in given.split(SEPARATOR))
    tidied = (tidy(word, "--context").lower() for word in words)
    return Entry(
        tidy(written, "WRITTEN"),
        tidy(spoken, "SPOKEN", LONGEST_SPOKEN),
        tuple(dict.fromkeys(word for word in tidied if word)),
        tidy(source, "--source", LONGEST_FIELD),
    ).checked()
