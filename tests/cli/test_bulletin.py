"""Bulletins, policies and the lexicon as people type them."""

import json
from pathlib import Path

import numpy as np
import pytest

from broadcaster.desk import Desk
from broadcaster.reports.columns import WIDTH, display_width
from broadcaster.schedule import actions as schedule
from tests.bulletins.conftest import write_tone
from tests.cli.conftest import Ran, Run
from tests.production.signals import noise, sine, write_file

TEXT = "THÔNG BÁO\nLịch cắt điện\n\nNgày 26/11/2026, TTXV và UBND xã báo: mất điện.\n\nNơi nhận:\n"
ID = "khe-ren-2026-0001"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "ghi-am.wav")


def fits_the_terminal(text: str) -> bool:
    return all(display_width(line) <= WIDTH for line in text.splitlines())


def test_a_text_goes_from_file_to_approval(op: Run, chief: Run, text: Path) -> None:
    added = op("bulletin", "add", text, "--until", "30/11/2026", "--times", 3)
    assert (added.code, added.out) == (0, f"{ID}\n")
    assert "Title: Lịch cắt điện" in added.err
    assert "1 reading to decide" in added.err
    assert "--omit 4" in added.err
    assert op("bulletin", "edit", ID, "--omit", 4, "--choose", "1=1").out == f"{ID}.r2\n"
    rendered = op("render", ID)
    assert [line.partition(":")[0] for line in rendered.out.splitlines()] == [
        "id",
        "sha256",
        "duration_ms",
        "loudness_lufs",
        "true_peak_dbtp",
        "path",
    ]
    assert op("bulletin", "submit", ID).code == 0
    approved = chief("bulletin", "approve", f"{ID}.r2")
    assert (approved.code, approved.out) == (0, f"{ID}.r2.a1\n")
    shown = json.loads(op("bulletin", "show", "@last", "--json").out)
    assert (shown["state"], shown["approval"]["approver"]) == ("approved", "approver")
    assert (shown["times"], shown["until"]) == (3, "2026-11-30T17:00:00.000000Z")
    acts = [step["act"] for step in json.loads(op("bulletin", "history", ID, "--json").out)]
    assert acts == ["added", "edited", "rendered", "submitted", "approved"]


def test_what_made_the_sound_is_told_with_it_and_signed(op: Run, chief: Run, text: Path) -> None:
    op("bulletin", "add", text)
    (made,) = json.loads(op("render", ID, "--json").out)
    assert (made["voice_kind"], made["engine"]) == ("embedded", "espeak-ng")
    assert (made["licence"], made["step_downs"]) == ("GPL-3.0-or-later", [])
    assert made["parameters"]["pitch"] == 50
    assert made["engine_version"]
    assert made["lexicon_version"]
    told = json.loads(op("bulletin", "show", ID, "--json").out)["cut_made"]
    assert told == {name: made[name] for name in told}
    assert "embedded-north, embedded: understandable" in op("bulletin", "show", ID).out
    op("bulletin", "submit", ID, "--accept-flags", "Đọc đúng")
    approved = chief("bulletin", "approve", ID, "--json")
    assert "nine words in ten" in approved.err
    details = json.loads(approved.out)["details"]
    assert (details["voice_kind"], details["voice_licence"]) == ("embedded", "GPL-3.0-or-later")


def test_open_flags_block_submit_until_they_are_accepted_with_a_reason(
    op: Run, chief: Run, text: Path
) -> None:
    op("bulletin", "add", text)
    op("render", ID)
    refused = op("bulletin", "submit", ID)
    assert refused.code == 1
    assert "TTXV" in refused.err
    assert "--accept-flags" in refused.err
    assert op("bulletin", "submit", ID, "--accept-flags", " ").code == 1
    accepted = op("bulletin", "submit", ID, "--accept-flags", "Đọc đúng", "--json")
    assert json.loads(accepted.out)["accepted_reason"] == "Đọc đúng"
    approval = json.loads(chief("bulletin", "approve", ID, "--json").out)
    assert approval["accepted_reason"] == "Đọc đúng"
    assert approval["accepted_flags"][0].startswith("1 unknown-abbreviation: TTXV = ")


def test_an_acceptance_covers_that_revision_only(op: Run, chief: Run, text: Path) -> None:
    op("bulletin", "add", text)
    op("render", ID)
    op("bulletin", "submit", ID, "--accept-flags", "Đọc đúng")
    op("bulletin", "edit", ID, "--title", "Cắt điện")
    assert "TTXV" in op("bulletin", "submit", ID).err


