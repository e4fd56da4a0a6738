"""Teach the commune's lexicon, list it, and take entries out. Stored scripts never change."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.lexicon import LexiconEntry, laid_over
from broadcaster.bulletins.store import lexicon as store
from broadcaster.bulletins.tidying import LONGEST_FIELD, tidy
from broadcaster.desk import Desk
from broadcaster.reading import Entry, Lexicon
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions

LONGEST_SPOKEN = 300


def commune_lexicon(desk: Desk) -> Lexicon:
    """Return the lexicon this station reads with: built-in, and over it the commune's own."""
    return laid_over(Lexicon.built_in(), lexicon_list(desk))


def lexicon_list(desk: Desk) -> tuple[LexiconEntry, ...]:
    """Return the commune's own entries, oldest first."""
    with desk.database.transaction() as session:
        return store.read_all(session, desk.settings.unit)


def lexicon_add(
    desk: Desk, written: str, spoken: str, *, context: Sequence[str] = (), source: str = ""
) -> LexiconEntry:
    """Teach how a written form is said from now on, everywhere or beside a word of `context`.

    What was said for the same form and context before is replaced. `ReadingError` when it could
    not be spoken.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    words = tuple(tidy(word, "--context").lower() for word in context)
    entry = Entry(
        tidy(written, "WRITTEN"),
        tidy(spoken, "SPOKEN", LONGEST_SPOKEN),
        tuple(word for word in words if word),
        tidy(source, "--source", LONGEST_FIELD),
    )
    with desk.database.transaction() as session:
        (kept,) = keep_entries(session, desk, (entry,), who, desk.time.now(), entry.source)
    return kept


def lexicon_remove(desk: Desk, written: str) -> int:
    """Take every entry of a written form out; return how many there were."""
    who = units_actions.require_role(desk, Role.OPERATOR)
    form = tidy(written, "WRITTEN")
    with desk.database.transaction() as session:
        count = store.remove(session, desk.settings.unit, form, who.person, desk.time.now())
    if not count:
        raise BulletinsError.no_entry(form)
    return count


def keep_entries(
    session: Session,
    desk: Desk,
    entries: Iterable[Entry],
    who: Authority,
    at: datetime,
    source: str,
) -> tuple[LexiconEntry, ...]:
    """Write entries in an open transaction; `source` says where they were learnt."""
    kept = []
    for entry in entries:
        checked = entry.checked()
        kept.append(
            LexiconEntry(checked.written, checked.spoken, checked.context, who.person, at, source)
        )
        store.insert(session, desk.settings.unit, kept[-1])
    return tuple(kept)
