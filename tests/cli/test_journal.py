"""`broadcaster journal` from the outside."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.lock import WriterLock
from broadcaster.journal.logs import read_logs
from broadcaster.journal.model import Kind
from broadcaster.journal.writer import Journal
from broadcaster.reports.columns import WIDTH, display_width
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeTrust, VirtualTime
from tests.cli.conftest import Run
from tests.journal.orders import keep, order_of

SESSION = "ban-tin-sang@2026-11-22T08:00"
ITEM = f"{SESSION}/0a1b2c3d"
TITLE = "Thông báo về việc tiêm phòng cho đàn gia súc, gia cầm đợt hai năm 2026 của xã"


def journal_of(home: Home, clock: VirtualTime, **more: bool) -> Journal:
    return Journal.open(
        home,
        station="khe-ren",
        unit="khe-ren",
        key=BoxKey.load(home.keys),
        time=clock,
        trust=lambda: TimeTrust(TimeQuality.NTP, 100, ""),
        **more,  # type: ignore[arg-type]
    )


def play(
    home: Home,
    journal: Journal,
    clock: VirtualTime,
    *,
    clusters: list[str] | None = None,
    title: str = TITLE,
) -> None:
    """Plan, start and end one item of a minute, with heartbeats around it."""
    start = clock.now() + timedelta(seconds=60)
    listed = ["0a1b2c3d:0:60000"]
    order = keep(home, order_of(BoxKey.load(home.keys), SESSION, listed))
    journal.append(Kind.PLAN, session=SESSION, order=order, count=1, items=listed)
    clock.advance(60 * NANOSECONDS)
    journal.append(
        Kind.START,
        item=ITEM,
        session=SESSION,
        expected=start,
        title=title,
        bulletin="khe-ren-2026-0001",
        revision="khe-ren-2026-0001.r2",
        approval="khe-ren-2026-0001.r2-a1",
    )
    clock.advance(60 * NANOSECONDS)
    journal.append(
        Kind.END,
        item=ITEM,
        session=SESSION,
        cause="whole",
        first=start,
        last=clock.now(),
        samples=60 * 48_000,
        evidence="2",
        clusters=clusters,
    )
    journal.append(
        Kind.OUTCOME, item=ITEM, session=SESSION, outcome="aired", cause="whole", title=TITLE
    )
    clock.advance(1800 * NANOSECONDS)
    journal.append(Kind.HEARTBEAT)


@pytest.fixture
def played(home: Home, clock: VirtualTime) -> Home:
    """A log of a boot, a plan, an item that aired, a heartbeat; signed at a clean stop."""
    with journal_of(home, clock) as journal:
        play(home, journal, clock)
        journal.checkpoint()
    return home


def test_list_shows_every_record_in_station_time_within_80_columns(
    played: Home, at_home: Run
) -> None:
    ran = at_home("journal", "list")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0].startswith("Log khe-ren-20261122T010000Z-")
    assert lines[0].endswith("time of Asia/Ho_Chi_Minh")
    assert lines[1] == "22/11/2026"
    assert [line.split()[:2] for line in lines[2:]] == [
        ["0", "08:00:00"],
        ["1", "08:00:00"],
        ["2", "08:01:00"],
        ["3", "08:02:00"],
        ["4", "08:02:00"],
        ["5", "08:32:00"],
    ]
    assert "0a1b2c3d aired" in lines[6]
    assert "0a1b2c3d 1:00, evidence 2" in lines[5]
    assert max(display_width(line) for line in lines) <= WIDTH


def test_list_tells_every_kind_of_record(home: Home, clock: VirtualTime, at_home: Run) -> None:
    with journal_of(home, clock) as journal:
        journal.append(Kind.NO_PLAN, session=SESSION, cause="missing")
        journal.append(Kind.PLAN_CHANGE, item=ITEM, change="withdrawn", by="tran-thi-b")
        journal.append(Kind.UNPLANNED, item="unplanned/20261122T080000-1", what="test")
        journal.append(Kind.MUTE, state="on", by="tran-thi-b")
        journal.append(Kind.CLOCK, change="step", before="x", after="y", step_ms=4000)
        journal.append(Kind.ALARM, code="disk-low", text="two\nlines\u202e")
    lines = at_home("journal", "list").out.splitlines()[3:]
    told = ["there was no", "bulletin was withdrawn", "sound check"]
    told += ["sound switched off, tran-thi-b", "clock was stepped", "disk-low, two lines"]
    assert len(lines) == len(told)
    for line, words in zip(lines, told, strict=True):
        assert words in line


def test_list_takes_a_day_and_a_session(played: Home, at_home: Run) -> None:
    assert len(at_home("journal", "list", "--session", "ban-tin-sang").out.splitlines()) == 6
    nothing = at_home("journal", "list", "--date", "2026-11-23", "--json")
    assert json.loads(nothing.out) == []
    records = json.loads(at_home("journal", "list", "--date", "22/11/2026", "--json").out)
    assert [record["seq"] for record in records] == list(range(6))


def test_show_takes_a_number_or_an_item(played: Home, at_home: Run) -> None:
    (one,) = json.loads(at_home("journal", "show", "2", "--json").out)
    assert one["record"]["kind"] == "start"
    assert (one["segment"], one["line"], len(one["leaf_hash"])) == ("2026-11.jsonl", 3, 64)
    of_item = json.loads(at_home("journal", "show", "0a1b2c3d", "--json").out)
    assert [one["record"]["kind"] for one in of_item] == ["start", "end", "outcome"]
    said = at_home("journal", "show", "@last").out
    assert TITLE in said
    assert "2026-11.jsonl:3" in said


@pytest.mark.parametrize("what", ["99", "12345678", "zzz"])
def test_show_refuses_what_is_not_there_with_its_name(
    played: Home, at_home: Run, what: str
) -> None:
    ran = at_home("journal", "show", what)
    assert ran.code == 1
    assert f'"{what}"' in ran.err


def test_at_says_what_sounded_who_approved_it_and_how_well_it_is_known(
    played: Home, at_home: Run
) -> None:
    said = " ".join(at_home("journal", "at", "2026-11-22T08:01").out.split())
    assert "22/11/2026 08:01:00 (Asia/Ho_Chi_Minh), khe-ren" in said
    assert "Sent by this station:" in said
    assert "sounded from 08:01:00.000 to 08:02:00.000 (records 2 and 3)" in said
    assert "khe-ren-2026-0001.r2" in said
    assert "Approval: khe-ren-2026-0001.r2-a1" in said
    assert "Evidence: grade 2, taken by the output's own clock." in said
    assert "synchronised by the network, at most 100 ms off" in said


def test_at_calls_silence_silence_only_where_the_log_was_kept(played: Home, at_home: Run) -> None:
    silent = " ".join(at_home("journal", "at", "2026-11-22T08:10").out.split())
    assert "Silence: nothing sounded." in silent
    assert "Before it: “" + TITLE in silent
    assert "The station had sent nothing since 22/11/2026 08:02:00." in silent
    before = at_home("journal", "at", "2026-11-22T04:45").out
    assert "before the first record of the log (22/11/2026 08:00:00)" in " ".join(before.split())
    after = at_home("journal", "at", "2026-11-22T09:45").out
    assert "after the last record of the log (22/11/2026 08:32:00)" in " ".join(after.split())
    assert (
        json.loads(at_home("journal", "at", "2026-11-22T08:10", "--json").out)[0]["status"]
        == "silence"
    )


def test_at_says_what_one_cluster_got_and_refuses_one_that_no_record_names(
    home: Home, clock: VirtualTime, at_home: Run
) -> None:
    with journal_of(home, clock) as journal:
        play(home, journal, clock, clusters=["cho-chua:60000:2", "dinh-lang:0:1"])
    ask = ("journal", "at", "2026-11-22T08:01", "--cluster")
    assert "Cluster cho-chua: 1:00 sent, grade 2." in at_home(*ask, "cho-chua").out
    assert "nothing to cluster dinh-lang" in at_home(*ask, "dinh-lang").out
    ran = at_home(*ask, "ben-do")
    assert (ran.code, '"ben-do". It names: cho-chua, dinh-lang' in ran.err) == (1, True)


def test_at_does_not_call_silent_what_the_loopback_heard(
    played: Home, clock: VirtualTime, at_home: Run
) -> None:
    with journal_of(played, clock) as journal:
        journal.append(Kind.ALARM, code="unordered-sound", detail="-23 dBFS")
        clock.advance(600 * NANOSECONDS)
        journal.append(Kind.HEARTBEAT)
    ran = " ".join(at_home("journal", "at", "2026-11-22T08:32").out.split())
    assert "its loopback heard something about that time that nobody ordered" in ran
    assert "Something sounds that nobody ordered: -23 dBFS." in ran
    assert "Silence" not in ran


def test_at_makes_a_page_that_shows_nothing_a_title_hides(
    home: Home, clock: VirtualTime, at_home: Run, tmp_path: Path
) -> None:
    with journal_of(home, clock) as journal:
        play(home, journal, clock, title="<script>alert(1)</script>")
    page = tmp_path / "answer.html"
    assert at_home("journal", "at", "2026-11-22T08:01", "--format", "html", "--out", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "Evidence: grade 2" in text


def test_at_refuses_what_is_no_time(played: Home, at_home: Run) -> None:
    ran = at_home("journal", "at", "quarter to five")
    assert ran.code == 1
    assert '"quarter to five" is no time' in ran.err


def test_a_rehearsal_is_shown_as_one(home: Home, clock: VirtualTime, at_home: Run) -> None:
    with journal_of(home, clock, rehearsal=True) as journal:
        play(home, journal, clock)
    assert "REHEARSAL" in at_home("journal", "list").out
    answer = at_home("journal", "at", "08:01").out
    assert "REHEARSAL" in answer
    assert "22/11/2026 08:01:00" in answer


def test_verify_says_whole_in_one_sentence(played: Home, at_home: Run) -> None:
    ran = at_home("journal", "verify")
    assert (ran.code, ran.err) == (0, "")
    head, *clauses = ran.out.splitlines()
    assert head.startswith("Log khe-ren-20261122T010000Z-")
    assert clauses[0] == "  whole up to record 5 of 22/11/2026 08:32:00 (6 records);"
    assert clauses[-1] == "  nothing later can be excluded."


def test_verify_speaks_vietnamese_unless_asked(played: Home, at_home: Run) -> None:
    assert "nguyên vẹn đến bản ghi 5" in at_home("--lang", "vi", "journal", "verify").out


def test_verify_names_an_altered_record_and_exits_1(played: Home, at_home: Run) -> None:
    path = read_logs(played)[0].segments[0]
    path.write_bytes(path.read_bytes().replace(b'"outcome":"aired"', b'"outcome":"aIred"'))
    ran = at_home("journal", "verify")
    assert ran.code == 1
    assert "record 4 was altered (2026-11.jsonl, line 5, byte" in ran.out
    assert ran.err.count("\n") == 1
    told = json.loads(at_home("journal", "verify", "--json").out)
    assert told["status"] == "damaged"
    (finding,) = told["logs"][0]["findings"]
    assert (finding["fault"], finding["seq"], finding["line"]) == ("altered", 4, 5)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_verify_names_a_missing_running_order_by_session_and_file_in_80_columns(
    played: Home, at_home: Run, language: str
) -> None:
    (order,) = played.orders.iterdir()
    order.unlink()
    ran = at_home("--lang", language, "journal", "verify")
    assert ran.code == 1
    assert SESSION in ran.out
    assert f"   orders/{order.name}." in ran.out.splitlines()
    assert max(display_width(line) for line in ran.out.splitlines()) <= WIDTH
    told = json.loads(at_home("journal", "verify", "--json").out)
    assert (told["status"], told["logs"][0]["status"]) == ("disagrees", "disagrees")
    (one,) = told["logs"][0]["discrepancies"]
    assert (one["sort"], one["session"]) == ("order-missing", SESSION)


def test_a_checkpoint_kept_elsewhere_names_what_was_deleted(
    played: Home, at_home: Run, tmp_path: Path
) -> None:
    """Clean stop, last three deleted, checkpoints removed: the story of the issue."""
    kept = tmp_path / "kept.note"
    kept.write_text(at_home("journal", "checkpoint").out, encoding="utf-8")
    path = read_logs(played)[0].segments[0]
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-3]))
    assert "3 records at its end were deleted: 3-5" in at_home("journal", "verify").out
    for note in played.checkpoints.iterdir():
        note.unlink()
    without = at_home("journal", "verify")
    assert without.code == 0
    assert "whole up to record 2" in without.out
    assert "nothing later can be excluded" in without.out
    with_copy = at_home("journal", "verify", "--against", kept)
    assert with_copy.code == 1
    assert "3 records at its end were deleted: 3-5" in with_copy.out


def test_an_auditor_verifies_a_copy_with_the_public_key(
    played: Home, at_home: Run, run: Run, tmp_path: Path
) -> None:
    key = json.loads(at_home("journal", "checkpoint", "--json").out)["verifier_key"]
    (tmp_path / "key").write_text(key, encoding="ascii")
    ran = run("journal", "verify", "--journal", played.journal, "--key", tmp_path / "key", "--json")
    assert ran.code == 0
    (log,) = json.loads(ran.out)["logs"]
    assert (log["status"], log["key_source"], log["signed_up_to"]) == ("whole", "given", 5)


def test_verify_refuses_a_home_without_a_log(home: Home, at_home: Run) -> None:
    ran = at_home("journal", "verify")
    assert ran.code == 1
    assert "no as-run log" in ran.err


def test_reading_needs_no_database(played: Home, run: Run) -> None:
    played.database.unlink(missing_ok=True)
    for verb in (["list"], ["show", "0"], ["at", "08:01"], ["verify"]):
        assert run("--home", played.root, "journal", *verb).code == 0
    assert not played.database.exists()


def test_checkpoint_prints_the_note_on_stdout_and_talk_on_stderr(
    played: Home, at_home: Run
) -> None:
    ran = at_home("journal", "checkpoint")
    (note,) = played.checkpoints.iterdir()
    assert ran.out.encode() == note.read_bytes()
    assert "Checkpoint over 6 records, code " in ran.err


def test_checkpoint_signs_what_is_not_signed_yet(
    played: Home, clock: VirtualTime, at_home: Run
) -> None:
    with journal_of(played, clock) as journal:
        journal.append(Kind.HEARTBEAT)
    told = json.loads(at_home("journal", "checkpoint", "--json").out)
    assert told["size"] == 8
    assert told["file"] in [path.name for path in played.checkpoints.iterdir()]


def test_while_the_player_runs_its_newest_checkpoint_is_printed(
    played: Home, clock: VirtualTime, at_home: Run
) -> None:
    with WriterLock(played), journal_of(played, clock):
        ran = at_home("journal", "checkpoint", "--json")
    assert json.loads(ran.out)["size"] == 6
    assert "The player is running" in ran.err


def test_checkpoint_does_not_sign_a_damaged_log(played: Home, at_home: Run) -> None:
    path = read_logs(played)[0].segments[0]
    path.write_bytes(path.read_bytes().replace(b'"seq":2', b'"seq":9'))
    assert at_home("journal", "checkpoint").code == 1
    assert len(read_logs(played)) == 1
