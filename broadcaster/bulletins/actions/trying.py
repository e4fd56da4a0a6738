"""Try how the lexicon reads a text, also with entries that nobody has kept. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.bulletins.actions.lexicon import lexicon_layers
from broadcaster.bulletins.lexicon import (
    LexiconLayer,
    StatedEntry,
    after_change,
    decide_change,
    laid_over,
)
from broadcaster.desk import Desk
from broadcaster.reading import Entry, Lexicon, Region, Script, read
from broadcaster.reading.repair import repair
from broadcaster.reading.tracing import Traced, traced


@dataclass(frozen=True)
class Tried:
    """A text as it would be read, and what the lexicon said in it."""

    script: Script
    said: tuple[Traced, ...]
    layers: tuple[LexiconLayer, ...]
    """The layers above the built-in one, farthest first."""
    tried: tuple[Entry, ...]
    """Entries that are only tried; they stand in the commune's own layer."""


def lexicon_test(desk: Desk, text: str, tried: Sequence[Entry] = ()) -> Tried:
    """Read a text as a bulletin of this station would be, as if `tried` had been taught.

    The script's source is the repaired text. `ReadingError` for a text that cannot be read.
    """
    layers = lexicon_layers(desk)
    own = layers[-1]
    wanted = [StatedEntry(entry).entered(desk.person or "", desk.time.now()) for entry in tried]
    layers = after_change(layers, decide_change(own, wanted))
    lexicon = laid_over(Lexicon.built_in(), layers)
    region = Region(desk.settings.region)
    script = read(repair(text).text, region=region, lexicon=lexicon)
    return Tried(script, traced(script, lexicon), layers, tuple(tried))
