"""An installed Piper voice behind the Protocol: natural, in the house, and the same every time.

Each call of `speak` runs a helper process, or several where the bulletin is long and there is room;
each loads the voice. When one crashed, hung or was killed, they are started once more for the
sentence that was owed; then the whole call fails.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcaster.voices.errors import VoicesError
from broadcaster.voices.espeak_engine import HelperError
from broadcaster.voices.helper_process import Helper
from broadcaster.voices.model import LONGEST_SENTENCE, Parameters, Speech, SpokenSentence, VoiceKind
from broadcaster.voices.neural.engine import PiperEngine
from broadcaster.voices.neural.manifest import Manifest, read_manifests
from broadcaster.voices.neural.team import free_memory, helpers_for, in_turn, processors
from broadcaster.voices.neural.unchanged import changed_file, files_of
from broadcaster.voices.sentences import divide

ENGINE = "piper"
TRIES = 2
SENTENCE_TIMEOUT_S = 120
"""A long sentence on a small board takes half a minute."""
GRACE_S = 10
"""The helper ends itself first, and then we know why."""
LONGEST_PIECE = 300
"""Characters the network is given at once. Its memory grows with them: 1000 took 1.1 GB."""


@dataclass(frozen=True)
class NeuralVoice:
    """One installed voice."""

    manifest: Manifest
    folder: Path
    installed: PiperEngine | None = None
    """The engine; None looks for the package."""
    timeout_s: int = SENTENCE_TIMEOUT_S
    helpers: int | None = None
    """How many speak at once; None finds what the machine has room for."""

    kind = VoiceKind.NEURAL
    engine = ENGINE
    sends_to = ""

    @property
    def id(self) -> str:
        """The name it was published under."""
        return self.manifest.name

    @property
    def engine_version(self) -> str:
        """Versions of Piper and of what runs its networks; empty when they are not there."""
        try:
            return self._engine().version
        except HelperError:
            return ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language it learnt."""
        return (self.manifest.language,)

    @property
    def licence(self) -> str:
        """The terms of its recordings, and of the voice it was made from."""
        return "; ".join(filter(None, (self.manifest.data_licence, self.manifest.base_licence)))

    @property
    def parameters(self) -> Parameters:
        """Its two files by hash, its revision, and what makes it repeat."""
        return {
            "revision": self.manifest.revision,
            "model_sha256": self.manifest.model.sha256,
            "config_sha256": self.manifest.config.sha256,
            "noise_scale": 0,
            "noise_w_scale": 0,
        }

    def can_speak(self, language: str) -> bool:
        """Say whether it is its own language; it learnt no other."""
        return language == self.manifest.language

    def check(self) -> str | None:
        """Say what is missing: the engine, or one of its files as it was installed."""
        try:
            self._engine()
        except HelperError as error:
            return str(error)
        return changed_file(self.folder, self.manifest)

    def speak(self, sentences: Sequence[SpokenSentence]) -> Iterator[Speech]:
        """Give one `Speech` per sentence, in order, the same bytes every time."""
        cleaned = [self._pieces(sentence) for sentence in sentences]
        done, failures = 0, 0
        while done < len(cleaned):
            try:
                for pcm in self._speak_from(cleaned[done:]):
                    yield Speech(pcm, self.manifest.rate_hz)
                    done, failures = done + 1, 0
            except (HelperError, OSError) as error:
                failures += 1
                if failures >= TRIES:
                    text = sentences[done].text
                    raise VoicesError.sentence_failed(self.id, text, str(error)) from error

    def _speak_from(self, sentences: Sequence[Sequence[str]]) -> Iterator[bytes]:
        requests = [{"text": piece} for pieces in sentences for piece in pieces]
        if not requests:
            yield from (b"" for _sentence in sentences)
            return
        count = self.helpers or helpers_for(len(requests), processors(), free_memory())
        with contextlib.ExitStack() as stack:
            streams = [
                stack.enter_context(self._helper()).speak(requests[number::count])
                for number in range(count)
            ]
            spoken = in_turn(streams, len(requests))
            for pieces in sentences:
                yield b"".join(next(spoken).pcm for _piece in pieces)

    def _helper(self) -> Helper:
        return Helper(self._set_up(), self.timeout_s, self.timeout_s + GRACE_S)

    def _pieces(self, sentence: SpokenSentence) -> list[str]:
        """Return what the engine is asked for: nothing for a line without a word."""
        if len(sentence.text) > LONGEST_SENTENCE:
            raise VoicesError.too_long(self.id, sentence.text, LONGEST_SENTENCE)
        if not self.can_speak(sentence.language):
            raise VoicesError.cannot_speak(self.id, sentence.language, sentence.text)
        # The engine takes what stands in double brackets for phonemes, and ends at a NUL.
        text = sentence.text.replace("\0", " ").replace("[[", "[ [").replace("]]", "] ]")
        return [part for part in divide(text, LONGEST_PIECE) if any(c.isalnum() for c in part)]

    def _engine(self) -> PiperEngine:
        return self.installed or PiperEngine.find()

    def _set_up(self) -> PiperEngine:
        (model, of_model), (config, of_config) = files_of(self.folder, self.manifest)
        return self._engine().of_voice(str(model), of_model.sha256, str(config), of_config.sha256)


def installed_voices(folder: Path) -> tuple[list[NeuralVoice], list[str]]:
    """Return the voices installed in `folder`, and what is wrong with others there."""
    manifests, left_out = read_manifests(folder)
    return [NeuralVoice(manifest, folder) for manifest in manifests], left_out
