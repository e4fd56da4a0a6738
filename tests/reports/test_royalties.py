from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadcaster.i18n import use_language
from broadcaster.reports.day import fold_days
from broadcaster.reports.errors import ReportsError
from broadcaster.reports.paper import Paper
from broadcaster.reports.paper.totals import with_totals_checked
from broadcaster.reports.paper_settings import PaperSettings, Rate, read_paper_settings
from broadcaster.reports.period import PeriodKind, period_of
from broadcaster.reports.royalties import Work, royalties
from broadcaster.reports.tally import Tally
from tests.reports.records import Log

ZONE = "Asia/Ho_Chi_Minh"
PERIOD = period_of(PeriodKind.MONTH, date(2026, 11, 22))
RATES = {("writer", "news"): Rate(20_000, 3_000), ("reader", "news"): Rate(None, 5_000)}


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    use_language("vi")


def table(log: Log, role: str, rates: Any = RATES) -> tuple[Paper, list[dict[str, Any]]]:
    tally = Tally(PERIOD.first, PERIOD.last, ZoneInfo(ZONE))
    stretch = fold_days(log.logs(), PERIOD.first, PERIOD.last, ZONE, tally)
    paper = with_totals_checked(
        royalties(stretch, tally.totals, PERIOD, PaperSettings(rates=rates))
    )
    (found,) = (one for one in paper.tables if one.code == role)
    names = [column.code for column in found.columns]
    return paper, [dict(zip(names, row, strict=True)) for row in (*found.rows, found.total) if row]


def month() -> Log:
    """Return two own bulletins, one aired twice; one from above, one relay, one refused."""
    log = Log()
    log.plan(*(f"{n:08x}:{n * 7000}:90000" for n in range(6)))
    people = {"writer": "Lò Thị Vận", "reader": "Giàng A Páo", "sounded_ms": 90_000}
    log.aired("00000000", 0, bulletin="b1", **people)
    log.aired("00000001", 100, bulletin="b1", **people)
    log.aired("00000002", 200, bulletin="b2", **{**people, "content_kind": "law"})
    log.aired("00000003", 300, bulletin="b3", origin="province", writer="Ai đó", sounded_ms=60_000)
    log.aired("00000004", 400, bulletin="", part="relay", origin="relay", sounded_ms=60_000)
    log.outcome("00000005", "refused", "outside-hours", bulletin="b4", writer="Lò Thị Vận")
    return log


def test_a_bulletin_is_paid_once_in_the_period_it_first_sounded() -> None:
    paper, (law, news, total) = table(month(), "writer")
    assert (law["kind"].code, news["kind"].code) == ("law", "news")
    assert (news["items"], news["length"], news["amount"]) == (1, 90, 20_000 + 4_500)
    assert (total["items"], total["length"]) == (2, 180)
    assert paper.warnings == ()


def test_what_first_sounded_in_an_earlier_period_is_paid_there_only() -> None:
    log = Log()
    earlier = "sang@2026-10-31T05:30"
    log.plan("00000000:0:1000", session=earlier, planned="2026-10-30T22:30:00.000000Z")
    log.aired("00000000", 0, session=earlier, bulletin="b1", writer="Lò Thị Vận")
    log.plan("00000001:0:1000")
    log.aired("00000001", 0, bulletin="b1", writer="Lò Thị Vận")
    paper, lines = table(log, "writer")
    assert lines == []
    assert paper.warnings == ()


def test_without_a_rate_the_amount_is_missing_and_the_total_says_so() -> None:
    paper, (law, _news, total) = table(month(), "writer")
    assert (law["amount"], law["per_item"]) == (None, None)
    assert total["amount"] == 24_500
    assert any("1 dòng chưa có đơn giá" in note for one in paper.tables for note in one.notes)
    _paper, lines = table(month(), "writer", {})
    assert [line["amount"] for line in lines] == [None, None, None]


def test_a_reader_is_paid_by_the_minute_and_a_machine_is_nobody() -> None:
    log = month()
    log.plan("0000000a:0:1000", session="chieu@2026-11-22T17:00")
    machine = {"voice_kind": "embedded", "content_kind": "news", "sounded_ms": 1000}
    log.aired("0000000a", 0, session="chieu@2026-11-22T17:00", bulletin="b9", **machine)
    paper, (_law, news, total) = table(log, "reader")
    assert (news["name"], news["amount"], news["per_item"]) == ("Giàng A Páo", 7_500, "")
    assert total["items"] == 2
    assert paper.warnings == ()


def test_work_that_nobody_is_named_for_is_listed_without_a_name() -> None:
    log = Log()
    log.plan("00000000:0:1000")
    log.aired("00000000", 0, bulletin="b1", voice_kind="recording")
    for role in ("writer", "reader"):
        _paper, (line, _total) = table(log, role)
        assert line["name"] is None


def test_minutes_are_paid_to_the_nearest_dong() -> None:
    assert Work("a", "news", 2, 50).amount(Rate(1000, 333)) == 2278  # 2000 + 277.5
    assert Work("a", "news", 0, 0).amount(Rate(1000, 333)) == 0
    assert Work("a", "news", 2, 50).amount(None) is None


SETTINGS = """
[letterhead]
issuer = "UBND xã Khe Rèn"
[signatures]
head = "Hà Văn Duyệt"
[royalties.writer.news]
item = 20000
[royalties.reader.news]
minute = 5000
"""


def test_the_settings_are_read_and_open_where_there_are_none(tmp_path: Path) -> None:
    assert read_paper_settings(tmp_path / "none.toml") == PaperSettings()
    path = tmp_path / "papers.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    found = read_paper_settings(path)
    assert found.frame.letterhead.issuer == "UBND xã Khe Rèn"
    assert found.frame.names == ("", "", "Hà Văn Duyệt")
    assert found.rates == {("writer", "news"): Rate(20_000), ("reader", "news"): Rate(None, 5_000)}


def test_every_mistake_of_the_settings_is_named(tmp_path: Path) -> None:
    path = tmp_path / "papers.toml"
    path.write_text(
        '[letterhead]\nissuer = 5\nplaces = "x"\n[royalties.writer.news]\nitem = -1\n'
        "[royalties.singer.news]\nitem = 1\n[royalties.reader.law]\n",
        encoding="utf-8",
    )
    with pytest.raises(ReportsError) as caught:
        read_paper_settings(path)
    for quoted in ("issuer = 5", "places", "item = -1", "singer", "[royalties.reader.law]"):
        assert quoted in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"= 1", b"royalties = 3", b"[letterhead]\nabove = 1"]
)
def test_a_hostile_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "papers.toml"
    path.write_bytes(content)
    with pytest.raises(ReportsError):
        read_paper_settings(path)
