"""One speaker beside the usual one, sentence by sentence, as a mastered cut for horns arrives.

`python -m tests.outdoor.duel f3 [--region north] [--sentences 80]`. A search finds a winner among
many, and some of what made it win is chance; a winner has to win again, over other sentences.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from broadcaster.production.filters import WORKING_LUFS, Profile, level, tone
from broadcaster.production.graph import run_blocks
from broadcaster.reading import Region
from tests.outdoor.mistakes import Mistakes, mistakes
from tests.outdoor.recogniser import Recogniser, find
from tests.outdoor.settings import Setting
from tests.outdoor.spoken import sentences
from tests.outdoor.square import OUTDOORS, Samples, arriving

AT_ONCE = 2
"""Sentences between two lines of the report."""


def mastered(speech: Samples, rate_hz: int) -> Samples:
    """Return 16-bit speech with the tone and the compressor of the profile `horn`."""
    scaled = speech / 2**15
    level_db = WORKING_LUFS - 20 * np.log10(np.sqrt(np.mean(scaled**2)))
    chain = (*tone(Profile.HORN), *level(float(level_db)))
    blocks = run_blocks(chain, [scaled.astype(np.float32)], rate_hz)
    return np.concatenate(list(blocks)).astype(float)


def duel(
    settings: Sequence[Setting], texts: Sequence[str], understand: Recogniser
) -> Iterator[list[Mistakes]]:
    """Give what is not understood of each setting so far, after every few sentences."""
    pairs: dict[Setting, list[tuple[str, str]]] = {setting: [] for setting in settings}
    for at in range(0, len(texts), AT_ONCE):
        for setting in settings:
            for text, samples, rate_hz in setting.speak(list(texts[at : at + AT_ONCE])):
                arrived = arriving(mastered(samples, rate_hz), rate_hz, OUTDOORS)
                pairs[setting].append((text, understand(arrived)))
        yield [mistakes(found) for found in pairs.values()]


def main() -> None:
    """Read the command line and print a line for every few sentences."""
    parser = argparse.ArgumentParser(prog="python -m tests.outdoor.duel")
    parser.add_argument("speaker")
    parser.add_argument("--region", type=Region, default=Region.NORTH)
    parser.add_argument("--sentences", type=int, default=80)
    given = parser.parse_args()
    understand = find()
    if understand is None:
        parser.exit(1, "The recogniser is not installed; `make outdoor` does.\n")
    texts = [text for half in sentences(given.region, given.sentences // 2) for text in half]
    usual = Setting(given.region)
    both = (usual, replace(usual, variant=given.speaker))
    for number, found in enumerate(duel(both, texts, understand), start=1):
        shares = "; ".join(
            f"{name}: letters {one.letters:.1%}, syllables {one.syllables:.1%}"
            for name, one in zip(("usual", given.speaker), found, strict=True)
        )
        print(f"{min(number * AT_ONCE, len(texts))} sentences: {shares}", flush=True)


if __name__ == "__main__":
    main()
