"""The commune's own lexicon: how names and abbreviations are said here, and who said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from broadcaster.reading import Entry, Lexicon


@dataclass(frozen=True)
class LexiconEntry:
    """How the commune says a written form, and who said so."""

    written: str
    spoken: str
    context: tuple[str, ...]
    by: str
    at: datetime
    source: str = ""


def laid_over(base: Lexicon, entries: Iterable[LexiconEntry]) -> Lexicon:
    """Return `base` with the commune's entries as its nearest layer."""
    return base.with_layer(
        "commune",
        (Entry(one.written, one.spoken, one.context, one.source) for one in entries),
    )
