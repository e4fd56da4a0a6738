"""When each sentence and word of a bulletin sounds in its cut, and that as captions."""

from broadcaster.bulletins.actions.rendering import cut_of
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.revision import Bulletin
from broadcaster.desk import Desk
from broadcaster.production import actions as production_actions
from broadcaster.production.captions import captions_of
from broadcaster.production.marks import Marks


def marks_of(desk: Desk, bulletin: Bulletin) -> Marks:
    """Return the timing marks of a bulletin's cut; `BulletinsError` when it has no fitting one."""
    if not bulletin.has_fitting_cut:
        raise BulletinsError.not_rendered(bulletin.id)
    return production_actions.marks_of(desk, cut_of(desk, bulletin.cut), bulletin.revision.script)


def word_times(desk: Desk, bulletin: Bulletin) -> Marks:
    """Return the same; `BulletinsError` for a recording, of whose words nobody knows the times."""
    marks = marks_of(desk, bulletin)
    if not marks.starts():
        raise BulletinsError.no_word_times(bulletin.id)
    return marks


def captions(desk: Desk, bulletin: Bulletin) -> str:
    """Return a bulletin's cut as WebVTT captions; `BulletinsError` as for `word_times`."""
    return captions_of(word_times(desk, bulletin))
