"""Opening a home to play from it: check it, take the lock, go on with its log.

A rehearsal has a folder, a lock and a log of its own, so that it may be held while the station is
on air and nothing it does reaches the station. One that was killed is gone on with; else it
begins a new log, which knows no earlier rehearsal and only how often each approval really aired.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.config import Settings, read_settings
from broadcaster.home import Home, remove_durably, write_atomically
from broadcaster.journal import JournalError
from broadcaster.journal.history import aired_counts
from broadcaster.journal.lock import WriterLock
from broadcaster.journal.logs import Log, all_records, read_logs
from broadcaster.journal.writer import Journal
from broadcaster.playout.alarms import Alarms
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.playout.instructions.schema import check_schema
from broadcaster.playout.log.logbook import Logbook
from broadcaster.playout.log.position import PositionFile
from broadcaster.playout.log.scribe import Scribe
from broadcaster.playout.loopback.aircheck import Aircheck
from broadcaster.playout.loopback.ear import Loopback
from broadcaster.playout.loopback.ears import Ears
from broadcaster.playout.maintenance import Maintenance
from broadcaster.playout.mute import Mute
from broadcaster.playout.outputs import make_output
from broadcaster.playout.player import Player
from broadcaster.playout.reckoning import Reckoning
from broadcaster.playout.relaying.feed import connect
from broadcaster.playout.relaying.stand_in import stand_in
from broadcaster.playout.sound.cuts import Source, load_cut
from broadcaster.playout.sound.loading import Aside, at_once
from broadcaster.playout.sound.pumps import Pump
from broadcaster.playout.studio import POLL, POSITION_NAME, Studio
from broadcaster.production.cache import AudioCache
from broadcaster.signed import BoxKey
from broadcaster.timebase import TimeSource, TimeTrust
from broadcaster.units.wiring import Feed, Wiring

REHEARSAL_FOLDER = "rehearsal"
UNFINISHED = "unfinished.json"
"""In the rehearsal's folder while one runs: names its log."""
MEGABYTE = 1024 * 1024


def _silence(_sentence: str) -> None:
    return


@dataclass(frozen=True)
class Terms:
    """How a home is to be played: by which clock, who vouches for it, what drives the output."""

    time: TimeSource
    trust: Callable[[], TimeTrust]
    pump: Pump
    output: str = ""
    """The output's spec; empty for the one of the settings."""
    say: Callable[[str], None] = field(default=_silence)
    rehearsal: bool = False
    source: Source = load_cut
    aside: Aside = at_once
    """How cuts are decoded ahead: in threads, or where the clock stands still meanwhile."""
    poll: timedelta = POLL
    """How often withdrawals are looked for while a session is on."""
    note: Callable[[], str] = str
    """Asked once the lock is held: why the run before ended, for the `boot` record."""


@dataclass
class Opened:
    """A home opened for playing, its player not yet recovered."""

    player: Player
    lock: WriterLock
    unfinished: Path | None = None

    def close(self, *, cleanly: bool = True) -> None:
        """Close the log and give the lock back; a rehearsal that ended cleanly is finished."""
        self.player.studio.ears.close()
        self.player.studio.position.close()
        self.player.studio.scribe.journal.close()
        if cleanly and self.unfinished is not None:
            remove_durably(self.unfinished)
        self.lock.release()


