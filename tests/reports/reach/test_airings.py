"""What counts as an airing of a policy at a stage."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from broadcaster.reports.reach.airings import Airing, Heard

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def test_an_outcome_counts_once_on_its_own_day_and_a_headline_never() -> None:
    heard = Heard(date(2026, 11, 22), ZONE)
    at = datetime(2026, 11, 22, 1, tzinfo=UTC)
    common = {
        "kind": "outcome", "at": at.isoformat().replace("+00:00", ".000000Z"), "policy": "1/KH",
        "stage": "drafting", "language": "vi", "outcome": "aired", "part": "items",
    }  # fmt: skip
    for item, day, more in (
        ("1", "2026-11-22", {}),
        ("1", "2026-11-22", {}),
        ("2", "2026-11-23", {}),
        ("3", "2026-11-22", {"part": "headlines"}),
        ("4", "2026-11-22", {"outcome": "missed"}),
        ("5", "2026-11-22", {"policy": ""}),
    ):
        session = f"tin@{day}T05:30"
        heard.take({**common, "session": session, "item": f"{session}/{item}", **more})
    airing = Airing("", "2026-11-22", "1/kh", "drafting", "vi")
    assert (heard.aired, heard.failed) == ({airing: 1}, {airing: 1})
