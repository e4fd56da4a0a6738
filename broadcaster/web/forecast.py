"""What the coming days would do with a bulletin, or why that cannot be said."""

from dataclasses import dataclass

from broadcaster.bulletins import Bulletin, State
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.quantities import length_in_words
from broadcaster.schedule import actions as schedule_actions
from broadcaster.schedule.foresight.airing_words import airing_summary
from broadcaster.schedule.foresight.overlong_words import overlong_text
from broadcaster.schedule.foresight.preview import Preview
from broadcaster.web import moments


@dataclass(frozen=True)
class Forecast:
    """The sentence a page shows, and what it rests on."""

    sentence: str
    room: str = ""
    overlong: str = ""
    """Where to divide a text that no session has room for."""


def forecast_of(desk: Desk, bulletin: Bulletin) -> Forecast | None:
    """Return what would happen if it were approved now; None for what will never air again."""
    if bulletin.state is State.WITHDRAWN:
        return None
    try:
        preview = schedule_actions.preview(desk, bulletin.id)
    except BroadcasterError as error:
        return Forecast(error.on_page)
    overlong = overlong_text(preview.overlong) if preview.overlong else ""
    return Forecast(f"{airing_summary(preview)}.", room_text(preview), overlong)


def room_text(preview: Preview) -> str:
    """Return how its length compares with what the first session has left; empty without one."""
    fit = preview.fit
    if fit is None:
        return ""
    sentence = (
        _("About {length} long; “{session}” at {time} has {left} left.")
        if preview.is_estimate
        else _("{length} long; “{session}” at {time} has {left} left.")
    )
    return sentence.format(
        length=length_in_words(fit.length_ms),
        session=fit.title,
        time=moments.clock(fit.start, preview.zone),
        left=length_in_words(fit.left_ms),
    )
