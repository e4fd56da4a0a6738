from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadcaster.bulletins import BulletinClass, Fields, Wanted
from broadcaster.bulletins.fields import apply, changed
from broadcaster.errors import BroadcasterError
from broadcaster.policies import Stage

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
POLICIES = ("07/CT-TTg", "41/2024/QH15")


def settle(wanted: Wanted, old: Fields | None = None) -> Fields:
    return apply(old or Fields("Họp thôn"), wanted, policies=POLICIES, zone=HANOI)


def test_what_is_not_given_stays() -> None:
    old = settle(Wanted(times=3, column="Nông nghiệp", policy="07/CT-TTg"))
    assert settle(Wanted(), old) == old


def test_an_empty_text_and_zero_times_clear_a_field() -> None:
    old = settle(
        Wanted(times=3, column="x", policy="07/CT-TTg", stage="drafting", valid_until="2026-12-01")
    )
    cleared = settle(Wanted(times=0, column="", policy="", stage="", valid_until=""), old)
    assert cleared == Fields("Họp thôn")


def test_fields_are_read_as_typed() -> None:
    given = settle(
        Wanted(
            bulletin_class=BulletinClass.PRIORITY,
            language="tyz",
            valid_from="2026-11-23",
            valid_until="24/11/2026",
            stage="implementation",
            policy="QH15",
            zones=("cum-2", "cum-1", "cum-2"),
        )
    )
    assert given.bulletin_class is BulletinClass.PRIORITY
    assert given.valid_from == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert given.valid_until == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert given.stage is Stage.IMPLEMENTATION
    assert given.policy == "41/2024/QH15"
    assert given.zones == ("cum-1", "cum-2")


def test_the_whole_station_swallows_other_zones() -> None:
    assert settle(Wanted(zones=("cum-1", "all"))).zones == ()


@pytest.mark.parametrize(
    ("wanted", "quoted"),
    [
        (Wanted(language="Tiếng Tày"), "Tiếng Tày"),
        (Wanted(times=-1), "-1"),
        (Wanted(stage="someday"), "someday"),
        (Wanted(policy="99/QĐ"), "99/QĐ"),
        (Wanted(writer="x" * 121), "121"),
        (Wanted(valid_from="2026-11-24", valid_until="2026-11-23"), "24/11/2026"),
    ],
)
def test_a_wrong_value_is_refused_and_quoted(wanted: Wanted, quoted: str) -> None:
    with pytest.raises(BroadcasterError) as refused:
        settle(wanted)
    assert quoted in str(refused.value)


def test_what_changed_is_named_by_its_options() -> None:
    new = settle(
        Wanted(bulletin_class=BulletinClass.PRIORITY, content_kind="law", valid_until="2026-12-01")
    )
    assert changed(Fields("Họp thôn"), new) == ("--class", "--kind", "--until")
