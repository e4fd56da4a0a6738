"""How names and abbreviations are said: layers of entries, the nearest one first.

The built-in layer is the tables of `data/`. A province and then a commune lay theirs over it; an
entry of a nearer layer wins. A lexicon is a value; its `version` names its whole content.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from broadcaster.reading.errors import ReadingError
from broadcaster.reading.tables import table

BUILT_IN = "built-in"
_HAS_WORDS = re.compile(r"[^\W\d_]")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[^\W\d_][^\W\d_A-ZĐ]+")
_JOINTS = re.compile(r"[\s&,.\-–/]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Entry:
    """One written form and how it is said, optionally only beside one of the `context` words."""

    written: str
    spoken: str
    context: tuple[str, ...] = ()
    """Marks that speak for it; none means that it is the usual one. A mark is words in small
    letters that stand in the sentence, `<words` right before, `>words` right behind, and a few
    more that the built-in table explains."""
    source: str = ""

    def checked(self) -> "Entry":
        """Return the entry composed and trimmed; `ReadingError` when it can not be spoken."""
        written = unicodedata.normalize("NFC", " ".join(self.written.split()))
        spoken = unicodedata.normalize("NFC", " ".join(self.spoken.split()))
        if not written or not _HAS_WORDS.search(spoken) or _DIGIT.search(spoken):
            raise ReadingError.bad_entry(self.written, self.spoken)
        # A mark without words would hold everywhere, or nowhere.
        context = tuple(mark for mark in self.context if mark.strip("<> "))
        return Entry(written, spoken, context, self.source)


@dataclass(frozen=True)
class Layer:
    """The entries of one level under its name."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lexicon:
    """Layers from far (built-in) to near (commune)."""

    layers: tuple[Layer, ...] = field(default=())

    @classmethod
    def built_in(cls) -> "Lexicon":
        """Return the lexicon that comes with the program."""
        return _built_in()

    def with_layer(self, name: str, entries: Iterable[Entry]) -> "Lexicon":
        """Return a lexicon with `entries` laid over this one; `ReadingError` for a bad entry."""
        return Lexicon((*self.layers, Layer(name, tuple(entry.checked() for entry in entries))))

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change with any entry."""
        whole = hashlib.sha256()
        for layer in self.layers:
            whole.update(f"\x1d{layer.name}".encode())
            for entry in layer.entries:
                parts = (entry.written, entry.spoken, *entry.context)
                whole.update(("\x1e" + "\x1f".join(parts)).encode())
        return whole.hexdigest()[:12]

    @cached_property
    def _by_written(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each written form, of the nearest layer that says it everywhere.

        Entries that want a context leave the farther ones in place, for every other context.
        """
        out: dict[str, tuple[Entry, ...]] = {}
        for layer in self.layers:
            mine: dict[str, list[Entry]] = {}
            for entry in layer.entries:
                mine.setdefault(entry.written, []).append(entry)
            for written, entries in mine.items():
                everywhere = any(not entry.context for entry in entries)
                farther = () if everywhere else out.get(written, ())
                out[written] = (*entries, *farther)
        return out

    @cached_property
    def openers(self) -> dict[str, tuple[str, ...]]:
        """First word, in small letters -> the words and runs of words entered, longest first."""
        out: dict[str, list[str]] = {}
        for written in self._by_written:
            word = _FIRST_WORD.match(written)
            if word and (" " in written or _PLAIN.fullmatch(written)):
                out.setdefault(word.group().lower(), []).append(written)
        return {word: tuple(sorted(all_, key=len, reverse=True)) for word, all_ in out.items()}

    @cached_property
    def _squeezed(self) -> dict[str, str]:
        return {_JOINTS.sub("", written): written for written in self._by_written}

    def squeezed(self, written: str) -> tuple[Entry, ...]:
        """Return the entries that differ only in joints: `GD-ĐT` is `GD&ĐT`."""
        return self.entries(self._squeezed.get(_JOINTS.sub("", written), ""))

    def entries(self, written: str) -> tuple[Entry, ...]:
        """Return the entries of exactly this written form."""
        return self._by_written.get(written, ())


@cache
def _built_in() -> Lexicon:
    entries = tuple(
        Entry(row[0], row[1], tuple(row[2].split("|")) if len(row) > 2 and row[2] else (), BUILT_IN)
        for name in ("abbreviations", "senses")
        for row in table(name)
    )
    return Lexicon((Layer(BUILT_IN, entries),))
