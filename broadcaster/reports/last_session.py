"""How the last session went, in a few figures: for a page that people look at every day.

A fold over the newest records of the real logs. A session counts once its planned start has come
and all its items have an outcome, or `OVERRUN` after the planned end of its last item; one that
was due without an order counts from its planned start on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.journal.model import Kind, Outcome
from broadcaster.reports.day import fold_day
from broadcaster.reports.fields import Record, moment, session_day, text
from broadcaster.reports.model import DayReport, Group, ItemRow, SessionPart
from broadcaster.timebase import from_rfc3339

OVERRUN = timedelta(minutes=2)
"""How long a session may still be settling after its last item was to end."""


@dataclass(frozen=True)
class Trouble:
    """How many items ended otherwise than `aired`, and why. Without an outcome yet: empty."""

    outcome: str
    cause: str
    count: int


@dataclass(frozen=True)
class LastSession:
    """One session that is over. `planned` is aware UTC; codes are the journal's."""

    session: str
    programme: str
    title: str
    """Empty where nothing but a `no-plan` record is known."""
    planned: datetime
    count: int = 0
    """Planned items."""
    bulletins: int = 0
    sounds: int = 0
    aired: int = 0
    late: int = 0
    troubles: tuple[Trouble, ...] = ()
    """Everything but `aired`, the most frequent first; `late` is among them."""
    sounded_ms: int = 0
    """How long its items sounded together, whole or not."""
    no_plan: str = ""
    """Why it had no order to obey, where it had none."""

    @property
    def whole(self) -> int:
        """Items that sounded whole."""
        return self.aired + self.late


def newest_session(records: Sequence[Record], zone: str, now: datetime) -> LastSession | None:
    """Return the newest session of these records that is over at `now` (aware), if any.

    `records` are those of the real logs in order; `zone` is the station's.
    """
    for session in _newest_first(records, now):
        found = _look_at(session, records, zone, now)
        if found is not None:
            return found
    return None


def _newest_first(records: Iterable[Record], now: datetime) -> list[str]:
    """Return the sessions whose planned start has come, the newest one first."""
    starts = {
        text(record, "session"): moment(record, "planned") or from_rfc3339(record["at"])
        for record in records
        if record["kind"] in (Kind.PLAN, Kind.NO_PLAN)
    }
    begun = [(start, session) for session, start in starts.items() if start <= now]
    return [session for _start, session in sorted(begun, reverse=True)]


def _look_at(
    session: str, records: Iterable[Record], zone: str, now: datetime
) -> LastSession | None:
    try:
        day = date.fromisoformat(session_day(session))
    except ValueError:
        return None
    own = [record for record in records if text(record, "session") == session]
    report = fold_day([(text(own[0], "log_id"), own)], day, zone)
    if report.sessions:
        part = report.sessions[0]
        return _summary(part) if _is_over(part, now) else None
    return next(_without_order(report), None)


def _is_over(part: SessionPart, now: datetime) -> bool:
    if part.count <= len(part.items) and all(row.outcome for row in part.items):
        return True
    ends = [row.planned + timedelta(milliseconds=row.length_ms) for row in part.items]
    return max([part.planned, *ends]) + OVERRUN <= now


def _summary(part: SessionPart) -> LastSession:
    rows = part.items
    count = max(part.count, len(rows))
    return LastSession(
        session=part.session,
        programme=part.programme,
        title=part.title,
        planned=part.planned,
        count=count,
        bulletins=sum(row.group is Group.BULLETINS for row in rows),
        sounds=sum(row.group is Group.SOUNDS for row in rows),
        aired=sum(row.outcome == Outcome.AIRED for row in rows),
        late=sum(row.outcome == Outcome.LATE for row in rows),
        troubles=_troubles(rows, count - len(rows)),
        sounded_ms=sum(row.sounded_ms for row in rows),
    )


def _troubles(rows: Sequence[ItemRow], unlisted: int) -> tuple[Trouble, ...]:
    """Count what is not `aired`; `unlisted` items are those a kill kept out of the log."""
    kinds = Counter((row.outcome, row.cause) for row in rows if row.outcome != Outcome.AIRED)
    if unlisted:
        kinds["", ""] += unlisted
    return tuple(Trouble(outcome, cause, n) for (outcome, cause), n in kinds.most_common())


def _without_order(report: DayReport) -> Iterator[LastSession]:
    for missing in report.missing:
        yield LastSession(
            missing.session, missing.programme, "", missing.planned, no_plan=missing.cause
        )
