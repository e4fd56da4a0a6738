"""What the files of a voice are called, in a station's `voices/` folder and on a stick."""

import re

PATTERN = re.compile(r"[a-z]{2,3}_[A-Z]{2}-[A-Za-z0-9_+]{1,40}-(?:x_low|low|medium|high)")
"""Piper's own way of naming: language and country, speaker, quality. No embedded or online voice
is called like this, so an installed one can never pass for another."""


def is_name(text: str) -> bool:
    """Say whether `text` is a name Piper gives, such as `vi_VN-vais1000-medium`."""
    return PATTERN.fullmatch(text) is not None


def model_name(voice: str) -> str:
    """Return the name of the file with the network itself."""
    return f"{voice}.onnx"


def config_name(voice: str) -> str:
    """Return the name of the file that says how to use it."""
    return f"{voice}.onnx.json"


def manifest_name(voice: str) -> str:
    """Return the name of our note about both. A voice is installed when this is there."""
    return f"{voice}.voice.json"
