"""Rendering ten minutes of speech: beside the least it can take, and beside the usual chain.

Every side speaks the same script in the same voice and encodes with the same encoder and
settings, in turn in one run.

- The floor: the voice on all cores, then one encode of a sound that is mastered already.
- The usual chain: one voice call, ffmpeg's `ebur128`, then `volume,alimiter`, then the encode.
- One sentence changed: what a render costs when all sentences but one are kept.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import av
import imageio_ffmpeg
import numpy as np

from broadcaster.decoding.samples import Block, decode_blocks
from broadcaster.desk import Desk
from broadcaster.production import actions as production
from broadcaster.production.encoding import CODEC_OPTIONS
from broadcaster.production.graph import as_frame
from broadcaster.production.model import Cut
from broadcaster.production.speaking import pieces_of
from broadcaster.quantities import CUT_RATE_HZ
from broadcaster.reading import Script, read
from broadcaster.voices import actions as voices
from broadcaster.voices.embedded import embedded_voices
from broadcaster.voices.espeak_engine import Engine
from tests.bench.figures import RUNS, Figure, turns
from tests.bench.texts import fresh_desk, text_of

SENTENCES = 72
"""About ten minutes."""
ONE_CALL = Path(__file__).with_name("one_call.py")
BIT_RATE = 64_000
TARGET_LUFS = -16.0


@dataclass(frozen=True)
class Bench:
    """What every side begins with."""

    folder: Path
    script: Script
    desk: Desk
    """Of a home that has every sentence."""
    bare: Desk
    cut: Cut
    mastered: list[Block]
    edits: Iterator[Script]

    def ours(self) -> None:
        """Render the script in a home that has nothing kept."""
        shutil.rmtree(self.bare.home.audio_cache, ignore_errors=True)
        production.render(self.bare, self.script)

    def floor(self) -> None:
        """Speak on all cores, then encode what is mastered already."""
        voice = voices.choose(self.desk, "vi")[0]
        for _speech in voice.speak([piece.sentence for piece in pieces_of(self.script)]):
            pass
        self.encoding()

    def chain(self) -> None:
        """Speak in one call, measure, level and limit by ffmpeg, encode."""
        spoken, level = self.folder / "spoken.wav", self.folder / "level.wav"
        self._speak_at_once(spoken)
        said = _ffmpeg("-i", str(spoken), "-af", "ebur128=peak=true", "-f", "null", "-")
        found = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])
        filters = f"volume={TARGET_LUFS - found}dB,alimiter=limit=0.8:level=false"
        _ffmpeg("-i", str(spoken), "-af", filters, "-ar", str(CUT_RATE_HZ), str(level))
        encode_here(whole_seconds(level), self.folder / "chain.mp3")

    def encoding(self) -> None:
        """Encode what is mastered already."""
        encode_here(self.mastered, self.folder / "floor.mp3")

    def changed(self) -> None:
        """Render the script with one sentence that nobody spoke yet, all others kept."""
        production.render(self.desk, next(self.edits))

    def _speak_at_once(self, path: Path) -> None:
        engine, voice = Engine.find(), embedded_voices()[0]
        numbers = [str(voice.parameters[name]) for name in ("rate", "volume", "pitch")]
        command = [sys.executable, *map(str, (ONE_CALL, engine.library, engine.data)), voice.name]
        text = " ".join(piece.sentence.text for piece in pieces_of(self.script))
        subprocess.run([*command, *numbers, str(path)], input=text.encode(), check=True)


def rendering() -> Iterator[Figure]:
    """Take all the sides in turn."""
    with tempfile.TemporaryDirectory() as name:
        bench = _prepared(Path(name))
        sides = (bench.ours, bench.floor, bench.chain, bench.changed, bench.encoding)
        ours, floor, chain, changed, encoding = turns(*sides)
    length_s = bench.cut.duration_ms / 1000
    yield _side("voice on all cores and one encode", length_s, ours, floor)
    yield _side("one voice call, ebur128, volume and alimiter, encode", length_s, ours, chain)
    beyond = [edit - once for edit, once in zip(changed, encoding, strict=True)]
    yield Figure(
        "one sentence of ten minutes changed, the encode taken off, beside a full render",
        f"{median(beyond):.2f} s",
        f"{median(ours):.2f} s",
        median(part / whole for part, whole in zip(beyond, ours, strict=True)),
    )


def _side(name: str, length_s: float, ours: list[float], theirs: list[float]) -> Figure:
    return Figure(
        f"rendering {length_s / 60:.1f} minutes from text, beside {name}",
        f"{length_s / median(ours):,.0f} x real time",
        f"{length_s / median(theirs):,.0f} x real time",
        median(a / b for a, b in zip(ours, theirs, strict=True)),
    )


def _prepared(folder: Path) -> Bench:
    desk, script = fresh_desk(folder), read(text_of(SENTENCES))
    cut = production.render(desk, script)
    path = production.open_cache(desk).path(cut.sha256)
    mastered = whole_seconds(path)
    bare = fresh_desk(folder / "bare")
    return Bench(folder, script, desk, bare, cut, mastered, iter(_edits()))


def _edits() -> list[Script]:
    """Return the script with its fortieth sentence changed, another way for each turn."""
    text = text_of(SENTENCES)
    changes = [f"Tin đã sửa {number}." for number in range(RUNS + 1)]
    return [read(text.replace("Tin thứ 40.", change)) for change in changes]


def whole_seconds(path: Path) -> list[Block]:
    """Return what a file holds in blocks of a second: an encoder takes longer over small ones."""
    sound = np.concatenate(list(decode_blocks(path, CUT_RATE_HZ)))
    return np.split(sound, range(CUT_RATE_HZ, len(sound), CUT_RATE_HZ))


def encode_here(
    blocks: Iterable[Block],
    path: Path,
    options: Mapping[str, str] = CODEC_OPTIONS["libmp3lame"],
) -> None:
    """Encode in this process, with the settings of a cut: what an encode costs and no more."""
    with av.open(str(path), "w", format="mp3", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream("libmp3lame", CUT_RATE_HZ, dict(options))
        stream.codec_context.layout = av.AudioLayout("mono")
        stream.codec_context.format = av.AudioFormat("fltp")
        stream.bit_rate = BIT_RATE
        position = 0
        for block in blocks:
            out.mux(stream.encode(as_frame(block, CUT_RATE_HZ, position)))
            position += len(block)
        out.mux(stream.encode(None))


def _ffmpeg(*words: str) -> str:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-hide_banner", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr
