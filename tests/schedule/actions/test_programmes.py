import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.schedule import ScheduleError, actions
from broadcaster.schedule.programmes.firing_list import Change, Fit
from broadcaster.units import UnitsError
from tests.conftest import as_person
from tests.schedule.conftest import EVENING, MORNING, write_programme


def names(desk: Desk) -> list[str]:
    return [applied.programme.name for applied in actions.programmes(desk)]


def starts(desk: Desk) -> list[int]:
    return [applied.programme.recurrence.start for applied in actions.programmes(desk)]


def alarms(desk: Desk) -> list[dict[str, str]]:
    path = desk.home.run / "alarms.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_hand_edit_does_nothing_until_it_is_applied(station: Desk) -> None:
    write_programme(station, MORNING.replace("05:30", "05:40"))
    assert starts(station) == [330]
    (applied,) = actions.programmes(station)
    assert applied.file_differs
    actions.apply_programme(station, confirmed=True)
    assert starts(station) == [340]
    assert not actions.programmes(station)[0].file_differs


def test_a_start_that_moves_wants_consent(station: Desk) -> None:
    write_programme(station, MORNING.replace("05:30", "05:40"))
    with pytest.raises(ScheduleError, match="--yes"):
        actions.apply_programme(station)
    assert starts(station) == [330]


def test_a_start_that_appears_or_disappears_wants_consent(station: Desk) -> None:
    write_programme(station, EVENING, "chieu")
    with pytest.raises(ScheduleError, match="8 starts"):
        actions.apply_programme(station)
    actions.apply_programme(station, confirmed=True)
    (station.home.playlists / "chieu.toml").unlink()
    with pytest.raises(ScheduleError, match="8 starts"):
        actions.apply_programme(station)
    assert names(station) == ["chieu", "sang"]


