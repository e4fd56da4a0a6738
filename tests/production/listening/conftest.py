"""Clean speech as a recorder in a quiet room gives it, and a listener that hears it whole."""

from collections.abc import Callable

import numpy as np
import pytest

from broadcaster.decoding.samples import Block, Channels
from broadcaster.production.listening import Code, Finding
from broadcaster.production.listening.listener import Listener, in_seconds
from broadcaster.production.resampling import blocks_of
from broadcaster.production.speaking import pieces_of
from broadcaster.quantities import CUT_RATE_HZ
from broadcaster.reading import read
from broadcaster.voices.embedded import embedded_voices
from tests.production.signals import noise

TEXT = (
    "Ủy ban nhân dân xã thông báo lịch tiêm phòng cho đàn gia súc. "
    "Đề nghị bà con đưa trâu bò đến điểm tiêm lúc bảy giờ sáng. "
    "Mỗi gia đình nhớ mang theo sổ theo dõi. Xin cảm ơn bà con."
)
PEAK = 0.5

Hear = Callable[..., tuple[Finding, ...]]


@pytest.fixture(scope="session")
def dry() -> Block:
    """Spoken sentences with their pauses, digitally silent between them."""
    pieces, voice = pieces_of(read(TEXT)), embedded_voices()[0]
    parts: list[Block] = []
    for piece, speech in zip(pieces, voice.speak([one.sentence for one in pieces]), strict=True):
        parts += [*blocks_of(speech), np.zeros(CUT_RATE_HZ * piece.pause_ms // 1000, np.float32)]
    sound = np.concatenate(parts)
    return np.asarray(PEAK * sound / np.abs(sound).max(), dtype=np.float32)


@pytest.fixture(scope="session")
def speech(dry: Block) -> Block:
    """The same in a quiet room: noise 50 dB under full scale speech."""
    return dry + noise(len(dry) / CUT_RATE_HZ, 0.0005)[: len(dry)]


def heard(sound: Block | Channels, needed_s: float | None = None) -> tuple[Finding, ...]:
    """Hear a sound in the small blocks that decoders give."""
    listener, channels = Listener(), np.atleast_2d(sound)
    blocks = [channels[:, at : at + 1000] for at in range(0, channels.shape[1], 1000)]
    for second in in_seconds(blocks):
        listener.add(second)
    return listener.findings(needed_s)


def codes(findings: tuple[Finding, ...]) -> list[Code]:
    return [one.code for one in findings]
