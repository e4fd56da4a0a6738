"""What monitoring may read: `run/metrics.prom`, in Prometheus' text format, replaced once a minute.

For the textfile collector of node_exporter, or anything else that reads a file. The player opens
no port. A file that grows old (`broadcaster_written_timestamp_seconds`) is a player that is down.
"""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from broadcaster import __version__
from broadcaster.home import write_atomically
from broadcaster.journal.model import Outcome
from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeSource, from_rfc3339

FILE_NAME = "metrics.prom"
EVERY_S = 60
Document = Mapping[str, Any]
Sample = tuple[str, Mapping[str, str], float]

METRICS: Mapping[str, tuple[str, str]] = {
    "broadcaster_info": ("gauge", "Always 1; station, output and version in its labels."),
    "broadcaster_written_timestamp_seconds": ("gauge", "When this file was written (Unix time)."),
    "broadcaster_started_timestamp_seconds": ("gauge", "When this run of the player began."),
    "broadcaster_records_total": ("counter", "Records in the as-run log."),
    "broadcaster_records_waiting": ("gauge", "Records that the disk has not taken yet."),
    "broadcaster_outcomes_total": ("counter", "Planned items over, by outcome."),
    "broadcaster_on_air": ("gauge", "1 while an item sounds."),
    "broadcaster_output_open": ("gauge", "1 while the output takes samples."),
    "broadcaster_muted": ("gauge", "1 while a person keeps the station muted."),
    "broadcaster_maintenance": ("gauge", "1 while the station is under maintenance."),
    "broadcaster_loopback_up": ("gauge", "1 while a loopback hears, by what it hears."),
    "broadcaster_loopback_level_dbfs": ("gauge", "What it heard in the last second."),
    "broadcaster_unordered_sound": ("gauge", "1 while it hears what nobody ordered."),
    "broadcaster_alarms": ("gauge", "Alarms that stand, by code."),
    "broadcaster_clock_trusted": ("gauge", "1 while somebody vouches for the clock."),
    "broadcaster_clock_uncertainty_seconds": ("gauge", "How far off the clock may be."),
    "broadcaster_next_start_timestamp_seconds": ("gauge", "When the next item or session is due."),
    "broadcaster_planned_until_timestamp_seconds": ("gauge", "Start of the last planned session."),
}
"""Every metric: name -> type and meaning."""


class MetricsFile:
    """The file, and when it was last written."""

    def __init__(self, run: Path, time: TimeSource) -> None:
        self._path, self._time = run / FILE_NAME, time
        self._next_at = 0

    def write_if_due(self, document: Document) -> None:
        """Replace the file from a status, once a minute; a disk that refuses is no fault here."""
        now = self._time.monotonic()
        if now >= self._next_at and document:
            self._next_at = now + EVERY_S * NANOSECONDS
            written = self._time.now().timestamp()
            with contextlib.suppress(OSError):
                write_atomically(self._path, metrics_text(document, written).encode())


def metrics_text(document: Document, written: float) -> str:
    """Return the whole file for a status of the running player, written at a Unix time."""
    lines: list[str] = []
    samples = list(_samples(document, written))
    for name, (kind, meaning) in METRICS.items():
        lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]
        lines += [_line(*sample) for sample in samples if sample[0] == name]
    return "\n".join(lines) + "\n"


def _samples(document: Document, written: float) -> Iterator[Sample]:
    said = {name: str(document[name]) for name in ("station", "output")}
    yield "broadcaster_info", {**said, "version": __version__}, 1
    yield "broadcaster_written_timestamp_seconds", {}, written
    yield "broadcaster_started_timestamp_seconds", {}, _unix(document["since"])
    yield "broadcaster_records_total", {}, document["records"]
    yield "broadcaster_records_waiting", {}, document["records_waiting"]
    for outcome in Outcome:
        count = document["outcomes"].get(outcome, 0)
        yield "broadcaster_outcomes_total", {"outcome": outcome}, count
    yield "broadcaster_on_air", {}, document["on_air"] is not None
    yield "broadcaster_output_open", {}, document["output_open"]
    yield "broadcaster_muted", {}, document["mute"] is not None
    yield "broadcaster_maintenance", {}, document["maintenance"] is not None
    for one in document["loopbacks"]:
        labels = {"hears": one["hears"]}
        yield "broadcaster_loopback_up", labels, one["state"] == "hearing"
        yield "broadcaster_unordered_sound", labels, one["unordered"]
        if one["level_dbfs"] is not None:
            yield "broadcaster_loopback_level_dbfs", labels, one["level_dbfs"]
    codes = [alarm["code"] for alarm in document["alarms"]]
    for code in sorted(set(codes)):
        yield "broadcaster_alarms", {"code": code}, codes.count(code)
    trust = document["time"]
    yield "broadcaster_clock_trusted", {}, trust["quality"] != TimeQuality.UNKNOWN
    yield "broadcaster_clock_uncertainty_seconds", {}, trust["uncertainty_ms"] / 1000
    if document["next"]:
        yield "broadcaster_next_start_timestamp_seconds", {}, _unix(document["next"]["starts"])
    if document["planned_until"]:
        until = _unix(document["planned_until"])
        yield "broadcaster_planned_until_timestamp_seconds", {}, until


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    inside = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    number = int(value) if value == int(value) else value
    return f"{name}{{{inside}}} {number}" if inside else f"{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _unix(text: str) -> float:
    return from_rfc3339(text).timestamp()
