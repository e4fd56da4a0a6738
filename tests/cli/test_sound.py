"""The station's sounds as people type them."""

import json
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions as schedule
from tests.bulletins.conftest import write_tone
from tests.cli.conftest import Run

RIGHTS = ("--origin", "Đội văn nghệ xã", "--licence", "Tự làm, không phải trả tiền cho ai cả")


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "nhạc-hiệu.wav")


@pytest.fixture
def chief(at_home: Run) -> Run:
    return lambda *arguments: at_home("--as", "approver", *arguments)


def test_sounds_are_brought_approved_and_listed(op: Run, chief: Run, tone: Path) -> None:
    assert "no sounds yet" in op("sound", "list").err
    assert op("sound", "add", "ident", tone, *RIGHTS).code == 0
    assert "new version by operator waits" in op("sound", "list").out
    assert chief("sound", "approve", "ident").out == "sound-ident.a1\n"
    (listed,) = json.loads(op("sound", "list", "--json").out)
    assert (listed["name"], listed["kind"], listed["waiting"]) == ("ident", "ident", None)
    assert (listed["approver"], listed["title"]) == ("approver", "nhạc-hiệu")
    assert (listed["origin"], listed["licence"]) == (RIGHTS[1], RIGHTS[3])
    assert len(listed["sha256"]) == 64
    assert listed["loudness_lufs"] == pytest.approx(-16, abs=0.5)
    heading, line = op("sound", "list").out.splitlines()
    assert heading.split()[0] == "Sound"
    assert line.split()[-2:] == ["approver", "-"]


def test_a_sound_is_shown_with_its_rights_and_with_what_waits(
    op: Run, chief: Run, tone: Path
) -> None:
    op("sound", "add", "bed", tone, *RIGHTS)  # two seconds: too short for a bed
    op("sound", "add", "music-tet", tone, *RIGHTS, "--rights-until", "31/12/2027")
    chief("sound", "approve", "music-tet")
    op("sound", "add", "music-tet", tone, *RIGHTS, "--title", "Bản mới")
    shown = op("sound", "show", "music-tet").out
    for words in ("31/12/2027", RIGHTS[1], RIGHTS[3], "Waits for approval", "Bản mới"):
        assert words in shown
    one = json.loads(op("sound", "show", "music-tet", "--json").out)
    assert one["rights_until"] == "2027-12-31T17:00:00.000000Z"
    assert one["waiting"]["title"] == "Bản mới"
    assert op("sound", "show", "bed").code == 1


def test_a_file_without_rights_is_refused_in_one_line(op: Run, tone: Path) -> None:
    ran = op("sound", "add", "ident", tone, "--origin", "x")
    assert ran.code == 1
    (line,) = ran.err.splitlines()
    assert "--licence is missing" in line
    assert ran.out == ""


def test_a_sound_that_is_planned_is_withdrawn_when_that_is_wanted(
    op: Run, chief: Run, desk: Desk, tone: Path
) -> None:
    op("sound", "add", "music-tet", tone, *RIGHTS)
    chief("sound", "approve", "music-tet")
    schedule.set_default_hours(desk)
    toml = """
name = "nhac"
title = "Nhạc"
recurrence = "daily"
start = "05:30"
longest_minutes = 10
zones = ["all"]
[[layout]]
part = "music"
sound = "music-tet"
"""
    (desk.home.playlists / "nhac.toml").write_text(toml, encoding="utf-8")
    schedule.apply_programme(desk, confirmed=True)
    op("schedule", "plan")
    (one,) = json.loads(op("sound", "list", "--json").out)
    assert one["used_in"] == ["nhac"]
    refused = op("sound", "withdraw", "music-tet")
    assert refused.code == 1
    assert "nhac@" in refused.err
    assert "--yes" in refused.err
    assert op("sound", "withdraw", "music-tet", "--yes").out == "sound-music-tet.a1\n"
    assert op("sound", "list").out == ""


def test_what_waits_is_taken_back_and_what_is_built_in_brought_back(
    op: Run, chief: Run, tone: Path
) -> None:
    op("sound", "add", "ident", tone, *RIGHTS)
    assert op("sound", "withdraw", "ident", "--waiting").code == 0
    assert chief("sound", "approve", "ident").code == 1
    assert chief("sound", "built-in", "ident").out == "sound-ident.a1\n"
    assert "built in" in op("sound", "list").out


def test_a_bulletin_is_spoken_over_a_bed_and_says_so(op: Run, chief: Run, tmp_path: Path) -> None:
    text = tmp_path / "tin.txt"
    text.write_text("Mai mất điện.", encoding="utf-8")
    op("bulletin", "add", text)
    assert 'No sound "bed" is approved' in op("render", "@last", "--bed").err
    chief("sound", "built-in", "bed")
    (made,) = json.loads(op("render", "@last", "--json", "--bed").out)
    (bed,) = json.loads(op("sound", "list", "--json").out)
    assert made["parameters"]["bed"] == bed["sha256"]
    assert made["parameters"]["bed_licence"] == bed["licence"] == "GPL-3.0-or-later"
    op("bulletin", "submit", "@last", "--accept-flags", "x")
    chief("bulletin", "approve", "@last")
    assert "khe-ren-2026-0001" in op("sound", "withdraw", "bed").err
