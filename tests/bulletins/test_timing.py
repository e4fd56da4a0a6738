"""When a bulletin's words sound, as whoever has its id can ask."""

from pathlib import Path

import pytest

from broadcaster.bulletins import Bulletin, BulletinsError, actions
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.production import actions as production


def test_captions_say_each_word_of_the_script_when_it_sounds(
    desk: Desk, rendered: Bulletin, tmp_path: Path
) -> None:
    out = actions.export(desk, rendered.id, "vtt", tmp_path / "gui" / "tin.vtt")
    head, cue = out.read_text("utf-8").split("\n\n")
    assert head == "WEBVTT"
    assert cue.startswith("1\n00:00:00.150 --> 00:00:0")
    assert [part.rpartition(">")[2] for part in cue.split("\n")[2].split()] == [
        "Mai", "mất", "điện.",
    ]  # fmt: skip


def test_marks_that_are_lost_are_told_as_made_again(desk: Desk, rendered: Bulletin) -> None:
    assert not actions.marks_of(desk, rendered).remade
    production.open_cache(desk).marks_path(rendered.cut).unlink()
    assert actions.marks_of(desk, rendered).remade


def test_a_recording_has_no_times_of_words(desk: Desk, draft: Bulletin, tone: Path) -> None:
    recorded = actions.render(desk, draft.id, recording=tone).bulletin
    assert [one.line for one in actions.marks_of(desk, recorded).sentences] == [0]
    with pytest.raises(BulletinsError, match="nobody knows which word"):
        actions.word_times(desk, recorded)


def test_a_cut_of_an_earlier_text_has_no_times_for_this_one(
    desk: Desk, rendered: Bulletin, tmp_path: Path
) -> None:
    changed = actions.edit(desk, rendered.id, edits=Edits(say=((1, "Mai có điện."),)))
    with pytest.raises(BulletinsError, match="broadcaster render"):
        actions.export(desk, changed.id, "vtt", tmp_path / "tin.vtt")
    assert list(tmp_path.glob("*.vtt")) == []
