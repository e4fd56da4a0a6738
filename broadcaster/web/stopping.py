"""Which planned airings of a bulletin would end, as people call them."""

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web import moments


def airings_in_words(desk: Desk, bulletin: str) -> list[str]:
    """Return one line per airing that is planned and has not sounded yet, by session and time.

    The same airings as `schedule_actions.airings_of`, whose lines name sessions by their ids.
    """
    zone = desk.settings.zone_info
    return [
        _("“{session}”, {time}").format(
            session=one.order.title, time=moments.day_and_clock(one.order.start, zone)
        )
        for one in schedule_actions.planned(desk)
        for item in one.order.items
        if item.bulletin == bulletin and item.id not in one.closed
    ]
