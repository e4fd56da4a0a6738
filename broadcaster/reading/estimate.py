"""How long a script will sound before any audio exists."""

from broadcaster.reading.model import Script, Sentence

SYLLABLE_MS = 250
"""The embedded Vietnamese voice at its usual speed."""
COMMA_MS = 180


def sentence_ms(sentence: Sentence) -> int:
    """Return the estimated length of one spoken line with the pause after it."""
    spoken = sentence.spoken
    syllables = len(spoken.replace("-", " ").split())
    commas = sum(spoken.count(mark) for mark in ",;:")
    return syllables * SYLLABLE_MS + commas * COMMA_MS + sentence.pause_ms


def estimate_ms(script: Script) -> int:
    """Return the estimated length of a script in the embedded voice, omitted lines left out."""
    return sum(sentence_ms(sentence) for sentence in script.spoken_sentences)
