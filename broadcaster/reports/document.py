"""The day report as one JSON document: English codes, times in UTC, nothing translated."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from broadcaster.reports.model import DayReport, Group, Identity, ItemRow, SessionPart, UnplannedRow
from broadcaster.timebase import as_rfc3339

VERSION = 1


def to_document(report: DayReport) -> dict[str, Any]:
    """Return the report as plain JSON values."""
    return {
        "v": VERSION,
        "report": "day",
        "day": report.day.isoformat(),
        "zone": report.zone,
        "station": report.station,
        "unit": report.unit,
        "rehearsal": report.rehearsal,
        "hours_policies": list(report.hours_policies),
        "time_qualities": list(report.time_qualities),
        "known_until": _time(report.reaches),
        "logs": [asdict(log) for log in report.logs],
        "identity": {
            "all": _identity(report.identity()),
            **{str(group): _identity(report.identity(group)) for group in Group},
        },
        "contradictions": list(report.contradictions),
        "sessions": [_session(report, session) for session in report.sessions],
        "no_plan": [_plain(asdict(missing)) for missing in report.missing],
        "unplanned": [_unplanned(row) for row in report.unplanned],
        "exceptions": [_plain(asdict(item)) for item in report.exceptions],
        "events": [_plain(asdict(event)) for event in report.events],
    }


def _identity(identity: Identity) -> dict[str, Any]:
    return {
        "planned": identity.planned,
        **{str(outcome): count for outcome, count in identity.counts},
        "open": identity.open,
        "holds": identity.holds,
    }


def _session(report: DayReport, session: SessionPart) -> dict[str, Any]:
    return {
        "session": session.session,
        "programme": session.programme,
        "title": session.title,
        "planned": _time(session.planned),
        "planned_local": _local(report, session.planned),
        "order": session.order,
        "hours_policy": session.hours_policy,
        "items": [_item(report, row) for row in session.items],
    }


def _item(report: DayReport, row: ItemRow) -> dict[str, Any]:
    return {
        "item": row.item,
        "planned": _time(row.planned),
        "planned_local": _local(report, row.planned),
        "actual": _time(row.actual),
        "actual_local": _local(report, row.actual),
        "last": _time(row.last),
        "length_ms": row.length_ms,
        "sounded_ms": row.sounded_ms,
        "outcome": row.outcome,
        "cause": row.cause,
        "changes": list(row.changes),
        "evidence": row.evidence,
        "counted_as": str(row.group),
        **_subject(row),
    }


def _unplanned(row: UnplannedRow) -> dict[str, Any]:
    return {
        "item": row.item,
        "what": row.what,
        "at": _time(row.at),
        "by": row.by,
        "actual": _time(row.first),
        "last": _time(row.last),
        "sounded_ms": row.sounded_ms,
        "evidence": row.evidence,
        "cause": row.cause,
        **_subject(row),
    }


def _subject(row: ItemRow | UnplannedRow) -> dict[str, str]:
    document = asdict(row.subject)
    document["class"] = document.pop("item_class")
    return document


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    return {k: _time(v) if isinstance(v, datetime) else v for k, v in document.items()}


def _time(moment: datetime | None) -> str | None:
    return as_rfc3339(moment) if moment else None


def _local(report: DayReport, moment: datetime | None) -> str | None:
    return moment.astimezone(report.zone_info).isoformat() if moment else None
