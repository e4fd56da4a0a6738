"""How long a script will sound, before any audio exists.

Fitted to the embedded voice at 150 words a minute over nine Vietnamese bulletins (25 minutes):
the sum is within 3 % of the rendered length of each, and so is a single sentence on average.
Other languages are counted by characters, which is within 10 % for English.
"""

from broadcaster.reading.breath import CLAUSE_PAUSE_MS, breaths
from broadcaster.reading.model import Script, Sentence

SYLLABLE_MS = 250
COMMA_MS = 280
"""A pause inside a line, at a comma, semicolon or colon."""
LINE_MS = 95
"""What a voice adds to each piece of its own."""
FOREIGN_CHARACTER_MS = 68


def sentence_ms(sentence: Sentence) -> int:
    """Return the estimated length of one spoken line with the silence after it."""
    spoken = sentence.spoken
    if sentence.language != "vi":
        return len(spoken) * FOREIGN_CHARACTER_MS + sentence.pause_ms
    syllables = len(spoken.split())
    parted = len(breaths(spoken)) - 1
    commas = sum(spoken.count(mark) for mark in ",;:") - parted
    pauses = commas * COMMA_MS + parted * (CLAUSE_PAUSE_MS + LINE_MS)
    return syllables * SYLLABLE_MS + pauses + LINE_MS + sentence.pause_ms


def estimate_ms(script: Script) -> int:
    """Return the estimated length of a script in the embedded voice, omitted lines left out."""
    return sum(sentence_ms(sentence) for sentence in script.spoken_sentences)
