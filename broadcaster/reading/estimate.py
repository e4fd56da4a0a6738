"""How long a script will sound, before any audio exists.

A voice's pace is four lengths: for each word, each letter, each mark inside a line, each piece
that is said in one breath. In Vietnamese every word is a syllable and takes about as long as any
other; where words are long and short, letters count. The silences between lines are known from
the script. Which voice has which pace is not reading's to know: see `voices.pace`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from broadcaster.reading.breath import CLAUSE_PAUSE_MS, breaths
from broadcaster.reading.model import Script, Sentence

_MARK = re.compile(r"[,;:.!?…](?=\s)|\s[–—-](?=\s)|[，。、；：！？](?=.)")
"""What makes a voice pause inside a piece; the mark a piece ends with belongs to its silence."""


@dataclass(frozen=True)
class Pace:
    """How fast one voice says one language, in milliseconds."""

    word_ms: float
    """Each word, as spaces part them."""
    letter_ms: float
    """Each letter or figure."""
    mark_ms: float
    """Each mark inside a piece."""
    piece_ms: float
    """What the voice adds to each piece of its own."""

    def times(self, factor: float) -> "Pace":
        """Return the pace of somebody who takes `factor` times as long."""
        lengths = (self.word_ms, self.letter_ms, self.mark_ms, self.piece_ms)
        return Pace(*(length * factor for length in lengths))

    def speech_ms(self, piece: str) -> float:
        """Return how long one piece is spoken, without the silence after it."""
        letters = sum(sign.isalnum() for sign in piece)
        marks = len(_MARK.findall(piece))
        words = len(piece.split())
        of_words = words * self.word_ms + letters * self.letter_ms
        return of_words + marks * self.mark_ms + self.piece_ms


Pacing = Callable[[str], Pace]
"""Language of a line -> the pace it is said at: one voice may say several."""


def sentence_ms(sentence: Sentence, pacing: Pacing) -> int:
    """Return the estimated length of one spoken line with the silence after it."""
    pace = pacing(sentence.language)
    pieces = breaths(sentence.spoken)
    speech = sum(pace.speech_ms(piece) for piece in pieces)
    return round(speech) + (len(pieces) - 1) * CLAUSE_PAUSE_MS + sentence.pause_ms


def estimate_ms(script: Script, pacing: Pacing) -> int:
    """Return the estimated length of a script, omitted lines left out."""
    return sum(sentence_ms(sentence, pacing) for sentence in script.spoken_sentences)
