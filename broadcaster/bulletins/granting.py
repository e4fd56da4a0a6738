"""What an approval says: the record that is signed, and the list of those that no longer hold."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from broadcaster.bulletins.attestation import Attestation
from broadcaster.bulletins.fields import to_document
from broadcaster.bulletins.headlining import covered_headline
from broadcaster.bulletins.model import Approval, ApprovalKind, Ended
from broadcaster.bulletins.relay import Relay
from broadcaster.bulletins.revision import Bulletin, Submission, hash_of
from broadcaster.bulletins.station_sound import BUILT_IN, StationSound
from broadcaster.production import Cut
from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.units import Authority

PRINTED = (
    "title", "column", "content_kind", "language", "writer", "translator", "reader", "policy",
    "stage", "answers_until", "answers_to", "legal_ref",
)  # fmt: skip

BED_FACTS = ("bed", "bed_sound", "bed_title", "bed_origin", "bed_licence", "bed_holder")


def grant(
    bulletin: Bulletin,
    submission: Submission,
    cut: Cut,
    approver: Authority,
    at: datetime,
    *,
    ordinal: int,
    author_name: str,
    attestations: tuple[Attestation, ...] = (),
    headline: Cut | None = None,
) -> Approval:
    """Return the approval of a submitted bulletin; `ordinal` counts those of its revision.

    `headline` is the cut of its headline, where one was spoken.
    """
    covered = foresee(bulletin, at)
    return replace(
        covered,
        valid_until=_while_bed_may_sound(covered.valid_until, cut),
        id=f"{bulletin.revision.id}.a{ordinal}",
        cut=cut.sha256,
        decoded_sha256=cut.decoded_sha256,
        author=submission.author,
        approver=approver.person,
        in_name_of=approver.in_name_of,
        delegation=approver.delegation,
        accepted_flags=submission.accepted_flags,
        accepted_reason=submission.accepted_reason,
        attestations=attestations,
        headline=covered_headline(bulletin, headline) if headline else None,
        details={
            **covered.details,
            **_sound(cut),
            **_bed(cut),
            **_people(approver, author_name),
        },
    )


def foresee(bulletin: Bulletin, at: datetime) -> Approval:
    """Return what an approval of a bulletin would cover, without anybody who gave it.

    For looking ahead only: nobody signs it, and it is written nowhere.
    """
    revision, given = bulletin.revision, bulletin.revision.fields
    return Approval(
        id=f"{revision.id}.preview",
        kind=ApprovalKind.BULLETIN,
        cut=bulletin.cut if bulletin.has_fitting_cut else "",
        decoded_sha256="",
        author=bulletin.author,
        approver="",
        at=at,
        bulletin=bulletin.id,
        revision=revision.id,
        script_sha256=hash_of(revision.script),
        bulletin_class=given.bulletin_class,
        zones=given.zones,
        valid_from=given.valid_from,
        valid_until=given.valid_until,
        times=given.times,
        origin=given.origin,
        details={name: to_document(given)[name] for name in PRINTED},
    )


def grant_sound(
    sound: StationSound, cut: Cut, approver: Authority, at: datetime, *, ordinal: int,
    author_name: str,
) -> Approval:  # fmt: skip
    """Return the approval of a station sound that somebody brought; it ends with its rights."""
    return Approval(
        id=f"sound-{sound.name}.a{ordinal}",
        kind=ApprovalKind.SOUND,
        cut=cut.sha256,
        decoded_sha256=cut.decoded_sha256,
        author=sound.author,
        approver=approver.person,
        at=at,
        sound=sound.name,
        valid_until=sound.rights.until,
        in_name_of=approver.in_name_of,
        delegation=approver.delegation,
        origin="own",
        details={**_sound(cut), **sound.rights.details(), **_people(approver, author_name)},
    )


def grant_built_in(name: str, cut: Cut, at: datetime, *, ordinal: int) -> Approval:
    """Return the approval of a sound this program makes itself, by hash (DESIGN law 1b)."""
    return Approval(
        id=f"sound-{name}.a{ordinal}",
        kind=ApprovalKind.SOUND,
        cut=cut.sha256,
        decoded_sha256=cut.decoded_sha256,
        author=BUILT_IN,
        approver=BUILT_IN,
        at=at,
        sound=name,
        origin=BUILT_IN,
        details=_sound(cut),
    )


def grant_relay(
    relay: Relay, approver: Authority, at: datetime, *, ordinal: int, author_name: str
) -> Approval:
    """Return the approval of a relay as a window (DESIGN law 1c)."""
    return Approval(
        id=f"relay-{relay.name}.a{ordinal}",
        kind=ApprovalKind.RELAY,
        cut="",
        decoded_sha256="",
        author=relay.author,
        approver=approver.person,
        at=at,
        valid_until=relay.until,
        in_name_of=approver.in_name_of,
        delegation=approver.delegation,
        origin="relay",
        relay=relay.window,
        details={"title": relay.title, **_people(approver, author_name)},
    )


def withdrawn_document(ended: Iterable[Ended], at: datetime) -> dict[str, Any]:
    """Return the body of `plan/withdrawn.json`."""
    return {
        "v": 1,
        "at": as_rfc3339(at),
        "withdrawn": [
            {
                "approval": one.approval,
                "bulletin": one.bulletin,
                "cause": one.cause,
                "at": as_rfc3339(one.at),
                "by": one.by,
            }
            for one in ended
        ],
    }


def _sound(cut: Cut) -> dict[str, str]:
    """Return what the approval says of the voice: which, of what kind, under what terms."""
    return {"voice": cut.voice, "voice_kind": str(cut.voice_kind), "voice_licence": cut.licence}


def _bed(cut: Cut) -> dict[str, str]:
    """Return what the approval says of the music under the speech, if there is any."""
    return {key: str(value) for key, value in cut.parameters.items() if key in BED_FACTS}


def _while_bed_may_sound(valid_until: datetime | None, cut: Cut) -> datetime | None:
    """Return the end of validity, or the end of the right to its bed where that comes first."""
    until = str(cut.parameters.get("bed_until", ""))
    ends = [end for end in (valid_until, from_rfc3339(until) if until else None) if end]
    return min(ends, default=None)


def _people(approver: Authority, author_name: str) -> dict[str, str]:
    return {
        "author_name": author_name,
        "approver_name": approver.name,
        "identity": approver.identity,
        "os_user": approver.os_user,
    }
