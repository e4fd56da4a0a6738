"""Read a bulletin paragraph by paragraph: bring one, or another for one, and see what is there."""

from dataclasses import replace
from pathlib import Path

from broadcaster.bulletins import lifecycle, taking
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Act, Bulletin, Step
from broadcaster.bulletins.store import takes as store
from broadcaster.bulletins.store import trail
from broadcaster.bulletins.taking import ParagraphTake, Placed
from broadcaster.bulletins.tidying import LONGEST_FIELD
from broadcaster.desk import Desk
from broadcaster.production import Cut
from broadcaster.production import actions as production_actions
from broadcaster.production import takes as production_takes
from broadcaster.production.bedding import BedSound
from broadcaster.reading.paragraphs import Paragraph, paragraphs_of
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def takes_of(desk: Desk, handle: str) -> tuple[Placed, ...]:
    """Return the paragraphs of a bulletin's newest text, each with its newest take."""
    seen = find(desk, handle)
    paragraphs = _paragraphs(seen)
    with desk.database.transaction() as session:
        return taking.place(paragraphs, store.newest(session, seen.id))


def record_paragraph(
    desk: Desk,
    handle: str,
    number: int,
    path: Path,
    *,
    name: str = "",
    turn: int | None = None,
) -> Placed:
    """Bring a recording of one paragraph; it takes the place of the one before, which is kept.

    The cut, its submission and its approval stay: they change when the takes are joined. `name`
    is what the file is called when `path` is a name of ours.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_changeable(seen)
    paragraph = taking.choose(seen.id, _paragraphs(seen), number)
    called = (name or path.name)[:LONGEST_FIELD]
    alone = replace(seen.revision.script, sentences=paragraph.sentences)
    heard = production_takes.keep_take(desk, path, alone)
    now = desk.time.now()
    take = ParagraphTake(paragraph.key, called, heard, who.person, now)
    with desk.database.transaction() as session:
        store.insert(session, seen.id, take)
        detail = f"{number} {heard.sha256}"
        trail.insert_step(session, Step.taken(seen.revision, Act.PARAGRAPH_READ, now, who, detail))
    return Placed(paragraph, take)


def take_path(desk: Desk, handle: str, number: int) -> tuple[Path, str]:
    """Return where the take of a paragraph lies, checked, and what its file was called."""
    seen = find(desk, handle)
    placed = takes_of(desk, seen.id)
    take = placed[taking.choose(seen.id, _paragraphs(seen), number).number - 1].take
    if take is None:
        raise BulletinsError.not_rendered(seen.id)
    cache = production_actions.open_cache(desk)
    cache.read(take.heard.sha256)
    return cache.path(take.heard.sha256), take.name


def join_takes(desk: Desk, seen: Bulletin, bed: BedSound | None = None) -> Cut:
    """Make one cut of all takes of a bulletin's newest text; `TakingError` while one is missing."""
    return production_takes.join(desk, taking.parts_of(seen.id, takes_of(desk, seen.id)), bed)


def _paragraphs(seen: Bulletin) -> tuple[Paragraph, ...]:
    if not seen.revision.has_text:
        raise BulletinsError.no_text(seen.id)
    return paragraphs_of(seen.revision.script)


def takes_in_hand(desk: Desk) -> set[str]:
    """Return the takes (SHA-256), older ones too, of every bulletin that is not withdrawn."""
    with desk.database.transaction() as session:
        return store.in_hand(session, [state for state in State if state is not State.WITHDRAWN])
