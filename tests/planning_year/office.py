"""A station that is set up as any other, and what its people do during a year."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.actions.ending import queue_approval
from broadcaster.bulletins.model import Approval, ApprovalKind, BulletinClass
from broadcaster.desk import Desk
from broadcaster.production.cache import AudioCache
from broadcaster.schedule import actions as schedule
from broadcaster.schedule.demands import actions as calls
from broadcaster.schedule.demands.asking import Wanted
from broadcaster.schedule.hours.windows import Stretch
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, UnitKind
from broadcaster.units import actions as units
from broadcaster.upkeep import actions as upkeep
from tests.playout.station import tone, wav
from tests.schedule.conftest import approve

ADMINISTRATOR, OPERATOR, APPROVER, EDITOR = "Mai Văn Quản", "Lò Thị Vận", "Hà Văn Duyệt", "Lan"
COMMUNE = "khe-ren"
PROGRAMME = """
name = "{name}"
title = "{title}"
{when}
longest_minutes = {minutes}
zones = ["all"]
[[layout]]
part = "ident"
[[layout]]
part = "items"
max_items = {items}
[[layout]]
part = "closing"
{changes}
"""
PROGRAMMES = {
    "sang": ("Bản tin sáng", 'recurrence = "daily"\nstart = "05:30"', 2, 5),
    "chieu": (
        "Bản tin chiều",
        'recurrence = "weekly"\ndays = ["mon", "tue", "wed", "thu", "fri", "sat"]\n'
        'start = "17:00"\nholidays = "skip"',
        2,
        4,
    ),
    "tet": ("Chào năm mới", 'recurrence = "lunar"\ndays = ["-1/12"]\nstart = "20:00"', 3, 6),
    "ram": ("Đêm rằm", 'recurrence = "lunar"\ndays = [15]\nstart = "17:30"', 1, 3),
}
"""Title, when, longest minutes and most bulletins of each programme."""


@dataclass
class Office:
    """The station's home and its people."""

    desk: Desk
    clock: VirtualTime
    chance: random.Random
    made: int = 0

    @classmethod
    def open(cls, root: Path, clock: VirtualTime, seed: int) -> "Office":
        """Set a station up: people, a province above, programmes."""
        home = upkeep.initialise(root, as_name=ADMINISTRATOR, station_name=COMMUNE, time=clock)
        desk = Desk.open(home, time=clock, person=ADMINISTRATOR)
        units.add_unit(desk, "Tỉnh", kind=UnitKind.PROVINCE, id_="tinh")
        units.move_unit(desk, COMMUNE, "tinh", date(2026, 1, 1))
        units.add_person(desk, OPERATOR, role=Role.OPERATOR)
        units.add_person(desk, APPROVER, role=Role.APPROVER)
        units.add_person(desk, EDITOR, role=Role.OPERATOR, unit_handle="tinh")
        office = cls(desk, clock, random.Random(seed))
        for path in home.playlists.glob("*.toml"):
            path.unlink()
        for name in PROGRAMMES:
            office.write_programme(name)
        schedule.apply_programme(office.by(OPERATOR), confirmed=True)
        return office

    def by(self, person: str) -> Desk:
        """Return the desk with somebody at it."""
        return replace(self.desk, person=person)

    def today(self) -> date:
        """Return the station's date."""
        return self.clock.now().astimezone(self.desk.settings.zone_info).date()

    def write_programme(self, name: str, changes: str = "") -> None:
        """Write a programme's file, with changes of single days."""
        title, when, minutes, items = PROGRAMMES[name]
        text = PROGRAMME.format(
            name=name, title=title, when=when, minutes=minutes, items=items, changes=changes
        )
        (self.desk.home.playlists / f"{name}.toml").write_text(text, encoding="utf-8")

    def cancel_a_day(self, name: str, day: date) -> None:
        """Let a programme not be on one day."""
        self.write_programme(name, f"[[change]]\ndate = {day}\ncancelled = true\n")
        schedule.apply_programme(self.by(OPERATOR), confirmed=True)

    def bulletin(
        self,
        *,
        times: int | None,
        days: int | None,
        priority: bool = False,
        length_ms: int = 0,
    ) -> Candidate:
        """Bring a bulletin in and approve it, for so many airings within so many days."""
        self.made += 1
        name = f"{COMMUNE}-{self.today().year}-{self.made:05}"
        length_ms = length_ms or self.chance.randint(4, 14) * 1000
        pcm = tone(self.made % 60, length_ms)
        cut = AudioCache(self.desk.home.audio_cache, 2**40).put(wav(pcm), "wav")
        now = self.clock.now()
        approval = Approval(
            f"{name}.r1-a",
            ApprovalKind.BULLETIN,
            cut,
            sha256(pcm).hexdigest(),
            "an",
            "binh",
            now,
            bulletin=name,
            revision=f"{name}.r1",
            bulletin_class=BulletinClass.PRIORITY if priority else BulletinClass.NORMAL,
            times=times,
            valid_until=None if days is None else now + timedelta(days=days),
            origin="own",
            details={"title": f"Tin {self.made}", "language": "vi", "column": "thoi-su"},
        )
        candidate = approve(self.desk, Candidate(approval, length_ms, (length_ms - 150,)))
        with self.desk.database.transaction() as session:
            queue_approval(session, self.desk, approval)
        self.desk.publish()
        return candidate

    def mandate(self, *, times: int, days: int, apart: str) -> str:
        """Let the province mandate a bulletin of its own; return the mandate's id."""
        candidate = self.bulletin(times=None, days=None, priority=self.chance.random() < 0.2)
        today = self.today()
        wanted = Wanted(
            times, today, today + timedelta(days=days), unit="tinh", apart=apart, document="12/CV"
        )
        return calls.add_mandate(self.by(EDITOR), candidate.approval.bulletin, wanted).call.id

    def withdraw(self, bulletin: str) -> None:
        """Take a bulletin out for good."""
        bulletins.withdraw(self.by(OPERATOR), bulletin, "Tin sai", confirmed=True)

    def allow(self, day: date, first: str, last: str) -> None:
        """Sign an exception to the hours."""
        minutes = [int(text[:2]) * 60 + int(text[3:]) for text in (first, last)]
        schedule.add_exception(self.by(APPROVER), day, Stretch(*minutes), "Đêm giao thừa")

    def plan(self) -> None:
        """Plan as every evening's job does."""
        schedule.plan(self.by(OPERATOR))


def moment(day: date, hours: int, minutes: int = 0) -> datetime:
    """Return a time of a day at the station."""
    from tests.playout.station import ZONE

    return datetime(day.year, day.month, day.day, hours, minutes, tzinfo=ZONE)
