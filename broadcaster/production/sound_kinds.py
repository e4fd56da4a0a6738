"""The kinds of sound a station has of its own, and how long each may be.

A sound is called by its kind, or by its kind and words of the station's: `opener`, `music-tet`.
So a column has an opener of its own, and a holiday its music, beside the usual ones.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from broadcaster.production.errors import ProductionError

LONGEST_NAME = 40
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SoundKind(StrEnum):
    """What a sound is for, in the order of a programme."""

    IDENT = "ident"
    """The station is here."""
    GREETING = "greeting"
    OPENER = "opener"
    """A column begins."""
    SEPARATOR = "separator"
    """Between two bulletins."""
    MUSIC = "music"
    CLOSING = "closing"
    BED = "bed"
    """Music under speech; it goes round for as long as is spoken."""
    ALERT = "alert"
    """Attention before an emergency, and nowhere else: what sounds daily warns nobody."""
    TEST = "test"
    """Says that a loudspeaker is tried, so that nobody takes it for a broadcast."""

    @property
    def lengths_s(self) -> tuple[float, float]:
        """The shortest and the longest it may be."""
        return _LENGTHS_S[self]


_LENGTHS_S = {
    SoundKind.IDENT: (0.5, 20.0),
    SoundKind.GREETING: (0.5, 60.0),
    SoundKind.OPENER: (0.5, 20.0),
    SoundKind.SEPARATOR: (0.2, 8.0),
    SoundKind.MUSIC: (1.0, 1200.0),
    SoundKind.CLOSING: (0.5, 60.0),
    SoundKind.BED: (10.0, 120.0),  # held in memory whole while it goes round
    SoundKind.ALERT: (2.0, 20.0),
    SoundKind.TEST: (1.0, 30.0),
}


def kind_of(name: str) -> SoundKind:
    """Return what a sound of this name is for; `ProductionError` when no sound may be called so."""
    kind = name.partition("-")[0]
    fits = len(name) <= LONGEST_NAME and _NAME.fullmatch(name)
    if not fits or kind not in tuple(SoundKind):
        raise ProductionError.no_such_sound(name, list(SoundKind))
    return SoundKind(kind)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names of sounds in the order of a programme, each kind's own name first."""
    kinds = list(SoundKind)
    return sorted(set(names), key=lambda name: (kinds.index(kind_of(name)), name))


def require_length(name: str, what: str, length_s: float) -> None:
    """Refuse a sound that is too short or too long for its kind; `what` names the file."""
    kind = kind_of(name)
    shortest_s, longest_s = kind.lengths_s
    if not shortest_s <= length_s <= longest_s:
        raise ProductionError.wrong_length(what, kind, length_s, shortest_s, longest_s)
