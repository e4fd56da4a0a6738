"""Many files brought at once: one that is bad is named, and the others go in."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Run
from tests.playout.station import wav


@pytest.fixture
def batch(tmp_path: Path) -> list[Path]:
    """Six files: texts and recordings, the fourth a recording that breaks off in its header."""
    files = [tmp_path / f"tin-{n}.txt" for n in range(3)]
    for number, file in enumerate(files):
        file.write_text(f"Thôn {number + 1} họp dân lúc 19 giờ tối mai.\n", encoding="utf-8")
    bad = tmp_path / "hong.mp3"
    bad.write_bytes(b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(range(256)) * 20)
    good = tmp_path / "doc.wav"
    seconds = np.arange(48_000 * 3) / 48_000
    good.write_bytes(wav((np.sin(2 * np.pi * 300 * seconds) * 8000).astype("<i2").tobytes()))
    again = tmp_path / "doc-2.wav"
    again.write_bytes(good.read_bytes())
    return [*files, bad, good, again]


def test_one_corrupt_file_is_named_and_the_others_are_entered(op: Run, batch: list[Path]) -> None:
    ran = op("bulletin", "add", *batch)
    assert ran.code == 1
    assert len(ran.out.split()) == 5
    refusals = [line for line in ran.err.splitlines() if line.startswith("broadcaster: ")]
    assert len(refusals) == 2
    assert all("hong.mp3" in refusal for refusal in refusals)
    assert "1 of 6 files" in refusals[-1]
    listed = json.loads(op("bulletin", "list", "--json").out)
    assert len(listed) == 5


def test_what_was_entered_is_one_document(op: Run, batch: list[Path]) -> None:
    ran = op("bulletin", "add", "--json", *batch)
    assert ran.code == 1
    assert [one["title"] for one in json.loads(ran.out)][-1] == "doc-2"
    one = json.loads(op("bulletin", "add", "--json", batch[0]).out)
    assert one["title"]


def test_a_title_is_for_one(op: Run, batch: list[Path]) -> None:
    assert op("bulletin", "add", "--title", "Họp", *batch[:2]).code == 2
    assert op("bulletin", "list").out == ""
