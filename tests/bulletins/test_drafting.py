import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.bulletins import Act, Bulletin, BulletinsError, State, Wanted, actions, hash_of
from broadcaster.bulletins.rewording import Edits
from broadcaster.decoding import DecodingError
from broadcaster.desk import Desk
from broadcaster.reading import ReadingError
from broadcaster.units import UnitsError
from broadcaster.units import actions as units
from tests.bulletins.conftest import SHORT_TEXT
from tests.conftest import as_person


def test_ids_count_within_unit_and_year_of_station_time(desk: Desk) -> None:
    first, second = actions.add(desk, SHORT_TEXT), actions.add(desk, SHORT_TEXT)
    assert (first.id, second.id) == ("khe-ren-2026-0001", "khe-ren-2026-0002")
    assert first.revision.id == "khe-ren-2026-0001.r1"


def test_a_new_bulletin_is_a_draft_of_its_maker(desk: Desk) -> None:
    added = actions.add(desk, SHORT_TEXT, Wanted(times=2))
    assert (added.state, added.author, added.cut) == (State.DRAFT, "operator", "")
    assert actions.find(desk, added.id) == added


def test_the_source_is_kept_to_the_letter(desk: Desk) -> None:
    text = "Họp\u200b thôn \u202elúc 7h.\r\n\r\nĐề nghị đến đủ."
    added = actions.add(desk, text)
    assert actions.find(desk, added.id).revision.script.source == text


def test_only_an_operator_adds(approver: Desk) -> None:
    with pytest.raises(UnitsError):
        actions.add(approver, SHORT_TEXT)
    with pytest.raises(UnitsError, match="Nobody is named"):
        actions.add(as_person(approver, None), SHORT_TEXT)


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u202e", "\0\0"])
def test_a_text_with_nothing_to_say_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(ReadingError):
        actions.add(desk, text)
    assert actions.listing(desk) == ()


def test_a_text_of_a_megabyte_is_refused_in_one_sentence(desk: Desk) -> None:
    with pytest.raises(ReadingError, match="200000") as refused:
        actions.add(desk, "Họp thôn. " * 100_000)
    assert "\n" not in str(refused.value)


def test_a_decomposed_text_is_spoken_as_the_composed_one(desk: Desk) -> None:
    one, other = (
        actions.add(desk, SHORT_TEXT),
        actions.add(desk, unicodedata.normalize("NFD", SHORT_TEXT)),
    )
    assert [s.spoken for s in one.revision.script.sentences] == [
        s.spoken for s in other.revision.script.sentences
    ]


def test_zones_are_named_by_id_name_or_tail_and_must_exist(desk: Desk) -> None:
    office = as_person(desk, "administrator")
    from broadcaster.units.model import Cluster

    units.add_cluster(office, Cluster("", "Cụm 1", "", ""))
    units.add_zone(office, "Thôn Bó Lạ", ["cum-1"])
    added = actions.add(desk, SHORT_TEXT, Wanted(zones=("Thôn Bó Lạ",)))
    assert added.revision.fields.zones == ("thon-bo-la",)
    assert (
        actions.add(desk, SHORT_TEXT, Wanted(zones=("thon-bo-la,all",))).revision.fields.zones == ()
    )
    with pytest.raises(UnitsError, match="Khe Lụa"):
        actions.add(desk, SHORT_TEXT, Wanted(zones=("Khe Lụa",)))


def test_an_edit_is_a_new_revision_and_the_old_one_stays(desk: Desk, draft: Bulletin) -> None:
    edited = actions.edit(desk, draft.id, edits=Edits(text="Mai có điện."))
    assert edited.revision.id == "khe-ren-2026-0001.r2"
    assert actions.find_revision(desk, f"{draft.id}.r1") == draft.revision
    assert actions.find(desk, draft.id) == edited


def test_an_edit_of_the_script_takes_the_cut_away_and_one_of_a_field_keeps_it(
    desk: Desk, rendered: Bulletin
) -> None:
    renamed = actions.edit(desk, rendered.id, Wanted(title="Cắt điện", times=2))
    assert (renamed.state, renamed.cut) == (State.RENDERED, rendered.cut)
    reworded = actions.edit(desk, rendered.id, edits=Edits(say=((1, "Mai có điện."),)))
    assert reworded.state is State.DRAFT
    with pytest.raises(BulletinsError, match="no recording of exactly this script"):
        actions.submit(desk, rendered.id)


