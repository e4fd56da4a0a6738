"""Which entry of the lexicon said each word of a script, from which layer, and why.

An entry with context words is chosen by what stands around the word. Which of them held is found
by asking the reader itself, with nothing but that entry and one of its marks.
"""

from dataclasses import dataclass

from broadcaster.reading.errors import ReadingError
from broadcaster.reading.lexicon import Entry, Lexicon
from broadcaster.reading.model import Script, Word
from broadcaster.reading.reader import read

_PAUSE_MARKS = ",;:.!?…"
_RULES = frozenset({"abbreviation", "lexicon"})


@dataclass(frozen=True)
class Traced:
    """A word that the lexicon said."""

    line: int
    written: str
    spoken: str
    entry: Entry
    layer: str
    """Name of the layer that holds the entry."""
    held: tuple[str, ...]
    """Marks of the entry that hold in this line, each by itself."""


def traced(script: Script, lexicon: Lexicon) -> tuple[Traced, ...]:
    """Return the words of `script`, just read with `lexicon`, that one of its entries said.

    A word put together from parts, explained by the text itself or spelled has no entry.
    """
    return tuple(
        Traced(line, written, said(word), entry, _layer(entry, lexicon), held)
        for line, sentence in enumerate(script.sentences, 1)
        for word in sentence.words
        if word.rule in _RULES
        for written in (script.source[word.span.start : word.span.end],)
        for entry, held in _deciding(written, word, script.written(sentence), lexicon)
    )


def said(word: Word) -> str:
    """Return what is said, without the mark of the pause behind it."""
    return word.spoken.rstrip(_PAUSE_MARKS)


def _deciding(
    written: str, word: Word, line: str, lexicon: Lexicon
) -> list[tuple[Entry, tuple[str, ...]]]:
    """Return the entry that says `word`, if one does: of several the one with a mark that holds."""
    entries = lexicon.entries(written) or lexicon.squeezed(written)
    fitting = [one for one in entries if one.spoken.casefold() == said(word).casefold()]
    asked = [(one, tuple(m for m in one.context if _holds(one, m, line))) for one in fitting]
    with_mark = [pair for pair in asked if pair[1]]
    usual = [pair for pair in asked if not pair[0].context]
    return (with_mark or usual or asked)[:1]


def _holds(entry: Entry, mark: str, line: str) -> bool:
    alone = Lexicon().with_layer("alone", (Entry(entry.written, entry.spoken, (mark,)),))
    try:
        script = read(line, lexicon=alone)
    except ReadingError:
        return False
    return any(
        word.rule in _RULES and said(word).casefold() == entry.spoken.casefold()
        for sentence in script.sentences
        for word in sentence.words
    )


def _layer(entry: Entry, lexicon: Lexicon) -> str:
    return next(layer.name for layer in reversed(lexicon.layers) if entry in layer.entries)
