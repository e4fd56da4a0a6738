"""How far the estimated length of a bulletin is from its spoken one, for each embedded voice."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from broadcaster.production.model import LEAD_IN_MS
from broadcaster.production.speaking import pieces_of
from broadcaster.reading import Region, Script, decode_text, estimate_ms, read
from broadcaster.voices import Voice
from broadcaster.voices.embedded import REGIONS, embedded_voices
from broadcaster.voices.pace import pace_of
from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "broadcaster" / "upkeep" / "demo_texts"
MOST = 0.08
"""The share an estimate may be off, for any bulletin in any voice."""


@dataclass(frozen=True)
class Error:
    """One bulletin in one voice."""

    voice: str
    bulletin: str
    estimated_ms: int
    spoken_ms: int

    @property
    def share(self) -> float:
        """How much too long (or, below 0, too short) the estimate is."""
        return self.estimated_ms / self.spoken_ms - 1


def estimates_beside_speech() -> Iterator[Figure]:
    """Give the greatest error of each voice over all bulletins at hand."""
    for voice, found in groupby(errors(_texts()), lambda error: error.voice):
        all_of_it = list(found)
        worst = max(all_of_it, key=lambda error: abs(error.share))
        yield Figure(
            f"estimated length of {len(all_of_it)} bulletins in {voice}, beside the spoken one; "
            f"the worst is {worst.bulletin}",
            f"{worst.estimated_ms / 1000:.1f} s ({worst.share:+.1%})",
            f"{worst.spoken_ms / 1000:.1f} s",
            worst.estimated_ms / worst.spoken_ms,
        )


def errors(paths: list[Path]) -> Iterator[Error]:
    """Speak each text in each voice of its language and give how far the estimate is off."""
    known = {voice.id: voice for voice in embedded_voices()}
    for region in REGIONS:
        for path in paths:
            if not path.name.endswith(".en.txt"):
                script = read(_text(path), region=Region(region))
                yield _error(known[f"embedded-{region}"], path, script)
    for path in paths:
        if path.name.endswith(".en.txt"):
            yield _error(known["embedded-en"], path, read(_text(path), language="en"))


def _error(voice: Voice, path: Path, script: Script) -> Error:
    expected = estimate_ms(script, partial(pace_of, voice.id))
    return Error(voice.id, path.name, expected, spoken_ms(voice, script))


def spoken_ms(voice: Voice, script: Script) -> int:
    """Return how long a cut of the script in this voice is: its speech, pauses and both ends."""
    pieces = pieces_of(script)
    spoken = voice.speak([piece.sentence for piece in pieces])
    speech = sum(one.samples * 1000 / one.rate_hz for one in spoken)
    return round(speech) + sum(piece.pause_ms for piece in pieces[:-1]) + 2 * LEAD_IN_MS


def _texts() -> list[Path]:
    """Return the demo's texts, and those of the data folder where that is at hand."""
    data = Path(os.environ.get("BROADCASTER_DATA") or ROOT.parent / "shared" / "data")
    given = data / "bulletins"
    return sorted([*DEMO.glob("*.txt"), *given.glob("*.txt"), *given.glob("written/*.txt")])


def _text(path: Path) -> str:
    return decode_text(path.read_bytes())
