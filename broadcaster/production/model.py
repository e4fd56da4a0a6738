"""What a mastered cut is: what made its sound, and everything that was measured on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from broadcaster.production.listening.model import Finding
from broadcaster.quantities import Dbtp, Lufs, Milliseconds, Samples
from broadcaster.voices import VoiceKind

LEAD_IN_MS = Milliseconds(150)
"""Silence before the first and after the last sound of every cut (DESIGN section 8)."""


KIND_OF_ENGINE: Mapping[str, VoiceKind] = {
    "gtts": VoiceKind.ONLINE,
    "recording": VoiceKind.RECORDING,
    "broadcaster": VoiceKind.SYNTHESIS,
}
"""Cuts made before their kind was stored name only their engine; any other was embedded."""


@dataclass(frozen=True)
class Loudness:
    """What the meter read: integrated loudness and true peak (ITU-R BS.1770-4)."""

    integrated_lufs: Lufs
    true_peak_dbtp: Dbtp


@dataclass(frozen=True)
class Maker:
    """Who or what made the sound of a cut, so that a report can say so."""

    voice: str
    engine: str
    engine_version: str
    parameters: dict[str, str | int | float] = field(default_factory=dict)
    kind: VoiceKind = VoiceKind.EMBEDDED
    licence: str = ""
    """Under what terms this sound may be used."""
    lexicon_version: str = ""
    """Version of the reading rules and the lexicon that made the words; empty without text."""


@dataclass(frozen=True)
class Cut:
    """One mastered audio file in the cache, measured on its own decoded samples.

    `samples`, `duration_ms` and `sentence_ends_ms` count on the player's bus (48 kHz), from the
    first sample of the decoded file.
    """

    sha256: str
    """Of the file, and its name in the cache."""
    decoded_sha256: str
    """Of `decode_to_bus(file)`; it may differ under another decoder build."""
    format: str
    """mp3, flac or opus; also the file's extension."""
    duration_ms: Milliseconds
    samples: Samples
    loudness_lufs: Lufs
    true_peak_dbtp: Dbtp
    sentence_ends_ms: tuple[int, ...]
    """Where each spoken sentence has ended, in order; a stop waits for the next of these."""
    voice: str
    engine: str
    engine_version: str
    lead_in_ms: Milliseconds = LEAD_IN_MS
    """What comes before the first word: silence, and where a bed leads in, its beginning."""
    profile: str = "flat"
    parameters: dict[str, str | int | float] = field(default_factory=dict)
    step_downs: tuple[str, ...] = ()
    """Why voices that come earlier in the order were passed over, one sentence each."""
    voice_kind: VoiceKind = VoiceKind.EMBEDDED
    licence: str = ""
    lexicon_version: str = ""
    """Version of the reading rules and the lexicon that made the words; empty without text."""
    findings: tuple[Finding, ...] = ()
    """What was heard to be wrong with a person's recording that it was made from."""

    def to_document(self) -> dict[str, Any]:
        """Return the cut as plain JSON values; `from_document` reads it back the same."""
        return {
            "sha256": self.sha256,
            "decoded_sha256": self.decoded_sha256,
            "format": self.format,
            "duration_ms": self.duration_ms,
            "samples": self.samples,
            "loudness_lufs": self.loudness_lufs,
            "true_peak_dbtp": self.true_peak_dbtp,
            "sentence_ends_ms": list(self.sentence_ends_ms),
            "lead_in_ms": self.lead_in_ms,
            "voice": self.voice,
            "engine": self.engine,
            "engine_version": self.engine_version,
            "profile": self.profile,
            "parameters": dict(self.parameters),
            "step_downs": list(self.step_downs),
            "voice_kind": str(self.voice_kind),
            "licence": self.licence,
            "lexicon_version": self.lexicon_version,
            "findings": [one.to_document() for one in self.findings],
        }

    def making(self) -> dict[str, Any]:
        """Return what made the sound, as plain JSON values: what an approver should know."""
        names = (
            "voice", "voice_kind", "engine", "engine_version", "licence", "parameters",
            "lexicon_version", "step_downs",
        )  # fmt: skip
        document = self.to_document()
        return {name: document[name] for name in names}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Cut":
        """Read a stored cut; KeyError or TypeError when it is not one."""
        lists = {name: tuple(document[name]) for name in ("sentence_ends_ms", "step_downs")}
        guessed = KIND_OF_ENGINE.get(document["engine"], VoiceKind.EMBEDDED)
        kind = VoiceKind(document.get("voice_kind", guessed))
        heard = tuple(Finding.from_document(one) for one in document.get("findings", ()))
        return cls(**{**document, **lists, "voice_kind": kind, "findings": heard})