def test_whoever_changes_the_script_is_the_author_and_a_field_changes_none(
    desk: Desk, colleague: Desk, draft: Bulletin
) -> None:
    assert actions.edit(colleague, draft.id, Wanted(times=2)).author == "operator"
    assert actions.edit(colleague, draft.id, edits=Edits(text="Mai có.")).author == "colleague"


def test_lines_flags_and_fields_change_in_one_revision(desk: Desk) -> None:
    added = actions.add(desk, "Họp thôn.\n\nĐề nghị đến đủ.\n\nNơi nhận: lưu.")
    edited = actions.edit(
        desk, added.id, Wanted(title="Họp"), Edits(omit=(3,), say=((2, "Mời bà con đến đủ."),))
    )
    script = edited.revision.script
    assert [s.spoken for s in script.spoken_sentences] == ["Họp thôn.", "Mời bà con đến đủ."]
    assert actions.history(desk, added.id)[-1].detail == "--title --say 2 --omit 3"


def test_a_new_text_and_edits_of_lines_do_not_mix(desk: Desk, draft: Bulletin) -> None:
    with pytest.raises(BulletinsError, match="Give --text alone"):
        actions.edit(desk, draft.id, edits=Edits(text="Mới.", omit=(1,)))


def test_another_language_reads_the_source_anew(desk: Desk, draft: Bulletin) -> None:
    edited = actions.edit(desk, draft.id, Wanted(language="en"))
    assert edited.revision.script.language == "en"
    assert edited.revision.script.source == SHORT_TEXT


def test_an_edit_that_changes_nothing_is_refused(desk: Desk, draft: Bulletin) -> None:
    with pytest.raises(BulletinsError, match="Nothing of"):
        actions.edit(desk, draft.id, Wanted(title=draft.revision.fields.title))


def test_a_line_that_is_not_there_is_refused(desk: Desk, draft: Bulletin) -> None:
    with pytest.raises(ReadingError, match="no line 7"):
        actions.edit(desk, draft.id, edits=Edits(omit=(7,)))


def test_naming_an_old_revision_is_refused(desk: Desk, draft: Bulletin) -> None:
    actions.edit(desk, draft.id, Wanted(times=2))
    with pytest.raises(BulletinsError, match=r"r1.*replaced by.*r2"):
        actions.edit(desk, f"{draft.id}.r1", Wanted(times=3))


def test_a_recording_is_a_bulletin_without_text(desk: Desk, tone: Path) -> None:
    added = actions.add_recording(desk, tone, Wanted(title="Lời kêu gọi", reader="Bàn Thị Mai"))
    assert (added.state, added.author) == (State.RENDERED, "operator")
    assert not added.revision.has_text
    assert actions.cut_of(desk, added.cut).voice == "recording"
    assert [step.act for step in actions.history(desk, added.id)] == [Act.ADDED, Act.RECORDED]
    assert actions.submit(desk, added.id).cut == added.cut


def test_a_recording_without_title_is_called_as_its_file(desk: Desk, tone: Path) -> None:
    assert actions.add_recording(desk, tone).revision.fields.title == "ghi-am"


def test_a_recording_without_text_is_not_spoken_by_a_voice(desk: Desk, tone: Path) -> None:
    added = actions.add_recording(desk, tone)
    with pytest.raises(BulletinsError, match="recording without a text"):
        actions.render(desk, added.id)
    with pytest.raises(ReadingError):
        actions.edit(desk, added.id, edits=Edits(omit=(1,)))


def test_a_recording_given_a_text_needs_a_new_cut(desk: Desk, tone: Path) -> None:
    added = actions.add_recording(desk, tone)
    edited = actions.edit(desk, added.id, edits=Edits(text=SHORT_TEXT))
    assert edited.state is State.DRAFT
    assert edited.revision.has_text


def test_a_broken_recording_enters_nothing(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "hong.mp3"
    broken.write_bytes(b"khong phai am thanh")
    with pytest.raises(DecodingError, match=r"hong\.mp3"):
        actions.add_recording(desk, broken)
    assert actions.listing(desk) == ()


def test_the_hash_of_a_script_covers_what_is_spoken_left_out_and_paused(draft: Bulletin) -> None:
    script = draft.revision.script
    (line,) = script.sentences
    others = [
        replace(line, omitted=True),
        replace(line, pause_ms=line.pause_ms + 1),
        replace(line, words=line.words[:-1]),
        replace(line, language="en"),
    ]
    hashes = {hash_of(replace(script, sentences=(one,))) for one in (line, *others)}
    assert len(hashes) == 5
