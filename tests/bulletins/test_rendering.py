import wave
from pathlib import Path

import pytest

from broadcaster.bulletins import Act, Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.production import actions as production
from broadcaster.units import UnitsError
from broadcaster.voices import VoicesError
from tests.bulletins.conftest import SHORT_TEXT


def test_a_render_gives_the_bulletin_a_measured_cut(desk: Desk, draft: Bulletin) -> None:
    done = actions.render(desk, draft.id)
    assert done.bulletin.state is State.RENDERED
    assert done.bulletin.has_fitting_cut
    assert production.open_cache(desk).read(done.cut.sha256) == done.path.read_bytes()
    assert actions.cut_of(desk, done.cut.sha256) == done.cut
    assert actions.find(desk, draft.id) == done.bulletin


def test_the_same_script_gives_the_same_cut(desk: Desk, draft: Bulletin) -> None:
    first, second = actions.render(desk, draft.id), actions.render(desk, draft.id)
    assert first.cut.sha256 == second.cut.sha256


def test_whoever_renders_is_the_author(colleague: Desk, draft: Bulletin) -> None:
    assert actions.render(colleague, draft.id).bulletin.author == "colleague"


def test_a_person_reads_instead_of_a_voice(desk: Desk, draft: Bulletin, tone: Path) -> None:
    done = actions.render(desk, draft.id, recording=tone)
    assert done.cut.voice == "recording"
    assert actions.history(desk, draft.id)[-1].act is Act.RECORDED


def test_a_recording_far_shorter_than_its_text_is_refused(desk: Desk, tone: Path) -> None:
    added = actions.add(desk, "Ủy ban nhân dân xã mời bà con đến họp thôn. " * 5)
    with pytest.raises(ProductionError, match=r"ghi-am\.wav"):
        actions.render(desk, added.id, recording=tone)
    assert actions.find(desk, added.id).state is State.DRAFT


def test_a_voice_that_is_named_is_used_or_nothing_is(desk: Desk, draft: Bulletin) -> None:
    assert actions.render(desk, draft.id, voice="embedded-south").cut.voice == "embedded-south"
    with pytest.raises(VoicesError):
        actions.render(desk, draft.id, voice="nobody")
    assert actions.cut_of(desk, actions.find(desk, draft.id).cut).voice == "embedded-south"


def test_a_language_without_a_voice_is_refused_by_name(desk: Desk) -> None:
    added = actions.add(desk, "Khuổi Nặm", Wanted(language="tyz"))
    with pytest.raises(VoicesError, match="tyz"):
        actions.render(desk, added.id)


def test_only_an_operator_renders(approver: Desk, draft: Bulletin) -> None:
    with pytest.raises(UnitsError):
        actions.render(approver, draft.id)


def test_a_change_made_while_speaking_wins_over_the_render(
    desk: Desk, colleague: Desk, draft: Bulletin
) -> None:
    def meanwhile(_done: int, _whole: int) -> None:
        if actions.find(desk, draft.id).revision.number == 1:
            actions.edit(colleague, draft.id, Wanted(times=1))

    with pytest.raises(BulletinsError, match="Somebody else has just changed"):
        actions.render(desk, draft.id, progress=meanwhile)
    left = actions.find(desk, draft.id)
    assert (left.state, left.cut, left.revision.number) == (State.DRAFT, "", 2)


def test_an_unknown_cut_is_refused(desk: Desk) -> None:
    with pytest.raises(BulletinsError, match="f00d"):
        actions.cut_of(desk, "f00d")


def test_many_cuts_are_found_at_once_or_the_unknown_one_is_named(
    desk: Desk, draft: Bulletin
) -> None:
    cut = actions.render(desk, draft.id).cut
    assert actions.cuts_of(desk, [cut.sha256, cut.sha256]) == {cut.sha256: cut}
    assert actions.cuts_of(desk, []) == {}
    with pytest.raises(BulletinsError, match="f00d"):
        actions.cuts_of(desk, [cut.sha256, "f00d"])


@pytest.mark.parametrize("shape", ["mp3", "opus", "wav", "flac"])
def test_an_export_is_whole_in_every_format(
    desk: Desk, rendered: Bulletin, tmp_path: Path, shape: str
) -> None:
    from broadcaster.decoding.samples import decode_to_bus

    out = actions.export(desk, rendered.id, shape, tmp_path / "gui" / f"ban-tin.{shape}")
    cut = actions.cut_of(desk, rendered.cut)
    samples = len(decode_to_bus(out.read_bytes())) // 2
    assert abs(samples - cut.samples) <= 4800


def test_an_export_in_the_cuts_own_format_is_the_cut(
    desk: Desk, rendered: Bulletin, tmp_path: Path
) -> None:
    out = actions.export(desk, rendered.id, "mp3", tmp_path / "a.mp3")
    assert out.read_bytes() == production.open_cache(desk).read(rendered.cut)
    with wave.open(str(actions.export(desk, rendered.id, "wav", tmp_path / "a.wav"))) as file:
        assert (file.getframerate(), file.getnchannels()) == (48_000, 1)


def test_an_export_needs_a_cut_and_a_place(desk: Desk, draft: Bulletin, tmp_path: Path) -> None:
    with pytest.raises(BulletinsError, match="broadcaster render"):
        actions.export(desk, draft.id, "mp3", tmp_path / "a.mp3")
    actions.render(desk, draft.id)
    with pytest.raises(BulletinsError, match="cannot be written"):
        actions.export(desk, draft.id, "mp3", tmp_path)


def test_a_foreign_bulletin_is_spoken_in_its_language(desk: Desk) -> None:
    added = actions.add(desk, "No power tomorrow.", Wanted(language="en"))
    assert actions.render(desk, added.id).cut.voice == "embedded-en"
    assert SHORT_TEXT not in added.revision.script.source
