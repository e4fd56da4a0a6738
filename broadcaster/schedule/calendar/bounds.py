"""The years a station may plan in. A clock or a date outside them is a mistake, not a plan.

They end every search for a firing: a rule that never fires is found out, not waited for.
"""

from datetime import date

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = date(2100, 12, 31)


def is_known(day: date) -> bool:
    """Say whether a station may plan on `day`."""
    return FIRST_DAY <= day <= LAST_DAY
