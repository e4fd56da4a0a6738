"""Each check on sounds either side of its threshold, and clean speech, of which nothing is said."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.decoding.strangers import decode_sides
from broadcaster.production.listening import Code, Finding, Severity, sentence
from broadcaster.production.listening.listener import in_seconds
from broadcaster.production.listening.passages import WINDOW, sentence_ends
from broadcaster.quantities import CUT_RATE_HZ
from tests.production.listening.conftest import codes, heard
from tests.production.signals import noise, sine, write_file


def beside(sound: Block, level: float) -> Block:
    """Return noise as long as a sound."""
    return noise(len(sound) / CUT_RATE_HZ, level, seed=7)[: len(sound)]


def tone(sound: Block, hertz: float, level: float) -> Block:
    """Return a tone as long as a sound."""
    return sine(hertz, len(sound) / CUT_RATE_HZ, level)[: len(sound)]


def test_nothing_is_said_of_clean_speech(dry: Block, speech: Block) -> None:
    assert heard(dry) == heard(speech) == ()
    assert heard(np.stack([speech, 0.5 * speech])) == ()
    assert heard(speech, needed_s=len(speech) / CUT_RATE_HZ) == ()


@pytest.mark.parametrize(
    ("name", "codec"), [("a.m4a", "aac"), ("a.mp3", "libmp3lame"), ("a.wav", "pcm_s16le")]
)
def test_nothing_is_said_of_clean_speech_from_a_phone(
    speech: Block, tmp_path: Path, name: str, codec: str
) -> None:
    path = write_file(tmp_path / name, speech, codec, CUT_RATE_HZ)
    found = np.concatenate(list(decode_sides(path, CUT_RATE_HZ)), axis=1)
    assert heard(found) == ()


@pytest.mark.parametrize(("over_db", "said"), [(0, False), (5, False), (14, True)])
@pytest.mark.parametrize(("name", "codec"), [("a.wav", "pcm_f32le"), ("a.m4a", "aac")])
def test_overdriven_speech_is_named_whatever_coded_it(
    dry: Block, tmp_path: Path, over_db: float, said: bool, name: str, codec: str
) -> None:
    """Clean speech peaks at half of full scale: 6 dB more and it begins to be cut off."""
    sound = np.clip(dry * np.float32(10 ** (over_db / 20)), -1, 1)
    path = write_file(tmp_path / name, sound, codec, CUT_RATE_HZ)
    found = np.concatenate(list(decode_sides(path, CUT_RATE_HZ)), axis=1)
    assert (Code.CLIPPED in codes(heard(found))) is said


def test_speech_cut_off_to_a_rattle_is_refused(dry: Block) -> None:
    first = heard(np.clip(dry * 25, -1, 1))[0]
    assert (first.code, first.severity) == (Code.CLIPPED, Severity.REFUSE)
    assert first.figure >= 10


def test_flat_tops_are_heard_in_what_was_made_quieter_afterwards(dry: Block) -> None:
    assert Code.FLAT_TOPS in codes(heard(0.3 * np.clip(dry * 12, -1, 1)))
    assert Code.FLAT_TOPS not in codes(heard(0.3 * np.clip(dry * 3, -1, 1)))


def test_a_tone_is_not_overdriven_because_it_is_even() -> None:
    assert not {Code.CLIPPED, Code.FLAT_TOPS} & {*codes(heard(sine(300, 8)))}


@pytest.mark.parametrize(("gain_db", "said"), [(-10, False), (-30, True)])
def test_a_quiet_recording_is_named(speech: Block, gain_db: float, said: bool) -> None:
    found = heard(speech * np.float32(10 ** (gain_db / 20)))
    assert (Code.QUIET in codes(found)) is said


@pytest.mark.parametrize(("under_db", "said"), [(25, False), (35, True)])
@pytest.mark.parametrize("dead", [0, 1])
def test_a_dead_channel_is_named_by_its_side(
    speech: Block, under_db: float, said: bool, dead: int
) -> None:
    sides = [speech, speech * np.float32(10 ** (-under_db / 20))]
    found = [one for one in heard(np.stack(sides[:: 1 if dead else -1])) if not one.at_ms]
    assert [one.code for one in found] == ([Code.DEAD_CHANNEL] if said else [])
    assert not said or ("left", "right")[dead] in sentence(found[0])


@pytest.mark.parametrize(
    ("share", "severity"), [(0.3, None), (0.6, Severity.WARN), (1.0, Severity.REFUSE)]
)
def test_channels_that_cancel_are_named_and_refused_when_little_is_left(
    speech: Block, share: float, severity: Severity | None
) -> None:
    other = -share * speech + (1 - share) * np.roll(speech, 5000)
    found = {one.code: one.severity for one in heard(np.stack([speech, other]))}
    assert found.get(Code.OUT_OF_PHASE) == severity


@pytest.mark.parametrize(("silent_s", "said"), [(4, False), (6, True)])
def test_a_long_silence_is_named_with_its_place(speech: Block, silent_s: int, said: bool) -> None:
    gap = noise(silent_s, 0.0005)
    found = heard(np.concatenate([speech, gap, speech]))
    assert codes(found) == ([Code.LONG_SILENCE] if said else [])
    if said:
        assert found[0].figure == pytest.approx(silent_s, abs=1)
        assert found[0].at_ms == pytest.approx(len(speech) / CUT_RATE_HZ * 1000, abs=1000)


@pytest.mark.parametrize(("level", "said"), [(0.002, False), (0.03, True)])
def test_a_noisy_recording_is_named(dry: Block, level: float, said: bool) -> None:
    assert (Code.NOISY in codes(heard(dry + beside(dry, level)))) is said


@pytest.mark.parametrize("hertz", [50, 100, 150])
@pytest.mark.parametrize(("level", "said"), [(0.0003, False), (0.005, True)])
def test_hum_is_named_at_each_harmonic(speech: Block, hertz: int, level: float, said: bool) -> None:
    assert (Code.HUM in codes(heard(speech + tone(speech, hertz, level)))) is said


def test_a_tone_that_is_not_of_the_mains_is_no_hum(speech: Block) -> None:
    assert Code.HUM not in codes(heard(speech + tone(speech, 440, 0.005)))


def test_a_deep_voice_is_no_hum() -> None:
    """Its tone wavers about 100 Hz and stops in the pauses."""
    moments = np.arange(20 * CUT_RATE_HZ) / CUT_RATE_HZ
    turns = np.cumsum(100 + 3 * np.sin(2 * np.pi * 0.4 * moments)) / CUT_RATE_HZ
    voice = sum(np.sin(2 * np.pi * number * turns) / number for number in range(1, 20))
    said = 0.1 * voice * np.clip(np.sin(2 * np.pi * 0.7 * moments), 0, 1)
    assert Code.HUM not in codes(heard(np.asarray(said, np.float32) + noise(20, 0.0005)))


def test_ends_inside_a_word_are_named(speech: Block) -> None:
    loud = int(np.abs(speech[: CUT_RATE_HZ * 3]).argmax())
    assert codes(heard(speech[: loud + 240])) == [Code.BREAKS_OFF]
    assert codes(heard(speech[loud - 240 :])) == [Code.BEGINS_ABRUPTLY]


@pytest.mark.parametrize(
    ("part", "code", "severity"),
    [
        (0.3, Code.TOO_SHORT, Severity.REFUSE),
        (0.5, Code.TOO_SHORT, Severity.WARN),
        (0.7, None, None),
        (2.0, None, None),
        (3.0, Code.TOO_LONG, Severity.WARN),
    ],
)
def test_it_lasts_about_as_long_as_its_text_takes(
    speech: Block, part: float, code: Code | None, severity: Severity | None
) -> None:
    found = heard(speech, needed_s=len(speech) / CUT_RATE_HZ / part)
    assert [(one.code, one.severity) for one in found] == ([(code, severity)] if code else [])


@pytest.mark.parametrize("shape", [(1, 0), (2, 10), (1, 50_000)])
def test_of_silence_it_is_only_said_that_it_is_quiet(shape: tuple[int, int]) -> None:
    assert codes(heard(np.zeros(shape, np.float32))) == [Code.QUIET]


@given(st.lists(st.integers(0, 60_000), max_size=6), st.integers(1, 2))
def test_seconds_hold_every_sample_in_its_place(lengths: list[int], rows: int) -> None:
    whole = np.arange(sum(lengths) * rows, dtype=np.float32).reshape(rows, -1)
    blocks = np.split(whole, np.cumsum(lengths)[:-1], axis=1) if lengths else []
    seconds = list(in_seconds(blocks))
    assert all(one.shape[1] == CUT_RATE_HZ for one in seconds[:-1])
    assert np.array_equal(np.concatenate([whole[:, :0], *seconds], axis=1), whole)


def test_a_change_from_mono_to_stereo_is_followed(speech: Block) -> None:
    blocks = [speech[np.newaxis, :30_000], np.stack([speech, speech])[:, :30_000]]
    assert [one.shape for one in in_seconds(blocks)] == [
        (1, 24_000),
        (1, 6_000),
        (2, 24_000),
        (2, 6_000),
    ]


def test_a_short_pause_is_no_end_of_a_sentence() -> None:
    levels = np.full(200, -20.0, dtype=np.float32)
    levels[:40] = -90
    levels[60:80] = -90
    levels[120:170] = -90
    assert sentence_ends(levels) == [120 * WINDOW]


@given(
    st.sampled_from(Code),
    st.sampled_from(Severity),
    st.sampled_from([1.0, 2.0]),
    st.none() | st.integers(0, 10_000_000),
    st.none() | st.integers(1, 99),
)
def test_a_finding_is_stored_and_read_back_the_same_and_can_be_said(
    code: Code, severity: Severity, figure: float, at_ms: int | None, paragraph: int | None
) -> None:
    found = Finding(code, severity, figure, 7.5, at_ms, paragraph)
    stored = json.dumps(found.to_document())
    assert Finding.from_document(json.loads(stored)) == found
    assert "{" not in sentence(found)
