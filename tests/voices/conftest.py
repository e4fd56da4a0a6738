from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.voices.embedded import EmbeddedVoice
from broadcaster.voices.espeak_engine import Engine
from tests.voices.google import Google, running


@pytest.fixture
def google() -> Iterator[Google]:
    with running() as service:
        yield service


@pytest.fixture
def north() -> EmbeddedVoice:
    return EmbeddedVoice("embedded-north", "vi", "vi")


@pytest.fixture
def broken() -> EmbeddedVoice:
    """A voice whose engine crashes, hangs or fails when the text says so."""
    engine = replace(Engine.find(), program=Path(__file__).with_name("broken_engine.py"))
    return EmbeddedVoice("embedded-north", "vi", "vi", installed=engine, timeout_s=1)
