"""Online voices that a station describes in a file: whom to ask, how, and where the speech is."""

from broadcaster.voices.described.folder import described_voices
from broadcaster.voices.described.voice import DescribedVoice

__all__ = ["DescribedVoice", "described_voices"]
