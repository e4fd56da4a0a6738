"""Whose ears count: when a second listener is needed, who may be one, and what stays valid.

An approver who does not understand the language signs what they cannot check. Then somebody who
does has listened first: not the author, not the reader, not the approver. What they say holds for
the very cut they heard, so speaking or recording it anew voids it.
"""

from collections.abc import Collection, Iterable

from broadcaster.bulletins.attestation import Attestation
from broadcaster.bulletins.attestation_errors import AttestationError
from broadcaster.bulletins.model import State
from broadcaster.bulletins.revision import Bulletin
from broadcaster.bulletins.words import state_name
from broadcaster.units import Person, is_understood

HEARD_IN = (State.RENDERED, State.SUBMITTED)


def valid(attestations: Iterable[Attestation], bulletin: Bulletin) -> tuple[Attestation, ...]:
    """Return those of the cut and the language that the bulletin has now."""
    language = bulletin.revision.fields.language
    if not bulletin.has_fitting_cut:
        return ()
    return tuple(one for one in attestations if (one.cut, one.language) == (bulletin.cut, language))


def require_attestable(
    bulletin: Bulletin, who: Person, languages: Collection[str], given: Iterable[Attestation]
) -> None:
    """Refuse a listener who took part in it or does not understand it, and what has no cut.

    `languages` are what `who` is recorded to understand, `given` the attestations that are valid.
    """
    language = bulletin.revision.fields.language
    if bulletin.state not in HEARD_IN or not bulletin.has_fitting_cut:
        raise AttestationError.nothing_to_hear(bulletin.id, state_name(bulletin.state))
    if who.id == bulletin.author:
        raise AttestationError.is_author(who.name, bulletin.id)
    if is_reader(bulletin, who):
        raise AttestationError.is_reader(who.name, bulletin.id)
    if not is_understood(language, languages):
        raise AttestationError.does_not_understand(who.name, who.id, language)
    if any(one.by == who.id for one in given):
        raise AttestationError.attested_already(who.name, bulletin.id)


def counting(
    bulletin: Bulletin, approver: str, given: Iterable[Attestation]
) -> tuple[Attestation, ...]:
    """Return the attestations that an approval by `approver` (an id) may rest on.

    Their own word does not count, nor that of an author or a reader of today.
    """
    return tuple(
        one
        for one in valid(given, bulletin)
        if one.by not in (approver, bulletin.author)
        and not is_reader(bulletin, Person(one.by, one.name))
    )


def require_attested(
    bulletin: Bulletin, approver: Person, languages: Collection[str], given: Iterable[Attestation]
) -> tuple[Attestation, ...]:
    """Return the attestations an approval rests on; refuse when one is needed and there is none.

    `languages` are what the approver is recorded to understand.
    """
    counted = counting(bulletin, approver.id, given)
    language = bulletin.revision.fields.language
    if not counted and not is_understood(language, languages):
        raise AttestationError.not_attested(bulletin.id, approver.name, approver.id, language)
    return counted


def require_named(bulletin: Bulletin, *, is_recording: bool) -> None:
    """Refuse a variant without its translator, and a recording in another language without reader.

    Else nobody could say later who stands for the words, nor keep the reader from being the
    second listener.
    """
    given = bulletin.revision.fields
    if given.translates and not given.translator:
        raise AttestationError.no_translator(bulletin.id, given.translates)
    if is_recording and not given.reader and not is_understood(given.language, ()):
        raise AttestationError.no_reader(bulletin.id, given.language)


def is_reader(bulletin: Bulletin, who: Person) -> bool:
    """Say whether the bulletin names this person as its reader, by id or by name."""
    reader = " ".join(bulletin.revision.fields.reader.split()).casefold()
    return bool(reader) and reader in (who.id.casefold(), " ".join(who.name.split()).casefold())
