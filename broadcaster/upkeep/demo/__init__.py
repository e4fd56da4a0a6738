"""`broadcaster demo`: one bulletin's whole way, from its text to the day's report.

The demo plays the parts of two officers with the commands they would type, lets the real player
broadcast into a file, and checks after each step that what it says is so. No network is used.
"""

from collections.abc import Callable
from pathlib import Path

from broadcaster.i18n import _
from broadcaster.timebase import SystemTime, TimeSource
from broadcaster.upkeep.demo import airing, preparing, proving
from broadcaster.upkeep.demo.play import Play
from broadcaster.upkeep.demo.stage import DemoError, Stage, clear_stage

__all__ = ["DemoError", "run_demo"]

Say = Callable[[str], None]


def run_demo(
    root: Path, *, fast: bool, say: Say, show: Say, time: TimeSource | None = None
) -> None:
    """Play the demo in the folder `root`; `DemoError` when anything it promises does not hold.

    With `fast` everything happens on the virtual clock. `say` gets the talk, `show` the reports.
    """
    aside = clear_stage(root)
    if aside:
        say(_('The earlier demo was moved to "{path}".').format(path=aside))
    play = Play(Stage(root, say), time or SystemTime(), fast, say, show)
    preparing.set_up(play)
    preparing.allow_all_day(play)
    preparing.bring_first(play)
    times = preparing.plan_first(play)
    with airing.broadcast(play, times):
        preparing.bring_others(play, times)
    airing.check_broadcast(play, times)
    airing.narrow_hours(play, times)
    airing.rehearse_refusal(play, times)
    proving.verify(play)
    proving.report(play, times)
    proving.farewell(play)
