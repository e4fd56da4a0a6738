"""Reading: a written text to a `Script` of spoken sentences, every word traced to its source.

`read` is pure and knows no voice; `edit` changes a script, `estimate_ms` says how long it will
sound at a pace, `decode_text` turns a file's bytes into text, `recognise_legacy` converts a text
that was typed for a font from before Unicode.
"""

from broadcaster.reading.edit import choose, omit, say
from broadcaster.reading.errors import ReadingError
from broadcaster.reading.estimate import Pace, Pacing, estimate_ms, sentence_ms
from broadcaster.reading.legacy import Legacy, recognise_legacy
from broadcaster.reading.lexicon import Entry, Lexicon
from broadcaster.reading.model import (
    Flag,
    FlagKind,
    Region,
    Script,
    Sentence,
    SentenceKind,
    Silence,
    Span,
    Word,
)
from broadcaster.reading.reader import LIMIT, read
from broadcaster.reading.source_text import decode_text

__all__ = [
    "LIMIT",
    "Entry",
    "Flag",
    "FlagKind",
    "Legacy",
    "Lexicon",
    "Pace",
    "Pacing",
    "ReadingError",
    "Region",
    "Script",
    "Sentence",
    "SentenceKind",
    "Silence",
    "Span",
    "Word",
    "choose",
    "decode_text",
    "estimate_ms",
    "omit",
    "read",
    "recognise_legacy",
    "say",
    "sentence_ms",
]
