"""What a bulletin is, and what an approval covers."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from broadcaster.bulletins.attestation import Attestation
from broadcaster.bulletins.headline import Headline
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.timebase import as_rfc3339, from_rfc3339


class BulletinClass(StrEnum):
    """The three legal classes (Circular 39/2020/TT-BTTTT), low to high."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"


class State(StrEnum):
    """Where the newest revision of a bulletin stands."""

    DRAFT = "draft"
    RENDERED = "rendered"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class ApprovalKind(StrEnum):
    """What was approved: a bulletin's cut, a station sound, or a relay as a window."""

    BULLETIN = "bulletin"
    SOUND = "sound"
    RELAY = "relay"


@dataclass(frozen=True)
class Approval:
    """One signed approval, as it stands in `plan/approvals/<id>.json` (DESIGN section 3).

    Times are aware UTC. `sound` names a station sound, `relay` a relay; then `bulletin`, `revision`
    and `script_sha256` are empty and there is no limit of zones or times. A relay has no hashes.
    """

    id: str
    kind: ApprovalKind
    cut: str
    """SHA-256 of the cut's file."""
    decoded_sha256: str
    """SHA-256 of the cut decoded to the player's bus (48 kHz s16 mono)."""
    author: str
    approver: str
    at: datetime
    bulletin: str = ""
    revision: str = ""
    script_sha256: str = ""
    sound: str = ""
    bulletin_class: BulletinClass = BulletinClass.NORMAL
    zones: tuple[str, ...] = ()
    """Zones it may sound in; empty means every zone of the station."""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    """First moment at which it may no longer start."""
    times: int | None = None
    """How often it may air (`aired` and `late` count); None is without limit."""
    in_name_of: str = ""
    delegation: str = ""
    """Document number of the delegation under which it was signed."""
    accepted_flags: tuple[str, ...] = ()
    accepted_reason: str = ""
    attestations: tuple[Attestation, ...] = ()
    """What second listeners said, where the approver is not recorded to understand it."""
    origin: str = ""
    headline: Headline | None = None
    """Of a bulletin: the sentence that may be said before a session's items, with its own cut."""
    relay: RelayWindow | None = None
    """Of a relay: what was approved in place of a cut."""
    details: dict[str, str] = field(default_factory=dict)
    """What reports print: title, column, content_kind, language, writer, reader, policy, stage,
    answers_until, answers_to, legal_ref, voice, voice_kind, voice_licence."""

    def to_document(self) -> dict[str, Any]:
        """Return the approval as plain JSON values."""
        return {
            "v": 1,
            "id": self.id,
            "kind": str(self.kind),
            "cut": self.cut,
            "decoded_sha256": self.decoded_sha256,
            "author": self.author,
            "approver": self.approver,
            "at": as_rfc3339(self.at),
            "bulletin": self.bulletin,
            "revision": self.revision,
            "script_sha256": self.script_sha256,
            "sound": self.sound,
            "class": str(self.bulletin_class),
            "zones": list(self.zones),
            "from": as_rfc3339(self.valid_from) if self.valid_from else None,
            "until": as_rfc3339(self.valid_until) if self.valid_until else None,
            "times": self.times,
            "in_name_of": self.in_name_of,
            "delegation": self.delegation,
            "accepted_flags": list(self.accepted_flags),
            "accepted_reason": self.accepted_reason,
            "attestations": [one.to_document() for one in self.attestations],
            "origin": self.origin,
            "headline": self.headline.to_document() if self.headline else None,
            "relay": self.relay.to_document() if self.relay else None,
            "details": dict(self.details),
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Approval":
        """Read an approval; KeyError, TypeError or ValueError when it is not one."""
        headline, relay = document.get("headline"), document.get("relay")
        return cls(
            id=document["id"],
            kind=ApprovalKind(document["kind"]),
            cut=document["cut"],
            decoded_sha256=document["decoded_sha256"],
            author=document["author"],
            approver=document["approver"],
            at=from_rfc3339(document["at"]),
            bulletin=document["bulletin"],
            revision=document["revision"],
            script_sha256=document["script_sha256"],
            sound=document["sound"],
            bulletin_class=BulletinClass(document["class"]),
            zones=tuple(document["zones"]),
            valid_from=from_rfc3339(document["from"]) if document["from"] else None,
            valid_until=from_rfc3339(document["until"]) if document["until"] else None,
            times=document["times"],
            in_name_of=document["in_name_of"],
            delegation=document["delegation"],
            accepted_flags=tuple(document["accepted_flags"]),
            accepted_reason=document["accepted_reason"],
            attestations=tuple(
                Attestation.from_document(one) for one in document.get("attestations", ())
            ),
            origin=document["origin"],
            headline=Headline.from_document(headline) if headline else None,
            relay=RelayWindow.from_document(relay) if relay else None,
            details=dict(document["details"]),
        )


@dataclass(frozen=True)
class Ended:
    """An approval that no longer holds: a line of `plan/withdrawn.json`."""

    approval: str
    bulletin: str
    cause: str
    """`withdrawn`, `superseded` or `approval-void`."""
    at: datetime
    by: str
