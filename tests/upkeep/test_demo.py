import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.home import Home
from broadcaster.journal.lock import WriterLock
from broadcaster.schedule.hours.file import read_stretch
from broadcaster.schedule.programmes.file import read_programme
from broadcaster.upkeep.demo.play import program
from broadcaster.upkeep.demo.script import (
    FIRST,
    FULL,
    OTHERS,
    SHORT,
    SHORTEST_NOTICE,
    STATION_ID,
    DemoBulletin,
    Times,
    choose_times,
    hours_with_gap,
    programmes,
)
from broadcaster.upkeep.demo.stage import DemoError, Stage, clear_stage, loudest_sample
from broadcaster.upkeep.errors import UpkeepError

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENTS = st.integers(0, 3 * 366 * 86_400_000).map(
    lambda ms: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)


def a_demo(root: Path) -> Path:
    root.mkdir()
    (root / "broadcaster.toml").write_text(f'station = "{STATION_ID}"\n')
    return root


@given(MOMENTS)
def test_the_first_session_starts_at_the_next_whole_minute_that_leaves_notice(
    now: datetime,
) -> None:
    times = choose_times(now, ZONE)
    assert (times.first.second, times.first.microsecond) == (0, 0)
    assert SHORTEST_NOTICE <= times.first - now < SHORTEST_NOTICE + timedelta(minutes=1)


def test_two_minutes_before_midnight_the_sessions_lie_on_both_sides_of_it() -> None:
    times = choose_times(datetime(2026, 11, 22, 16, 58, 30, tzinfo=UTC), ZONE)
    assert times.short_session == f"{SHORT}@2026-11-22T23:59"
    assert times.full_session == f"{FULL}@2026-11-23T01:59"


@given(MOMENTS)
def test_the_programmes_are_programmes_and_never_overlap(now: datetime) -> None:
    times = choose_times(now, ZONE)
    texts = programmes(times)
    read = [read_programme(text, ["all"]) for text in texts.values()]
    assert sorted(f"{programme.name}.toml" for programme in read) == sorted(texts)
    apart = times.second - times.first
    assert all(timedelta(milliseconds=one.longest_ms) < apart for one in read)


@given(MOMENTS)
def test_the_gap_leaves_out_the_whole_second_session_and_nothing_of_the_first(
    now: datetime,
) -> None:
    times = choose_times(now, ZONE)
    allowed = read_stretch(hours_with_gap(times.second))
    longest = max(read_programme(t, ["all"]).longest_ms for t in programmes(times).values())
    for minute in range(longest // 60_000 + 1):
        moment = times.second + timedelta(minutes=minute)
        assert not allowed.covers(moment.hour * 60 + moment.minute)
    assert allowed.covers(times.first.hour * 60 + times.first.minute)


@pytest.mark.parametrize("bulletin", [FIRST, *OTHERS], ids=lambda bulletin: bulletin.file)
def test_each_text_has_a_date_a_document_number_and_an_abbreviation(bulletin: DemoBulletin) -> None:
    text = bulletin.text
    assert "/2026" in text
    assert any(f"{word}/" in text for word in ("42", "118", "305"))
    assert any(word in text for word in ("UBND", "HTX", "BCH"))
    assert 55 <= len(text.split()) <= 80


def test_an_earlier_demo_is_moved_aside_and_the_one_before_it_is_dropped(tmp_path: Path) -> None:
    for note in ("first", "second"):
        (a_demo(tmp_path / "demo-home") / "note").write_text(note)
        assert clear_stage(tmp_path / "demo-home") == tmp_path / "demo-home.earlier"
    assert (tmp_path / "demo-home.earlier" / "note").read_text() == "second"
    assert not (tmp_path / "demo-home").exists()


def test_a_new_or_empty_folder_needs_nothing(tmp_path: Path) -> None:
    assert clear_stage(tmp_path / "new") is None
    assert clear_stage(tmp_path) is None


def test_a_real_station_is_left_alone(home: Home) -> None:
    with pytest.raises(DemoError, match="was not made by the demo"):
        clear_stage(home.root)
    assert home.config.is_file()


def test_what_stands_in_the_way_of_moving_aside_is_left_alone(tmp_path: Path) -> None:
    root = a_demo(tmp_path / "demo-home")
    (tmp_path / "demo-home.earlier").mkdir()
    (tmp_path / "demo-home.earlier" / "letter.txt").write_text("mine")
    with pytest.raises(DemoError, match=r"demo-home\.earlier"):
        clear_stage(root)
    assert (tmp_path / "demo-home.earlier" / "letter.txt").is_file()


def test_a_demo_whose_player_runs_is_left_alone(tmp_path: Path) -> None:
    root = a_demo(tmp_path / "demo-home")
    with WriterLock(Home(root)), pytest.raises(UpkeepError, match="A player runs"):
        clear_stage(root)


def test_a_command_that_fails_ends_the_demo_with_its_own_words(tmp_path: Path) -> None:
    said: list[str] = []
    stage = Stage(tmp_path / "nowhere", said.append)
    with pytest.raises(DemoError, match=r"hours show.*ended with 1.*nowhere"):
        stage.run("hours", "show")
    assert said == ["   $ broadcaster hours show"]


def test_the_loudest_sample_counts_in_either_direction(tmp_path: Path) -> None:
    for name, samples in (("a", b"\x01\x00\xff\xff"), ("b", b"\x10\x00\x00\x80")):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, 48_000, 0, "NONE", ""))
            file.writeframes(samples)
    assert loudest_sample(sorted(tmp_path.glob("*.wav"))) == 32_768
    assert loudest_sample([]) == 0


def test_times_know_when_a_plan_comes_too_late() -> None:
    first = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    times = Times(first, first + timedelta(hours=2), timedelta(seconds=35))
    assert times.last_call < first - timedelta(seconds=10)
    assert times.first_ends > first + timedelta(seconds=35)


def test_a_hint_can_be_typed_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("sys.executable", str(tmp_path / ".venv" / "bin" / "python"))
    assert program() == ".venv/bin/broadcaster"
    monkeypatch.setattr("sys.executable", "/usr/bin/python3")
    assert program() == "/usr/bin/broadcaster"
