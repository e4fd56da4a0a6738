"""What is refused about the lexicon."""

from collections.abc import Sequence

from broadcaster.bulletins.errors import BulletinsError, some_of
from broadcaster.i18n import _


class LexiconError(BulletinsError):
    """A layer is not there."""

    @classmethod
    def not_above(cls, unit: str, known: Sequence[str]) -> "LexiconError":
        """Say that a unit has no layer here, because it stands neither here nor above."""
        return cls(
            _(
                'The unit "{unit}" is not above this one, so its lexicon is not read here. '
                "Units with a lexicon here: {known}. `broadcaster unit move` changes the tree."
            ).format(unit=unit, known=some_of(known))
        )