def test_a_script_shows_flags_first_and_lines_beside_each_other(op: Run, text: Path) -> None:
    op("bulletin", "add", text)
    shown = op("bulletin", "script", ID).out
    assert shown.index("To decide") < shown.index("WRITTEN")
    assert 'line 3: "TTXV" - unknown abbreviation, spelled out' in shown
    assert "  2  Lịch cắt điện" in shown
    assert fits_the_terminal(shown)
    document = json.loads(op("bulletin", "script", ID, "--json").out)
    assert [line["line"] for line in document["sentences"]] == [1, 2, 3, 4]
    assert document["sentences"][1]["written"] == "Lịch cắt điện"
    assert document["flags"][0]["reason"] == "unknown-abbreviation"


def test_an_older_revision_can_still_be_read(op: Run, text: Path) -> None:
    op("bulletin", "add", text)
    op("bulletin", "edit", ID, "--say", "2=Mai mất điện.")
    assert "Mai mất điện." not in op("bulletin", "script", "0001.r1").out
    assert "Mai mất điện." in op("bulletin", "script", "0001").out


def test_return_and_withdraw_say_why(op: Run, chief: Run, text: Path) -> None:
    op("bulletin", "add", text)
    op("render", ID)
    op("bulletin", "submit", ID, "--accept-flags", "nghe rồi")
    returned = chief("bulletin", "return", ID, "Sai ngày")
    assert (returned.code, returned.out) == (0, f"{ID}.r1\n")
    assert "Returned to operator" in returned.err
    assert op("bulletin", "withdraw", ID, "Bỏ").out == f"{ID}\n"
    history = op("bulletin", "history", ID).out
    assert "Sai ngày" in history
    assert "Bỏ" in history
    assert fits_the_terminal(history)


def approve_one(op: Run, chief: Run, text: Path) -> None:
    op("bulletin", "add", text)
    op("render", ID)
    op("bulletin", "submit", ID, "--accept-flags", "nghe rồi")
    chief("bulletin", "approve", ID)


def test_the_airings_that_stop_are_all_listed_and_wanted_with_yes(
    op: Run, chief: Run, text: Path, desk: Desk
) -> None:
    schedule.set_default_hours(desk)
    schedule.copy_templates(desk)
    schedule.apply_programme(desk, confirmed=True)
    approve_one(op, chief, text)
    now = Desk.open(desk.home, person="operator")  # the program asks the system's clock
    schedule.plan(now)
    airings = schedule.airings_of(now, ID)
    assert len(airings) > 5
    for arguments in (
        ("bulletin", "edit", ID, "--times", 2),
        ("render", ID),
        ("bulletin", "withdraw", ID, "sai"),
    ):
        refused = op(*arguments)
        assert refused.code == 1
        assert "--yes" in refused.err
        assert all(line in refused.err for line in airings)
    done = op("bulletin", "edit", ID, "--times", 2, "--yes")
    assert done.code == 0
    assert all(line in done.err for line in airings)
    assert f"The approval {ID}.r1.a1 is void." in done.err


def test_one_bulletin_that_cannot_be_rendered_does_not_stop_the_others(op: Run, text: Path) -> None:
    op("bulletin", "add", text)
    op("bulletin", "add", text, "--language", "tyz")
    done = op("render", "0002", "0001", "--json")
    assert done.code == 1
    assert [one["id"] for one in json.loads(done.out)] == [ID]
    assert "tyz" in done.err


def test_a_list_fits_the_terminal_in_both_languages(op: Run, text: Path) -> None:
    op("bulletin", "add", text, "--title", "Đ" * 300)
    for language in ("vi", "en"):
        assert fits_the_terminal(op("bulletin", "list", "--lang", language).out)
        assert fits_the_terminal(op("bulletin", "show", ID, "--lang", language).out)
        assert fits_the_terminal(op("bulletin", "script", ID, "--lang", language).out)
    assert json.loads(op("bulletin", "list", "--json", "--state", "approved").out) == []
    assert json.loads(op("bulletin", "list", "--json").out)[0]["title"] == "Đ" * 300


def test_a_recording_is_added_and_replaced(op: Run, text: Path, tone: Path) -> None:
    assert op("bulletin", "add", tone, "--title", "Lời kêu gọi").out == f"{ID}\n"
    assert op("bulletin", "submit", ID).code == 0
    op("bulletin", "add", text)
    refused = op("render", "1", "2", "--recording", tone)
    assert refused.code == 2
    assert op("bulletin", "edit", "1", "--text", tone).code == 1


