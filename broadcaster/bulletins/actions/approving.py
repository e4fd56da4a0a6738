"""Submit, approve, return, withdraw; and what is in force.

An approval is signed and on disk for the player when `approve` returns.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.bulletins import attesting, lifecycle
from broadcaster.bulletins.actions import ending
from broadcaster.bulletins.actions.attesting import require_attested
from broadcaster.bulletins.actions.bedding import require_bed_in_order
from broadcaster.bulletins.actions.ending import SUPERSEDED, WITHDRAWN, Airings
from broadcaster.bulletins.actions.finding import find, source_of, submission_of
from broadcaster.bulletins.actions.rendering import cut_of
from broadcaster.bulletins.correcting import check_corrections, describe_corrections
from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.granting import grant
from broadcaster.bulletins.model import Approval, ApprovalKind, State
from broadcaster.bulletins.on_air import require_on_air
from broadcaster.bulletins.revision import Act, Bulletin, Step, Submission
from broadcaster.bulletins.store import approvals, dossiers, trail
from broadcaster.bulletins.tidying import LONGEST_COMMENT, tidy
from broadcaster.bulletins.words import state_name
from broadcaster.desk import Desk
from broadcaster.production import actions as production_actions
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions
from broadcaster.voices import VoiceKind


def submit(
    desk: Desk, handle: str, *, accept_flags: str | None = None, turn: int | None = None
) -> Submission:
    """Hand a bulletin to the approver, naming its author.

    `accept_flags` is the reason for which open ambiguous flags are accepted as spoken now; it
    counts for this revision only and stands in the approval. `turn` is the one that was seen.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    lifecycle.require_submittable(seen, source_of(desk, seen), accept_flags)
    cut = cut_of(desk, seen.cut)
    require_on_air(seen, cut, desk.settings.on_air_minimum)
    attesting.require_named(seen, is_recording=cut.voice_kind is VoiceKind.RECORDING)
    require_bed_in_order(desk, seen, cut)
    now = desk.time.now()
    flags = tuple(lifecycle.describe_flag(flag) for flag in seen.revision.script.ambiguous)
    reason = _require_words(accept_flags, "--accept-flags") if flags and accept_flags else ""
    submission = Submission(seen.revision.id, seen.cut, seen.author, who.person, now, flags, reason)
    with desk.database.transaction() as session:
        dossiers.claim(session, seen, replace(seen, state=State.SUBMITTED))
        trail.insert_submission(session, seen.id, submission)
        trail.insert_step(session, Step.taken(seen.revision, Act.SUBMITTED, now, who, reason))
    return submission


def approve(
    desk: Desk,
    handle: str,
    *,
    airings: Airings = ending.nothing_planned,
    confirmed: bool = False,
    turn: int | None = None,
) -> Approval:
    """Approve a submitted bulletin as another person than its author; what it supersedes ends.

    The cut is read and checked first, so that what is approved is there and whole. `turn` is the
    one at which the approver listened: a cut made since is not approved unheard.
    """
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    who = units_actions.require_role(desk, Role.APPROVER, unit=seen.unit)
    lifecycle.require_approvable(seen, source_of(desk, seen), who.person)
    cut = cut_of(desk, seen.cut)
    require_on_air(seen, cut, desk.settings.on_air_minimum)
    require_bed_in_order(desk, seen, cut)
    attestations = require_attested(desk, seen, who)
    superseded = superseded_by(desk, seen)
    fallen = tuple(variant for old in superseded for variant in ending.variants(desk, old.revision))
    ending.require_consent((*superseded, *fallen), airings, confirmed)
    cache = production_actions.open_cache(desk)
    cache.read(seen.cut)
    headline = cut_of(desk, seen.headline_cut) if seen.headline_cut else None
    if headline:
        cache.read(headline.sha256)
    submission = submission_of(desk, seen)
    if submission is None:
        raise BulletinsError.not_submitted(seen.id, state_name(seen.state))
    author = units_actions.person(desk, seen.author)
    now = desk.time.now()
    with desk.database.transaction() as session:
        approval = grant(
            seen,
            submission,
            cut,
            who,
            now,
            ordinal=approvals.count_of(session, seen.revision.id) + 1,
            author_name=author.name,
            attestations=attestations,
            headline=headline,
        )
        dossiers.claim(session, seen, replace(seen, state=State.APPROVED, approval=approval.id))
        approvals.insert(session, approval)
        trail.insert_step(session, Step.taken(seen.revision, Act.APPROVED, now, who, approval.id))
        ending.queue_approval(session, desk, approval)
        for old in superseded:
            _end(session, desk, old, SUPERSEDED, seen.id, now, who)
        ending.suspend(session, desk, fallen, seen.id, now, who)
    desk.publish()
    return approval


