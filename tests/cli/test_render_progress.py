"""The line that says how far a render is: on a terminal, written over, gone at the end."""

import pytest

from broadcaster.cli.render_progress import RenderProgress
from broadcaster.timebase import NANOSECONDS, VirtualTime


def test_it_counts_sentences_then_mastering_with_what_is_left(
    clock: VirtualTime, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = RenderProgress(clock)
    shown.spoken(0, 4)
    clock.advance(30 * NANOSECONDS)
    shown.spoken(1, 4)
    shown.mastered(0, 1000)
    clock.advance(2 * NANOSECONDS)
    shown.mastered(500, 1000)
    shown.clear()
    captured = capsys.readouterr()
    lines = [line.replace("\x1b[K", "") for line in captured.err.split("\r")[1:]]
    assert lines[:2] == ["Sentence 0 of 4", "Sentence 1 of 4 · about 1 min 31 s left"]
    assert lines[-2:] == ["Mastering · about 2 s left", ""]
    assert captured.out == ""


def test_what_has_not_changed_is_not_written_again(
    clock: VirtualTime, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = RenderProgress(clock)
    for _time in range(3):
        shown.spoken(0, 4)
    assert capsys.readouterr().err.count("\r") == 1