def test_an_export_says_where_it_is(op: Run, text: Path, tmp_path: Path) -> None:
    op("bulletin", "add", text)
    op("render", ID)
    out = tmp_path / "gui.wav"
    assert op("export", ID, "--format", "wav", "--out", out).out == f"{out}\n"
    assert out.read_bytes().startswith(b"RIFF")


def test_the_lexicon_is_taught_listed_and_cleaned(op: Run) -> None:
    assert op("lexicon", "add", "TTXV", "thông tấn xã", "--context", "báo").code == 0
    (entry,) = json.loads(op("lexicon", "list", "--json").out)
    assert (entry["written"], entry["context"], entry["by"]) == ("TTXV", ["báo"], "operator")
    assert "TTXV = thông tấn xã" in op("lexicon", "list").out
    assert op("lexicon", "remove", "TTXV").code == 0
    assert op("lexicon", "remove", "TTXV").code == 1


def test_policies_are_added_shown_and_listed(op: Run) -> None:
    added = op(
        "policy", "add", "07/CT-TTg", "--title", "Truyền thông", "--stage", "approval=21/3/2023"
    )
    assert added.out == "07/CT-TTg\n"
    assert json.loads(op("policy", "show", "TTg", "--json").out)["stages"] == {
        "approval": "2023-03-21"
    }
    assert "21/03/2023" in op("policy", "show", "TTg").out
    assert "07/CT-TTg  approval" in op("policy", "list").out
    assert op("policy", "add", "x", "--title", "x", "--stage", "approval").code == 1
    assert "no stage" in op("policy", "add", "x", "--title", "x", "--stage", "a=1/1/2026").err


def refusal(ran: Ran) -> str:
    """The one line a refusal is."""
    assert ran.code == 1
    (line,) = ran.err.splitlines()
    return line


@pytest.mark.parametrize(
    ("arguments", "quoted"),
    [
        (("bulletin", "show", "9999"), "9999"),
        (("bulletin", "script", "0001.r7"), "0001.r7"),
        (("bulletin", "edit", ID, "--say", "một=x"), "LINE=TEXT"),
        (("bulletin", "edit", ID, "--choose", "1=hai"), "FLAG=N"),
        (("bulletin", "edit", ID, "--omit", "1-2-3"), "1-2-3"),
        (("bulletin", "edit", ID, "--until", "hôm nay"), "hôm nay"),
        (("bulletin", "edit", ID), "Nothing of"),
        (("bulletin", "submit", ID), f"broadcaster render {ID}"),
        (("export", ID), f"broadcaster render {ID}"),
    ],
)
def test_a_refusal_is_one_line_that_quotes_what_was_typed(
    op: Run, text: Path, arguments: tuple[str, ...], quoted: str
) -> None:
    op("bulletin", "add", text, "--language", "en")
    assert quoted in refusal(op(*arguments))


def test_what_is_wrong_with_a_recording_is_told_stored_and_shown_before_it_is_approved(
    op: Run, chief: Run, tmp_path: Path
) -> None:
    sound = np.concatenate([sine(300, 2), noise(7, 0.0005), sine(300, 2)])
    path = write_file(tmp_path / "đọc.wav", sound, "pcm_s16le", 24_000)
    added = op("bulletin", "add", path)
    said = "Silent for 7 s from 0:02."
    assert said in added.err
    again = json.loads(op("render", ID, "--recording", path, "--json").out)
    found = {one["code"]: one for one in again[0]["findings"]}
    assert found["long-silence"]["sentence"].startswith(said)
    assert (found["long-silence"]["at_ms"], found["long-silence"]["severity"]) == (2000, "warn")
    shown = op("bulletin", "show", ID).out
    assert "Silent for 7 s from 0:02." in " ".join(shown.split())
    assert fits_the_terminal(shown)
    op("bulletin", "submit", ID)
    assert said in chief("bulletin", "approve", ID).err


def test_the_times_of_its_lines_are_shown_and_exported(op: Run, text: Path, tmp_path: Path) -> None:
    op("bulletin", "add", text)
    refused = op("bulletin", "script", ID, "--times")
    assert (refused.code, refused.out) == (1, "")
    assert f"broadcaster render {ID}" in refused.err
    op("render", ID)
    shown = op("bulletin", "script", ID, "--times")
    assert fits_the_terminal(shown.out)
    assert "   1   0:00.1   0:0" in shown.out
    assert shown.err == ""
    document = json.loads(op("bulletin", "script", ID, "--times", "--json").out)
    assert (document["revision"], document["remade"]) == (f"{ID}.r1", False)
    assert document["sentences"][0]["words"][0]["place"] == "exact"
    out = tmp_path / "tin.vtt"
    assert op("export", ID, "--format", "vtt", "--out", out).out == f"{out}\n"
    assert out.read_text("utf-8").startswith("WEBVTT\n\n1\n")
    for marks in tmp_path.rglob("*.marks"):
        marks.unlink()
    assert "estimated" in op("bulletin", "script", ID, "--times").err


