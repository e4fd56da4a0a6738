"""What the demo plays: its people, bulletins, programmes and hours. Pure.

Two sessions start at whole minutes of station time: one soon, of one bulletin, so that hearing it
takes no longer than a minute; one two hours later, of all three, which the demo never waits for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

POLICY = "DEMO"
"""Document number of the hours the demo signs; it stands in every status, plan and report."""

STATION = "Đài Đồng Mây DEMO"
STATION_ID = "dai-dong-may-demo"
UNIT = "Xã Đồng Mây"
AUTHOR = "Nguyễn Thị Hoa"
APPROVER = "Trần Văn Bình"

LOCK_LEAD_S = 10
SHORTEST_NOTICE = timedelta(seconds=20)
"""Time to apply, plan and start the player before the first session is locked."""
LATER = timedelta(hours=2)
GAP = timedelta(minutes=10)
"""How far the gap in the hours reaches before and after the start of the second session."""
SHORT = "demo-tin-nhanh"
FULL = "demo-day-du"
SHORT_MINUTES = 2
FULL_MINUTES = 5


@dataclass(frozen=True)
class DemoBulletin:
    """One text of the demo, with the options of `bulletin add`."""

    file: str
    options: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text as an officer would write it; its first line is the title."""
        folder = files("broadcaster.upkeep") / "demo_texts"
        return (folder / self.file).read_text(encoding="utf-8")


FIRST = DemoBulletin(
    "cau-treo.txt",
    ("--class", "priority", "--column", "giao-thong", "--legal-ref", "305/UBND-KT"),
)
OTHERS = (
    DemoBulletin(
        "tiem-phong.txt", ("--column", "y-te", "--kind", "news", "--legal-ref", "42/KH-UBND")
    ),
    DemoBulletin(
        "giong-lua.txt", ("--column", "nong-nghiep", "--kind", "news", "--legal-ref", "118/QĐ-UBND")
    ),
)


@dataclass(frozen=True)
class Times:
    """When the two sessions start (aware, station time)."""

    first: datetime
    second: datetime

    length: timedelta = timedelta(minutes=SHORT_MINUTES)
    """How long the first session is planned to last."""

    @property
    def first_ends(self) -> datetime:
        """When the first session is surely over."""
        return self.first + self.length + timedelta(seconds=3)

    @property
    def short_session(self) -> str:
        """Id of the first session."""
        return f"{SHORT}@{self.first:%Y-%m-%dT%H:%M}"

    @property
    def full_session(self) -> str:
        """Id of the second session."""
        return f"{FULL}@{self.second:%Y-%m-%dT%H:%M}"

    @property
    def last_call(self) -> datetime:
        """After this moment the player would come too late for the first lock."""
        return self.first - timedelta(seconds=LOCK_LEAD_S + 3)


def choose_times(now: datetime, zone: ZoneInfo) -> Times:
    """Return the next whole minute that leaves enough notice, and one two hours after it.

    Counted in elapsed time, so a clock that is put back or forward between them changes nothing.
    """
    soonest = (now + SHORTEST_NOTICE).timestamp()
    first = datetime.fromtimestamp(-(-soonest // 60) * 60, now.tzinfo)
    return Times(first.astimezone(zone), (first + LATER).astimezone(zone))


def programmes(times: Times) -> dict[str, str]:
    """Return the two programme files: name in `playlists/` and content."""
    short = [
        '[[layout]]\npart = "ident"\nstart = "hard"',
        '[[layout]]\npart = "items"\nclass = ["priority"]\nmax_items = 1',
    ]
    full = [
        '[[layout]]\npart = "ident"\nstart = "hard"',
        '[[layout]]\npart = "greeting"',
        '[[layout]]\npart = "items"\nseparator = "separator"',
        '[[layout]]\npart = "closing"',
    ]
    return {
        f"{SHORT}.toml": _programme(SHORT, "Tin nhanh DEMO", times.first, SHORT_MINUTES, short),
        f"{FULL}.toml": _programme(FULL, "Bản tin đầy đủ DEMO", times.second, FULL_MINUTES, full),
    }


def _programme(name: str, title: str, start: datetime, minutes: int, layout: list[str]) -> str:
    head = [
        f'name = "{name}"',
        f'title = "{title}"',
        'recurrence = "daily"',
        f'start = "{start:%H:%M}"',
        f"longest_minutes = {minutes}",
        'zones = ["all"]',
    ]
    return "\n".join(head) + "\n\n" + "\n\n".join(layout) + "\n"


def hours_with_gap(start: datetime) -> str:
    """Return the one window that allows everything but the time around `start`."""
    return f"{start + GAP:%H:%M}-{start - GAP:%H:%M}"
