"""Bring a text or a recording, and change what it says or what is said about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from broadcaster.bulletins import fields, lifecycle
from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.changing_lexicon import keep_entries
from broadcaster.bulletins.actions.ending import VOID, Airings
from broadcaster.bulletins.actions.finding import find, find_revision
from broadcaster.bulletins.actions.lexicon import commune_lexicon
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.fields import AS_IT_IS, Wanted
from broadcaster.bulletins.headlining import keep_headline, require_spoken
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Act, Bulletin, Fields, Revision, Step, hash_of
from broadcaster.bulletins.rewording import NO_EDITS, Edits, learnt, reword
from broadcaster.bulletins.store import approvals, dossiers, trail
from broadcaster.bulletins.titles import propose_title
from broadcaster.desk import Desk
from broadcaster.policies import actions as policies_actions
from broadcaster.production import Cut
from broadcaster.production import actions as production_actions
from broadcaster.reading import Region, Script, read
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions


def add(desk: Desk, text: str, wanted: Wanted = AS_IT_IS, *, name: str = "") -> Bulletin:
    """Read a text and enter it as a new bulletin of the station's unit, in draft.

    Without a title its first line becomes one; `name` stands in when that says nothing. Raises
    `BulletinsError` for a field, `ReadingError` for a text, `UnitsError` for a person or zone.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    given = settle(desk, Fields(title=""), wanted)
    script = read(
        text,
        language=given.language,
        region=Region(desk.settings.region),
        lexicon=commune_lexicon(desk),
    )
    require_spoken(script, given.headline)
    if not given.title:
        given = replace(given, title=propose_title(script, name or desk.settings.unit))
    return _enter(desk, who, given, script)


def add_recording(desk: Desk, path: Path, wanted: Wanted = AS_IT_IS) -> Bulletin:
    """Enter a recording that has no text here, mastered and ready to submit.

    Without a title the file's name becomes one. `DecodingError` and `ProductionError` say what is
    wrong with it.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    given = settle(desk, Fields(title=""), wanted)
    if not given.title:
        given = replace(given, title=fields.tidy_title(path.stem))
    script = Script("", given.language, Region(desk.settings.region), (), (), "recording")
    return _enter(desk, who, given, script, production_actions.take_recording(desk, path))


def edit(
    desk: Desk,
    handle: str,
    wanted: Wanted = AS_IT_IS,
    edits: Edits = NO_EDITS,
    *,
    remember: bool | None = None,
    airings: Airings = ending.nothing_planned,
    confirmed: bool = False,
    turn: int | None = None,
) -> Bulletin:
    """Make the next revision of a bulletin; its approval ends, and its variants are suspended.

    `remember` is whether choices enter the commune's lexicon; None leaves it to what was asked.
    `turn` is the one that was seen: lines and flags are numbers of what stood there.
    Raises as `add` does, and `BulletinsError` when airings stop and nobody `confirmed` it.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_changeable(seen)
    old = seen.revision
    given = settle(desk, old.fields, wanted, seen)
    script = reword(old.script, edits, given.language, commune_lexicon(desk))
    given = keep_headline(given, wanted.headline, old.script, script)
    details = (
        *fields.changed(old.fields, given),
        *(edits.options() if script != old.script else ()),
    )
    if not details:
        raise BulletinsError.nothing_changes(seen.id)
    suspended = ending.variants(desk, old)
    ending.require_consent((seen, *suspended), airings, confirmed)
    now = desk.time.now()
    revision = Revision(seen.id, old.number + 1, given, script, who.person, now)
    revised = lifecycle.revise(seen, revision, who.person if script != old.script else seen.author)
    with desk.database.transaction() as session:
        dossiers.claim(session, seen, revised)
        dossiers.insert_revision(session, revision)
        trail.insert_step(session, Step.taken(revision, Act.EDITED, now, who, " ".join(details)))
        known = learnt(old.script, edits, remember)
        keep_entries(session, desk, (replace(one, source=revision.id) for one in known), who, now)
        ending.end_approval(session, desk, seen, VOID, now, who)
        ending.suspend(session, desk, suspended, revision.id, now, who)
    desk.publish()
    return replace(revised, turn=seen.turn + 1)


def settle(desk: Desk, old: Fields, wanted: Wanted, edited: Bulletin | None = None) -> Fields:
    """Return `old` with what was typed, every handle made into the id it means."""
    known = [policy.id for policy in policies_actions.policies(desk)]
    resolved = replace(
        wanted,
        zones=None if wanted.zones is None else _zones(desk, wanted.zones),
        supersedes=wanted.supersedes and find(desk, wanted.supersedes).id,
        translates=wanted.translates and find_revision(desk, wanted.translates).id,
    )
    given = fields.apply(old, resolved, policies=known, zone=desk.settings.zone_info)
    if edited and edited.id in (given.supersedes, given.translates.rpartition(".r")[0]):
        raise BulletinsError.itself(
            "--supersedes" if edited.id == given.supersedes else "--translates", edited.id
        )
    if given.translates:
        _require_other_language(find_revision(desk, given.translates), given)
    return given


def _zones(desk: Desk, handles: Sequence[str]) -> tuple[str, ...]:
    names = [name.strip() for handle in handles for name in handle.split(",")]
    return tuple(units_actions.zone(desk, name).id for name in names if name)


def _require_other_language(source: Revision, given: Fields) -> None:
    if source.bulletin == given.supersedes:
        raise BulletinsError.supersedes_source(source.bulletin)
    if source.fields.language == given.language:
        raise BulletinsError.same_language(source.id, given.language)


def _enter(
    desk: Desk, who: Authority, given: Fields, script: Script, cut: Cut | None = None
) -> Bulletin:
    now = desk.time.now()
    unit, year = desk.settings.unit, now.astimezone(desk.settings.zone_info).year
    with desk.database.transaction() as session:
        number = dossiers.next_number(session, unit, year)
        revision = Revision(f"{unit}-{year}-{number:04}", 1, given, script, who.person, now)
        bulletin = Bulletin(revision.bulletin, unit, State.DRAFT, 1, revision, who.person)
        if cut:
            approvals.keep_cut(session, cut)
            bulletin = replace(
                bulletin, state=State.RENDERED, cut=cut.sha256, cut_script=hash_of(script)
            )
        dossiers.insert(session, bulletin, year, number)
        _note_entry(session, revision, now, who, cut)
    return bulletin


def _note_entry(
    session: Session, revision: Revision, at: datetime, who: Authority, cut: Cut | None
) -> None:
    trail.insert_step(session, Step.taken(revision, Act.ADDED, at, who))
    if cut:
        trail.insert_step(session, Step.taken(revision, Act.RECORDED, at, who, cut.sha256))
