import json
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from broadcaster.timebase import SystemTime, as_rfc3339
from tests.cli.conftest import Run
from tests.schedule.conftest import (
    MORNING,
    SOUNDS,
    Bulletins,
    approve,
    bulletin,
    keep_approval,
    lock,
    write_programme,
)

__all__ = ["bulletin"]


@pytest.fixture
def furnished(desk: Desk, at_home: Run) -> Run:
    actions.set_default_hours(desk)
    for one in SOUNDS.values():
        keep_approval(desk, one)
    write_programme(desk, MORNING)
    actions.apply_programme(desk, confirmed=True)
    return at_home


def sessions(run: Run) -> list[str]:
    return [one["session"] for one in json.loads(run("schedule", "show", "--json").out)]


def test_a_plan_lists_its_sessions(furnished: Run, desk: Desk, bulletin: Bulletins) -> None:
    approve(desk, bulletin())
    ran = furnished("schedule", "plan", "--days", "3")
    assert ran.code == 0
    assert "Bản tin sáng  1          1:13    written" in ran.out
    assert len(sessions(furnished)) in (2, 3)


def test_a_plan_without_bulletins_says_that_it_stays_silent(furnished: Run) -> None:
    ran = furnished("schedule", "plan")
    assert "silent" in ran.out
    assert "no approved bulletin" in ran.err


def test_a_session_is_shown_with_what_was_left_out(
    furnished: Run, desk: Desk, bulletin: Bulletins
) -> None:
    approve(desk, bulletin())
    approve(desk, bulletin(31 * 60_000))
    furnished("schedule", "plan", "--days", "2")
    shown = furnished("schedule", "show", sessions(furnished)[0])
    assert "05:30:08  1:00    bulletin  Tin 1 (khe-ren-2026-0001)" in shown.out
    assert "khe-ren-2026-0002: it needs 31:02; the session has 28:42 left" in shown.out
    assert max(len(line) for line in shown.out.splitlines()) <= 80


def test_explain_gives_each_reason_once(furnished: Run, desk: Desk, bulletin: Bulletins) -> None:
    approve(desk, bulletin(times=1))
    furnished("schedule", "plan", "--days", "5")
    out = furnished("schedule", "explain", "0001").out
    assert "05:30:08" in out
    assert out.count("airings are done or planned in other sessions: 1 of 1.") == 1
    assert "It would go in if it were approved for 1 airing more." in out
    document = json.loads(furnished("schedule", "explain", "0001", "--json").out)
    assert {one["reason"] for one in document["sessions"]} == {None, "times-used"}


def test_a_change_after_the_lock_says_where_it_goes(
    furnished: Run, desk: Desk, bulletin: Bulletins
) -> None:
    approve(desk, bulletin())
    furnished("schedule", "plan", "--days", "3")
    first, second = sessions(furnished)[:2]
    lock(desk, first)
    approve(desk, bulletin())
    ran = furnished("schedule", "plan", "--days", "3")
    assert f"{first} is locked: khe-ren-2026-0002 is deferred to {second}." in ran.err
    assert json.loads(furnished("schedule", "plan", "--json").out)["deferred"] == [
        {"session": first, "bulletin": "khe-ren-2026-0002", "to": second}
    ]


def test_an_order_is_exported_to_stdout_or_a_file(
    furnished: Run, desk: Desk, bulletin: Bulletins, tmp_path: Path
) -> None:
    approve(desk, bulletin())
    furnished("schedule", "plan", "--days", "2")
    session = sessions(furnished)[0]
    document = json.loads(furnished("schedule", "export", session).out)
    assert document["session"] == session
    out = tmp_path / "order.json"
    ran = furnished("schedule", "export", session, "--out", out)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(out.read_text("utf-8")) == document


def test_a_playlist_names_cuts_that_must_be_in_the_cache(
    furnished: Run, desk: Desk, bulletin: Bulletins
) -> None:
    candidate = approve(desk, bulletin())
    furnished("schedule", "plan", "--days", "2")
    ran = furnished("schedule", "export", sessions(furnished)[0], "--format", "m3u8")
    assert ran.code == 1  # nobody rendered these cuts
    for one in (candidate, *SOUNDS.values()):
        sha256 = one.approval.cut
        path = desk.home.audio_cache / sha256[:2] / sha256[2:4] / f"{sha256}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    ran = furnished("schedule", "export", sessions(furnished)[0], "--format", "m3u8")
    assert ran.out.splitlines()[:3][2] == "#EXTINF:8,ident"
    assert "#EXTINF:60,Tin 1" in ran.out


def test_a_day_that_is_over_or_no_day_is_refused(furnished: Run) -> None:
    assert furnished("schedule", "plan", "--from", "2020-01-01").code == 1
    assert furnished("schedule", "plan", "--from", "mai").code == 2
    assert furnished("schedule", "plan", "--days", "0").code == 2


def test_a_bulletin_without_an_approval_is_not_explained_away(
    furnished: Run, desk: Desk, bulletin: Bulletins
) -> None:
    ended = SystemTime().now()
    candidate = approve(desk, bulletin(valid_until=ended))
    ran = furnished("schedule", "explain", "0001")
    assert ran.code == 1
    assert "schedule plan" in ran.err
    furnished("schedule", "plan", "--days", "2")
    out = furnished("schedule", "explain", "0001").out
    assert candidate.approval.valid_until is not None
    assert as_rfc3339(ended)[:4] in out


def test_some_days_are_exported_as_calendar_paper_and_list(
    furnished: Run, desk: Desk, bulletin: Bulletins, tmp_path: Path
) -> None:
    approve(desk, bulletin())
    furnished("schedule", "plan", "--days", "3")
    calendar, paper = tmp_path / "lich.ics", tmp_path / "lich.pdf"
    assert furnished("schedule", "export", "--format", "ical", "--out", calendar).code == 0
    assert furnished("schedule", "export", "--format", "pdf", "--out", paper).code == 0
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == len(sessions(furnished))
    assert paper.read_bytes().startswith(b"%PDF-")
    listed = json.loads(furnished("schedule", "export", "--days", "7").out)
    assert [one["session"] for one in listed] == sessions(furnished)
    again = tmp_path / "again.pdf"
    furnished("schedule", "export", "--format", "pdf", "--out", again)
    assert again.read_bytes() == paper.read_bytes()


def test_days_without_a_session_and_a_session_with_days_are_refused(
    furnished: Run, tmp_path: Path
) -> None:
    ran = furnished("schedule", "export", "--format", "pdf", "--out", tmp_path / "x.pdf")
    assert (ran.code, ran.out) == (1, "")
    assert "No session is planned from" in ran.err
    assert furnished("schedule", "export", "--from", "31/12/9999").code == 1
    assert furnished("schedule", "export", "x", "--days", "2").code == 2
    assert not (tmp_path / "x.pdf").exists()
