"""How long a bulletin will be, before it has a cut: in the voice that would speak it."""

from dataclasses import dataclass

from broadcaster.bulletins.learned_pace import factor_of
from broadcaster.bulletins.revision import Revision
from broadcaster.bulletins.store.cut_lengths import newest_cuts
from broadcaster.desk import Desk
from broadcaster.reading import Pace, Pacing, Script, estimate_ms, sentence_ms
from broadcaster.voices import VoicesError
from broadcaster.voices import actions as voices_actions
from broadcaster.voices.pace import RECORDING, is_measured, pace_of

MOST_CUTS = 12
"""The last cuts tell how somebody reads now."""


@dataclass(frozen=True)
class Estimate:
    """How long a text will sound, in which voice."""

    voice: str
    line_ms: tuple[int, ...]
    """Each spoken sentence with the silence after it, in order."""

    @property
    def length_ms(self) -> int:
        """How long all of it will sound."""
        return sum(self.line_ms)


def estimate(desk: Desk, revision: Revision) -> Estimate:
    """Return how long a revision will sound, in the voice that would be taken for it now."""
    script, reader = revision.script, revision.fields.reader
    voice = expected_voice(desk, script.language, reader)
    pacing = _pacing(desk, voice, script.language, reader)
    lines = tuple(sentence_ms(sentence, pacing) for sentence in script.spoken_sentences)
    return Estimate(voice, lines)


def expected_voice(desk: Desk, language: str, reader: str = "") -> str:
    """Return whose pace counts: the named reader's, else that of the first voice in the order.

    Where no voice speaks the language, a person has to.
    """
    if reader:
        return RECORDING
    try:
        return voices_actions.choose(desk, language)[0].id
    except VoicesError:
        return RECORDING


def _pacing(desk: Desk, voice: str, language: str, reader: str) -> Pacing:
    """Return the pace of a voice as its own cuts in this commune correct it."""
    factor = 1.0 if is_measured(voice) else _learned(desk, voice, language, reader)

    def pacing(said: str) -> Pace:
        return pace_of(voice, said).times(factor)

    return pacing


def _learned(desk: Desk, voice: str, language: str, reader: str) -> float:
    with desk.database.transaction() as session:
        found = list(newest_cuts(session, voice, language, reader, MOST_CUTS))
    return factor_of([(_declared_ms(voice, script), cut.duration_ms) for script, cut in found])


def _declared_ms(voice: str, script: Script) -> int:
    return estimate_ms(script, lambda said: pace_of(voice, said))
