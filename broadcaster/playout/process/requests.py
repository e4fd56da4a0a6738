"""What an operator may ask of a running player, carried out between two steps.

Who asks has been checked by the command that sends it. A mute and a stop act at once, before
they get here (`urgent`); here they are written down.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.errors import BroadcasterError
from broadcaster.handles import resolve
from broadcaster.i18n import language, use_language
from broadcaster.journal.model import Cause, Kind
from broadcaster.playout.emergency.composing import ALERT
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.interjection import ANNOUNCEMENT, ORDINARY, TEST, Interjection
from broadcaster.playout.judge import Judge
from broadcaster.playout.process.emergencies import (
    cancel_emergency,
    confirm_emergency,
    play_bulletin,
    play_template,
)
from broadcaster.playout.process.live_voice import close_live, open_live
from broadcaster.playout.process.repair import (
    begin_maintenance,
    end_maintenance,
    show_firings,
)
from broadcaster.playout.process.statements import declare
from broadcaster.playout.sound.cuts import Audio
from broadcaster.playout.way_out import INTENT_LEAD
from broadcaster.playout.words import CAUSES, word_for
from broadcaster.timebase import from_rfc3339
from broadcaster.units.wiring import Wiring

if TYPE_CHECKING:
    from broadcaster.playout.player import Player

Reply = dict[str, Any]
TEST_SOUNDS = ("test", "ident")
"""What a test sounds with, the best first; else any sound of the station's."""
SILENCING = {
    "mute": Cause.MUTED,
    "maintenance-on": Cause.MAINTENANCE,
    "stop-all": Cause.STOPPED,
}
"""Commands that act at once, with the cause of what they cut short."""


class NotYetError(Exception):
    """What a request needs is still being made; it is to be carried out a little later."""


@dataclass
class Request:
    """One question to the player, and the place its answer is waited for."""

    name: str
    words: Mapping[str, str]
    reply: Reply | None = None
    _done: threading.Event = field(default_factory=threading.Event)

    def answer(self, player: "Player") -> None:
        """Carry it out and keep the answer; a refusal is an answer too."""
        ours = language()
        use_language(self.words.get("lang", ours))
        try:
            self.reply = {"ok": True, **CARRY_OUT[self.name](player, self.words)}
        except NotYetError:
            player.tasks.put(self.answer)
            return
        except (BroadcasterError, KeyError, ValueError, OSError) as error:
            self.reply = {"ok": False, "error": str(error)}
        finally:
            use_language(ours)
        self._done.set()

    def wait(self, seconds: float) -> Reply | None:
        """Return the answer, or None when it did not come in time."""
        self._done.wait(seconds)
        return self.reply


def urgent(player: "Player", name: str) -> None:
    """Do at once, from any thread, what cannot wait for the player's next step."""
    if name == "mute":
        player.studio.mute.raise_flag()
    if name == "maintenance-on":
        player.studio.maintenance.raise_flag()
    cause = SILENCING.get(name)
    conductor = player.conductor
    if cause is not None and conductor is not None:
        conductor.air.hush(cause)


def _mute(player: "Player", words: Mapping[str, str]) -> Reply:
    studio = player.studio
    try:
        until = from_rfc3339(words["until"]) if words.get("until") else None
        by = words["by"]
    except (KeyError, ValueError):
        studio.mute.lower_flag()  # what was refused must not stay in force unseen
        raise
    order = studio.mute.set(by, studio.reckoning.now(), until)
    studio.scribe.note(Kind.MUTE, state="on", until=order.until, by=order.by)
    studio.tell("mute", by=order.by)
    return {"until": order.until}


def _unmute(player: "Player", words: Mapping[str, str]) -> Reply:
    studio = player.studio
    was_on = studio.mute.is_on
    studio.mute.lift()
    if was_on:
        studio.scribe.note(Kind.MUTE, state="off", until="", by=words["by"])
        studio.tell("unmute")
    return {"was_muted": was_on}


def _stop_all(player: "Player", words: Mapping[str, str]) -> Reply:
    player.cancel_emergencies(words["by"])
    conductor = player.conductor
    if conductor is None:
        return {"stopped": ""}
    conductor.stop_all(words["by"])
    return {"stopped": conductor.session.id or conductor.session.stem}


