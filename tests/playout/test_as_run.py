"""What stands in the log while a session plays, and what a report makes of it afterwards.

Acceptance cases 53 to 56 and 59.
"""

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.reports.actions import day_report, render_day
from tests.playout.rig import Rig, play
from tests.playout.station import TestStation

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SHAPES = ("table", "csv", "html", "json")


def segments(home: Home) -> bytes:
    """Every byte of the log."""
    return b"".join(path.read_bytes() for path in sorted(home.journal.glob("*/*.jsonl")))


def kinds_of(rig: Rig, item: str) -> list[str]:
    return [record.kind for record in rig.records() if record.get("item") == item]


def reported(home: Home, now: datetime, shape: str) -> bytes:
    return render_day(day_report(home, Settings(), now, date(2026, 11, 22)), shape)


def test_while_an_item_sounds_its_row_stands_and_nothing_is_overwritten(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 5 * SECOND)
    begun = rig.records("start")[0]
    assert (begun.moment("planned"), begun.moment("expected")) == (start, start)
    assert begun.at < start
    assert rig.records("end") == rig.records("outcome") == []
    written = segments(abc.home)
    rig.run_until(start + MINUTE)
    rig.stop()
    assert segments(abc.home).startswith(written)
    assert kinds_of(rig, begun.text("item")) == ["start", "end", "outcome"]


def test_other_samples_than_were_approved_are_named_by_their_hash(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.write_approval(replace(abc.cuts["a"].approval, decoded_sha256="0" * 64))
    order = abc.plan(start, "ab")
    play(rig, start + MINUTE)
    (alarm,) = rig.records("alarm")
    assert alarm.text("code") == "decoded-differs"
    assert order.items[0].id in alarm.text("detail")
    assert sha256(abc.cuts["a"].pcm).hexdigest() in alarm.text("detail")


def test_a_very_short_sound_and_its_neighbours_are_each_logged_once(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("jingle", 100, sound=True, lead_in_ms=10)
    order = abc.plan(start, ["a", "jingle", "b", "jingle", "c"])
    play(rig, start + MINUTE)
    for kind in ("start", "end", "outcome"):
        logged = Counter(record.text("item") for record in rig.records(kind))
        assert logged == dict.fromkeys((item.id for item in order.items), 1)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_needs_no_media_and_is_the_same_on_another_machine(
    rig: Rig,
    abc: TestStation,
    start: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shape: str,
) -> None:
    order = abc.plan(start, "abc")
    play(rig, start + MINUTE)
    now = start + 5 * MINUTE
    before = reported(abc.home, now, shape)
    for folder in (abc.home.audio_cache, abc.home.plan):
        shutil.rmtree(folder)
    assert reported(abc.home, now, shape) == before
    other = Home(tmp_path / "laptop")
    for folder in (abc.home.journal, abc.home.keys):
        shutil.copytree(folder, other.root / folder.name)
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("LC_ALL", "C")
    assert reported(other, now + timedelta(days=40), shape) == before
    if shape == "json":
        assert [shown(item) for item in items(before)] == [
            ("Title of a", 10_000, abc.cuts["a"].approval.cut),
            ("Title of b", 10_000, abc.cuts["b"].approval.cut),
            ("Title of c", 10_000, abc.cuts["c"].approval.cut),
        ]
        assert len(items(before)) == len(order.items)


def items(document: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(document)["sessions"][0]["items"]
    return found


def shown(item: dict[str, Any]) -> tuple[str, int, str]:
    return item["title"], item["sounded_ms"], item["cut"]
