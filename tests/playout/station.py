"""A station built from files alone, as the player sees one: signed plan, cuts, settings, key.

No database: what planner and approver would have written is signed here with the box's key. Cuts
are tones of a pitch of their own in 48 kHz WAV, so that a recorded output can be searched for
their very samples.
"""

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.decoding.samples import decode_to_bus
from broadcaster.home import Home, write_atomically
from broadcaster.playout.instructions.schema import known_forms
from broadcaster.production.cache import AudioCache
from broadcaster.schedule import PlannedItem, RunningOrder, item_id, session_file_name, session_id
from broadcaster.signed import BoxKey
from broadcaster.timebase import as_rfc3339

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
RATE_HZ = 48_000
LEAD_IN_MS = 150
MADE = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
WHOLE_DAY = ({"days": "1234567", "start": "00:00", "end": "24:00"},)
DEFAULT_WINDOWS = (
    {"days": "1234567", "start": "05:30", "end": "06:30"},
    {"days": "1234567", "start": "17:00", "end": "18:00"},
)


def tone(number: int, length_ms: int, lead_in_ms: int = LEAD_IN_MS) -> bytes:
    """Return s16 samples: a tone whose pitch is the number's own, with silence at both ends."""
    count = RATE_HZ * length_ms // 1000
    t = np.arange(count) / RATE_HZ
    # A slow sweep: no stretch of it looks like another, so a search finds the one true place.
    wave_form = np.sin(2 * np.pi * (300 + 37 * (number % 60) + 40 * t) * t) * 9000
    edge = min(RATE_HZ * lead_in_ms // 1000, count // 4)
    wave_form[:edge] = 0
    wave_form[count - edge :] = 0
    samples: bytes = wave_form.astype("<i2").tobytes()
    return samples


def wav(pcm: bytes) -> bytes:
    """Return the samples as a 48 kHz mono WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(pcm)
    return file.getvalue()


@dataclass(frozen=True)
class Cut:
    """An approved cut: what an item of an order refers to."""

    approval: Approval
    pcm: bytes
    length_ms: int
    part: str


@dataclass
class TestStation:
    """Writes what the player reads."""

    __test__ = False

    home: Home
    key: BoxKey
    cuts: dict[str, Cut] = field(default_factory=dict)
    due: list[dict[str, Any]] = field(default_factory=list)
    made: datetime = MADE

    @classmethod
    def build(cls, home: Home, windows: Sequence[dict[str, str]] = WHOLE_DAY) -> "TestStation":
        """Return a station with hours, an empty list of withdrawals and no sessions."""
        station = cls(home, BoxKey.load(home.keys))
        revision = known_forms()[-1]
        station.sign(home.schema, "schema", {"v": 1, "revision": revision, "software": "test"})
        station.set_hours(windows)
        station.withdraw({})
        station.write_timetable()
        return station

    def sign(self, path: Any, kind: str, body: dict[str, Any]) -> bytes:
        """Write a signed file."""
        data = self.key.sign(kind, body)
        write_atomically(path, data)
        return data

    def set_hours(self, windows: Sequence[dict[str, str]], **more: Any) -> None:
        """Set the hours policy."""
        body = {
            "v": 1,
            "unit": "khe-ren",
            "title": "Test hours",
            "document": "TEST",
            "origin": "set",
            "zone": ZONE.key,
            "windows": list(windows),
            "session_minutes": None,
            "day_minutes": None,
            "volume": [],
            "lock_lead_s": None,
            "from": None,
            "until": None,
            "by": "chair",
            "at": as_rfc3339(self.made),
            "exceptions": [],
            "outer": [{"start": "04:30", "end": "22:00"}],
            **more,
        }
        self.sign(self.home.hours, "hours", body)

    def approve(
        self,
        name: str,
        length_ms: int = 1000,
        *,
        part: str = "items",
        sound: bool = False,
        format_: str = "wav",
        **changes: Any,
    ) -> Cut:
        """Make a cut called `name` and approve it, as a bulletin or as a station sound."""
        number = len(self.cuts) + 1
        lead_in_ms = changes.pop("lead_in_ms", LEAD_IN_MS)
        pcm = changes.pop("pcm", b"") or tone(number, length_ms, lead_in_ms)
        data = wav(pcm)
        cut_sha = AudioCache(self.home.audio_cache, 2**40).put(data, format_)
        approval = Approval(
            id=f"approval-{name}",
            kind=ApprovalKind.SOUND if sound else ApprovalKind.BULLETIN,
            cut=cut_sha,
            decoded_sha256=sha256(decode_to_bus(data)).hexdigest(),
            author="operator",
            approver="chair",
            at=self.made,
            bulletin="" if sound else name,
            revision="" if sound else f"{name}.r1",
            sound=name if sound else "",
            bulletin_class=BulletinClass.NORMAL,
            origin="khe-ren",
            details={"title": f"Title of {name}", "language": "vi", "column": "news"},
        )
        approval = replace(approval, **changes)
        self.write_approval(approval)
        self.cuts[name] = Cut(approval, pcm, length_ms, part)
        return self.cuts[name]

    def write_approval(self, approval: Approval) -> None:
        """Write an approval as the box signs it."""
        path = self.home.approvals / f"{approval.id}.json"
        self.sign(path, "approval", approval.to_document())

    def withdraw(
        self, causes: dict[str, str], at: datetime | None = None, by: str = "chair"
    ) -> None:
        """Write the list of withdrawals: approval id -> cause."""
        self.made += timedelta(seconds=1)
        moment = as_rfc3339(at or self.made)
        entries = [
            {"approval": approval, "bulletin": "", "cause": cause, "at": moment, "by": by}
            for approval, cause in causes.items()
        ]
        body = {"v": 1, "at": moment, "withdrawn": entries}
        self.sign(self.home.withdrawn, "withdrawn", body)

    def item(
        self, session: str, name: str, offset_ms: int, occurrence: int = 1, **changes: Any
    ) -> PlannedItem:
        """Return an item of an order that plays the cut `name`."""
        cut = self.cuts[name]
        item = PlannedItem(
            id=item_id(session, name, "", occurrence),
            part=cut.part,
            offset_ms=offset_ms,
            length_ms=cut.length_ms,
            cut=cut.approval.cut,
            approval=cut.approval.id,
            item_class=str(cut.approval.bulletin_class),
            title=f"Title of {name}",
            bulletin=cut.approval.bulletin,
            revision=cut.approval.revision,
            sound=cut.approval.sound,
            origin="khe-ren",
            details=(("column", "news"), ("language", "vi")),
        )
        return replace(item, **changes)

    def order(
        self,
        start: datetime,
        names: Sequence[str],
        *,
        programme: str = "morning",
        max_length_ms: int = 600_000,
        changes: dict[int, dict[str, Any]] | None = None,
        **more: Any,
    ) -> RunningOrder:
        """Return an order that plays these cuts one after the other."""
        session = session_id(programme, start, ZONE)
        items, offset_ms = [], 0
        for number, name in enumerate(names):
            changed = dict((changes or {}).get(number, {}))
            offset_ms = changed.pop("offset_ms", offset_ms)
            items.append(self.item(session, name, offset_ms, number + 1, **changed))
            offset_ms += items[-1].length_ms
        order = RunningOrder(
            session=session,
            programme=programme,
            title=f"Programme {programme}",
            start=start,
            zone=ZONE.key,
            max_length_ms=max_length_ms,
            lock_lead_s=120,
            zones=("all",),
            items=tuple(items),
            policy="TEST",
        )
        return replace(order, **more)

    def plan(self, start: datetime, names: Sequence[str], **more: Any) -> RunningOrder:
        """Write an order and its place in the timetable."""
        order = self.order(start, names, **more)
        self.write_order(order)
        self.expect(order)
        return order

    def write_order(self, order: RunningOrder) -> bytes:
        """Write an order as the planner does."""
        path = self.home.plan / session_file_name(order.session)
        return self.sign(path, "running-order", order.to_document())

    def expect(self, order: RunningOrder) -> None:
        """Put a session into the timetable."""
        self.due.append(
            {
                "session": order.session,
                "programme": order.programme,
                "start": as_rfc3339(order.start),
                "max_length_ms": order.max_length_ms,
            }
        )
        self.write_timetable()

    def write_timetable(self) -> None:
        """Write the timetable of the sessions expected so far."""
        self.made += timedelta(seconds=1)
        body = {
            "v": 1,
            "at": as_rfc3339(self.made),
            "from": as_rfc3339(MADE),
            "until": as_rfc3339(MADE + timedelta(days=14)),
            "sessions": self.due,
        }
        self.sign(self.home.timetable, "timetable", body)


def at_station(text: str, day: date = date(2026, 11, 22)) -> datetime:
    """Return a station time of the test day as aware UTC."""
    return datetime.fromisoformat(f"{day}T{text}").replace(tzinfo=ZONE).astimezone(UTC)
