"""Airchecks as the log knows them: named by their hash, kept for so many days, purged by name.

Their files lie in `journal/airchecks/`. The record stands before the file has its name, and a purge
before the file is gone, so a kill between leaves nothing that the log does not explain.
"""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadcaster.home import sync_folder
from broadcaster.journal import JournalError
from broadcaster.journal.model import Kind
from broadcaster.playout.loopback.aircheck import SUFFIX, Aircheck, left_open
from broadcaster.playout.relaying.recorder import hash_of, is_being_written
from broadcaster.playout.studio import Studio
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS

STOPPED = "aircheck-stopped"
PURGE_NS = 3600 * NANOSECONDS
MOST_PURGED = 50
"""In one go: the log is written durably for each."""
CLOSING_S = 5.0
INTERRUPTED, RETENTION = "interrupted", "retention"


class Airchecks:
    """Writes down what the ears keep. One thread, the one that writes the log."""

    def __init__(self, studio: Studio) -> None:
        self._studio, self._next_purge = studio, studio.time.monotonic()

    def recover(self) -> None:
        """Name what an earlier run left; one that is still being written is left to a later one."""
        for path in left_open(self._studio.home.airchecks):
            if not is_being_written(path):
                self._name(path, hash_of(path), INTERRUPTED, None, 0)

    def look(self, *, on_air: bool) -> None:
        """Let the ears keep what they hear while we are on air, and write down what they kept."""
        self._studio.ears.on_air = on_air
        for name, aircheck in self._every():
            self._write_made(name, aircheck)
            if aircheck.is_stopped:
                self._studio.alarms.sound(STOPPED, f"{name}: {aircheck.is_stopped}")
            else:
                self._studio.alarms.clear(STOPPED)
        if self._studio.time.monotonic() >= self._next_purge:
            self._next_purge = self._studio.time.monotonic() + PURGE_NS
            self._purge()

    def close(self) -> None:
        """End what is being recorded, and write down what is complete by then."""
        every = list(self._every())
        self._studio.ears.close()
        for name, aircheck in every:
            aircheck.end()
            for made in aircheck.made:
                made.recorder.wait_finished(CLOSING_S)
            self._write_made(name, aircheck)

    def _every(self) -> Iterator[tuple[str, Aircheck]]:
        for ear in self._studio.ears.open:
            if ear.aircheck is not None:
                yield ear.loopback.id, ear.aircheck

    def _write_made(self, name: str, aircheck: Aircheck) -> None:
        while aircheck.made and aircheck.made[0].recorder.sha256 is not None:
            made = aircheck.made.popleft()
            recording = made.recorder.sha256 or ""
            self._name(made.recorder.path, recording, made.why, made.first, made.samples, name)

    def _name(
        self,
        path: Path,
        recording: str,
        why: str,
        first: datetime | None,
        samples: int,
        hears: str = "",
    ) -> None:
        with contextlib.suppress(OSError):  # the next start gives it its name
            if not recording:
                path.unlink(missing_ok=True)
                return
            last = first + timedelta(seconds=samples / BUS_RATE_HZ) if first else ""
            self._studio.scribe.note(
                Kind.AIRCHECK,
                recording=recording,
                why=why,
                hears=hears,
                first=first or "",
                last=last,
                samples=samples,
            )
            path.replace(path.with_name(f"{recording}{SUFFIX}"))
            sync_folder(path.parent)

    def _purge(self) -> None:
        """Remove what is older than the setting; not while nobody vouches for the clock."""
        studio = self._studio
        if not studio.keeps_airchecks or not studio.trust().is_trusted:
            return
        before = studio.reckoning.now() - timedelta(days=studio.settings.aircheck_days)
        with contextlib.suppress(OSError, JournalError):
            old = [
                path for path in studio.home.airchecks.glob(f"*{SUFFIX}") if _is_old(path, before)
            ]
            for path in sorted(old)[:MOST_PURGED]:
                studio.scribe.write(Kind.PURGE, recording=path.stem, cause=RETENTION)
                path.unlink()


def _is_old(path: Path, before: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
