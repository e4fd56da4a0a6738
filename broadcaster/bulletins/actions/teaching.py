"""Teach how a word is said, and read the lines of a bulletin that hold it anew."""

from broadcaster.bulletins import lifecycle
from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.changing_lexicon import lexicon_add
from broadcaster.bulletins.actions.drafting import edit
from broadcaster.bulletins.actions.ending import Airings
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.actions.lexicon import commune_lexicon
from broadcaster.bulletins.revision import Bulletin
from broadcaster.bulletins.rewording import Edits, read_anew
from broadcaster.bulletins.tidying import tidy
from broadcaster.desk import Desk


def teach(
    desk: Desk,
    handle: str,
    written: str,
    spoken: str,
    *,
    airings: Airings = ending.nothing_planned,
    confirmed: bool = False,
    turn: int | None = None,
) -> Bulletin:
    """Teach a word and read its lines anew; those that a person worded stay as they are.

    Nothing is learnt when the bulletin may not be changed. Raises as `lexicon_add` and `edit` do.
    """
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_changeable(seen)
    lines = read_anew(seen.revision.script, tidy(written, "WRITTEN"), commune_lexicon(desk))
    if lines:
        fallen = ending.variants(desk, seen.revision)
        ending.require_consent((seen, *fallen), airings, confirmed)
    lexicon_add(desk, written, spoken, source=seen.id)
    if not lines:
        return seen
    edits = Edits(say=lines)
    return edit(desk, handle, edits=edits, airings=airings, confirmed=confirmed, turn=seen.turn)
