"""A bulletin with its revisions: what is to be said, in which words, and what was done to it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from broadcaster.bulletins.model import BulletinClass, State
from broadcaster.policies import Stage
from broadcaster.reading.model import Script
from broadcaster.units import Authority


class Act(StrEnum):
    """What a line of a bulletin's history says was done."""

    ADDED = "added"
    EDITED = "edited"
    RENDERED = "rendered"
    RECORDED = "recorded"
    PARAGRAPH_READ = "paragraph-read"
    ATTESTED = "attested"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    APPROVAL_VOID = "approval-void"


@dataclass(frozen=True)
class Fields:
    """Everything of a revision but its text. Times are aware UTC; empty means not given."""

    title: str
    bulletin_class: BulletinClass = BulletinClass.NORMAL
    language: str = "vi"
    column: str = ""
    """Chuyên mục, in the station's own words."""
    content_kind: str = "notice"
    """News, law, health, ...: a code of small letters that reports count by."""
    origin: str = "own"
    """Who made it: own, province, centre, border-guard, ...; reports count by it."""
    legal_ref: str = ""
    writer: str = ""
    translator: str = ""
    """Who translated it, of a variant."""
    reader: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    """First moment at which it may no longer start."""
    times: int | None = None
    zones: tuple[str, ...] = ()
    """Ids of zones; empty means the whole station."""
    policy: str = ""
    stage: Stage | None = None
    answers_until: date | None = None
    """Last day on which the people's opinions are taken, of a consultation (station date)."""
    answers_to: str = ""
    """How they give them: to whom, where, by which telephone."""
    supersedes: str = ""
    """Id of the bulletin that ends when this one is approved."""
    translates: str = ""
    """Id of the exact revision of which this is the other-language variant."""
    headline: int | None = None
    """Line of the script that is its headline; 0 is none, None the line that says the title."""


@dataclass(frozen=True)
class Revision:
    """One immutable version of a bulletin: `<bulletin>.r<number>`."""

    bulletin: str
    number: int
    fields: Fields
    script: Script
    made_by: str
    made_at: datetime

    @property
    def id(self) -> str:
        """`khe-ren-2026-0007.r3`."""
        return f"{self.bulletin}.r{self.number}"

    @property
    def has_text(self) -> bool:
        """False for a bulletin that was brought as a recording only."""
        return bool(self.script.sentences)


@dataclass(frozen=True)
class Bulletin:
    """A bulletin as it stands now, with its newest revision.

    `turn` counts what was done to it; whoever writes must have seen the last turn.
    """

    id: str
    unit: str
    state: State
    turn: int
    revision: Revision
    author: str
    """Who last changed text, script or cut."""
    cut: str = ""
    """SHA-256 of the cut made last; empty when there is none."""
    cut_script: str = ""
    """Hash of the script that cut was made from."""
    approval: str = ""
    """Id of the approval in force, if there is one."""
    headline_cut: str = ""
    """SHA-256 of the headline's own cut, spoken with the fitting one; empty when there is none."""

    @property
    def has_fitting_cut(self) -> bool:
        """Say whether the cut was made from exactly the script of the newest revision."""
        return bool(self.cut) and self.cut_script == hash_of(self.revision.script)


@dataclass(frozen=True)
class Submission:
    """What was handed to the approver: who is the author, and which flags were accepted why."""

    revision: str
    cut: str
    author: str
    by: str
    at: datetime
    accepted_flags: tuple[str, ...] = ()
    accepted_reason: str = ""


@dataclass(frozen=True)
class Step:
    """One line of a bulletin's history."""

    bulletin: str
    revision: str
    act: Act
    at: datetime
    by: str
    name: str
    detail: str = ""
    in_name_of: str = ""
    delegation: str = ""
    identity: str = ""
    os_user: str = ""

    @classmethod
    def taken(
        cls, revision: Revision, act: Act, at: datetime, who: Authority, detail: str = ""
    ) -> "Step":
        """Return the line that says `who` did this to `revision`, on what ground."""
        return cls(
            revision.bulletin,
            revision.id,
            act,
            at,
            who.person,
            who.name,
            detail,
            who.in_name_of,
            who.delegation,
            who.identity,
            who.os_user,
        )


def hash_of(script: Script) -> str:
    """Return the SHA-256 by which cuts and approvals name a script."""
    return sha256(script_bytes(script)).hexdigest()


def script_bytes(script: Script) -> bytes:
    """Return the bytes that have this hash: the script's JSON, sorted and tight."""
    return json.dumps(
        script.to_document(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
