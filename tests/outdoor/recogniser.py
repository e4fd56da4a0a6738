"""The recogniser that listens: `viet-asr`, whose model lies in its wheel; it asks no network.

An extra of the bench, because nothing else needs it and there is not a wheel for every machine.
It was trained on people. So it can say which of two settings is nearer to people's speech, and
little about how much a villager understands.
"""

import importlib
import json
from collections.abc import Callable

import numpy as np

from tests.outdoor.square import HEARD_HZ, Samples

PACKAGE = "vietasr"
LEVEL = 0.1
"""Everything is heard equally loud, as a person would turn towards it."""

Recogniser = Callable[[Samples], str]


def find() -> Recogniser | None:
    """Return the recogniser; None when it is not installed (`make outdoor` installs it)."""
    try:
        pipeline = importlib.import_module(PACKAGE).Pipeline.preset("transcribe")
    except ModuleNotFoundError:
        return None

    def understand(heard: Samples) -> str:
        level = LEVEL / max(float(np.sqrt(np.mean(heard**2))), 1e-9)
        samples = np.clip(heard * level, -1, 1) * 32767
        result = pipeline.transcribe(samples.astype(np.int16), HEARD_HZ)
        return _text(json.loads(result.to_json()))

    return understand


def _text(told: dict[str, object]) -> str:
    return str(told.get("text", ""))
