"""The codes of calls in the reader's language."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from broadcaster.i18n import N_, _, gettext
from broadcaster.schedule.demands.answers import Reply, Say
from broadcaster.schedule.demands.model import Call
from broadcaster.schedule.demands.spans import span_text
from broadcaster.schedule.demands.standing import CallState, Listed

STATES = {
    CallState.WITHDRAWN: N_("taken back"),
    CallState.MET: N_("fully aired"),
    CallState.OVER: N_("over, not fully aired"),
    CallState.ELSEWHERE: N_("for other stations"),
    CallState.DECLINED: N_("declined"),
    CallState.UNANSWERED: N_("unanswered"),
    CallState.WAITING: N_("waiting: not approved"),
    CallState.COMING: N_("to come"),
    CallState.RUNNING: N_("under way"),
}


SAYS = {Say.ACCEPT: N_("accept"), Say.DECLINE: N_("decline")}


def say_text(say: Say) -> str:
    """Return an answer as people say it."""
    return gettext(SAYS[say])


def state_text(one: Listed) -> str:
    """Return how a call stands, as people say it."""
    return gettext(STATES[one.state])


def days_text(call: Call) -> str:
    """Return the days of a call, `01/12 – 20/12/2026`."""
    return f"{call.since:%d/%m} – {call.until:%d/%m/%Y}"


def apart_text(call: Call) -> str:
    """Return how far apart its airings are; empty when nothing is asked."""
    return span_text(call.apart_ms) if call.apart_ms else ""


def reply_text(reply: Reply, zone: ZoneInfo, names: Mapping[str, str]) -> str:
    """Return who answered an offer, how and why; empty while nobody has. `names` is id -> name."""
    if reply.say is None or reply.at is None:
        return ""
    when = f"{reply.at.astimezone(zone):%H:%M %d/%m/%Y}"
    values = {"person": names.get(reply.by, reply.by), "when": when, "rule": reply.standing}
    if reply.say is Say.ACCEPT:
        text = (
            _("accepted by standing answer {rule} of {person}")
            if reply.standing
            else _("accepted by {person} at {when}")
        )
    else:
        text = (
            _("declined by standing answer {rule} of {person}")
            if reply.standing
            else _("declined by {person} at {when}")
        )
    said = text.format(**values)
    return f"{said}: {reply.reason}" if reply.reason else said
