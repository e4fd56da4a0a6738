"""Which planned airings would end, as people call them."""

from collections.abc import Collection

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web import moments


def airings_in_words(desk: Desk, bulletins: Collection[str]) -> list[str]:
    """Return one line per airing of these that is planned and has not sounded yet, by its start.

    The same airings as `schedule_actions.airings_of`, whose lines name sessions by their ids.
    """
    if not bulletins:
        return []
    zone = desk.settings.zone_info
    return [
        _("“{title}” in “{session}”, {time}").format(
            title=item.title,
            session=one.order.title,
            time=moments.day_and_clock(one.order.start, zone),
        )
        for one in schedule_actions.planned(desk)
        for item in one.order.items
        if item.is_airing and item.bulletin in bulletins and item.id not in one.closed
    ]
