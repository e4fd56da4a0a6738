"""What goes out of the house is what stands in the plan, whoever's home it comes from."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.schedule import RunningOrder, ScheduleError, actions
from broadcaster.schedule.actions import Form
from broadcaster.signed import BoxKey
from broadcaster.store import Base, Database
from broadcaster.store.migration import mark_newest
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role
from broadcaster.units import actions as units
from tests.conftest import SUNDAY_MORNING, as_person
from tests.schedule.conftest import (
    MORNING,
    SOUNDS,
    approve,
    bulletin_maker,
    keep_approval,
    lock,
    write_programme,
)

MONDAY = "sang@2026-11-23T05:30"


def another_home(root: Path) -> Desk:
    """A home of the same commune on another box: another key, another folder, the same plan."""
    root.mkdir()
    home = Home(root)
    home.config.write_text('station = "khe-ren"\nunit = "khe-ren"\n', encoding="utf-8")
    for folder in (home.playlists, home.audio_cache, home.approvals, home.journal, home.run):
        folder.mkdir(parents=True)
    BoxKey.generate().save(home.keys)
    database = Database(home.database)
    Base.metadata.create_all(database.engine)
    mark_newest(database)
    desk = Desk.open(home, time=VirtualTime(SUNDAY_MORNING), person="administrator")
    commune = units.first_unit("khe-ren")
    units.found(
        desk,
        unit=commune,
        station=units.first_station("khe-ren", commune),
        administrator="administrator",
    )
    units.add_person(desk, "operator", role=Role.OPERATOR)
    return furnish(as_person(desk, "operator"))


def furnish(desk: Desk) -> Desk:
    actions.set_default_hours(desk)
    for one in SOUNDS.values():
        keep_approval(desk, one)
    write_programme(desk, MORNING)
    actions.apply_programme(desk, confirmed=True)
    make = bulletin_maker()
    for title in ("Mất điện thôn Nà Lầu", '#panic("x")', "Lịch tiêm phòng"):
        approve(desk, make(details={"title": title}))
    actions.plan(desk, days=9)
    return desk


@pytest.mark.parametrize("form", [Form.JSON, Form.ICAL, Form.PDF])
def test_two_homes_with_one_plan_give_the_same_bytes(tmp_path: Path, form: Form) -> None:
    one, other = another_home(tmp_path / "a"), another_home(tmp_path / "khac")
    week = (date(2026, 11, 23), 7)
    first = actions.export_days(one, *week, form)
    assert first == actions.export_days(one, *week, form)
    assert first == actions.export_days(other, *week, form)


@pytest.fixture
def planned(tmp_path: Path) -> Desk:
    return another_home(tmp_path / "mot")


def test_the_days_that_are_named_go_out_and_no_others(planned: Desk) -> None:
    data = actions.export_days(planned, date(2026, 11, 24), 3, Form.ICAL)
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    days = [str(event["UID"])[:15] for event in calendar.events]
    assert days == ["sang@2026-11-24", "sang@2026-11-25", "sang@2026-11-26"]


def test_a_week_is_on_paper_with_hours_and_unit(planned: Desk) -> None:
    data = actions.export_days(planned, date(2026, 11, 23), None, Form.PDF)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Week 48: 23/11/2026 – 29/11/2026" in text
    assert "05:30-06:30, 17:00-18:00" in text
    assert text.count("Mất điện thôn Nà Lầu") == 7


def test_a_locked_session_goes_out_as_it_was_locked(planned: Desk) -> None:
    lock(planned, MONDAY)
    before = actions.export(planned, MONDAY, Form.JSON)
    (planned.home.plan / "sang@2026-11-23T0530.json").unlink()
    listed = actions.export_days(planned, date(2026, 11, 23), 1, Form.JSON)
    assert before.decode().splitlines()[1].strip() in listed.decode()
    assert actions.export(planned, MONDAY, Form.JSON) == before


def test_an_export_that_cannot_be_written_leaves_nothing(planned: Desk, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", "utf-8")
    out = tmp_path / "tep" / "lich.pdf"
    with pytest.raises(ScheduleError, match="--out"):
        actions.export_days(planned, None, 7, Form.PDF, out)
    assert (tmp_path / "tep").read_text("utf-8") == "x"


@pytest.mark.parametrize("since", [date(2031, 1, 1), date(1, 1, 1), date.max])
def test_days_without_a_session_are_refused(planned: Desk, since: date) -> None:
    with pytest.raises(ScheduleError, match="No session is planned from"):
        actions.export_days(planned, since, 7, Form.PDF)


def test_every_form_of_one_session(planned: Desk) -> None:
    forms: dict[Form, Callable[[bytes], bool]] = {
        Form.JSON: lambda data: data.startswith(b"{"),
        Form.ICAL: lambda data: data.count(b"BEGIN:VEVENT") == 1,
        Form.PDF: lambda data: data.startswith(b"%PDF-"),
    }
    for form, is_right in forms.items():
        assert is_right(actions.export(planned, MONDAY, form))
    order = actions.session_order(planned, MONDAY).order
    assert isinstance(order, RunningOrder)
