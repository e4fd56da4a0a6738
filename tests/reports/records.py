"""Records of a made-up day, written as the player writes them (one dict per record)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from broadcaster.timebase import as_rfc3339

Record = dict[str, Any]
ZERO = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
"""05:30 on 22 November 2026 at the station."""
SESSION = "ban-tin-sang@2026-11-22T05:30"
LOG = "khe-ren-20261121T220000Z-0a1b2c3d"


def at(seconds: float) -> str:
    return as_rfc3339(ZERO + timedelta(seconds=seconds))


class Log:
    """Writes records with the fields every record has."""

    def __init__(self, rehearsal: bool = False) -> None:
        self.rows: list[Record] = []
        self.rehearsal = rehearsal

    def add(self, kind: str, moment: str, **fields: Any) -> Record:
        record: Record = {
            "v": 1,
            "kind": kind,
            "seq": len(self.rows),
            "log_id": LOG,
            "at": moment,
            "time_quality": "operator",
            **fields,
        }
        if self.rehearsal:
            record["rehearsal"] = 1
        self.rows.append(record)
        return record

    def boot(self, moment: str) -> Record:
        return self.add(
            "boot", moment, station="dai-khe-ren", unit="xa-khe-ren", software="0.1.0", note=""
        )

    def plan(self, *items: str, session: str = SESSION, **fields: Any) -> Record:
        whole = {
            "session": session,
            "programme": session.partition("@")[0],
            "title": "Bản tin sáng",
            "planned": at(0),
            "order": "ab" * 32,
            "policy": "DEMO",
            "part": 1,
            "parts": 1,
            "count": len(items),
            "items": list(items),
            **fields,
        }
        return self.add("plan", at(-120), **whole)

    def outcome(self, tail: str, outcome: str, cause: str, **fields: Any) -> Record:
        session = fields.pop("session", SESSION)
        whole = {
            "session": session,
            "item": f"{session}/{tail}",
            "planned": at(0),
            "outcome": outcome,
            "cause": cause,
            "actual": "",
            "sounded_ms": 0,
            "length_ms": 6000,
            "evidence": "0",
            "class": "normal",
            "part": "items",
            "title": "Lịch tiêm chủng",
            "bulletin": "xa-khe-ren-2026-0001",
            "revision": "xa-khe-ren-2026-0001.r1",
            "sound": "",
            "column": "y-te",
            "content_kind": "news",
            "origin": "own",
            "language": "vi",
            "policy": "",
            "stage": "",
            **fields,
        }
        return self.add("outcome", at(60), **whole)

    def aired(self, tail: str, seconds: float, **fields: Any) -> Record:
        whole = {"actual": at(seconds), "sounded_ms": 6000, "evidence": "1", **fields}
        return self.outcome(tail, "aired", "whole", **whole)

    def logs(self) -> list[tuple[str, list[Record]]]:
        return [(LOG, self.rows)]


def busy_day(rehearsal: bool = False) -> Log:
    """Return a day with every kind of line a report has."""
    log = Log(rehearsal)
    log.boot(at(-3600))
    log.plan(*(f"{n:08x}:{n * 7000}:6000" for n in range(9)))
    sound = {"bulletin": "", "revision": "", "part": "ident", "sound": "ident", "column": ""}
    log.aired("00000000", 0.012, title="ident", **sound)
    log.aired("00000001", 7.003, title='=cmd|"/c calc"!A1')
    log.aired("00000002", 14, title='Dòng một\nDòng hai, có "ngoặc kép"', **{"class": "priority"})
    log.outcome("00000003", "late", "after-grace", actual=at(24.5), sounded_ms=6000, evidence="2")
    log.outcome("00000004", "partial", "interrupted", actual=at(28), sounded_ms=2400, evidence="1")
    log.outcome("00000005", "refused", "outside-hours")
    log.add(
        "plan-change",
        at(30),
        session=SESSION,
        item=f"{SESSION}/00000006",
        change="withdrawn",
        by="b",
    )
    log.outcome("00000006", "skipped", "withdrawn", title="@SUM(A1:A9) <b>đậm</b>")
    log.outcome("00000007", "missed", "cut-altered", title="A" * 120)
    log.outcome("00000008", "preempted", "higher-class", actual=at(56), sounded_ms=100)
    log.add(
        "unplanned",
        at(100),
        item="unplanned/20261122T053140-1",
        what="announcement",
        cut="cd" * 32,
        approval="ap-1",
        by="nguyen-van-a",
        title="Tìm trẻ lạc",
        bulletin="xa-khe-ren-2026-0009",
        **{"class": "normal"},
    )
    log.add(
        "end",
        at(120),
        session="",
        item="unplanned/20261122T053140-1",
        first=at(101),
        last=at(119),
        samples=18 * 48_000,
        length=18 * 48_000,
        evidence="1",
        cause="whole",
    )
    log.add(
        "no-plan",
        at(600),
        session="ban-tin-chieu@2026-11-22T17:00",
        programme="ban-tin-chieu",
        planned=at(11.5 * 3600),
        cause="bad-signature",
    )
    log.add("alarm", at(601), code="no-plan", text="not shown", detail="buổi chiều")
    log.add("mute", at(700), state="on", until="", by="nguyen-van-a")
    log.add("heartbeat", at(3600))
    log.boot(at(24 * 3600))
    return log
