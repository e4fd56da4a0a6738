"""What another setting of the encoder would give, or two encoders side by side: time and harm.

Each encodes the same mastered ten minutes as the setting of cuts does, in turn in one run. Harm is
told as loudness of the decoded file and as its likeness to what was encoded: signal over
difference, in dB, over all and in the octave where it is worst. A cut is encoded once, in one
piece, at the setting of `production.encoding`.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from broadcaster.decoding.samples import Block, decode_blocks
from broadcaster.production import actions as production
from broadcaster.production.encoding import CODEC_OPTIONS, AirFormat, Encoder
from broadcaster.production.gating import gating_of, integrated
from broadcaster.quantities import CUT_RATE_HZ
from broadcaster.reading import read
from tests.bench.figures import Figure, turns
from tests.bench.rendering import SENTENCES, encode_here, whole_seconds
from tests.bench.texts import fresh_desk, text_of

OCTAVES_HZ = (125, 250, 500, 1000, 2000, 4000)
LEVELS = ("5", "9")
"""LAME's default, which shapes its noise most carefully, and its fastest."""


@dataclass(frozen=True)
class Quality:
    """What is left of a sound."""

    loudness_lufs: float
    likeness_db: float
    worst_db: float
    samples: int

    def __str__(self) -> str:
        return (
            f"{self.loudness_lufs:.2f} LUFS, {self.likeness_db:.1f} dB like its source, "
            f"{self.worst_db:.1f} dB in the worst octave"
        )


def encoders() -> Iterator[Figure]:
    """Take each setting and the split encode beside the setting of cuts."""
    usual = CODEC_OPTIONS["libmp3lame"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = _speech(folder)
        whole = folder / "usual.mp3"
        encode = partial(encode_here, sound, whole)
        works = [encode]
        works += [
            partial(encode_here, sound, folder / f"{level}.mp3", {"compression_level": level})
            for level in LEVELS
        ]
        works.append(partial(_in_two, sound, folder / "split.mp3"))
        once, *others = turns(*works)
        reference = _quality(whole, sound)
        names = [f"encoding at LAME's level {level}" for level in LEVELS] + ["two encoders at once"]
        files = [folder / f"{level}.mp3" for level in LEVELS] + [folder / "split.mp3"]
        for title, path, taken in zip(names, files, others, strict=True):
            found = _quality(path, sound)
            longer_ms = (found.samples - reference.samples) * 1000 / CUT_RATE_HZ
            told = f"{found}" + (f", {longer_ms:.0f} ms longer" if longer_ms > 1 else "")
            ratio = median(a / b for a, b in zip(taken, once, strict=True))
            name = f"{title}, beside level {usual['compression_level']} in one piece: time"
            yield Figure(name, told, str(reference), ratio)


def _speech(folder: Path) -> list[Block]:
    desk = fresh_desk(folder)
    cut = production.render(desk, read(text_of(SENTENCES)))
    return whole_seconds(production.open_cache(desk).path(cut.sha256))


def _in_two(sound: list[Block], path: Path) -> None:
    """Encode both halves at once, each by a process of its own, and lay the files end to end."""
    half, air = len(sound) // 2, AirFormat.named("mp3", 64)
    parts = [path.with_suffix(f".{number}") for number in range(2)]

    def encode(part: Path, blocks: list[Block]) -> None:
        with Encoder(part, air) as encoder:
            encoder.take(blocks)
            encoder.finish()

    with ThreadPoolExecutor(2) as both:
        list(both.map(encode, parts, (sound[:half], sound[half:])))
    path.write_bytes(b"".join(part.read_bytes() for part in parts))


def _quality(path: Path, sound: list[Block]) -> Quality:
    found, source = np.concatenate(list(decode_blocks(path, CUT_RATE_HZ))), np.concatenate(sound)
    length = min(len(found), len(source))
    loudness = integrated(gating_of([found], CUT_RATE_HZ).powers)
    powers = [_powers(part[:length]) for part in (source, source[:length] - _level(found, source))]
    likeness = 10 * np.log10(powers[0].sum() / powers[1].sum())
    octaves = [
        10 * np.log10(_within(powers[0], low) / _within(powers[1], low)) for low in OCTAVES_HZ
    ]
    return Quality(loudness, float(likeness), float(min(octaves)), len(found))


def _level(found: Block, source: Block) -> Block:
    """Return `found` at the level of `source`: a codec's own gain is no harm."""
    length = min(len(found), len(source))
    gain = np.dot(found[:length], source[:length]) / np.dot(found[:length], found[:length])
    return np.asarray(found[:length] * gain, dtype=np.float32)


def _powers(sound: Block) -> Block:
    """Return the power of each 10 Hz, over all tenths of a second."""
    stretches = sound[: len(sound) // 2400 * 2400].reshape(-1, 2400)
    return np.asarray((np.abs(np.fft.rfft(stretches)) ** 2).sum(axis=0), dtype=np.float32)


def _within(powers: Block, low_hz: int) -> float:
    return float(powers[low_hz // 10 : 2 * low_hz // 10].sum())
