"""From a text that nobody approved to what the coming days would do with it, and did."""

from datetime import timedelta
from typing import Any

import pytest

from broadcaster.bulletins import BulletinsError, Wanted
from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.model import BulletinClass
from broadcaster.desk import Desk
from broadcaster.schedule import actions
from broadcaster.schedule.foresight.preview import Preview
from tests.conftest import as_person
from tests.schedule.conftest import EVENING, lock, write_programme

TEXT = "Mai mất điện."
FIELDS: list[dict[str, Any]] = [
    {},
    {"times": 3},
    {"valid_until": "2026-11-25"},
    {"valid_from": "2026-11-24", "times": 2},
    {"bulletin_class": BulletinClass.PRIORITY},
    {"bulletin_class": BulletinClass.EMERGENCY},
    {"valid_from": "2027-11-24"},
]


@pytest.fixture
def both(station: Desk) -> Desk:
    """The station with a morning and an evening programme."""
    write_programme(station, EVENING, "chieu")
    actions.apply_programme(station, confirmed=True)
    return station


def take_the_whole_way(desk: Desk, handle: str) -> None:
    bulletins.render(desk, handle)
    bulletins.submit(desk, handle, accept_flags="tests")
    bulletins.approve(as_person(desk, "approver"), handle, confirmed=True)


def foreseen(preview: Preview) -> list[tuple[str, object]]:
    return [(chance.session, chance.at) for chance in preview.airings]


def planned(desk: Desk, bulletin: str) -> list[tuple[str, object]]:
    return [
        (order.session, order.start + timedelta(milliseconds=item.offset_ms))
        for order in actions.plan(desk).orders
        for item in order.items
        if item.bulletin == bulletin
    ]


@pytest.mark.parametrize("fields", FIELDS)
def test_it_airs_where_it_was_foreseen(both: Desk, fields: dict[str, Any]) -> None:
    take_the_whole_way(both, bulletins.add(both, "Hôm nay họp thôn.").id)
    added = bulletins.add(both, TEXT, Wanted(**fields))
    bulletins.render(both, added.id)
    preview = actions.preview(both, added.id)
    assert not preview.is_estimate
    take_the_whole_way(both, added.id)
    assert foreseen(preview) == planned(both, added.id)


def test_a_text_without_a_cut_is_foreseen_by_its_estimate(both: Desk) -> None:
    added = bulletins.add(both, TEXT)
    preview = actions.preview(both, "@last")
    assert preview.is_estimate
    assert preview.candidate.length_ms == bulletins.estimate(both, added.revision).length_ms
    assert len(preview.airings) == 27


def test_a_new_revision_takes_the_place_of_the_approved_one(both: Desk) -> None:
    added = bulletins.add(both, TEXT, Wanted(times=2))
    take_the_whole_way(both, added.id)
    actions.plan(both)
    preview = actions.preview(both, added.id)
    assert len(preview.airings) == 2
    assert preview.candidate.approval.id == f"{added.revision.id}.preview"


def test_what_it_supersedes_does_not_count(both: Desk) -> None:
    old = bulletins.add(both, "Hôm nay họp thôn.")
    take_the_whole_way(both, old.id)
    new = bulletins.add(both, TEXT, Wanted(supersedes=old.id))
    bulletins.render(both, new.id)
    preview = actions.preview(both, new.id)
    take_the_whole_way(both, new.id)
    assert foreseen(preview) == planned(both, new.id)
    assert preview.fit is not None
    assert preview.fit.planned_ms == 13_000


def test_a_locked_session_is_not_asked(both: Desk) -> None:
    take_the_whole_way(both, bulletins.add(both, "Hôm nay họp thôn.").id)
    actions.plan(both)
    lock(both, "chieu@2026-11-22T17:00")
    bulletins.add(both, TEXT)
    preview = actions.preview(both, "@last")
    assert preview.sessions[0].session == "sang@2026-11-23T05:30"


def test_a_preview_needs_nobody_and_writes_nothing(both: Desk) -> None:
    bulletins.add(both, TEXT)
    before = {path: path.stat().st_mtime_ns for path in both.home.plan.rglob("*")}
    actions.preview(as_person(both, None), "@last")
    assert {path: path.stat().st_mtime_ns for path in both.home.plan.rglob("*")} == before


def test_what_is_withdrawn_has_no_preview(both: Desk) -> None:
    bulletins.add(both, TEXT)
    bulletins.withdraw(both, "@last", "trùng")
    with pytest.raises(BulletinsError):
        actions.preview(both, "@last")