def open_player(home: Home, terms: Terms) -> Opened:
    """Open `home`, or refuse with one sentence what must not be played from.

    `ConfigError`, `KeyFileError`, `PlayoutError` (another form of home, unknown output, already
    running), `JournalError` (no room).
    """
    settings, key = read_settings(home.config), BoxKey.load(home.keys)
    check_schema(home, key)
    output = terms.output or settings.output
    made = make_output(output, home.keys)
    run = home.run / REHEARSAL_FOLDER if terms.rehearsal else home.run
    lock = _take_lock(home, run)
    try:
        log_id = unfinished_rehearsal(home)[0] if terms.rehearsal else ""
        journal = Journal.open(
            home,
            station=settings.station,
            unit=settings.unit,
            key=key,
            time=terms.time,
            trust=terms.trust,
            rehearsal=terms.rehearsal,
            log_id=log_id,
            note=terms.note(),
        )
        logs = [log for log in read_logs(home, "all") if _is_ours(log, journal, terms)]
        plan = PlanFolder(home, key, run, terms.time)

        reckoning = Reckoning(terms.time)
        keeps_airchecks = not terms.rehearsal and settings.aircheck_days > 0

        def keep(loopback: Loopback) -> Aircheck | None:
            floor = settings.aircheck_floor_mb * MEGABYTE
            made = Aircheck(home.airchecks, floor, loopback.id, reckoning.wall_at)
            return made if keeps_airchecks else None

        def wiring() -> Wiring:
            return Wiring() if terms.output else wiring_of(settings, plan.wiring())

        scribe = Scribe(journal, _logbook_of(home, logs, terms), terms.time)
        studio = Studio(
            home=home,
            run=run,
            settings=settings,
            time=terms.time,
            reckoning=reckoning,
            trust=terms.trust,
            plan=plan,
            cache=AudioCache(home.audio_cache, settings.cache_limit_mb * MEGABYTE),
            scribe=scribe,
            alarms=Alarms(
                run,
                scribe,
                terms.time,
                "" if terms.rehearsal else settings.alarm_command,
                terms.say,
            ),
            mute=Mute(run),
            maintenance=Maintenance(run),
            position=PositionFile(run / POSITION_NAME),
            pump=terms.pump,
            make_output=lambda: make_output(output, home.keys),
            wiring=wiring,
            output=made.name,
            ears=Ears(
                terms.time, settings.loopback_silence_dbfs, settings.loopback_alarm_s, keep=keep
            ),
            keeps_airchecks=keeps_airchecks,
            loopbacks=lambda: () if terms.rehearsal else loopbacks_of(settings, wiring()),
            logs=frozenset(log.id for log in logs),
            connect=stand_in if terms.rehearsal else connect,
            records=not terms.rehearsal,
            source=terms.source,
            aside=terms.aside,
            poll=terms.poll,
            say=terms.say,
        )
    except BaseException:
        lock.release()
        raise
    return Opened(Player(studio), lock, _mark_unfinished(run, journal) if terms.rehearsal else None)


def unfinished_rehearsal(home: Home) -> tuple[str, datetime | None]:
    """Return the rehearsal log that was not cleanly ended, and when its last record was made."""
    path = home.run / REHEARSAL_FOLDER / UNFINISHED
    try:
        log_id = str(json.loads(path.read_bytes())["log_id"])
        last = max(record.at for record in read_logs(home, log_id)[0].records())
    except (OSError, ValueError, KeyError, TypeError, JournalError):
        return "", None
    return log_id, last


def wiring_of(settings: Settings, planned: Wiring) -> Wiring:
    """Return the feeds to play to: those of the clusters, or of the one output its amplifier's.

    A station without either has none, and plays to the output of its settings.
    """
    if planned.feeds or not settings.amplifier:
        return planned
    one = Feed(
        settings.station,
        (settings.station,),
        settings.output,
        settings.output_latency_ms,
        amplifier=settings.amplifier,
    )
    return Wiring((one,))


def loopbacks_of(settings: Settings, wiring: Wiring) -> tuple[Loopback, ...]:
    """Return the inputs that hear what is sent: that of the settings all of it, a feed's its own.

    That of the settings proves what a cluster got only where there is one feed.
    """
    own = [Loopback(f.id, f.loopback, f.clusters, f.id) for f in wiring.feeds if f.loopback]
    if not settings.loopback:
        return tuple(own)
    clusters = wiring.feeds[0].clusters if len(wiring.feeds) == 1 else ()
    return (Loopback(settings.station, settings.loopback, clusters), *own)


def _mark_unfinished(run: Path, journal: Journal) -> Path:
    write_atomically(run / UNFINISHED, json.dumps({"log_id": journal.log_id}).encode() + b"\n")
    return run / UNFINISHED


def _take_lock(home: Home, run: Path) -> WriterLock:
    lock = WriterLock(home)
    lock.path = run / lock.path.name
    try:
        lock.acquire()
    except JournalError as error:
        raise PlayoutError.already_running(home.root) from error
    return lock


def _is_ours(log: Log, journal: Journal, terms: Terms) -> bool:
    return log.id == journal.log_id if terms.rehearsal else not log.is_rehearsal


def _logbook_of(home: Home, logs: list[Log], terms: Terms) -> Logbook:
    logbook = Logbook()
    for log in logs:
        for record in log.records():
            logbook.take(record.kind, record.at, record)
    if terms.rehearsal:
        logbook.count_aired(aired_counts(all_records(home)))
    return logbook
