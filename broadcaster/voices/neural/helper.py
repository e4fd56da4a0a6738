"""The process that runs a Piper voice: a program of its own, never imported by the rest.

It loads one voice once and speaks the sentences it is given, one after the other, on one thread
and without the random noise of its kind: the same sentence gives the same samples whatever came
before it. A crash, a sentence that takes too long and one that needs too much memory end this
process, not the one that renders.

Started as `python -I helper.py DATA TIMEOUT_S MEMORY MODEL SHA256 CONFIG SHA256`.
Requests come on stdin, one JSON object a line: {"n", "text"}. On stdout stands first
{"version", "rate_hz"}, then for each request {"n", "bytes"} with that many bytes of s16le mono
after it, or {"n", "error"}. It ends when stdin does. Its own text stays English codes.
"""

import hashlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

MOST_BYTES = 64 * 1024 * 1024
PIECE = 1 << 20
FULL_SCALE = 32767


class SentenceError(Exception):
    """A sentence cannot be spoken; the text is a code."""


class Voice:
    """One voice, loaded."""

    def __init__(self, data: str, model: str, config: str) -> None:
        import onnxruntime
        from piper import PiperVoice, SynthesisConfig
        from piper.config import PiperConfig

        options = onnxruntime.SessionOptions()
        # A sum over several threads is taken in an order that varies.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            model, sess_options=options, providers=["CPUExecutionProvider"]
        )
        described = PiperConfig.from_dict(json.loads(Path(config).read_bytes()))
        self.piper = PiperVoice(session=session, config=described, espeak_data_dir=Path(data))
        self.style = SynthesisConfig(noise_scale=0, noise_w_scale=0)
        self.rate_hz = described.sample_rate

    def speak(self, text: str) -> bytes:
        """Return the samples of a sentence; `SentenceError` when some would not be heard."""
        spoken = bytearray()
        for sounds in self.piper.phonemize(text):
            # Piper passes over a sound it has no number for. Speech is never dropped in silence.
            if not all(sound in self.piper.config.phoneme_id_map for sound in sounds):
                raise SentenceError("unknown-sound")
            numbers = self.piper.phonemes_to_ids(sounds)
            spoken += _samples(self.piper.phoneme_ids_to_audio(numbers, self.style))
            if len(spoken) > MOST_BYTES:
                raise SentenceError("too-much-sound")
        return bytes(spoken)


def _samples(audio: "NDArray[np.float32]") -> bytes:
    """Return what the network gave, in -1..1, at its own level: each sentence as loud as meant."""
    import numpy as np

    if not np.isfinite(audio).all():
        raise SentenceError("no-sound")
    return np.clip(audio * FULL_SCALE, -FULL_SCALE, FULL_SCALE).astype("<i2").tobytes()


def check_file(path: str, wanted: str) -> None:
    """End with a code when a file is not the one that was installed."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    if digest.hexdigest() != wanted:
        raise SystemExit("changed-file")


def confine(memory: int) -> None:
    """Set the bounds of this process, before anything is loaded."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"


def serve(speaker: Voice, lines: "Iterable[bytes]", out: BinaryIO, timeout_s: int) -> None:
    """Speak what is asked for until there is nothing more."""
    for line in lines:
        request = json.loads(line)
        signal.alarm(timeout_s)  # its default action ends this process, wherever it hangs
        try:
            header, body = _spoken(speaker, request)
        finally:
            signal.alarm(0)
        answer(out, header, body)


def _spoken(speaker: Voice, request: dict[str, object]) -> tuple[dict[str, object], bytes]:
    try:
        body = speaker.speak(str(request["text"]))
    except SentenceError as error:
        return {"n": request["n"], "error": str(error)}, b""
    except MemoryError:
        return {"n": request["n"], "error": "no-memory"}, b""
    except Exception as error:  # the engine may raise anything; its last words go to stderr
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return {"n": request["n"], "error": type(error).__name__}, b""
    return {"n": request["n"], "bytes": len(body)}, body


def answer(out: BinaryIO, header: dict[str, object], body: bytes = b"") -> None:
    """Write one answer."""
    out.write(json.dumps(header).encode() + b"\n" + body)
    out.flush()


def main() -> None:
    """Confine, verify, load, greet, serve."""
    data, timeout_s, memory, model, model_sha256, config, config_sha256 = sys.argv[1:8]
    # What a library prints must not get between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    confine(int(memory))
    signal.alarm(int(timeout_s))
    check_file(config, config_sha256)
    check_file(model, model_sha256)
    try:
        speaker = Voice(data, model, config)
    except Exception as error:
        raise SystemExit(f"not-loaded-{type(error).__name__}") from error
    answer(out, {"version": "piper", "rate_hz": speaker.rate_hz})
    signal.alarm(0)
    serve(speaker, sys.stdin.buffer, out, int(timeout_s))


if __name__ == "__main__":
    main()
