"""The station's own sounds: hear them, see by what right they are played, approve a new one."""

from typing import Literal

from starlette.responses import FileResponse, Response

from broadcaster.bulletins import actions
from broadcaster.bulletins.sound_errors import SoundError
from broadcaster.bulletins.station_sound import BUILT_IN
from broadcaster.bulletins.validity import show_until
from broadcaster.production import actions as production_actions
from broadcaster.web import notices
from broadcaster.web.fields import Text
from broadcaster.web.pages.sound import MEDIA
from broadcaster.web.planning import plan_anew
from broadcaster.web.visit import Typed, Visit, Visitor, go_to
from broadcaster.web.who import SIGNERS, SILENCERS

Which = Literal["approved", "waiting"]


def page(visit: Visitor, done: str = "") -> Response:
    """Show every sound, approved or waiting."""
    return show(visit, said=notices.notice(done))


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show them once more with what was refused."""
    return show(visit, status=422, refusal=refusal)


def show(visit: Visit, *, status: int = 200, said: str = "", refusal: str = "") -> Response:
    """Return the page."""
    zone, now = visit.settings.zone_info, visit.desk.time.now()
    return visit.page(
        "sounds.html",
        status,
        said=said,
        refusal=refusal,
        typed={},
        may_sign=visit.may(SIGNERS),
        may_take_back=visit.may(SILENCERS),
        sounds=actions.sound_list(visit.desk),
        built_in=BUILT_IN,
        name_of=visit.name_of,
        last_day=lambda rights: show_until(rights.until, zone),
        is_over=lambda one: one.is_over(now),
    )


def hear(visit: Visitor, name: str, which: Which) -> Response:
    """Answer with a sound, byte for byte as it would air."""
    one = actions.find_sound(visit.desk, name)
    cut = one.cut if which == "approved" else one.waiting_cut
    if cut is None:
        raise SoundError.none_waits(name)
    cache = production_actions.open_cache(visit.desk)
    cache.read(cut.sha256)  # what is listened to must be what would be approved
    media = MEDIA.get(cut.format, "application/octet-stream")
    return FileResponse(cache.path(cut.sha256), media_type=media)


def approve(visit: Visitor, sound: Text = "", cut: Text = "") -> Response:
    """Approve the version that waits, if it is the one that was heard."""
    visit.is_about(sound)
    actions.approve_sound(visit.desk, sound, cut=cut)
    trouble = plan_anew(visit)
    return go_to("/sounds", "approved-unplanned" if trouble else "sound-approved")


def take_back(visit: Visitor, sound: Text = "") -> Response:
    """Take back the version that waits."""
    visit.is_about(sound)
    actions.take_back_sound(visit.desk, sound)
    return go_to("/sounds", "sound-taken-back")
