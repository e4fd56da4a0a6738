"""A commune's year 2026 as its log tells it, for papers: two sessions a day, and what goes wrong.

Written in one go, without a player: what a report has to show is in the records, and a year takes
a second. Everything comes from one seed and one key, so that the papers made of it are the same
bytes everywhere. A station lives a year through its real player in `tests/planning_year`.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcaster.bulletins import Wanted
from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal import Kind, Outcome
from broadcaster.journal.model import Cause
from broadcaster.playout.instructions.orders import SignedOrder
from broadcaster.playout.log.entries import Fields, plan_entries
from broadcaster.signed import BoxKey
from broadcaster.store import Base, Database
from broadcaster.store.migration import mark_newest
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role
from broadcaster.units import actions as units
from tests.bench.year_log import Entry, write_entries
from tests.reports.paper_sessions import Item, local, order_of, outside, silent, sounding

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
STATION = 'station = "khe-ren"\nunit = "khe-ren"\n'
PAPERS = """
[letterhead]
above = "UBND tỉnh Lai Châu"
issuer = "UBND xã Khe Rèn"
place = "Khe Rèn"
[signatures]
preparer = "Lò Thị Vận"
head = "Hà Văn Duyệt"
[royalties.writer]
news = { item = 25_000 }
health = { item = 40_000, minute = 3_000 }
agriculture = { item = 40_000, minute = 3_000 }
law = { item = 50_000 }
[royalties.reader]
news = { minute = 5_000 }
health = { minute = 5_000 }
agriculture = { minute = 5_000 }
"""
SUBJECTS = (
    ("Lịch tiêm chủng tháng này", "health", "Sức khỏe cộng đồng"),
    ("Phòng bệnh dịch tả lợn châu Phi", "agriculture", "Nông thôn mới"),
    ("Thông báo cấp đổi căn cước", "notice", "Thông báo"),
    ("Luật Đất đai: những điểm mới", "law", "Pháp luật và đời sống"),
    ("Gieo mạ vụ xuân đúng lịch", "agriculture", "Nông thôn mới"),
    ("Họp dân bản Nậm Lạn", "notice", "Thông báo"),
    ("Hội khỏe Phù Đổng cấp xã", "sport", "Tin trong xã"),
    ("Đường lên bản Pa Tần đã thông", "news", "Tin trong xã"),
    ("Phòng chống cháy rừng mùa khô", "disaster", "Phòng chống thiên tai"),
    ("Chính sách hỗ trợ hộ nghèo", "policy", "Chính sách mới"),
)
WRITERS = ("Lò Thị Vận", "Tòng Văn Hặc", "Vàng Thị Mỷ")
HMONG_READER = "Giàng A Páo"
TEXTS = (
    "Trạm Y tế xã mời phụ huynh đưa trẻ dưới 24 tháng tuổi đến tiêm vắc-xin từ 7 giờ 30 phút.",
    "Bà con giữ chuồng trại khô sạch, không mua lợn giống chưa rõ nguồn gốc.",
    "Công an xã làm căn cước lưu động tại nhà văn hóa bản, bà con mang theo giấy tờ cũ.",
    "Người sử dụng đất có quyền yêu cầu cấp giấy chứng nhận theo quy định của pháp luật.",
)
CARRIED = ("column", "content_kind", "language", "writer", "reader", "voice_kind", "approver_name")
READ_WEEK = (date(2026, 11, 13), date(2026, 11, 22))
"""From and until when bulletins are entered by people, with their texts."""


def station(root: Path) -> Desk:
    """Make the commune's home, with its people and the settings of its papers."""
    home = Home(root)
    root.mkdir(parents=True)
    home.config.write_text(STATION, encoding="utf-8")
    home.papers.write_text(PAPERS, encoding="utf-8")
    for folder in (home.playlists, home.audio_cache, home.approvals, home.journal, home.run):
        folder.mkdir(parents=True)
    seed = sha256(b"the key of the papers' year, known to everybody").digest()
    BoxKey(Ed25519PrivateKey.from_private_bytes(seed)).save(home.keys)
    database = Database(home.database)
    Base.metadata.create_all(database.engine)
    mark_newest(database)
    clock = VirtualTime(local(READ_WEEK[0], 8))
    desk = Desk.open(home, time=clock, person="Mai Văn Quản")
    unit = units.first_unit("Khe Rèn")
    units.found(
        desk, unit=unit, station=units.first_station("Khe Rèn", unit), administrator="Mai Văn Quản"
    )
    units.add_person(desk, "Lò Thị Vận", role=Role.OPERATOR)
    units.add_person(desk, "Hà Văn Duyệt", role=Role.APPROVER)
    return replace(desk, person="Lò Thị Vận")


def live(desk: Desk, *, with_texts: bool = False, heartbeats_an_hour: int = 1) -> None:
    """Write the year's log; with texts the bulletins of ten days are entered as people do."""
    year = _Year(desk, with_texts, heartbeats_an_hour)
    entries = sorted(year.entries(), key=lambda entry: entry[0])
    # The clock stands at the year's end: a log is named by the hour at which it is opened.
    late = replace(desk, time=VirtualTime(local(LAST + timedelta(days=1), 0)))
    write_entries(late, entries, boot_id="0" * 8)


