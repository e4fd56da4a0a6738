"""How long a bulletin will be, in the voice that would be taken for it."""

import math
import struct
import wave
from pathlib import Path

import pytest

from broadcaster.bulletins import Wanted, actions
from broadcaster.desk import Desk

SENTENCE = "Sáng mai bà con mang rơm ra sân đình để phơi cho khô trước khi trời mưa. "
READER = "Bà Lò Thị Nhung"


def a_recording(path: Path, duration_ms: int) -> Path:
    rate_hz = 8000
    samples = (round(9000 * math.sin(n * 0.3)) for n in range(duration_ms * rate_hz // 1000))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path


def test_it_is_the_estimate_of_the_voice_that_comes_first(desk: Desk) -> None:
    added = actions.add(desk, SENTENCE * 8)
    estimate = actions.estimate(desk, added.revision)
    assert estimate.voice == "embedded-north"
    assert len(estimate.line_ms) == 8
    cut = actions.render(desk, added.id).cut
    assert estimate.length_ms == pytest.approx(cut.duration_ms, rel=0.08)


def test_a_text_with_a_reader_takes_as_long_as_a_person(desk: Desk) -> None:
    added = actions.add(desk, SENTENCE * 8, Wanted(reader=READER))
    assert actions.estimate(desk, added.revision).voice == "recording"


def test_where_no_voice_speaks_the_language_a_person_has_to(desk: Desk) -> None:
    added = actions.add(desk, SENTENCE, Wanted(language="hmn"))
    assert actions.estimate(desk, added.revision).voice == "recording"


def test_the_pace_of_a_reader_is_learned_from_their_last_recordings(
    desk: Desk, tmp_path: Path
) -> None:
    wanted = Wanted(reader=READER)
    fresh = actions.add(desk, SENTENCE * 7, wanted)
    before_ms = actions.estimate(desk, fresh.revision).length_ms
    for number in range(3):
        added = actions.add(desk, f"Tin thứ {number}. " + SENTENCE * 6, wanted)
        takes_ms = actions.estimate(desk, added.revision).length_ms * 5 // 4
        actions.render(desk, added.id, recording=a_recording(tmp_path / "a.wav", takes_ms))
    after_ms = actions.estimate(desk, fresh.revision).length_ms
    assert after_ms == pytest.approx(before_ms * 5 / 4, rel=0.03)
    other = actions.add(desk, SENTENCE * 7, Wanted(reader="Ông Vàng A Sính"))
    assert actions.estimate(desk, other.revision).length_ms == before_ms