def _announce(player: "Player", words: Mapping[str, str]) -> Reply:
    approvals = [a for a in player.studio.plan.approvals() if not _is_alert(a)]
    names = {name for a in approvals for name in _names(a)}
    wanted = resolve(words["cut"], sorted(names))
    named = [approval for approval in approvals if wanted in _names(approval)]
    named.sort(key=lambda approval: approval.at, reverse=True)
    title = named[0].details.get("title", "") if named else ""
    return _interject(player, ANNOUNCEMENT, named, title or words["cut"], words["by"])


def _test(player: "Player", words: Mapping[str, str]) -> Reply:
    approvals = player.studio.plan.approvals()
    sounds = [a for a in approvals if a.kind is ApprovalKind.SOUND and not _is_alert(a)]
    if not sounds:
        raise PlayoutError.no_test_sound()
    ranks = {name: rank for rank, name in enumerate(TEST_SOUNDS)}
    sounds.sort(key=lambda a: (ranks.get(a.sound, len(ranks)), a.at))
    cluster = words.get("cluster", "")
    if cluster and not _is_reached(player.studio.wiring(), cluster):
        raise PlayoutError.cluster_not_reached(cluster)
    return _interject(player, TEST, sounds, sounds[0].sound, words["by"], cluster)


def _is_reached(wiring: Wiring, cluster: str) -> bool:
    """Say whether an output of this box feeds the cluster; its one output feeds all."""
    return not wiring.feeds or any(cluster in feed.clusters for feed in wiring.feeds)


def _is_alert(approval: Approval) -> bool:
    """Say whether it is the alert, which nothing but an emergency may use: it must stay rare."""
    return approval.sound.partition("-")[0] == ALERT


def _checkpoint(player: "Player", _words: Mapping[str, str]) -> Reply:
    return {"written": player.studio.scribe.checkpoint()}


def _names(approval: Approval) -> tuple[str, ...]:
    return tuple(filter(None, (approval.cut, approval.id, approval.bulletin, approval.revision)))


def _interject(
    player: "Player",
    what: str,
    approvals: list[Approval],
    named: str,
    by: str,
    cluster: str = "",
) -> Reply:
    """Accept the first of these approvals that may sound now, or refuse with its cause.

    `NotYetError` while one of them is decoded: an emergency does not wait for that.
    """
    found = _first_that_may(player, what, approvals, by, cluster)
    for approval in approvals:
        player.studio.loader.forget(approval.cut)
    if isinstance(found, Interjection):
        player.interject(found)
        return {"item": found.id, "title": found.title, "at_once": found.rank > ORDINARY}
    if not approvals:
        raise PlayoutError.not_approved(named)
    raise PlayoutError.not_now(named, word_for(CAUSES, found))


def _first_that_may(
    player: "Player", what: str, approvals: list[Approval], by: str, cluster: str
) -> Interjection | str:
    """Return what may sound now, or the cause why the last of these may not."""
    cause = ""
    for approval in approvals:
        audio = player.studio.loader.look(approval.cut, approval.cut)
        if audio is None:
            raise NotYetError
        if not isinstance(audio, Audio):
            cause = str(audio.cause)
            continue
        id_ = player.new_unplanned_id()
        interjection = Interjection(what, approval, audio, by, id_, cluster=cluster)
        refused = _refused(player, interjection)
        if refused is None:
            return interjection
        cause = str(refused)
    return cause


def _refused(player: "Player", interjection: Interjection) -> Cause | None:
    at = player.studio.reckoning.now() + INTENT_LEAD
    passed = Judge(player.studio).judge(interjection.as_item(), at, interjection)
    return passed.cause if passed else None


CARRY_OUT: Mapping[str, Callable[["Player", Mapping[str, str]], Reply]] = {
    "mute": _mute,
    "unmute": _unmute,
    "stop-all": _stop_all,
    "maintenance-on": begin_maintenance,
    "maintenance-show": show_firings,
    "maintenance-off": end_maintenance,
    "emergency-play": play_template,
    "emergency-bulletin": play_bulletin,
    "emergency-cancel": cancel_emergency,
    "emergency-confirm": confirm_emergency,
    "announce": _announce,
    "live-open": open_live,
    "live-close": close_live,
    "test": _test,
    "declare": declare,
    "checkpoint": _checkpoint,
}
