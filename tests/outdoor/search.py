"""Choose a setting by half of the sentences, and judge it beside the usual one by the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadcaster.reading import Region
from tests.outdoor.mistakes import Mistakes, mistakes
from tests.outdoor.recogniser import Recogniser
from tests.outdoor.settings import Setting, speakers, ways
from tests.outdoor.square import OUTDOORS, Place, arriving

FINALISTS = 2
"""Speakers whose rates and pitches are tried."""

Trial = Callable[[Setting], Mistakes]
"""What a setting gets wrong outdoors, of the sentences to choose by."""


@dataclass(frozen=True)
class Tried:
    """One setting and what was not understood of it."""

    setting: Setting
    outdoors: Mistakes


def heard(
    setting: Setting, texts: Sequence[str], understand: Recogniser, place: Place | None = OUTDOORS
) -> Mistakes:
    """Speak `texts`, let them arrive at `place` and count what is not understood."""
    spoken = setting.speak(list(texts))
    return mistakes(
        (text, understand(arriving(samples, rate_hz, place))) for text, samples, rate_hz in spoken
    )


def search(region: Region, trial: Trial) -> Iterator[Tried]:
    """Try every speaker, then the rates and pitches of the best; in the order of trial."""
    first: list[Tried] = []
    for one in _tried(speakers(region), trial):
        first.append(one)
        yield one
    for one in ranked(first)[:FINALISTS]:
        yield from _tried(ways(one.setting), trial)


def ranked(tried: Iterable[Tried]) -> list[Tried]:
    """Return them by letters wrong; of two that are equal, the one tried first comes first."""
    return sorted(tried, key=lambda one: one.outdoors.letters)


def _tried(settings: Iterable[Setting], trial: Trial) -> Iterator[Tried]:
    for setting in settings:
        yield Tried(setting, trial(setting))
