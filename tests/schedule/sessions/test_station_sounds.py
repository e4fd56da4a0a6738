"""Which sounds of the station go into a session: openers, and rights that end."""

from dataclasses import replace
from datetime import datetime

from broadcaster.schedule.programmes.model import Filter, Part, PartKind
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.schedule.wording import explain
from tests.schedule.conftest import (
    HANOI,
    LAYOUT,
    SOUNDS,
    Bulletins,
    inputs,
    local,
    programme,
    sound,
)
from tests.schedule.test_planner import one

HEALTH = Filter(columns=("Y tế",))
COLUMN = (
    Part(PartKind.ITEMS, "separator", opener="opener-y-te", filter=HEALTH),
    LAYOUT[2],
)
OPENED = {**SOUNDS, "opener-y-te": sound("opener-y-te", 4000)}


def test_an_opener_stands_before_the_first_bulletin_of_its_part_and_only_then(
    bulletin: Bulletins,
) -> None:
    column = programme(layout=COLUMN)
    health = [bulletin(details={"column": "Y tế"}) for _ in range(2)]
    order = one(inputs(*health, bulletin(), programmes=(column,), sounds=OPENED))
    assert [item.part for item in order.items] == [
        "opener", "items", "separator", "items", "closing",
    ]  # fmt: skip
    assert order.items[0].sound == "opener-y-te"
    assert one(inputs(bulletin(), programmes=(column,), sounds=OPENED)).items == ()


def test_a_hard_start_of_a_part_is_its_openers(bulletin: Bulletins) -> None:
    layout = (replace(COLUMN[0], hard_start=True),)
    wanted = inputs(
        bulletin(details={"column": "Y tế"}), programmes=(programme(layout=layout),), sounds=OPENED
    )
    assert [item.hard_start for item in one(wanted).items] == [True, False]
    without = one(replace(wanted, sounds=SOUNDS))
    assert [item.hard_start for item in without.items] == [True]
    assert [(out.bulletin, out.reason) for out in without.left_out] == [
        ("sound/opener-y-te", "sound-missing")
    ]


def test_a_sound_whose_rights_are_over_is_left_out_with_its_end(bulletin: Bulletins) -> None:
    end = local("2026-11-23 05:30:08")

    def until(moment: datetime, length_ms: int = 8000) -> Candidate:
        licensed = sound("ident", length_ms)
        return replace(licensed, approval=replace(licensed.approval, valid_until=moment))

    assert one(inputs(bulletin(), sounds={**SOUNDS, "ident": until(end)})).items[0].part == "ident"
    order = one(inputs(bulletin(), sounds={**SOUNDS, "closing": until(end, 5000)}))
    assert [item.part for item in order.items] == ["ident", "items"]
    (out,) = order.left_out
    assert (out.bulletin, out.reason) == ("sound/closing", "not-valid-then")
    assert "23/11/2026 05:30" in explain(out, HANOI)
