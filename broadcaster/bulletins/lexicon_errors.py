"""What is refused about the lexicon and the files that carry it."""

from collections.abc import Sequence

from broadcaster.bulletins.errors import BulletinsError, some_of
from broadcaster.i18n import _


class LexiconError(BulletinsError):
    """A layer is not there, or a file is not a lexicon that can be taken whole."""

    @classmethod
    def not_above(cls, unit: str, known: Sequence[str]) -> "LexiconError":
        """Say that a unit has no layer here, because it stands neither here nor above."""
        return cls(
            _(
                'The unit "{unit}" is not above this one, so its lexicon is not read here. '
                "Units with a lexicon here: {known}. `broadcaster unit move` changes the tree."
            ).format(unit=unit, known=some_of(known))
        )

    @classmethod
    def bad_line(cls, name: str, line: int, mistake: object) -> "LexiconError":
        """Say what is wrong with the first bad line of a file."""
        return cls(
            _(
                '"{name}", line {line}: {mistake} Nothing was imported; correct that line and '
                "import the file again."
            ).format(name=name, line=line, mistake=mistake)
        )

    @classmethod
    def too_large(cls, name: str, limit_mb: int) -> "LexiconError":
        """Say that a file is larger than any lexicon."""
        return cls(
            _(
                '"{name}" is larger than {limit} MB, so nothing was imported. '
                "Divide it into several files."
            ).format(name=name, limit=limit_mb)
        )

    @classmethod
    def too_many(cls, name: str, limit: int) -> "LexiconError":
        """Say that a file has more lines than are taken at once."""
        return cls(
            _(
                '"{name}" has more than {limit} lines, so nothing was imported. '
                "Divide it into several files."
            ).format(name=name, limit=limit)
        )

    @classmethod
    def cannot_write(cls, path: object, reason: str) -> "LexiconError":
        """Say that a lexicon cannot be written where it was wanted."""
        return cls(
            _('"{path}" cannot be written: {reason}. Name another file.').format(
                path=path, reason=reason
            )
        )
