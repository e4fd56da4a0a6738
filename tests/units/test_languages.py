"""What people understand: recorded by an administrator, by code; Vietnamese needs no record."""

import pytest

from broadcaster.desk import Desk
from broadcaster.units import UnitsError, is_understood
from broadcaster.units import actions as units
from tests.conftest import as_person


@pytest.mark.parametrize(
    ("language", "recorded", "understood"),
    [
        ("vi", (), True),
        ("tyz", (), False),
        ("tyz", ("hmn", "tyz"), True),
        ("zh-Hant", ("zh",), True),
        ("zh", ("zh-Hant",), False),
        ("hmng", ("hmn",), False),
    ],
)
def test_a_language_is_understood_by_its_code(
    language: str, recorded: tuple[str, ...], understood: bool
) -> None:
    assert is_understood(language, recorded) is understood


def test_an_administrator_records_languages_and_takes_them_back(desk: Desk) -> None:
    office = as_person(desk, "administrator")
    assert units.record_languages(office, "approver", ["tyz", "hmn", "tyz"]) == ("hmn", "tyz")
    assert units.record_languages(office, "approver", ["en"], ["hmn"]) == ("en", "tyz")
    assert units.person_record(desk, "approver").languages == ("en", "tyz")
    assert [one.id for one in units.who_understands(desk, "tyz")] == ["approver"]
    changes = [one.detail for one in units.changes_of(desk, "approver") if one.what == "languages"]
    assert changes == ["hmn tyz", "en tyz"]


def test_recording_what_is_recorded_changes_nothing(desk: Desk) -> None:
    office = as_person(desk, "administrator")
    units.record_languages(office, "approver", ["tyz"])
    before = units.changes_of(desk, "approver")
    units.record_languages(office, "approver", ["tyz"], ["hmn"])
    assert units.changes_of(desk, "approver") == before


def test_only_an_administrator_records_them_and_only_codes(desk: Desk) -> None:
    with pytest.raises(UnitsError, match="is not administrator"):
        units.record_languages(desk, "approver", ["tyz"])
    with pytest.raises(UnitsError, match='"Tày" is no language code'):
        units.record_languages(as_person(desk, "administrator"), "approver", ["Tày"])
    assert units.languages_of(desk, "approver") == ()
