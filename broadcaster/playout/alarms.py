"""What somebody should look at: in the log, in `run/alarms.jsonl`, and through a hook program.

An alarm stands until what caused it is over (`clear`), or for a day when nothing can end it, such
as a cut that was altered. One that stands is not raised again. The hook gets one JSON document on
its standard input, runs beside the player and is ended when it takes too long; nothing it does
can delay a sample.
"""

import contextlib
import json
import os
import shlex
import subprocess
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.home import write_atomically
from broadcaster.i18n import N_, gettext
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Value
from broadcaster.playout.log.scribe import Scribe
from broadcaster.timebase import TimeSource, as_rfc3339, from_rfc3339

FILE_NAME = "alarms.jsonl"
STANDS = timedelta(hours=24)
HOOK_S = 15
KEPT = 500

SENTENCES = {
    "no-plan": N_("A session is due and has no valid running order: {detail}."),
    "empty-session": N_("A session has nothing in its running order: {detail}."),
    "silent-session": N_("Nothing sounded in a whole session: {detail}."),
    "order-lost": N_("The locked running order of a session is gone: {detail}."),
    "no-output": N_("The output takes no sound: {detail}."),
    "cluster-fault": N_("The output of a cluster takes no sound: {detail}."),
    "stalled": N_("The player was held up and left a gap on air: {detail}."),
    "hours-missing": N_("There is no hours policy, so nothing may sound: {detail}."),
    "hours-unsigned": N_(
        "The hours policy is not what this box signed, so nothing may sound: {detail}."
    ),
    "clock-unknown": N_("Nobody vouches for the clock, so nothing may sound: {detail}."),
    "clock-stepped": N_("The clock was stepped: {detail}."),
    "plan-file": N_("A signed file of the plan is missing, altered or older than known: {detail}."),
    "cut-missing": N_("A cut that is due is not in the audio cache: {detail}."),
    "cut-altered": N_("A cut that is due was altered: {detail}."),
    "cut-unreadable": N_("A cut that is due cannot be decoded: {detail}."),
    "decoded-differs": N_("A cut decodes to other samples than when it was approved: {detail}."),
    "silent-item": N_("An item sounds as silence: {detail}."),
    "clipped-item": N_("An item is distorted, its samples at full scale: {detail}."),
    "approval-missing": N_("An item on the plan has no valid approval: {detail}."),
    "journal-full": N_(
        "The as-run log cannot be written, so nothing but an emergency may sound: {detail}."
    ),
    "restarted": N_("The player had to be started again: {detail}."),
    "thread-restarted": N_("A part of the player hung and was started again: {detail}."),
    "relay-lost": N_("Nothing comes from a relay, and it was given up: {detail}."),
    "relay-silent": N_("A relay is silent, and was given up: {detail}."),
    "relay-not-recorded": N_("A relay cannot be recorded, so it may not sound: {detail}."),
    "emergency-unconfirmed": N_(
        "An emergency was ordered and no approver has confirmed it: {detail}."
    ),
    "emergency-overdue": N_("An emergency was not confirmed within 24 hours: {detail}."),
    "loopback-lost": N_("Nothing comes from the loopback, so nobody hears what sounds: {detail}."),
    "not-heard": N_("The loudspeaker output gives no sound on the loopback: {detail}."),
    "unordered-sound": N_("Something sounds that nobody ordered: {detail}."),
    "aircheck-stopped": N_("What the loopback hears is not kept: {detail}."),
    "muted": N_("The station is muted until somebody unmutes it: {detail}."),
    "emergency-unplayable": N_("An emergency order cannot be played: {detail}."),
    "plan-not-extended": N_("The plan could not be extended: {detail}."),
}
"""Every alarm there is: code -> sentence."""


@dataclass(frozen=True)
class Alarm:
    """One alarm: since when, which, and what exactly (an id, a name, a reason)."""

    at: str
    code: str
    detail: str

    @property
    def sentence(self) -> str:
        """What a person reads, in the language in use."""
        return alarm_sentence(self.code, self.detail)


def alarm_sentence(code: str, detail: str) -> str:
    """Return an alarm in the language in use; one of another version as its code and detail."""
    return gettext(SENTENCES.get(code, "{code}: {detail}")).format(code=code, detail=detail)


