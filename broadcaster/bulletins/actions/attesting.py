"""A second listener attests what an approver does not understand."""

from broadcaster.bulletins import attesting, lifecycle
from broadcaster.bulletins.actions.finding import find
from broadcaster.bulletins.attestation import Attestation
from broadcaster.bulletins.revision import Act, Bulletin, Step
from broadcaster.bulletins.store import attestations, trail
from broadcaster.desk import Desk
from broadcaster.production import actions as production_actions
from broadcaster.units import Authority, Person, is_understood
from broadcaster.units import actions as units_actions


def attest(desk: Desk, handle: str, *, turn: int | None = None) -> Attestation:
    """Attest that figures, dates and names were heard right in the cut as it is now.

    No role is needed, only ears: the person at the desk understands the language and took no part
    in the bulletin. The cut is read and checked first. `turn` is the one at which they listened.
    """
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    who, now = units_actions.require_person(desk), desk.time.now()
    languages = units_actions.languages_of(desk, who.person)
    given = attestations_of(desk, seen)
    attesting.require_attestable(seen, Person(who.person, who.name), languages, given)
    production_actions.open_cache(desk).read(seen.cut)
    attested = Attestation(
        seen.id,
        seen.revision.id,
        seen.cut,
        seen.revision.fields.language,
        who.person,
        who.name,
        now,
        who.identity,
        who.os_user,
    )
    with desk.database.transaction() as session:
        attestations.insert(session, attested)
        step = Step.taken(seen.revision, Act.ATTESTED, now, who, seen.cut)
        trail.insert_step(session, step)
    return attested


def attestations_of(desk: Desk, bulletin: Bulletin) -> tuple[Attestation, ...]:
    """Return the attestations that hold for the cut a bulletin has now."""
    with desk.database.transaction() as session:
        return attesting.valid(attestations.of_bulletin(session, bulletin.id), bulletin)


def require_attested(
    desk: Desk, bulletin: Bulletin, approver: Authority
) -> tuple[Attestation, ...]:
    """Return what an approval by `approver` rests on; `AttestationError` when it needs more."""
    languages = units_actions.languages_of(desk, approver.person)
    given = attestations_of(desk, bulletin)
    who = Person(approver.person, approver.name)
    return attesting.require_attested(bulletin, who, languages, given)


def needs_attestation(desk: Desk, bulletin: Bulletin, approver: str) -> bool:
    """Say whether a person (an id) could not approve it before somebody else has listened."""
    language = bulletin.revision.fields.language
    if is_understood(language, units_actions.languages_of(desk, approver)):
        return False
    return not attesting.counting(bulletin, approver, attestations_of(desk, bulletin))


def listeners(desk: Desk, bulletin: Bulletin) -> tuple[Person, ...]:
    """Return who could attest it: they understand its language and took no part in it."""
    return tuple(
        one
        for one in units_actions.who_understands(desk, bulletin.revision.fields.language)
        if one.id != bulletin.author and not attesting.is_reader(bulletin, one)
    )


def may_attest(desk: Desk, bulletin: Bulletin, person: str) -> bool:
    """Say whether a person (an id) is one of the listeners, and has not attested this cut yet."""
    given = {one.by for one in attestations_of(desk, bulletin)}
    return person not in given and any(one.id == person for one in listeners(desk, bulletin))
