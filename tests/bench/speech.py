"""Reading and rendering: speed beside speech itself, and memory beside a tenth of the length."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import imageio_ffmpeg

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.production import actions as production
from broadcaster.reading import read
from broadcaster.upkeep import actions as upkeep
from tests.bench.figures import Figure, in_turn, seconds
from tests.bench.texts import text_of

SENTENCES = 200
SHORT, LONG = 7, 72
"""Sentences that last about one minute, and about ten."""


def fresh_desk(folder: Path) -> Desk:
    """Return a desk in a new home, so that no sentence is cached."""
    home = upkeep.initialise(folder / "home", as_name="Bench")
    return Desk.open(Home(home.root), person="bench")


def reading_beside_speaking() -> Figure:
    """Compare reading a text with speaking what was read."""
    text = text_of(SENTENCES)
    with tempfile.TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        script = read(text)
        speaking = seconds(lambda: production.render(desk, script))
    reading = min(seconds(lambda: read(text)) for _ in range(5))
    return Figure(
        "reading a text, beside rendering it",
        f"{SENTENCES / reading:,.0f} sentences/s",
        f"{SENTENCES / speaking:,.0f} sentences/s",
        reading / speaking,
    )


def rendering_beside_ffmpeg() -> Figure:
    """Compare a whole render with ffmpeg's two passes over speech of the same length."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = fresh_desk(folder)
        script = read(text_of(LONG))
        cut = production.render(desk, script)
        path = production.open_cache(desk).path(cut.sha256)
        wave = folder / "speech.wav"
        _ffmpeg("-i", str(path), str(wave))
        numbers = iter(range(1, 100))

        def ours() -> None:
            fresh = fresh_desk(folder / f"run{next(numbers)}")
            production.render(fresh, script)

        def reference() -> None:
            _ffmpeg("-i", str(wave), "-af", "ebur128=peak=true", "-f", "null", "-")
            chain = "volume=2dB,alimiter=limit=0.8:level=false"
            _ffmpeg("-i", str(wave), "-af", chain, "-ar", "24000", "-b:a", "64k", f"{wave}.mp3")

        mine, theirs, ratio = in_turn(ours, reference)
    length_s = cut.duration_ms / 1000
    return Figure(
        "rendering ten minutes from text, beside ffmpeg levelling and encoding them",
        f"{length_s / mine:,.0f} x real time",
        f"{length_s / theirs:,.0f} x real time",
        ratio,
    )


def memory_of_length() -> Figure:
    """Compare the peak memory of a ten-minute render with that of one minute."""
    long, short = _peak_mb(LONG), _peak_mb(SHORT)
    return Figure(
        "peak memory of rendering ten minutes, beside one minute",
        f"{long:.0f} MB",
        f"{short:.0f} MB",
        long / short,
    )


def _peak_mb(sentences: int) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.speech", str(sentences)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _ffmpeg(*words: str) -> None:
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", *words],
        check=True,
        capture_output=True,
    )


def main() -> None:
    """Render so many sentences in this process and print its peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        production.render(desk, read(text_of(int(sys.argv[1]))))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
