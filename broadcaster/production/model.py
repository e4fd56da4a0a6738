"""What a mastered cut is, with everything that was measured on it."""

from dataclasses import dataclass, field
from typing import Any

from broadcaster.quantities import Dbtp, Lufs, Milliseconds, Samples

LEAD_IN_MS = Milliseconds(150)
"""Silence before the first and after the last sound of every cut (DESIGN section 8)."""


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
    profile: str = "flat"
    parameters: dict[str, str | int | float] = field(default_factory=dict)
    step_downs: tuple[str, ...] = ()
    """Why voices that come earlier in the order were passed over, one sentence each."""

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
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Cut":
        """Read a stored cut; KeyError or TypeError when it is not one."""
        lists = {name: tuple(document[name]) for name in ("sentence_ends_ms", "step_downs")}
        return cls(**{**document, **lists})
