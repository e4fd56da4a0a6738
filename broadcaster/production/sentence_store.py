"""Speech already made, by what made it: an edited bulletin costs only its edited sentences.

A key is the SHA-256 of engine, version, voice, parameters, language and text. A file that does
not verify counts as not there, so it is written without waiting for the disk.
"""

import hashlib
import json
from pathlib import Path

from broadcaster.production.cache import SENTENCES, AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.voices import Speech, SpokenSentence, Voice

EXTENSION = "speech"


class SentenceStore:
    """The sentences beside the cuts of an audio cache."""

    def __init__(self, cache: AudioCache) -> None:
        self.cache = cache
        self.root = cache.root / SENTENCES

    def path(self, voice: Voice, sentence: SpokenSentence) -> Path:
        """Return where this sentence's speech in this voice lies, or would lie."""
        key = sentence_key(voice, sentence)
        return self.root / key[:2] / f"{key}.{EXTENSION}"

    def get(self, path: Path) -> Speech | None:
        """Return the speech at `path`; None when it is missing or damaged."""
        try:
            header, pcm = path.read_bytes().split(b"\n", 1)
            told = json.loads(header)
            whole = told["sha256"] == hashlib.sha256(pcm).hexdigest()
            return Speech(pcm, int(told["rate_hz"])) if whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, path: Path, speech: Speech) -> None:
        """Keep `speech`; `ProductionError` when the disk is full."""
        told = {"rate_hz": speech.rate_hz, "sha256": hashlib.sha256(speech.pcm).hexdigest()}
        with self.cache.partial(EXTENSION) as partial:
            try:
                partial.write_bytes(json.dumps(told).encode() + b"\n" + speech.pcm)
                path.parent.mkdir(parents=True, exist_ok=True)
                partial.replace(path)
            except OSError as error:
                reason = error.strerror or str(error)
                raise ProductionError.cannot_write(self.cache.root, reason) from error


def sentence_key(voice: Voice, sentence: SpokenSentence) -> str:
    """Return the key of a sentence: everything that decides its samples."""
    parts = [
        voice.engine,
        voice.engine_version,
        voice.id,
        dict(voice.parameters),
        sentence.language,
        sentence.text,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
