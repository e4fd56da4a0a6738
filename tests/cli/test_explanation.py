"""Six questions people ask of a schedule, and what they are told; in Vietnamese, in 80 columns."""

from collections.abc import Callable
from typing import Any

import pytest

from broadcaster.cli.explanation_view import explanation_document, show_explanation
from broadcaster.desk import Desk
from broadcaster.i18n import use_language
from broadcaster.schedule import ScheduleError, actions
from broadcaster.units import Cluster, UnitsError
from broadcaster.units import actions as units
from tests.cli.conftest import Run
from tests.conftest import as_person
from tests.schedule.conftest import (
    EVENING,
    MINUTE,
    MORNING,
    Bulletins,
    approve,
    bulletin,
    lock,
    station,
    write_programme,
)

__all__ = ["bulletin", "station"]

Ask = Callable[..., str]
MONDAY = "sang@2026-11-23T05:30"


@pytest.fixture
def ask(station: Desk, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask of a bulletin as `schedule explain` does, and return its answer as one line."""

    def ask(handle: str, **about: Any) -> str:
        use_language("vi")
        titles = {one.programme.name: one.programme.title for one in actions.programmes(station)}
        found = actions.explain(station, handle, **about)
        capsys.readouterr()
        show_explanation(found, titles, station.settings.zone_info)
        out = capsys.readouterr().out
        assert max(len(line) for line in out.splitlines()) <= 80
        return " ".join(out.split())

    return ask


def add_zone(desk: Desk, name: str) -> None:
    """Enter a zone of one loudspeaker."""
    office = as_person(desk, "technician")
    cluster = units.add_cluster(office, Cluster("", f"Cụm {name}", "khe-ren", "khe-ren"))
    units.add_zone(office, name, [cluster.id])


def planned(desk: Desk, days: int = 4) -> None:
    actions.plan(desk, days=days)


def test_why_not_at_all(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    approve(station, bulletin(31 * MINUTE))
    planned(station)
    assert ask("0001") == (
        "khe-ren-2026-0001 Tin 1 Đến 25/11/2026 không có buổi nào phát bản tin này. "
        "Không có trong 3 buổi, từ sang@2026-11-23T05:30 đến sang@2026-11-25T05:30: "
        "cần 31:00; buổi phát còn 29:42. "
        "Bản tin sẽ vào được nếu “Bản tin sáng” dài thêm 2 phút."
    )


def test_why_not_tomorrow_morning(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    approve(station, bulletin(20 * MINUTE, priority=True))
    approve(station, bulletin(12 * MINUTE))
    planned(station)
    assert ask("0002", session=MONDAY) == (
        "khe-ren-2026-0002 Tin 2 Đến 23/11/2026 không có buổi nào phát bản tin này. "
        "Không có trong sang@2026-11-23T05:30: cần 12:02; buổi phát còn 9:42. "
        "Bản tin sẽ vào được nếu “Bản tin sáng” dài thêm 3 phút."
    )


def test_why_after_that_other_one(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    approve(station, bulletin())
    approve(station, bulletin())
    approve(station, bulletin(priority=True))
    planned(station, 2)
    assert (
        "Trong sang@2026-11-23T05:30: sau khe-ren-2026-0003 (tin ưu tiên); "
        "sau khe-ren-2026-0001 (được duyệt trước)."
    ) in ask("0002")


def test_why_only_twice(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    approve(station, bulletin(times=2))
    planned(station, 5)
    answer = ask("0001")
    assert "sang@2026-11-23T05:30 05:30:08 1 trên 2" in answer
    assert "sang@2026-11-24T05:30 05:30:08 2 trên 2" in answer
    assert (
        "Không có trong 2 buổi, từ sang@2026-11-25T05:30 đến sang@2026-11-26T05:30: "
        "số lượt phát đã hết (đã phát hoặc đã xếp ở các buổi khác): 2 trên 2. "
        "Bản tin sẽ vào được nếu được duyệt thêm 1 lần phát."
    ) in answer


def test_why_not_in_that_zone(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    add_zone(station, "nui")
    approve(station, bulletin(zones=("ben-song",)))
    planned(station, 2)
    assert "Lần phát tới: 05:30:08, Thứ Hai 23/11/2026." in ask("0001")
    assert ask("0001", zone="nui") == (
        "khe-ren-2026-0001 Tin 1 Đến 23/11/2026 không có buổi nào phát bản tin này. "
        "Không có trong sang@2026-11-23T05:30: được duyệt cho khu vực khác: ben-song. "
        "Bản tin sẽ vào được nếu được duyệt cho cả khu vực nui."
    )


def test_when_is_the_next(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    write_programme(station, EVENING, "chieu")
    actions.apply_programme(station, confirmed=True)
    approve(station, bulletin())
    planned(station, 2)
    assert ask("0001").startswith(
        "khe-ren-2026-0001 Tin 1 Lần phát tới: 17:00:08, Chủ nhật 22/11/2026."
    )


def test_a_zone_that_no_session_reaches_is_told(
    station: Desk, bulletin: Bulletins, ask: Ask
) -> None:
    add_zone(station, "nui")
    add_zone(station, "ben-song")
    write_programme(station, MORNING.replace('["all"]', '["ben-song"]'))
    actions.apply_programme(station, confirmed=True)
    approve(station, bulletin())
    planned(station, 2)
    assert "Đến 23/11/2026 không có buổi nào phát ở khu vực nui." in ask("0001", zone="nui")
    with pytest.raises(UnitsError):
        actions.explain(station, "0001", zone="khong-co")


def test_a_locked_session_and_one_that_the_next_plan_fills(
    station: Desk, bulletin: Bulletins, ask: Ask
) -> None:
    approve(station, bulletin())
    planned(station, 3)
    lock(station, MONDAY)
    approve(station, bulletin())
    answer = ask("0002")
    assert "Không có trong sang@2026-11-23T05:30: buổi phát đã khóa từ trước." in answer
    assert "Lần chạy `broadcaster schedule plan` tới sẽ xếp bản tin này vào." in answer


def test_an_explanation_needs_no_signed_hours(station: Desk, bulletin: Bulletins, ask: Ask) -> None:
    """What stands is explained; only what would help cannot be asked."""
    approve(station, bulletin(times=1))
    planned(station)
    station.home.hours.unlink()
    answer = ask("0001")
    assert "1 trên 1" in answer
    assert "sẽ vào được" not in answer


def test_as_json_each_session_stands_once(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin(times=1))
    planned(station, 3)
    document = explanation_document(actions.explain(station, "0001"))
    assert [(one["session"][-11:], one["reason"]) for one in document["sessions"]] == [
        ("11-23T05:30", None),
        ("11-24T05:30", "times-used"),
    ]
    assert document["next"] == "2026-11-22T22:30:08.000000Z"
    assert document["ways"] == {"times-used": [[{"lever": "times", "amount": 1, "subject": ""}]]}


def test_without_a_plan_nothing_is_explained(station: Desk, bulletin: Bulletins) -> None:
    approve(station, bulletin())
    with pytest.raises(ScheduleError, match="schedule plan"):
        actions.explain(station, "0001")


def test_an_unknown_session_is_refused_with_one_line(at_home: Run, station: Desk) -> None:
    ran = at_home("schedule", "explain", "0001", "--session", "chua-co")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.strip().splitlines()) == 1
