"""How far apart true and wrong matches of a recording lie: the figures behind their threshold.

One voice reads texts of one kind. Stretches of it are sent through what lies between a player and
a loopback, and what is heard is set against the stretch itself and against all the others.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from broadcaster.decoding.samples import decode_to_bus
from broadcaster.playout.loopback.bands import Framer, Frames, Spread
from broadcaster.playout.loopback.likeness import likeness
from broadcaster.playout.loopback.verdict import EARLY, LATE
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.voices.embedded import embedded_voices
from broadcaster.voices.model import SpokenSentence
from tests.bench.figures import Figure
from tests.bench.texts import SENTENCES

TEXTS = Path("broadcaster/upkeep/demo_texts")
STRETCHES_S = (3, 6, 20)
LAG_S = 0.737
Sound = NDArray[np.float64]


def likeness_of_matches() -> Iterator[Figure]:
    """Give the least likeness of a true match and the greatest of a wrong one, way by way."""
    for seconds in STRETCHES_S:
        items = _stretches(seconds)
        sent = [_framed(item).spread for item in items]
        for name, way in WAYS.items():
            true, wrong = _likenesses(items, sent, way)
            yield Figure(
                f"likeness of a true match, beside the most alike of {len(wrong)} wrong ones: "
                f"{seconds} s, {name}",
                f"{min(true):.2f}",
                f"{max(wrong):.2f}",
                min(true) / max(wrong),
            )


def _likenesses(
    items: list[Sound], sent: list[Spread], way: Callable[[Sound], Sound]
) -> tuple[list[float], list[float]]:
    true: list[float] = []
    wrong: list[float] = []
    for number, item in enumerate(items):
        before, after = EARLY / 50 + LAG_S, LATE / 50 - LAG_S
        silence = [np.zeros(int(seconds * BUS_RATE_HZ)) for seconds in (before, after)]
        heard = _framed(np.concatenate((silence[0], way(item), silence[1]))).spread
        for other, spread in enumerate(sent):
            found = likeness(spread, heard[: len(spread) + EARLY + LATE])
            if found is not None:
                (true if other == number else wrong).append(found.score)
    return true, wrong


@cache
def _speech() -> Sound:
    """Return every text read once by one voice; no sentence comes twice."""
    voice = embedded_voices()[0]
    lines = [line for path in sorted(TEXTS.glob("*.txt")) for line in path.read_text().splitlines()]
    sentences = dict.fromkeys(line.strip() for line in (*lines, *SENTENCES) if len(line) > 40)
    said = voice.speak([SpokenSentence(line[:900], "vi") for line in sentences])
    return np.concatenate([_at_bus_rate(one.pcm, one.rate_hz) for one in said])


def _stretches(seconds: int, most: int = 40) -> list[Sound]:
    speech, length = _speech(), seconds * BUS_RATE_HZ
    return [speech[at : at + length] for at in range(0, len(speech) - length, length)][:most]


def _at_bus_rate(pcm: bytes, rate_hz: int) -> Sound:
    sound = np.frombuffer(pcm, "<i2") / 32768
    places = np.arange(len(sound) * BUS_RATE_HZ // rate_hz) * rate_hz / BUS_RATE_HZ
    return np.interp(places, np.arange(len(sound)), sound)


def _framed(sound: Sound) -> Frames:
    frames = Framer().add(0, (sound.clip(-1, 1) * 32767).astype("<i2").tobytes())
    assert frames is not None
    return frames


def quieter(sound: Sound) -> Sound:
    """Return it 20 dB down."""
    return sound * 0.1


def through_a_horn(sound: Sound) -> Sound:
    """Return what a horn with two resonances makes of it."""
    tones = np.fft.rfftfreq(len(sound), 1 / BUS_RATE_HZ)
    band = np.where((tones > 300) & (tones < 4500), 1, 0.01)
    peaks = (
        1 + 2 * np.exp(-(((tones - 1500) / 400) ** 2)) + 3 * np.exp(-(((tones - 3000) / 200) ** 2))
    )
    return np.asarray(np.fft.irfft(np.fft.rfft(sound) * band * peaks, len(sound)))


def in_noise(sound: Sound, below_db: float) -> Sound:
    """Return it with noise that much below it."""
    noise = np.random.default_rng(1).normal(0, 1, len(sound))
    level = float(np.sqrt(np.mean(sound**2))) * 10 ** (-below_db / 20)
    return np.asarray(sound + noise * level)


def in_a_yard(sound: Sound) -> Sound:
    """Return it with an echo that dies away in 0.4 s."""
    length = int(0.4 * BUS_RATE_HZ)
    echo = np.random.default_rng(2).normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length)
    echo[0] = 6
    size = len(sound) + length
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echo, size), size)[: len(sound)] / 8


def as_mp3(sound: Sound) -> Sound:
    """Return it through MP3 at 32 kbit/s and 24 kHz."""
    file, resampler = io.BytesIO(), av.AudioResampler("fltp", "mono", 24_000, frame_size=1152)
    with av.open(file, "w", format="mp3") as out:
        stream = out.add_stream("libmp3lame", 24_000)
        stream.codec_context.layout = av.AudioLayout("mono")
        stream.bit_rate = 32_000
        frame = AudioFrame.from_ndarray(sound[None].astype(np.float32), "fltp", "mono")
        frame.sample_rate = BUS_RATE_HZ
        for piece in (*resampler.resample(frame), None):
            for packet in stream.encode(piece):
                out.mux(packet)
    return np.frombuffer(decode_to_bus(file.getvalue()), "<i2") / 32768


def drifted(sound: Sound) -> Sound:
    """Return it by a clock that is 200 ppm slow."""
    return np.asarray(np.interp(np.arange(len(sound)) / 1.0002, np.arange(len(sound)), sound))


def clipped(sound: Sound) -> Sound:
    """Return it with its upper 15 dB cut off."""
    return (sound * 6).clip(-0.3, 0.3)


def all_of_it(sound: Sound) -> Sound:
    """Return it through MP3, a horn, a yard and noise."""
    return in_noise(in_a_yard(through_a_horn(as_mp3(sound))), 15)


WAYS: Mapping[str, Callable[[Sound], Sound]] = {
    "20 dB quieter": quieter,
    "through a horn": through_a_horn,
    "in noise 6 dB below": lambda sound: in_noise(sound * 0.5, 6),
    "horn, echo, noise 10 dB below": lambda s: in_noise(in_a_yard(through_a_horn(s)), 10),
    "MP3 of 32 kbit/s": as_mp3,
    "clock 200 ppm slow": drifted,
    "clipped by 15 dB": clipped,
    "MP3, horn, echo, noise": all_of_it,
}
"""What may lie between a player and its loopback."""
