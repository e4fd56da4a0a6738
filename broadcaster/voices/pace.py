"""How fast each voice speaks, from `data/paces.tsv`. What nobody measured has a declared pace."""

from functools import cache
from importlib.resources import files

from broadcaster.reading.estimate import Pace

ANY = "*"
RECORDING = "recording"
"""The voice of a person, as cuts made from recordings name it."""
MEASURED = "embedded"
"""The voices whose paces were fitted; they say a text in the same time everywhere."""


def pace_of(voice: str, language: str) -> Pace:
    """Return the pace of a voice in a language, or of the nearest that is known.

    The voice itself comes before its kind (what stands before its first hyphen), and that before
    any voice; within each the language before any language.
    """
    known = _paces()
    for name in (voice, kind_of(voice), ANY):
        for said in (language, ANY):
            if found := known.get((name, said)):
                return found
    raise AssertionError("data/paces.tsv has a row for any voice and language")


def is_measured(voice: str) -> bool:
    """Say whether the pace of a voice was measured on texts, and is the same in every commune."""
    return kind_of(voice) == MEASURED


def kind_of(voice: str) -> str:
    """Return what stands before the first hyphen of a voice's id."""
    return voice.partition("-")[0]


@cache
def _paces() -> dict[tuple[str, str], Pace]:
    text = (files("broadcaster.voices") / "data" / "paces.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(voice, language): Pace(*map(float, lengths)) for voice, language, *lengths in rows}
