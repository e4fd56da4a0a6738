from datetime import date

import pytest

from broadcaster.bulletins import BulletinsError, Wanted
from broadcaster.bulletins import actions as bulletins
from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.policies import Level, PoliciesError, Scope, Stage, actions
from broadcaster.policies.amending import Stated
from broadcaster.units import UnitsError
from broadcaster.units import actions as units
from tests.conftest import as_person


def enter(desk: Desk, number: str, title: str | None = None, **more: object) -> None:
    actions.state_policy(desk, number, Stated(title=title, **more))  # type: ignore[arg-type]


def test_a_policy_is_known_by_the_number_of_its_document(desk: Desk) -> None:
    enter(desk, "07/CT-TTg", "Truyền thông chính sách", level="central", issuer="Thủ tướng")
    for handle in ("CT-TTg", " 07 / ct-ttg", "07/CT–TTg"):
        policy = actions.policy(desk, handle)
        assert (policy.id, policy.level, policy.scope) == ("07/CT-TTg", Level.CENTRAL, Scope.IMPACT)
    with pytest.raises(HandleError):
        actions.policy(desk, "99")


def test_adding_again_adds_a_stage_and_keeps_the_rest(desk: Desk) -> None:
    enter(desk, "709/KH", "Tuyển sinh", stages=((Stage.PROMULGATION, date(2026, 11, 1)),))
    enter(desk, "709 / kh", stages=((Stage.CONSULTATION, date(2026, 10, 1)),))
    (policy,) = actions.policies(desk)
    assert (policy.id, policy.title) == ("709/KH", "Tuyển sinh")
    assert policy.reached_on(date(2026, 11, 1)) == (Stage.CONSULTATION, Stage.PROMULGATION)
    assert policy.stage_on(date(2026, 10, 31)) is Stage.CONSULTATION
    assert policy.stage_on(date(2026, 9, 30)) is None


def test_a_policy_counts_from_its_first_stage_to_its_last_day(desk: Desk) -> None:
    begun = ((Stage.PROMULGATION, date(2026, 11, 1)),)
    enter(desk, "1/KH", "Một", stages=begun, until=date(2026, 11, 30))
    policy = actions.policy(desk, "1/KH")
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert [policy.counts_on(day) for day in days] == [False, True, True, False]


def test_a_stage_is_entered_on_a_day_and_taken_back(desk: Desk) -> None:
    enter(desk, "1/KH", "Một")
    assert actions.set_stage(desk, "1/KH", Stage.DRAFTING).stages == (
        (Stage.DRAFTING, date(2026, 11, 22)),
    )
    assert actions.take_back_stage(desk, "1/KH", Stage.DRAFTING).stages == ()
    with pytest.raises(PoliciesError, match="drafting"):
        actions.take_back_stage(desk, "1/KH", Stage.DRAFTING)
    trail = units.changes_of(desk, "1/KH")
    assert [change.person for change in trail] == ["operator"] * 3
    assert "drafting: - -> 2026-11-22" in trail[1].detail


@pytest.mark.parametrize(
    ("given", "quoted"),
    [
        ({"number": " ", "title": "x"}, "NUMBER"),
        ({"number": "1/KH"}, "--title"),
        ({"number": "1/KH", "title": "x", "level": "huyện"}, "huyện"),
        ({"number": "1/KH", "title": "x", "scope": "khác"}, "khác"),
        ({"number": "1/KH", "title": "x" * 301}, "301"),
        ({"number": "1/KH", "title": "x", "until": date(206, 1, 1)}, "206"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(
    desk: Desk, given: dict[str, object], quoted: str
) -> None:
    with pytest.raises(PoliciesError, match=quoted):
        enter(desk, **given)  # type: ignore[arg-type]
    assert actions.policies(desk) == ()


def test_whose_people_it_concerns_is_a_unit_of_the_register(desk: Desk) -> None:
    enter(desk, "1/KH", "Một", unit="khe-ren")
    assert actions.policy(desk, "1/KH").unit == "khe-ren"
    with pytest.raises(UnitsError, match="xã nào"):
        enter(desk, "2/KH", "Hai", unit="xã nào")


def test_only_an_operator_changes_the_list(desk: Desk) -> None:
    with pytest.raises(UnitsError):
        enter(as_person(desk, "auditor"), "1/KH", "Một")


def test_a_bulletin_names_a_policy_of_the_list_with_a_stage(desk: Desk) -> None:
    enter(desk, "41/2024/QH15", "Luật bảo hiểm xã hội")
    added = bulletins.add(desk, "Tin.", Wanted(policy="QH15", stage="promulgation"))
    assert added.revision.fields.policy == "41/2024/QH15"
    with pytest.raises(BulletinsError, match="broadcaster policy add"):
        bulletins.add(desk, "Tin.", Wanted(policy="56/TB-TYT"))
