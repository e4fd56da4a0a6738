"""A live voice: a sound input that an approved window lets a person open by hand.

The input is connected when somebody opens the window and at no other time. It sounds after the
present item, as an announcement does, until it is closed, its minutes are over, or the next session
begins. One window is open at a time.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from broadcaster.bulletins.model import Approval
from broadcaster.journal.model import LIVE, Cause
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.judge import Judge
from broadcaster.playout.relaying.link import Link
from broadcaster.playout.relaying.listener import Job
from broadcaster.playout.relaying.recorder import Recorder
from broadcaster.playout.relaying.recordings import open_path
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.studio import Studio
from broadcaster.playout.way_out import INTENT_LEAD
from broadcaster.playout.words import CAUSES, word_for
from broadcaster.quantities import samples_in
from broadcaster.timebase import as_rfc3339

if TYPE_CHECKING:
    from broadcaster.playout.player import Player

Reply = dict[str, Any]
CONNECTING = timedelta(seconds=5)
"""So long the input is waited for; then it sounds as it is, and is given up as any lost relay."""
SPARE = timedelta(seconds=5)
"""Between the end of a live voice and the next session."""


def open_live(player: "Player", words: Mapping[str, str]) -> Reply:
    """Open a window; the answer names its `title` and `until` when it may last (RFC 3339)."""
    if player.conductor is not None and player.conductor.has_live_voice:
        raise PlayoutError.live_is_open()
    approval = _window(player.studio, words["window"])
    length_ms = _length_ms(player, approval, int(words.get("minutes") or 0))
    interjection = _connected(player, approval, length_ms, words["by"])
    at = player.studio.reckoning.now() + INTENT_LEAD
    refused = Judge(player.studio).judge(interjection.as_item(), at)
    if refused is not None or interjection.link is None:
        interjection.leave()
        cause = word_for(CAUSES, str(refused.cause)) if refused else ""
        raise PlayoutError.not_now(interjection.title, cause)
    player.interject(interjection)
    until = at + timedelta(milliseconds=length_ms)
    return {"item": interjection.id, "title": interjection.title, "until": as_rfc3339(until)}


def close_live(player: "Player", _words: Mapping[str, str]) -> Reply:
    """Close what is open; the answer's `was_open` says whether anything was."""
    conductor = player.conductor
    return {"was_open": conductor is not None and conductor.close_live_voice()}


def _window(studio: Studio, named: str) -> Approval:
    found = [one for one in studio.plan.approvals() if one.relay and one.relay.is_live]
    windows = [one for one in found if one.relay and one.relay.name == named]
    if not windows:
        names = sorted({one.relay.name for one in found if one.relay})
        raise PlayoutError.no_window(named, names)
    return max(windows, key=lambda one: one.at)


def _length_ms(player: "Player", approval: Approval, minutes: int) -> int:
    """Return how long it may last: as approved, as asked for, and not into the next session."""
    now, logbook = player.studio.reckoning.now(), player.studio.scribe.logbook
    longest_ms = approval.relay.longest_ms if approval.relay else 0
    lengths = [longest_ms, *([minutes * 60_000] if minutes else [])]
    due = (one for one in player.studio.plan.timetable() if not logbook.is_over(one.session))
    starts = [one.start for one in due if one.start > now]
    if starts:
        lengths.append((min(starts) - SPARE - now) // timedelta(milliseconds=1))
    if min(lengths) <= 0:
        raise PlayoutError.not_now(approval.id, word_for(CAUSES, str(Cause.NO_TIME_LEFT)))
    return min(lengths)


def _connected(player: "Player", approval: Approval, length_ms: int, by: str) -> Interjection:
    studio, name = player.studio, player.new_unplanned_id()
    source = approval.relay.source if approval.relay else ""
    link = Link(studio.connect(Job.of(source, length_ms, studio.settings)))
    path = open_path(studio.home, studio.scribe.journal.log_id, name)
    record = (lambda: Recorder(path)) if studio.records else None
    try:
        link.put_on_line(samples_in(length_ms), 0, record)
    except OSError as error:
        link.end()
        raise PlayoutError.not_now(name, word_for(CAUSES, str(Cause.NOT_RECORDED))) from error
    audio = Audio("", link.samples, "")
    ready_by = studio.reckoning.now() + CONNECTING
    return Interjection(LIVE, approval, audio, by, name, link, ready_by)
