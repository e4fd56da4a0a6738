"""The second half of the demo: a session on air, and another that the hours refuse."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from broadcaster.i18n import _
from broadcaster.journal.model import Cause, Outcome
from broadcaster.timebase import NANOSECONDS
from broadcaster.upkeep.demo import script
from broadcaster.upkeep.demo.play import Play
from broadcaster.upkeep.demo.script import POLICY, Times
from broadcaster.upkeep.demo.stage import DemoError, loudest_sample

BEFORE = timedelta(minutes=1)
"""How long before a session a virtual clock begins."""
STOPPING_S = 60
"""How long the player may take to end after its time."""
RECORDINGS = "on-air"
REFUSED = "on-air-refused"
AUDIBLE = 3000
"""A sample of speech at -16 LUFS surely passes this; full scale is 32767."""


@contextmanager
def broadcast(play: Play, times: Times) -> Iterator[None]:
    """Have the first session played into a file, while the body goes on with other work.

    At its real pace by the daemon as a process of its own; a fast demo has it played before the
    body, on the virtual clock.
    """
    folder = play.stage.home.root / RECORDINGS
    words = ("--until", times.first_ends.isoformat(), "--output", f"file:{folder}")
    if play.fast:
        play.step(_("The player broadcasts the session, on the virtual clock."))
        play.stage.run("playout", "run", *_virtual(times.first), *words)
        yield
        return
    play.step(
        _("The player is started. The session of {time} will sound at its real pace.").format(
            time=f"{times.first:%H:%M}"
        )
    )
    player = play.stage.begin("playout", "run", *words)
    try:
        yield
        _watch(play, times, player)
    finally:
        if player.poll() is None:
            player.terminate()
            player.wait()


def _virtual(start: datetime) -> tuple[str, str]:
    return "--virtual", (start - BEFORE).isoformat()


def _watch(play: Play, times: Times, player: "subprocess.Popen[bytes]") -> None:
    play.step(_("The session goes on air."))
    for moment in (times.first - timedelta(seconds=5), times.first + timedelta(seconds=10)):
        _wait_until(play, moment)
        if player.poll() is None:
            _look_at_status(play)
    left_s = (times.first_ends - play.time.now()).total_seconds()
    try:
        code = player.wait(timeout=max(left_s, 0) + STOPPING_S)
    except subprocess.TimeoutExpired as error:
        raise DemoError.broken_promise(_("the player ends at its time"), str(error)) from error
    if code:
        raise DemoError.step_failed("broadcaster playout run", code, "")


def check_broadcast(play: Play, times: Times) -> None:
    """Check that every item of the first session sounded whole and in time."""
    if play.fast:
        play.step(_("What the log and the recording say of the session."))
    _expect(play, times.first, times.short_session, Outcome.AIRED, Cause.WHOLE)
    recordings = sorted((play.stage.home.root / RECORDINGS).glob("*.wav"))
    if loudest_sample(recordings) < AUDIBLE:
        raise DemoError.broken_promise(_("the recording can be heard"), _("silence"))
    play.note(_('Listen to it: "{path}"').format(path=play.stage.show_path(recordings[-1])))


def _wait_until(play: Play, moment: datetime) -> None:
    left = (moment - play.time.now()).total_seconds()
    if left > 0:
        play.time.sleep_until(play.time.monotonic() + int(left * NANOSECONDS))


def _look_at_status(play: Play) -> None:
    status = play.stage.json("playout", "status")
    if status["hours"]["document"] != POLICY:
        raise DemoError.broken_promise(
            _("the status names the policy {policy}").format(policy=POLICY), str(status["hours"])
        )
    on_air, following = status["on_air"], status["next"]
    if on_air:
        play.note(_("On air: {title}").format(title=on_air["title"]))
    elif following:
        play.note(
            _("Next: {session}, hours {policy}").format(session=following["session"], policy=POLICY)
        )


def narrow_hours(play: Play, times: Times) -> None:
    """Sign hours with a gap over the second session, which stays planned."""
    window = script.hours_with_gap(times.second)
    play.step(
        _("{person} signs new hours, {window}: they leave out the session of {time}.").format(
            person=script.APPROVER, window=window, time=f"{times.second:%H:%M}"
        )
    )
    play.set_hours(window)
    play.note(_("The session stays planned. It is the player that must refuse it."))


def rehearse_refusal(play: Play, times: Times) -> None:
    """Play the second session on the virtual clock: every item is refused, nothing sounds."""
    play.step(_("The player comes to that session, two hours on, on the virtual clock."))
    folder = play.stage.home.root / REFUSED
    end = times.second + timedelta(minutes=script.FULL_MINUTES)
    until = ("--until", end.isoformat(), "--output", f"file:{folder}")
    play.stage.run("playout", "run", *_virtual(times.second), *until)
    count = _expect(play, times.second, times.full_session, Outcome.REFUSED, Cause.OUTSIDE_HOURS)
    if loudest_sample(sorted(folder.glob("*.wav"))):
        raise DemoError.broken_promise(_("nothing sounds outside the hours"), _("sound"))
    play.note(_("{count} items refused, and not one sample but silence.").format(count=count))


def _expect(play: Play, start: datetime, session: str, outcome: Outcome, cause: Cause) -> int:
    """Check that each planned item of a session ended so; return how many there are."""
    which = "real" if outcome is Outcome.AIRED and not play.fast else "rehearsal"
    document = play.stage.json("report", "day", f"{start:%Y-%m-%d}", "--log", which)
    items: list[dict[str, Any]] = [
        item for one in document["sessions"] if one["session"] == session for item in one["items"]
    ]
    other = [i for i in items if (i["outcome"], i["cause"]) != (outcome, cause)]
    if other or not items:
        promise = _("every item of {session} ends as {outcome}").format(
            session=session, outcome=outcome
        )
        found = "; ".join(f"{i['title']}: {i['outcome']}, {i['cause']}" for i in other)
        raise DemoError.broken_promise(promise, found or _("no item"))
    return len(items)
