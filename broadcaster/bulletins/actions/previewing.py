"""Hear a recording with less noise before it is taken; nothing is used until somebody says so."""

from pathlib import Path

from broadcaster.bulletins import lifecycle
from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.ending import Airings
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.actions.rendering import Rendered, cut_of, put_in_use
from broadcaster.bulletins.model import State
from broadcaster.bulletins.previewing import Preview, PreviewError, Which
from broadcaster.bulletins.revision import Act, Bulletin, hash_of
from broadcaster.bulletins.store import approvals
from broadcaster.bulletins.store import previews as store
from broadcaster.desk import Desk
from broadcaster.production import actions as production_actions
from broadcaster.production import previewing as production_previewing
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def preview(desk: Desk, handle: str, recording: Path, *, turn: int | None = None) -> Preview:
    """Make two cuts of a recording, as it is and with less noise, and keep them to be compared.

    The bulletin stays as it stands, with its cut and its approval.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_changeable(seen)
    script = seen.revision.script
    expected = script if seen.revision.has_text else None
    before, after = production_previewing.preview_recording(desk, recording, expected=expected)
    made = Preview(
        seen.id, hash_of(script), before.sha256, after.sha256, who.person, desk.time.now()
    )
    with desk.database.transaction() as session:
        for cut in (before, after):
            approvals.keep_cut(session, cut)
        store.put(session, made)
    return made


def preview_of(desk: Desk, bulletin: Bulletin) -> Preview | None:
    """Return the preview that waits, if it is of the text as it is now."""
    with desk.database.transaction() as session:
        found = store.read(session, bulletin.id)
    return found if found and found.script == hash_of(bulletin.revision.script) else None


def take_preview(
    desk: Desk,
    handle: str,
    which: Which,
    *,
    airings: Airings = ending.nothing_planned,
    confirmed: bool = False,
    turn: int | None = None,
) -> Rendered:
    """Take one of the two as the bulletin's sound; its approval ends, and whoever does is author.

    `PreviewError` when none waits, or its text has changed since.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_changeable(seen)
    waiting = preview_of(desk, seen)
    if waiting is None:
        raise PreviewError.nothing(seen.id)
    ending.require_consent((seen,), airings, confirmed)
    cut = cut_of(desk, waiting.cut(which))
    production_actions.open_cache(desk).read(cut.sha256)
    taken = put_in_use(desk, seen, cut, Act.RECORDED, who)
    with desk.database.transaction() as session:
        store.remove(session, seen.id)
    return taken


def previews_in_hand(desk: Desk) -> set[str]:
    """Return the cuts of every preview that waits, of bulletins that are not withdrawn."""
    with desk.database.transaction() as session:
        return store.in_hand(session, [state for state in State if state is not State.WITHDRAWN])
