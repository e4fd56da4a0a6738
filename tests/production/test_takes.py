"""Paragraphs recorded one by one: kept as brought, brought to one level, joined without a trim."""

from pathlib import Path

import numpy as np
import pytest

from broadcaster.decoding import DecodingError
from broadcaster.decoding.samples import Block
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.production.actions import open_cache
from broadcaster.production.listening import Code
from broadcaster.production.takes import Part, join, keep_take
from broadcaster.reading import Script, read
from tests.production.signals import bus, meter, noise, sine, write_file

SCRIPT = read("Ủy ban nhân dân xã thông báo mai mất điện.")


def said(level: float, seconds: float = 3) -> Block:
    """A tone between two breaths, over a quiet room."""
    sound = noise(seconds, 0.0003)
    sound[12_000:-12_000] += sine(300, seconds - 1, level)
    return sound


def bring(desk: Desk, path: Path, sound: Block, script: Script = SCRIPT) -> Part:
    heard = keep_take(desk, write_file(path, sound, "pcm_s16le", 24_000), script)
    return Part(1, heard, 800)


def level_db(sound: Block) -> float:
    return float(10 * np.log10(np.square(sound).mean() + 1e-12))


def test_a_take_is_kept_byte_for_byte_under_its_hash(desk: Desk, tmp_path: Path) -> None:
    part = bring(desk, tmp_path / "a.wav", said(0.2))
    cache = open_cache(desk)
    assert cache.read(part.heard.sha256) == (tmp_path / "a.wav").read_bytes()
    assert part.heard.duration_ms == 3000


def test_joined_takes_are_as_long_as_they_are_with_the_pauses_of_reading_between(
    desk: Desk, tmp_path: Path
) -> None:
    parts = [bring(desk, tmp_path / f"{n}.wav", said(0.2, n)) for n in (3, 4, 2)]
    cut = join(desk, parts)
    assert cut.duration_ms == 150 + 3000 + 800 + 4000 + 800 + 2000 + 150
    ends = [150 + 3000, 150 + 3800 + 4000, 150 + 3800 + 4800 + 2000]
    assert set(ends) <= set(cut.sentence_ends_ms)
    assert cut.voice == "recording"
    assert cut.parameters == {"paragraphs": 3}
    assert meter(open_cache(desk).path(cut.sha256)).loudness_lufs == pytest.approx(-16, abs=0.5)


def test_a_quiet_paragraph_sounds_as_loud_as_a_loud_one(desk: Desk, tmp_path: Path) -> None:
    parts = [
        bring(desk, tmp_path / "gần.wav", said(0.5)),
        bring(desk, tmp_path / "xa.wav", said(0.02)),
    ]
    sound = bus(open_cache(desk).read(join(desk, parts).sha256))
    first, second = sound[48_000 * 1 : 48_000 * 2], sound[48_000 * 5 : 48_000 * 6]
    assert level_db(first) == pytest.approx(level_db(second), abs=1.5)


def test_what_was_heard_in_a_take_stands_with_its_paragraph(desk: Desk, tmp_path: Path) -> None:
    torn = said(0.2)[:-24_000]
    parts = [
        bring(desk, tmp_path / "a.wav", said(0.2)),
        Part(2, bring(desk, tmp_path / "b.wav", torn).heard, 0),
    ]
    assert [(one.code, one.paragraph) for one in join(desk, parts).findings] == [
        (Code.BREAKS_OFF, 2)
    ]


def test_the_same_takes_give_the_same_cut(desk: Desk, tmp_path: Path) -> None:
    parts = [bring(desk, tmp_path / f"{n}.wav", said(0.2, n)) for n in (2, 3)]
    assert join(desk, parts) == join(desk, parts)


@pytest.mark.parametrize("sound", [np.zeros(72_000, np.float32), said(0.2)[:7_000]])
def test_what_cannot_be_used_is_refused_and_not_kept(
    desk: Desk, tmp_path: Path, sound: Block
) -> None:
    with pytest.raises(ProductionError, match=r'"đoạn\.wav"'):
        bring(desk, tmp_path / "đoạn.wav", sound)
    assert list(desk.home.audio_cache.iterdir()) == []


def test_a_file_that_is_no_sound_is_refused_by_its_name(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.mp3").write_text("Mai mất điện.")
    with pytest.raises(DecodingError, match=r'"x\.mp3"'):
        keep_take(desk, tmp_path / "x.mp3", SCRIPT)
    with pytest.raises(ProductionError, match=r'gone.wav" cannot be read'):
        keep_take(desk, tmp_path / "gone.wav", SCRIPT)
    assert list(desk.home.audio_cache.iterdir()) == []


def test_a_take_that_was_altered_is_not_used(desk: Desk, tmp_path: Path) -> None:
    part = bring(desk, tmp_path / "a.wav", said(0.2))
    path = open_cache(desk).path(part.heard.sha256)
    path.write_bytes(path.read_bytes()[:-2] + b"xx")
    with pytest.raises(ProductionError, match="altered"):
        join(desk, [part])
