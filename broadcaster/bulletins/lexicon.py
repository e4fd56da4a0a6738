"""The lexicon in layers: how names and abbreviations are said, by which unit, and who said so.

Over the built-in tables lie the layers of the units above, farthest first, and nearest the
commune's own. A form with its context words stands once in a layer; a change is decided here and
carried out by `store`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.reading import Entry, Lexicon

Key = tuple[str, tuple[str, ...]]
"""A written form with its context words: what stands once in a layer."""


@dataclass(frozen=True)
class LexiconEntry:
    """How a unit says a written form, and who said so."""

    written: str
    spoken: str
    context: tuple[str, ...]
    by: str
    """Id of the person who entered it at this station."""
    at: datetime
    source: str = ""
    owner: str = ""
    """Id of the unit whose layer it stands in."""
    stated_by: str = ""
    """Who decided it elsewhere, in the words of the file that brought it: nobody checked them."""
    stated_at: datetime | None = None
    removed_by: str = ""
    removed_at: datetime | None = None

    @property
    def key(self) -> Key:
        """The form and context that stand once in a layer."""
        return self.written, self.context

    @property
    def as_read(self) -> Entry:
        """The entry as the reader knows it."""
        return Entry(self.written, self.spoken, self.context, self.source)


@dataclass(frozen=True)
class StatedEntry:
    """An entry that somebody types or a file brings, with who decided it as the file states."""

    entry: Entry
    by: str = ""
    at: datetime | None = None

    def entered(self, by: str, at: datetime) -> LexiconEntry:
        """Return it as the person `by` enters it here."""
        one = self.entry
        return LexiconEntry(
            one.written,
            one.spoken,
            one.context,
            by,
            at,
            one.source,
            stated_by=self.by,
            stated_at=self.at,
        )


@dataclass(frozen=True)
class LexiconLayer:
    """The entries of one unit, oldest first: of two whose context fits, the first is said."""

    owner: str
    name: str
    """What the unit is called."""
    entries: tuple[LexiconEntry, ...] = ()


@dataclass(frozen=True)
class LexiconChange:
    """What enters a layer and what leaves it."""

    owner: str
    entering: tuple[LexiconEntry, ...] = ()
    leaving: tuple[LexiconEntry, ...] = ()
    unchanged: int = 0

    @property
    def replaced(self) -> int:
        """How many take the place of an entry of the same form and context."""
        before = {one.key for one in self.leaving}
        return sum(one.key in before for one in self.entering)

    @property
    def added(self) -> int:
        """How many are new."""
        return len(self.entering) - self.replaced

    @property
    def removed(self) -> int:
        """How many go and nothing takes their place."""
        return len(self.leaving) - self.replaced

    @property
    def forms(self) -> frozenset[str]:
        """The written forms that may be said differently afterwards."""
        return frozenset(one.written for one in (*self.entering, *self.leaving))


def decide_change(
    layer: LexiconLayer,
    wanted: Sequence[LexiconEntry] = (),
    *,
    removing: Collection[str] = (),
    whole: bool = False,
) -> LexiconChange:
    """Say what has to enter and leave `layer` so that it holds `wanted`.

    An entry said as it is said already, from the same source, is left alone with who entered it.
    `removing` names written forms to take out; with `whole` everything goes that is not wanted.
    """
    wanted = tuple({one.key: one for one in wanted}.values())
    present = {one.key: one for one in layer.entries}
    entering = tuple(one for one in wanted if not _is_there(one, present.get(one.key)))
    keys, entering_keys = {one.key for one in wanted}, {one.key for one in entering}
    leaving = tuple(
        one
        for one in layer.entries
        if one.key in entering_keys or one.written in removing or (whole and one.key not in keys)
    )
    return LexiconChange(layer.owner, entering, leaving, len(wanted) - len(entering))


def after_change(layers: Iterable[LexiconLayer], change: LexiconChange) -> tuple[LexiconLayer, ...]:
    """Return the layers as they stand once the change is carried out."""
    gone = {one.key for one in change.leaving}
    return tuple(
        LexiconLayer(
            layer.owner,
            layer.name,
            (*(one for one in layer.entries if one.key not in gone), *change.entering),
        )
        if layer.owner == change.owner
        else layer
        for layer in layers
    )


def laid_over(base: Lexicon, layers: Iterable[LexiconLayer]) -> Lexicon:
    """Return `base` with the layers over it, farthest first; an empty layer leaves no trace."""
    for layer in layers:
        if layer.entries:
            base = base.with_layer(layer.owner, (one.as_read for one in layer.entries))
    return base


def _is_there(wanted: LexiconEntry, present: LexiconEntry | None) -> bool:
    return present is not None and (present.spoken, present.source) == (
        wanted.spoken,
        wanted.source,
    )
