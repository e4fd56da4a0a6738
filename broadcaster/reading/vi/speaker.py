"""One Vietnamese sentence to spoken pieces, punctuation turned into pauses."""

import re

from broadcaster.reading.vi.letters import by_letter, is_syllable
from broadcaster.reading.vi.scanner import Piece, Rules, scan
from broadcaster.reading.vi.sight import Rule, Sight


def _number(found: re.Match[str], sight: Sight) -> str:
    return sight.count(found.group())


def _capitals(found: re.Match[str], sight: Sight) -> str:
    word = found.group()
    entries = sight.lexicon.entries(word)
    if entries:
        return entries[0].spoken
    return word.lower() if is_syllable(word) else by_letter(word)


RULES = Rules(
    digit=(Rule("cardinal", re.compile(r"\d+"), _number),),
    letter=(Rule("abbreviation", re.compile(r"[^\W\d_]+"), _capitals),),
    sign=(Rule("pause", re.compile(r"[^\w\s]+"), lambda found, sight: found.group()),),
)


def speak(sight: Sight) -> list[Piece]:
    """Return the spoken pieces of a sentence."""
    return scan(sight, RULES, frozenset())