class _Year:
    def __init__(self, desk: Desk, with_texts: bool, heartbeats_an_hour: int) -> None:
        self.desk, self.with_texts = desk, with_texts
        self.between = timedelta(hours=1) / heartbeats_an_hour
        self.chance = random.Random(2026)
        self.made = 0
        self.valid: list[Item] = []

    def entries(self) -> Iterator[Entry]:
        day = FIRST
        while day <= LAST:
            self._bring(day)
            yield from self._day(day)
            count = timedelta(days=1) // self.between
            midnight = local(day, 0)
            yield from ((midnight + self.between * n, Kind.HEARTBEAT, {}) for n in range(count))
            day += timedelta(days=1)

    def _bring(self, day: date) -> None:
        self.valid = [one for one in self.valid if one.until >= day]
        while len(self.valid) < 4:
            self.made += 1
            self.valid.append(self._item(day))

    def _item(self, day: date) -> Item:
        number = self.made
        title, kind, column = SUBJECTS[number % len(SUBJECTS)]
        is_hmong, is_above = number % 6 == 0, number % 9 == 0
        fields = {
            "column": column, "content_kind": kind, "language": "hmn" if is_hmong else "vi",
            "writer": "" if number % 14 == 0 else WRITERS[number % 3],
            "reader": HMONG_READER if is_hmong else "",
        }  # fmt: skip
        if is_hmong:
            title += " (tiếng Mông)"
        item_class = "priority" if number % 8 == 0 else "normal"
        origin = "province" if is_above else "own"
        if self.with_texts and READ_WEEK[0] <= day <= READ_WEEK[1] and not is_hmong:
            given = self._enter(title, fields, item_class, origin)
            ids, details = (given.id, given.bulletin, given.revision), dict(given.details)
        else:
            name = f"khe-ren-2026-{1000 + number:04}"
            ids, details = (f"{name}.r1.a1", name, f"{name}.r1"), {}
        details = {**details, **fields, "approver_name": "Hà Văn Duyệt"}
        details["voice_kind"] = "recording" if is_hmong else "neural"
        kept = {key: value for key, value in sorted(details.items()) if key in CARRIED and value}
        length = self.chance.randrange(45, 210) * 1000 + self.chance.randrange(1000)
        until = day + timedelta(days=self.chance.randrange(2, 5))
        return Item(*ids, title, item_class, origin, length, tuple(kept.items()), until)

    def _enter(self, title: str, fields: dict[str, str], item_class: str, origin: str) -> Approval:
        text = f"{title}\n\n{TEXTS[self.made % len(TEXTS)]}\n"
        wanted = Wanted(
            title=title, column=fields["column"], content_kind=fields["content_kind"],
            writer=fields["writer"] or None, origin=origin,
            bulletin_class=BulletinClass(item_class),
        )  # fmt: skip
        added = bulletins.add(self.desk, text, wanted)
        bulletins.render(self.desk, added.id)
        bulletins.submit(self.desk, added.id, accept_flags="Đã nghe lại")
        return bulletins.approve(replace(self.desk, person="Hà Văn Duyệt"), added.id)

    def _day(self, day: date) -> Iterator[Entry]:
        yield from self._session(day, "sang", "Bản tin sáng", 5, self.valid)
        if day.weekday() < 6:
            yield from self._session(day, "chieu", "Bản tin chiều", 17, self.valid[:3])
        if day.day == 20:
            yield from outside(local(day, 9), "announcement", "Tìm trẻ lạc", "Lò Thị Vận", 38)
        if day.day == 25:
            yield from outside(
                local(day, 17, 40), "live", "Phát trực tiếp: họp xã", "Hà Văn Duyệt", 412
            )
        if day == date(2026, 8, 14):
            order: Fields = {
                "state": "ordered",
                "use": "lu-quet-1",
                "title": "Lũ quét",
                "by": "Hà Văn Duyệt",
            }
            yield local(day, 2, 10), Kind.EMERGENCY, order
            for minute in (10, 20, 30):
                at = local(day, 2, minute) + timedelta(milliseconds=700)
                yield from outside(at, "emergency", "Lũ quét suối Nậm Cúm", "Hà Văn Duyệt", 41)

    def _session(
        self, day: date, name: str, title: str, hour: int, wanted: list[Item]
    ) -> Iterator[Entry]:
        start = local(day, hour, 30 if name == "sang" else 0)
        session = f"{name}@{day}T{start:%H:%M}"
        luck = self.chance.random()
        if luck < 0.004:
            due: Fields = {"session": session, "programme": name, "planned": start}
            yield start, Kind.NO_PLAN, {**due, "cause": "missing"}
            return
        order = order_of(session, title, start, wanted, is_relayed=name == "sang")
        signed = SignedOrder(order, self.desk.key.sign("running-order", order.to_document()))
        for plan in plan_entries(signed):
            yield order.locks_at, Kind.PLAN, plan
        late = timedelta(seconds=95) if luck > 0.99 else timedelta(milliseconds=11)
        broken = self.chance.randrange(len(order.items)) if 0.02 < luck < 0.04 else None
        for number, item in enumerate(order.items):
            at = start + timedelta(milliseconds=item.offset_ms)
            if luck < 0.015 or (broken is not None and number > broken):
                yield from silent(order, item, at, Outcome.MISSED, Cause.STATION_DOWN)
            elif item.bulletin and self.chance.random() < 0.004:
                yield from silent(order, item, at, Outcome.SKIPPED, Cause.WITHDRAWN)
            else:
                yield from sounding(signed, item, at + late, at, number == broken)
