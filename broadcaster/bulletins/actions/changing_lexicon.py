"""Teach the lexicon of this station, and take entries out. Stored scripts never change.

A change says which bulletins that are to air would be read differently; it asks for no consent,
because none of them is altered by it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.bulletins.actions.altering import Coming, altered_by
from broadcaster.bulletins.actions.lexicon import lexicon_layer, lexicon_layers, lexicon_list
from broadcaster.bulletins.altering import Altered
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.lexicon import (
    LexiconChange,
    LexiconLayer,
    StatedEntry,
    after_change,
    decide_change,
    laid_over,
)
from broadcaster.bulletins.lexicon_entries import typed_entry
from broadcaster.bulletins.store import lexicon as store
from broadcaster.bulletins.tidying import tidy
from broadcaster.desk import Desk
from broadcaster.reading import Entry, Lexicon
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions


@dataclass(frozen=True)
class Changed:
    """What was done to a layer, or would be, and which bulletins would be read differently."""

    change: LexiconChange
    alters: tuple[Altered, ...] = ()


def lexicon_add(
    desk: Desk,
    written: str,
    spoken: str,
    *,
    context: Sequence[str] = (),
    source: str = "",
    coming: Coming | None = None,
    dry_run: bool = False,
) -> Changed:
    """Teach how a written form is said from now on, everywhere or beside a word of `context`.

    What was said for the same form and context before is replaced. `ReadingError` when it could
    not be spoken. With `coming` it says what would be read differently.
    """
    entry = StatedEntry(typed_entry(written, spoken, context, source))
    return change_lexicon(desk, (entry,), coming=coming, dry_run=dry_run)


def lexicon_remove(
    desk: Desk,
    written: str,
    *,
    unit: str | None = None,
    coming: Coming | None = None,
    dry_run: bool = False,
) -> Changed:
    """Take every entry of a written form out of a layer; `BulletinsError` when there is none."""
    form = tidy(written, "WRITTEN")
    if not any(one.written == form for one in lexicon_list(desk, unit)):
        raise BulletinsError.no_entry(form)
    return change_lexicon(desk, unit=unit, removing=(form,), coming=coming, dry_run=dry_run)


def change_lexicon(
    desk: Desk,
    wanted: Sequence[StatedEntry] = (),
    *,
    unit: str | None = None,
    removing: Collection[str] = (),
    whole: bool = False,
    coming: Coming | None = None,
    dry_run: bool = False,
) -> Changed:
    """Bring a layer to hold `wanted`, without `removing`, all of it or nothing.

    With `whole` it holds nothing else afterwards. With `dry_run` nothing is written.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    layer, now = lexicon_layer(desk, unit), desk.time.now()
    entries = [one.entered(who.person, now) for one in wanted]
    change = decide_change(layer, entries, removing=removing, whole=whole)
    alters = _alters(desk, change, coming) if coming else ()
    if dry_run:
        return Changed(change, alters)
    with desk.database.transaction() as session:
        layer = replace(layer, entries=store.read_all(session, layer.owner))
        change = decide_change(layer, entries, removing=removing, whole=whole)
        store.carry_out(session, change, who.person, now)
    return Changed(change, alters)


def keep_entries(
    session: Session, desk: Desk, entries: Iterable[Entry], who: Authority, at: datetime
) -> None:
    """Write entries that were learnt in an open transaction."""
    own = desk.settings.unit
    layer = LexiconLayer(own, own, store.read_all(session, own))
    learnt = [StatedEntry(entry.checked()).entered(who.person, at) for entry in entries]
    store.carry_out(session, decide_change(layer, learnt), who.person, at)


def _alters(desk: Desk, change: LexiconChange, coming: Coming) -> tuple[Altered, ...]:
    layers = lexicon_layers(desk)
    before = laid_over(Lexicon.built_in(), layers)
    after = laid_over(Lexicon.built_in(), after_change(layers, change))
    return altered_by(desk, before, after, change.forms, coming)