def test_of_two_who_apply_overlapping_programmes_at_once_one_is_refused(
    station: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked before either writes, as two people at two screens do."""
    acting: Any = import_module("broadcaster.schedule.actions.programmes")
    both_looked, look, files = threading.Barrier(2), acting.propose, []
    second_look = threading.local()

    def propose(desk: Desk, paths: Sequence[Path] = ()) -> Any:
        proposal = look(desk, paths)
        if not hasattr(second_look, "is_due"):
            second_look.is_due = True
            both_looked.wait(30)
        return proposal

    monkeypatch.setattr(acting, "propose", propose)
    for name in ("xa", "thon"):
        files.append(tmp_path / f"{name}.toml")
        files[-1].write_text(EVENING.replace('"chieu"', f'"{name}"'), encoding="utf-8")

    def apply(path: Path) -> str:
        desk = Desk.open(station.home, time=station.time, person=station.person)
        try:
            actions.apply_programme(desk, [path], confirmed=True)
        except ScheduleError as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(apply, files))
    assert said[0] == ""
    assert "17:00 trùng giờ" in said[1]
    assert len([name for name in names(station) if name in ("xa", "thon")]) == 1
    kept = [path.stem for path in station.home.playlists.iterdir()]
    assert len({"xa", "thon"} & set(kept)) == 1


ONE_DAY = '[[change]]\ndate = "2026-11-25"\nstart = "05:40"\n'
CANCELLED = '[[change]]\ndate = "2026-11-25"\ncancelled = true\n'


@pytest.mark.parametrize(
    ("more", "moved"),
    [
        pytest.param('except = ["2026-11-25"]', 1, id="a day less"),
        pytest.param('until = "2026-11-26"', 3, id="a season that ends"),
        pytest.param('holidays = "skip"', 1, id="not on the holiday of 24 November"),
        pytest.param(ONE_DAY, 1, id="a change of one day"),
        pytest.param(CANCELLED, 1, id="one day without it"),
    ],
)
def test_whatever_moves_a_start_within_seven_days_is_shown_and_wants_consent(
    station: Desk, more: str, moved: int
) -> None:
    changed = MORNING + more if more.startswith("[[") else f"{more}\n{MORNING}"
    write_programme(station, changed)
    proposal = actions.propose(station)
    assert proposal.moves == moved
    with pytest.raises(ScheduleError, match=f"{moved} start"):
        actions.apply_programme(station)
    before = actions.programmes(station)[0].text
    assert before == MORNING
    actions.apply_programme(station, confirmed=True)
    assert actions.programmes(station)[0].text == changed


def test_a_programme_that_follows_the_moon_from_now_on_wants_consent(station: Desk) -> None:
    """The fifteenth of the tenth lunar month is 23 November: one of seven mornings stays."""
    lunar = MORNING.replace('"daily"', '"lunar"\ndays = [15]')
    write_programme(station, lunar)
    gone = [one for one in actions.propose(station).firings if one.change is Change.GONE]
    assert len(gone) == 6
    with pytest.raises(ScheduleError, match="6 starts"):
        actions.apply_programme(station)


def test_a_new_layout_alone_needs_no_consent(station: Desk) -> None:
    write_programme(station, MORNING + '[[layout]]\npart = "music"\n')
    actions.apply_programme(station)
    (applied,) = actions.programmes(station)
    assert len(applied.programme.layout) == 4
    assert applied.by == "operator"


def test_the_firings_of_seven_days_are_shown_with_what_changes(station: Desk) -> None:
    write_programme(station, MORNING.replace("05:30", "04:40"))
    write_programme(station, EVENING, "chieu")
    firings = actions.propose(station).firings
    assert {(f.programme, f.change, f.fit) for f in firings} == {
        ("sang", Change.MOVED, Fit.REFUSED),
        ("chieu", Change.NEW, Fit.WHOLE),
    }
    assert [f.session for f in firings][:2] == ["chieu@2026-11-22T17:00", "sang@2026-11-23T04:40"]


def test_a_session_that_outlasts_its_window_is_shown_as_fitting_in_part(station: Desk) -> None:
    write_programme(station, MORNING.replace("05:30", "06:10"))
    assert {f.fit for f in actions.propose(station).firings} == {Fit.PART}


def test_without_files_the_folder_is_the_whole_truth(station: Desk) -> None:
    (station.home.playlists / "sang.toml").unlink()
    write_programme(station, EVENING, "chieu")
    proposal = actions.apply_programme(station, confirmed=True)
    assert proposal.removed == ("sang",)
    assert names(station) == ["chieu"]


def test_named_files_leave_the_others_alone_and_come_into_the_home(
    station: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "somewhere.toml"
    path.write_text(EVENING, encoding="utf-8")
    actions.apply_programme(station, [path], confirmed=True)
    assert names(station) == ["chieu", "sang"]
    assert (station.home.playlists / "chieu.toml").read_text("utf-8") == EVENING


@pytest.mark.parametrize(
    ("old", "new", "quoted"),
    [
        ('title = "Bản tin sáng"', 'colour = "red"', '"colour" is no key here'),
        ("05:30", "25:61", 'start = "25:61"'),
        ('"all"', '"thon-9"', '"thon-9"'),
    ],
)
def test_a_file_with_mistakes_leaves_the_last_version_and_raises_an_alarm(
    station: Desk, old: str, new: str, quoted: str
) -> None:
    write_programme(station, MORNING.replace(old, new))
    with pytest.raises(ScheduleError) as refusal:
        actions.apply_programme(station, confirmed=True)
    assert quoted in str(refusal.value)
    assert "stays in force" in str(refusal.value)
    assert starts(station) == [330]
    (alarm,) = alarms(station)
    assert (alarm["code"], alarm["state"]) == ("programme-not-applied", "raised")
    assert quoted in alarm["detail"]


def test_an_overlap_leaves_the_last_version_and_raises_an_alarm(station: Desk) -> None:
    write_programme(station, EVENING.replace("17:00", "05:56"), "chieu")
    with pytest.raises(ScheduleError) as refusal:
        actions.apply_programme(station, confirmed=True)
    assert (
        '"Bản tin chiều" on Monday 05:56 overlaps "Bản tin sáng" by 4 min in zone all; shorten '
        'one, or change the start in "playlists/chieu.toml"'
    ) in str(refusal.value)
    assert names(station) == ["sang"]
    assert alarms(station)[0]["code"] == "programme-not-applied"


def test_one_bad_file_applies_none_of_them(station: Desk) -> None:
    write_programme(station, EVENING, "chieu")
    write_programme(station, "name = 1", "hong")
    with pytest.raises(ScheduleError, match=r"hong\.toml"):
        actions.apply_programme(station, confirmed=True)
    assert names(station) == ["sang"]


def test_applying_well_ends_the_alarm(station: Desk) -> None:
    write_programme(station, "name = 1")
    for _twice in range(2):
        with pytest.raises(ScheduleError):
            actions.apply_programme(station, confirmed=True)
    write_programme(station, MORNING)
    actions.apply_programme(station)
    assert [alarm["state"] for alarm in alarms(station)] == ["raised", "raised", "cleared"]


def test_check_lists_the_mistakes_of_every_file_and_changes_nothing(station: Desk) -> None:
    bad = write_programme(station, EVENING.replace("17:00", "25:61").replace("30", "0"), "chieu")
    found = {file.path.name: file.mistakes for file in actions.check(station)}
    assert found["sang.toml"] == ()
    assert len(found["chieu.toml"]) == 2
    assert not (station.home.run / "alarms.jsonl").exists()
    (alone,) = actions.check(station, [bad])
    assert alone.programme is None


def test_check_of_one_file_looks_at_what_is_applied_too(station: Desk) -> None:
    path = write_programme(station, EVENING.replace("17:00", "05:56"), "chieu")
    (checked,) = actions.check(station, [path])
    assert "overlaps" in checked.mistakes[0]


def test_two_files_of_one_name_are_refused(station: Desk) -> None:
    write_programme(station, MORNING, "zzz-copy")
    found = {file.path.name: file.mistakes for file in actions.check(station)}
    assert found["sang.toml"] == ()
    assert '"sang" is also in "sang.toml"' in found["zzz-copy.toml"][0]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00n", b"n" * 100_001])
def test_what_is_no_text_of_a_programme_is_a_mistake(station: Desk, data: bytes) -> None:
    path = station.home.playlists / "sang.toml"
    path.write_bytes(data)
    (checked,) = actions.check(station)
    assert len(checked.mistakes) == 1


def test_a_file_that_is_not_there_is_named(station: Desk) -> None:
    with pytest.raises(ScheduleError, match=r"nowhere\.toml"):
        actions.check(station, [Path("nowhere.toml")])


@pytest.mark.parametrize("person", [None, "nobody", "auditor", "technician"])
def test_applying_wants_a_person_with_the_role(station: Desk, person: str | None) -> None:
    with pytest.raises(UnitsError):
        actions.apply_programme(as_person(station, person), confirmed=True)


def test_a_programme_is_shown_by_its_name_or_a_tail_of_it(station: Desk) -> None:
    assert actions.programme(station, "ang").programme.name == "sang"
    with pytest.raises(HandleError, match="trua"):
        actions.programme(station, "trua")
