"""Neural voices that a station installs: two files of Piper's, a note of ours, and their engine."""

from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.manifest import Manifest
from broadcaster.voices.neural.voice import NeuralVoice, installed_voices

__all__ = ["Manifest", "NeuralError", "NeuralVoice", "installed_voices"]
