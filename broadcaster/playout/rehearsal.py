"""A day on the virtual clock: the same player, the same records, in as long as its work takes.

One thread. The clock is moved from one deadline of the player to the next, and each move delivers
the samples of that stretch. The log is a rehearsal's own.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.opening import Terms, open_player, unfinished_rehearsal
from broadcaster.playout.outputs import has_own_clock, make_output
from broadcaster.playout.player import Player
from broadcaster.playout.sound.cuts import load_cut
from broadcaster.playout.sound.length_true import LengthTrueSource
from broadcaster.playout.sound.pumps import VirtualPump
from broadcaster.schedule import DueSession
from broadcaster.timebase import VirtualTime
from broadcaster.timetrust import current_trust

AFTER_THE_LAST = timedelta(seconds=30)
"""A rehearsal without a named end goes on so long after the last session of its day."""
LEAST_STEP_NS = 1_000_000
POLL = timedelta(seconds=2)
"""What happens elsewhere happens in no time of this clock, so it is looked for more rarely; what
the player does by itself it does at its moments."""
UNHEARD = "null"
"""The output of which nothing is heard; what is given to it need only be as long as the cuts."""


def rehearse(
    home: Home,
    settings: Settings,
    start: datetime,
    *,
    until: datetime | None = None,
    output: str = UNHEARD,
    say: Callable[[str], None] = print,
) -> None:
    """Play from `start` (aware) to `until`, or to the end of the last session of that day.

    A rehearsal that was killed is gone on with where its log ends. `PlayoutError` when the output
    has a clock of its own, or when no end is named and nothing is planned.
    """
    if has_own_clock(output):  # which a virtual clock cannot follow
        raise PlayoutError.not_virtual(output)
    make_output(output)
    _log, left_at = unfinished_rehearsal(home)
    time = VirtualTime(max(start, left_at) if left_at else start)
    trust = current_trust(home, settings, time)
    source = LengthTrueSource() if output == UNHEARD else load_cut
    terms = Terms(
        time, lambda: trust, VirtualPump(time), output, say, True, source=source, poll=POLL
    )
    opened = open_player(home, terms)
    cleanly = False
    try:
        player = opened.player
        end = until or end_of_day(player.studio.plan.timetable(), start, settings)
        play_until(player, time, end)
        cleanly = True
    finally:
        opened.close(cleanly=cleanly)


def play_until(player: Player, time: VirtualTime, until: datetime) -> None:
    """Recover, then step the player from deadline to deadline until the clock reads `until`."""
    player.recover()
    reckoning = player.studio.reckoning
    while (now := reckoning.now()) < until:
        look = min(player.step(), until)
        deadline = reckoning.monotonic_at(look) if look > now else 0
        time.sleep_until(max(deadline, time.monotonic() + LEAST_STEP_NS))
    player.stop()


def end_of_day(due: tuple[DueSession, ...], start: datetime, settings: Settings) -> datetime:
    """Return when the last session of the station's day of `start` is surely over."""
    zone = settings.zone_info
    day = start.astimezone(zone).date()
    ends = [
        session.start + timedelta(milliseconds=session.max_length_ms)
        for session in due
        if session.start.astimezone(zone).date() == day
    ]
    later = [end for end in ends if end > start]
    if not later:
        raise PlayoutError.nothing_planned(f"{day:%d/%m/%Y}")
    return max(later) + AFTER_THE_LAST