def standing_in(path: Path, now: datetime) -> list[Alarm]:
    """Return the alarms of the file that stand at `now` (aware UTC), oldest first."""
    standing: dict[tuple[str, str], Alarm] = {}
    with contextlib.suppress(OSError):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(
                ValueError, KeyError, TypeError, AttributeError, RecursionError
            ):
                entry = json.loads(line)
                key = entry["code"], entry["detail"]
                standing.pop(key, None)
                recent = abs(now - from_rfc3339(entry["at"])) < STANDS
                if entry["state"] == "raised" and recent:
                    standing[key] = Alarm(entry["at"], *key)
    return list(standing.values())


class Alarms:
    """Raises and clears. One thread, the one that writes the log."""

    _kept: list[Alarm]

    def __init__(
        self,
        run: Path,
        scribe: Scribe,
        time: TimeSource,
        command: str = "",
        say: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        self._path = run / FILE_NAME
        self._scribe, self._time, self._command, self._say = scribe, time, command, say
        self._read_at, self._kept = 0, standing_in(self._path, time.now())
        self._standing = {(a.code, a.detail): a for a in self._kept if a.code in SENTENCES}

    def standing(self) -> list[Alarm]:
        """Return what stands now, oldest first; commands raise and clear alarms in the file too."""
        now = self._time.now()
        recent = [a for a in self._standing.values() if abs(now - from_rfc3339(a.at)) < STANDS]
        self._standing = {(alarm.code, alarm.detail): alarm for alarm in recent}
        raised_elsewhere = [a for a in self._in_file(now) if a.code not in SENTENCES]
        return sorted([*recent, *raised_elsewhere], key=lambda alarm: alarm.at)

    def _in_file(self, now: datetime) -> list[Alarm]:
        with contextlib.suppress(OSError):
            changed = self._path.stat().st_mtime_ns
            if changed != self._read_at:
                self._read_at, self._kept = changed, standing_in(self._path, now)
        return self._kept

    def sound(self, code: str, detail: str, **fields: Value) -> None:
        """Raise an alarm, unless the same one stands; `fields` go into its record too."""
        known = self._standing.get((code, detail))
        if known and abs(self._time.now() - from_rfc3339(known.at)) < STANDS:
            return
        alarm = Alarm(as_rfc3339(self._time.now()), code, detail)
        self._standing[code, detail] = alarm
        self._scribe.note(
            Kind.ALARM,
            code=code,
            text=SENTENCES[code].format(detail=detail),
            detail=detail,
            **fields,
        )
        self._write("raised", alarm)
        if self._command:
            start_hook(self._command, {**asdict(alarm), "sentence": alarm.sentence})

    def clear(self, code: str, detail: str | None = None) -> None:
        """End the alarms of this code, or the one with this detail: their cause is over."""
        ended = [
            alarm
            for (its_code, its_detail), alarm in self._standing.items()
            if its_code == code and detail in (None, its_detail)
        ]
        for alarm in ended:
            del self._standing[alarm.code, alarm.detail]
            self._write("cleared", Alarm(as_rfc3339(self._time.now()), alarm.code, alarm.detail))

    def _write(self, state: str, alarm: Alarm) -> None:
        # What this file holds may be lost; the record in the log is what counts. Where the disk
        # takes neither, the system's log is told.
        line = json.dumps({**asdict(alarm), "state": state}, ensure_ascii=False)
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            self._shorten()
        except OSError:
            if state == "raised":
                self._say(alarm.sentence)

    def _shorten(self) -> None:
        lines = self._path.read_bytes().splitlines(keepends=True)
        if len(lines) > 2 * KEPT:
            write_atomically(self._path, b"".join(lines[-KEPT:]))


def start_hook(command: str, document: dict[str, str]) -> threading.Thread:
    """Start the hook program beside us with `document` as JSON on its standard input."""
    thread = threading.Thread(
        target=_run_hook, args=(command, json.dumps(document)), name="alarm-hook", daemon=True
    )
    thread.start()
    return thread


def _run_hook(command: str, document: str) -> None:
    with contextlib.suppress(OSError, ValueError, IndexError, subprocess.SubprocessError):
        subprocess.run(
            shlex.split(command),
            input=document.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=HOOK_S,
            check=False,
            env=os.environ,
            start_new_session=True,
        )
