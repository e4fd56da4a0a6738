"""The lexicon this station reads with, in its layers. Nothing here writes or asks for a role."""

from broadcaster.bulletins.lexicon import LexiconEntry, LexiconLayer, laid_over
from broadcaster.bulletins.lexicon_errors import LexiconError
from broadcaster.bulletins.store import lexicon as store
from broadcaster.desk import Desk
from broadcaster.reading import Lexicon
from broadcaster.units import actions as units_actions


def commune_lexicon(desk: Desk) -> Lexicon:
    """Return the lexicon this station reads with: built-in, the units above, the commune's own."""
    return laid_over(Lexicon.built_in(), lexicon_layers(desk))


def lexicon_layers(desk: Desk, *, removed: bool = False) -> tuple[LexiconLayer, ...]:
    """Return the layers of the units above, farthest first, and then the commune's own.

    With `removed` they hold the entries that were taken out too.
    """
    line = units_actions.line_above(desk)
    with desk.database.transaction() as session:
        return tuple(
            LexiconLayer(unit.id, unit.name, store.read_all(session, unit.id, removed=removed))
            for unit in reversed(line)
        )


def lexicon_layer(desk: Desk, unit: str | None = None, *, removed: bool = False) -> LexiconLayer:
    """Return the layer of the unit that a handle means, the commune's own when none is given.

    `LexiconError` when that unit does not stand above this one.
    """
    layers = lexicon_layers(desk, removed=removed)
    wanted = units_actions.unit(desk, unit).id if unit else desk.settings.unit
    for layer in layers:
        if layer.owner == wanted:
            return layer
    raise LexiconError.not_above(wanted, [layer.owner for layer in layers])


def lexicon_list(desk: Desk, unit: str | None = None) -> tuple[LexiconEntry, ...]:
    """Return the entries of a layer, oldest first; the commune's own unless a unit is given."""
    return lexicon_layer(desk, unit).entries
