"""Which bulletins that are to air would be read differently after a change of the lexicon.

Looks at what has airings to come, and at what waits for approval. Only a text that may hold a
form of the change is read again, so that hundreds of bulletins take a moment.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from broadcaster.bulletins.altering import Altered, altered_lines, letters, may_hold
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Bulletin
from broadcaster.bulletins.store import dossiers
from broadcaster.desk import Desk
from broadcaster.reading import Lexicon

Coming = Callable[[], Mapping[str, Sequence[str]]]
"""Asks the planner: bulletin id -> one line for each airing to come, soonest first."""


def nothing_coming() -> Mapping[str, Sequence[str]]:
    """Answer for a desk without a planner."""
    return {}


def altered_by(
    desk: Desk, before: Lexicon, after: Lexicon, forms: Collection[str], coming: Coming
) -> tuple[Altered, ...]:
    """Return the bulletins whose text would be read differently, those that air first in front.

    `forms` are the written forms that changed. Nothing is written, and nothing is asked of
    anybody; call it outside a transaction.
    """
    if not forms:
        return ()
    airings, looked_for = coming(), {letters(form) for form in forms}
    return tuple(
        Altered(
            bulletin.id,
            bulletin.revision.id,
            bulletin.revision.fields.title,
            bulletin.state,
            tuple(airings.get(bulletin.id, ())),
            lines,
        )
        for bulletin in _to_air(desk, tuple(airings))
        if may_hold(bulletin.revision.script.source, looked_for)
        if (lines := altered_lines(bulletin.revision.script, before, after))
    )


def _to_air(desk: Desk, planned: Sequence[str]) -> Iterator[Bulletin]:
    with desk.database.transaction() as session:
        waiting = [one.id for one in dossiers.listing(session, [State.SUBMITTED])]
        found = [dossiers.read(session, id_) for id_ in dict.fromkeys((*planned, *waiting))]
    return (bulletin for bulletin in found if bulletin is not None)
