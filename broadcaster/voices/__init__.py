"""Spoken sentences into speech: embedded, online and installed voices behind one Protocol."""

from broadcaster.voices.errors import VoicesError
from broadcaster.voices.model import Enablement, Speech, SpokenSentence, Voice, VoiceKind

__all__ = ["Enablement", "Speech", "SpokenSentence", "Voice", "VoiceKind", "VoicesError"]