def return_(
    desk: Desk,
    handle: str,
    comment: str,
    corrections: Sequence[tuple[int, str]] = (),
    *,
    turn: int | None = None,
) -> Bulletin:
    """Send a submitted bulletin back to its author, saying what is wrong.

    `corrections` are lines with what the approver wants said there. They change nothing yet: the
    author takes them over with `take_corrections`, and stays the author. With corrections the
    comment may be empty. `ReadingError` for a line that is not there or text that says nothing.
    """
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    who = units_actions.require_role(desk, Role.APPROVER, unit=seen.unit)
    lifecycle.require_returnable(seen)
    wanted = check_corrections(seen.revision.script, corrections)
    said = tidy(comment, "COMMENT", LONGEST_COMMENT) or describe_corrections(wanted)
    if not said:
        raise BulletinsError.empty("COMMENT")
    returned = replace(seen, state=State.RETURNED, turn=seen.turn + 1)
    now = desk.time.now()
    with desk.database.transaction() as session:
        dossiers.claim(session, seen, returned)
        trail.insert_corrections(session, returned, wanted, who.person, now)
        trail.insert_step(session, Step.taken(seen.revision, Act.RETURNED, now, who, said))
    return returned


def withdraw(
    desk: Desk,
    handle: str,
    reason: str,
    *,
    airings: Airings = ending.nothing_planned,
    confirmed: bool = False,
    turn: int | None = None,
) -> Bulletin:
    """Take a bulletin out for good, in whatever state; its variants are suspended with it."""
    seen = find(desk, handle)
    lifecycle.require_turn(seen, turn)
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER, unit=seen.unit)
    lifecycle.require_changeable(seen)
    said = _require_words(reason, "REASON")
    fallen = ending.variants(desk, seen.revision)
    ending.require_consent((seen, *fallen), airings, confirmed)
    now = desk.time.now()
    with desk.database.transaction() as session:
        _end(session, desk, seen, WITHDRAWN, said, now, who)
        ending.suspend(session, desk, fallen, seen.id, now, who)
    desk.publish()
    return replace(seen, state=State.WITHDRAWN, approval="", turn=seen.turn + 1)


def approved_bulletins(desk: Desk, *, since: datetime | None = None) -> tuple[Approval, ...]:
    """Return the approvals of bulletins in force, in the order they were given.

    Validity is left to whoever plans a moment; with `since`, those that ended before it are left
    out, so that years of old bulletins need not be looked at.
    """
    with desk.database.transaction() as session:
        return approvals.in_force(session, ApprovalKind.BULLETIN, since)


def superseded_by(desk: Desk, seen: Bulletin) -> tuple[Bulletin, ...]:
    """Return the bulletin that ends when this one is approved, if there is one."""
    if not seen.revision.fields.supersedes:
        return ()
    old = find(desk, seen.revision.fields.supersedes)
    return () if old.state is State.WITHDRAWN else (old,)


def _end(
    session: Session,
    desk: Desk,
    seen: Bulletin,
    cause: str,
    detail: str,
    at: datetime,
    who: Authority,
) -> None:
    dossiers.claim(session, seen, replace(seen, state=State.WITHDRAWN, approval=""))
    trail.insert_step(session, Step.taken(seen.revision, Act(cause), at, who, detail))
    ending.end_approval(session, desk, seen, cause, at, who)


def _require_words(text: str, what: str) -> str:
    words = tidy(text, what, LONGEST_COMMENT)
    if not words:
        raise BulletinsError.empty(what)
    return words
