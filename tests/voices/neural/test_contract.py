"""An installed voice keeps what every kind of voice promises: the suite of `test_contract`."""

import pytest

from broadcaster.voices.neural import NeuralVoice
from tests.voices import test_contract as suite


@pytest.fixture
def voice(neural: NeuralVoice) -> NeuralVoice:
    return neural


globals().update({name: rule for name, rule in vars(suite).items() if name.startswith("test_")})
