"""Lunar dates as people say them: mùng một tháng Giêng, rằm tháng Mười."""

from broadcaster.i18n import _
from broadcaster.schedule.calendar.lunar import FULL_MOON, LunarDay
from broadcaster.schedule.calendar.lunar_days import EVERY_MONTH, LunarDate


def lunar_text(lunar: LunarDay) -> str:
    """Return a day of the lunar calendar without its year."""
    month = month_text(lunar.month)
    return _day_of(lunar.day, _("{month} (leap)").format(month=month) if lunar.leap else month)


def lunar_date_text(one: LunarDate) -> str:
    """Return a date that comes every lunar month or every lunar year."""
    if one.month != EVERY_MONTH:
        return _day_of(one.day, month_text(one.month))
    return _day_of(one.day, _("each lunar month"))


def month_text(month: int) -> str:
    """Return the name of a lunar month."""
    names = (
        _("the first lunar month"),
        _("the second lunar month"),
        _("the third lunar month"),
        _("the fourth lunar month"),
        _("the fifth lunar month"),
        _("the sixth lunar month"),
        _("the seventh lunar month"),
        _("the eighth lunar month"),
        _("the ninth lunar month"),
        _("the tenth lunar month"),
        _("the eleventh lunar month"),
        _("the twelfth lunar month"),
    )
    return names[month - 1]


def _day_of(day: int, month: str) -> str:
    if day == FULL_MOON:
        return _("the full moon of {month}").format(month=month)
    if day == 1:
        return _("the first of {month}").format(month=month)
    if day == -1:
        return _("the last day of {month}").format(month=month)
    if day < 0:
        return _("day {day} from the end of {month}").format(day=-day, month=month)
    return _("day {day} of {month}").format(day=day, month=month)
