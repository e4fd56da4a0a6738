from datetime import date
from importlib.resources import files

import pytest

from broadcaster.schedule import ScheduleError
from broadcaster.schedule.calendar.holidays import NATIONAL, HolidayTable, NamedDay, Swap
from broadcaster.schedule.programmes.holiday_file import read_holidays


def test_the_shipped_table_says_nothing_yet() -> None:
    shipped = files("broadcaster.schedule") / "data" / "holidays.toml"
    assert read_holidays(shipped.read_text("utf-8")) == NATIONAL


def test_days_are_added_removed_and_swapped() -> None:
    table = read_holidays(
        '[[add]]\nfrom = 2027-02-10\nuntil = 2027-02-11\nname = "Nghỉ Tết"\ndocument = "1234/TB"\n'
        '[[add]]\ndate = 2027-03-01\nname = "Hội làng"\n'
        "[[remove]]\ndate = 2026-11-24\n"
        '[[swap]]\noff = 2027-04-29\nwork = "2027-05-08"\n'
    )
    assert table == HolidayTable(
        added=(
            NamedDay(date(2027, 2, 10), "Nghỉ Tết", "1234/TB"),
            NamedDay(date(2027, 2, 11), "Nghỉ Tết", "1234/TB"),
            NamedDay(date(2027, 3, 1), "Hội làng"),
        ),
        removed=(date(2026, 11, 24),),
        swaps=(Swap(date(2027, 4, 29), date(2027, 5, 8)),),
    )


@pytest.mark.parametrize(
    ("toml", "quoted"),
    [
        ("[[add]]\ndate = 2027-02-10\n", 'add 1: name" is missing'),
        ('[[add]]\nname = "x"\nfrom = 2027-02-10\n', 'add 1: until" is missing'),
        ('[[add]]\nname = "x"\nfrom = 2027-02-10\nuntil = 2027-02-09\n', "31 days"),
        ('[[add]]\nname = "x"\nfrom = 2027-02-10\nuntil = 2028-02-09\n', "31 days"),
        ('[[add]]\nname = "x"\ndate = 1999-02-10\n', "1999-02-10"),
        ("[[remove]]\ndate = 2026-11-25\n", "is no public holiday"),
        ("[[swap]]\noff = 2027-05-02\nwork = 2027-05-08\n", "a day off already"),
        ("[[swap]]\noff = 2027-04-29\nwork = 2027-05-07\n", "a working day already"),
        ("[[swap]]\noff = 2027-04-29\n", 'swap 1: work" is missing'),
        ('[[add]]\nname = "x"\ndate = 2026-11-24\n[[remove]]\ndate = 2026-11-24\n', "twice"),
        ("[[swop]]\noff = 2027-04-29\n", '"swop" is no key here'),
        ("add = 3\n", "needs [[add]] tables"),
        ("[[add]\n", "not TOML"),
    ],
)
def test_each_mistake_names_what_is_wrong(toml: str, quoted: str) -> None:
    with pytest.raises(ScheduleError) as refusal:
        read_holidays(toml)
    assert quoted in str(refusal.value)
    assert '"holidays.toml"' in str(refusal.value)