def test_a_second_listener_attests_what_the_approver_does_not_understand(
    op: Run, chief: Run, at_home: Run, text: Path
) -> None:
    at_home("person", "add", "Bà Cụ")
    assert at_home("person", "understands", "Bà Cụ", "en", "tyz").out == "en\ntyz\n"
    assert json.loads(at_home("person", "show", "Bà Cụ", "--json").out)["languages"] == [
        "en",
        "tyz",
    ]
    op("bulletin", "add", text, "--language", "en")
    op("render", ID)
    op("bulletin", "submit", ID, "--accept-flags", "heard")
    assert f"broadcaster bulletin attest {ID}" in chief("bulletin", "approve", ID).err
    attested = at_home("--as", "Bà Cụ", "bulletin", "attest", ID)
    assert (attested.code, len(attested.out.strip())) == (0, 64)
    assert "Bà Cụ (en)" in op("bulletin", "show", ID).out
    approval = json.loads(chief("bulletin", "approve", ID, "--json").out)
    assert [one["name"] for one in approval["attestations"]] == ["Bà Cụ"]


def test_a_bulletin_is_read_paragraph_by_paragraph(op: Run, text: Path, tone: Path) -> None:
    text.write_text("Mai mất điện cả ngày.\nXin cảm ơn bà con.\n", encoding="utf-8")
    op("bulletin", "add", text)
    assert "not read yet" in op("bulletin", "takes", ID).out
    first = op("bulletin", "record", ID, tone, "--paragraph", 1)
    assert (first.code, len(first.out.strip())) == (0, 64)
    assert "Paragraphs still to read: 2" in first.err
    assert "paragraphs 2 have no recording" in op("render", ID, "--takes").err
    assert (
        f"broadcaster render {ID} --takes"
        in op("bulletin", "record", ID, tone, "--paragraph", 2).err
    )
    shown = op("bulletin", "takes", ID).out
    assert fits_the_terminal(shown)
    takes = json.loads(op("bulletin", "takes", ID, "--json").out)
    assert [(one["paragraph"], one["take"]) for one in takes] == [
        (1, first.out.strip()),
        (2, first.out.strip()),
    ]
    (made,) = json.loads(op("render", ID, "--takes", "--json").out)
    assert (made["voice"], made["parameters"]) == ("recording", {"paragraphs": 2})


def test_a_noisy_recording_is_heard_both_ways_before_one_is_taken(
    op: Run, text: Path, tmp_path: Path
) -> None:
    text.write_text("Mai mất điện cả ngày. Bà con chuẩn bị đèn dầu.\n", encoding="utf-8")
    op("bulletin", "add", text)
    sound = noise(6, 0.01) + np.concatenate([sine(300, 2), 0 * sine(300, 1), sine(300, 3)])
    path = write_file(tmp_path / "ồn.wav", sound, "pcm_s16le", 24_000)
    made = op("render", ID, "--recording", path, "--denoise", "--preview", tmp_path / "nghe")
    assert made.code == 0
    assert f"broadcaster render {ID} --accept after" in made.err
    copies = sorted(one.name for one in (tmp_path / "nghe").iterdir())
    assert copies == [f"{ID}.after.mp3", f"{ID}.before.mp3"]
    assert json.loads(op("bulletin", "show", ID, "--json").out)["cut"] is None
    (taken,) = json.loads(op("render", ID, "--accept", "after", "--json").out)
    assert taken["parameters"] == {"denoised_db": 12}
    assert Path(taken["path"]).read_bytes() == (tmp_path / "nghe" / copies[0]).read_bytes()
    assert "waits to be compared" in op("render", ID, "--accept", "before").err


@pytest.mark.parametrize(
    "options",
    [
        ("--denoise",),
        ("--preview", "x"),
        ("--recording", "x", "--preview", "x"),
        ("--recording", "x", "--voice", "y"),
        ("--recording", "x", "--denoise", "--bed"),
        ("--accept", "after", "--voice", "y"),
        ("--takes", "--voice", "y"),
        ("--takes", "--recording", "x"),
        ("0002", "--recording", "x"),
    ],
)
def test_ways_to_a_sound_that_do_not_go_together_are_a_usage_error(
    op: Run, options: tuple[str, ...]
) -> None:
    assert op("render", ID, *options).code == 2
