"""An airing as cells: the same for CSV, workbook and JSON lines."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.i18n import N_, _
from broadcaster.journal.airings import Airing, AiringLine
from broadcaster.reports.airings.sought import grade_of

Cell = str | int | datetime | None

LINES: Mapping[str, str] = {
    AiringLine.PLANNED: N_("planned"),
    AiringLine.UNPLANNED: N_("outside the plan"),
    AiringLine.DECLARED: N_("declared"),
}

HEADINGS: Mapping[str, str] = {
    "line": N_("Line"),
    "session": N_("Session"),
    "item": N_("Item"),
    "planned": N_("Planned"),
    "first": N_("First sound"),
    "last": N_("Last sound"),
    "outcome": N_("Outcome"),
    "cause": N_("Cause"),
    "grade": N_("Evidence"),
    "class": N_("Class"),
    "title": N_("Title"),
    "part": N_("Part"),
    "bulletin": N_("Bulletin"),
    "revision": N_("Revision"),
    "column": N_("Column"),
    "origin": N_("Origin"),
    "language": N_("Language"),
    "zones": N_("Zones"),
    "length_ms": N_("Planned length (ms)"),
    "sounded_ms": N_("Sounded (ms)"),
    "hours_policy": N_("Hours policy"),
    "approval": N_("Approval"),
    "cut": N_("Cut"),
    "by": N_("By"),
    "source": N_("Source"),
    "where": N_("Place"),
    "document": N_("Document"),
    "time_quality": N_("Clock"),
    "uncertainty_ms": N_("Clock off by at most (ms)"),
    "log_id": N_("Log"),
    "seq": N_("Record"),
}
"""Field -> heading, in the order of the columns."""

_TEXTS = (
    "cause", "class", "title", "part", "bulletin", "revision", "column", "origin", "language",
    "approval", "cut", "by", "source", "where", "document", "time_quality", "log_id",
)  # fmt: skip
_NUMBERS = ("sounded_ms", "uncertainty_ms", "seq")


def cells_of(one: Airing) -> dict[str, Cell]:
    """Return every field of `HEADINGS` in English codes, moments as aware UTC.

    What the log does not say is None: it is not nothing. `seq` is the record that says most.
    """
    known: dict[str, Cell] = {name: one.text(name) or None for name in _TEXTS}
    known |= {name: _number(one, name) for name in _NUMBERS}
    known |= {
        "line": str(one.line),
        "session": one.plan.session or one.text("session") or None,
        "item": one.item or None,
        "planned": one.plan.planned,
        "first": one.first,
        "last": one.last,
        "outcome": one.outcome or None,
        "grade": grade_of(one),
        "zones": " ".join(one.zones) or None,
        "length_ms": one.plan.length_ms or None,
        "hours_policy": one.plan.hours_policy or None,
    }
    return {name: known[name] for name in HEADINGS}


def _number(one: Airing, name: str) -> int | None:
    found = (record.get(name) for record in one.records)
    return next((value for value in found if isinstance(value, int)), None)


def headings(zone: ZoneInfo) -> list[str]:
    """Return the headings in the language in use; moments name the station's zone."""
    moments = ("planned", "first", "last")
    return [
        f"{_(words)} ({zone.key})" if name in moments else _(words)
        for name, words in HEADINGS.items()
    ]
