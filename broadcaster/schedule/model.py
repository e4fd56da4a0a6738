"""Running orders and the sessions they plan, as values and as the JSON of `plan/`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.journal.model import HEADLINES
from broadcaster.timebase import as_rfc3339, from_rfc3339


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One sounding layout part of a session."""

    id: str
    """`<session>/<8 hex>`."""
    part: str
    """Layout part it fills (`PartKind`)."""
    offset_ms: int
    """Planned start, counted from the session's start."""
    length_ms: int
    cut: str
    approval: str
    item_class: str
    title: str
    place: int = -1
    """Its part's place in the layout, from 0; -1 in orders that were made before it was kept."""
    bulletin: str = ""
    revision: str = ""
    sound: str = ""
    relay: str = ""
    """Name of the relay that is carried on; it has no cut, and its length is that of its time."""
    fallback: str = ""
    """Name of the sound that fills a relay's time when its source is lost."""
    mandate: str = ""
    makes_good: str = ""
    origin: str = ""
    zones: tuple[str, ...] = ()
    volume_percent: int = 100
    hard_start: bool = False
    grace_ms: int = 2000
    late_policy: str = "play"
    """What happens after its grace: play (airs as `late`), skip, or join where it would be."""
    overrun: str = "finish"
    """What a hard start does to it while it sounds: finish (it ends first), cut or fade."""
    sentence_ends_ms: tuple[int, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """What reports print: column, content_kind, language, writer, reader, approver and the like."""

    @property
    def tail(self) -> str:
        """The last eight hex digits, as the `plan` record lists it."""
        return self.id.rpartition("/")[2]

    @property
    def is_airing(self) -> bool:
        """Say whether a bulletin sounds in it: not a sound of the station's, nor its headline."""
        return bool(self.bulletin) and self.part != HEADLINES

    def to_document(self) -> dict[str, Any]:
        """Return the item as plain JSON values."""
        return {
            "id": self.id,
            "part": self.part,
            "place": self.place,
            "offset_ms": self.offset_ms,
            "length_ms": self.length_ms,
            "cut": self.cut,
            "approval": self.approval,
            "class": self.item_class,
            "title": self.title,
            "bulletin": self.bulletin,
            "revision": self.revision,
            "sound": self.sound,
            "relay": self.relay,
            **({"fallback": self.fallback} if self.fallback else {}),
            "mandate": self.mandate,
            "makes_good": self.makes_good,
            "origin": self.origin,
            "zones": list(self.zones),
            "volume_percent": self.volume_percent,
            "start": "hard" if self.hard_start else "soft",
            "grace_ms": self.grace_ms,
            "late": self.late_policy,
            "overrun": self.overrun,
            "sentence_ends_ms": list(self.sentence_ends_ms),
            "details": dict(self.details),
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "PlannedItem":
        """Read an item; KeyError, TypeError or ValueError when it is not one."""
        return cls(
            id=document["id"],
            part=document["part"],
            place=int(document.get("place", -1)),
            offset_ms=int(document["offset_ms"]),
            length_ms=int(document["length_ms"]),
            cut=document["cut"],
            approval=document["approval"],
            item_class=document["class"],
            title=document["title"],
            bulletin=document["bulletin"],
            revision=document["revision"],
            sound=document["sound"],
            relay=document.get("relay", ""),
            fallback=document.get("fallback", ""),
            mandate=document["mandate"],
            makes_good=document["makes_good"],
            origin=document["origin"],
            zones=tuple(document["zones"]),
            volume_percent=int(document["volume_percent"]),
            hard_start=document["start"] == "hard",
            grace_ms=int(document["grace_ms"]),
            late_policy=document["late"],
            overrun=document["overrun"],
            sentence_ends_ms=tuple(document["sentence_ends_ms"]),
            details=tuple(sorted(document["details"].items())),
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A bulletin that wanted this session and did not get it, with the reason's English code."""

    bulletin: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class RunningOrder:
    """The plan of one session. `start` is aware UTC; `zone` is the station's IANA zone."""

    session: str
    programme: str
    title: str
    start: datetime
    zone: str
    max_length_ms: int
    lock_lead_s: int
    zones: tuple[str, ...]
    items: tuple[PlannedItem, ...]
    left_out: tuple[LeftOut, ...] = ()
    policy: str = ""
    """Document number of the hours policy it was planned under."""

    @property
    def end(self) -> datetime:
        """The moment at which the session must be over."""
        return self.start + timedelta(milliseconds=self.max_length_ms)

    @property
    def length_ms(self) -> int:
        """How long its items sound together."""
        return sum(item.length_ms for item in self.items)

    @property
    def locks_at(self) -> datetime:
        """From here on nothing is added or moved."""
        return self.start - timedelta(seconds=self.lock_lead_s)

    def to_document(self) -> dict[str, Any]:
        """Return the order as the JSON of `plan/<session>.json` (schema in `docs/`)."""
        return {
            "v": 1,
            "session": self.session,
            "programme": self.programme,
            "title": self.title,
            "start": as_rfc3339(self.start),
            "start_local": self.start.astimezone(ZoneInfo(self.zone)).isoformat(),
            "zone": self.zone,
            "max_length_ms": self.max_length_ms,
            "lock_lead_s": self.lock_lead_s,
            "zones": list(self.zones),
            "policy": self.policy,
            "items": [item.to_document() for item in self.items],
            "left_out": [[out.bulletin, out.reason, out.detail] for out in self.left_out],
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "RunningOrder":
        """Read an order; KeyError, TypeError or ValueError when it is not one."""
        return cls(
            session=document["session"],
            programme=document["programme"],
            title=document["title"],
            start=from_rfc3339(document["start"]),
            zone=document["zone"],
            max_length_ms=int(document["max_length_ms"]),
            lock_lead_s=int(document["lock_lead_s"]),
            zones=tuple(document["zones"]),
            items=tuple(PlannedItem.from_document(item) for item in document["items"]),
            left_out=tuple(LeftOut(*out) for out in document["left_out"]),
            policy=document["policy"],
        )


@dataclass(frozen=True)
class DueSession:
    """One firing in the timetable."""

    session: str
    programme: str
    start: datetime
    max_length_ms: int

    @classmethod
    def of(cls, order: RunningOrder) -> "DueSession":
        """Return the firing that an order plans."""
        return cls(order.session, order.programme, order.start, order.max_length_ms)


def session_id(programme: str, start: datetime, zone: ZoneInfo) -> str:
    """Return `<programme>@<local date>T<hh:mm>` for a start (aware)."""
    return f"{programme}@{start.astimezone(zone):%Y-%m-%dT%H:%M}"


def session_file_name(session: str) -> str:
    """Return the session as a file name in `plan/`: the colon is dropped, `.json` added."""
    return session.replace(":", "") + ".json"


def session_of_file(name: str) -> str:
    """Return the session that a file of this name in `plan/` would hold: the way back."""
    stem = name.removesuffix(".json")
    return f"{stem[:-2]}:{stem[-2:]}"


def item_id(session: str, what: str, mandate: str, occurrence: int) -> str:
    """Return an item's id: `what` is the bulletin, or the part with its sound.

    `occurrence` is its ordinal within the session, from 1.
    """
    return f"{session}/{_item_tail(what, mandate, occurrence)}"


@lru_cache(4096)  # a bulletin that airs in every session has the same tail in each
def _item_tail(what: str, mandate: str, occurrence: int) -> str:
    return sha256(f"{what}|{mandate}|{occurrence}".encode()).hexdigest()[:8]
