"""Who understands which language, as an administrator records it."""

from collections.abc import Sequence

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.actions.authority import entering, require_role
from broadcaster.units.actions.lookup import people, person
from broadcaster.units.errors import UnitsError
from broadcaster.units.languages import LANGUAGE, changed, is_understood
from broadcaster.units.model import Person, Role


def record_languages(
    desk: Desk, handle: str, more: Sequence[str] = (), no_longer: Sequence[str] = ()
) -> tuple[str, ...]:
    """Record that a person understands languages, or no longer does; return all they have then."""
    by = require_role(desk, Role.ADMINISTRATOR)
    for code in (*more, *no_longer):
        if not LANGUAGE.fullmatch(code):
            raise UnitsError.bad_language(code)
    who = person(desk, handle)
    with entering(desk, by) as entry:
        before = store.read_languages(entry.session, who.id)
        after = changed(before, more, no_longer)
        if before != after:
            store.write_languages(entry.session, who.id, after)
            entry.keep("languages", who.id, " ".join(after))
    return after


def languages_of(desk: Desk, id_: str) -> tuple[str, ...]:
    """Return what a person (an id) is recorded to understand."""
    with desk.database.transaction() as session:
        return store.read_languages(session, id_)


def understands(desk: Desk, id_: str, language: str) -> bool:
    """Say whether a person (an id) is recorded to understand a language, or everybody is."""
    return is_understood(language, languages_of(desk, id_))


def who_understands(desk: Desk, language: str) -> tuple[Person, ...]:
    """Return everybody who is recorded to understand a language."""
    return tuple(one for one in people(desk) if understands(desk, one.id, language))
