"""Speech already made, by what made it: an edited bulletin costs only its edited sentences.

A key is the SHA-256 of engine, version, voice, parameters, language and text. A file is a line of
JSON {rate_hz, marks, sha256 of marks and samples}, then the samples. One that does not verify
counts as not there, so it is written without waiting for the disk.

Files of the first version have no `marks`, and a hash of the samples only. In a voice of the house
they count as not there: to speak again costs nothing, and then the words have their places. A
voice that sends the text out has no marks to give, and its old files serve on.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from broadcaster.production.cache import SENTENCES, AudioCache
from broadcaster.production.errors import ProductionError
from broadcaster.voices import Speech, SpokenSentence, Voice
from broadcaster.voices.model import WordMark

EXTENSION = "speech"
LONGEST_HEADER = 1 << 20


class SentenceStore:
    """The sentences beside the cuts of an audio cache."""

    def __init__(self, cache: AudioCache) -> None:
        self.cache = cache
        self.root = cache.root / SENTENCES

    def paths(
        self, voice: Voice, sentences: Iterable[SpokenSentence]
    ) -> dict[SpokenSentence, Path]:
        """Return where each sentence's speech in this voice lies, or would lie."""
        made_by = _made_by(voice)
        keys = {sentence: _key(made_by, sentence) for sentence in sentences}
        return {one: self.root / key[:2] / f"{key}.{EXTENSION}" for one, key in keys.items()}

    def has(self, voice: Voice, path: Path) -> bool:
        """Say whether speech lies at `path`, by its first line: `get` may still find it damaged."""
        try:
            with path.open("rb") as file:
                return _serves(voice, json.loads(file.readline(LONGEST_HEADER)))
        except (OSError, ValueError):
            return False

    def get(self, voice: Voice, path: Path) -> Speech | None:
        """Return the voice's speech at `path`; None when it is missing, damaged or too old."""
        try:
            with path.open("rb") as file:
                header, pcm = file.readline(LONGEST_HEADER), file.read()
            told = json.loads(header)
            if not _serves(voice, told):
                return None
            marks = tuple(WordMark(*map(int, mark)) for mark in told.get("marks", ()))
            speech = Speech(pcm, int(told["rate_hz"]), marks)
            return speech if told["sha256"] == _hash(speech, old="marks" not in told) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, path: Path, speech: Speech) -> None:
        """Keep `speech`; `ProductionError` when the disk is full."""
        marks = [[mark.word, mark.begin, mark.end] for mark in speech.marks]
        told = {"rate_hz": speech.rate_hz, "marks": marks, "sha256": _hash(speech)}
        with self.cache.partial(EXTENSION) as partial:
            try:
                partial.write_bytes(json.dumps(told).encode() + b"\n" + speech.pcm)
                path.parent.mkdir(parents=True, exist_ok=True)
                partial.replace(path)
            except OSError as error:
                reason = error.strerror or str(error)
                raise ProductionError.cannot_write(self.cache.root, reason) from error


def _serves(voice: Voice, told: Mapping[str, object]) -> bool:
    return "marks" in told or bool(voice.sends_to)


def _hash(speech: Speech, *, old: bool = False) -> str:
    marks = [[mark.word, mark.begin, mark.end] for mark in speech.marks]
    digest = hashlib.sha256(b"" if old else json.dumps([speech.rate_hz, marks]).encode())
    digest.update(speech.pcm)
    return digest.hexdigest()


def _made_by(voice: Voice) -> list[object]:
    """Return what decides the samples of all a voice says; once, for it may start an engine."""
    return [voice.engine, voice.engine_version, voice.id, dict(voice.parameters)]


def _key(made_by: list[object], sentence: SpokenSentence) -> str:
    parts = [*made_by, sentence.language, sentence.text]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
