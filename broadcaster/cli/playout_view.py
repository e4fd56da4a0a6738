"""The player's status as people read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.cli.columns import show_card
from broadcaster.cli.time import QUALITIES
from broadcaster.i18n import N_, _
from broadcaster.playout.alarms import Alarm
from broadcaster.timebase import TimeQuality, from_rfc3339

Document = Mapping[str, Any]


def show_status(document: Document, zone: ZoneInfo) -> None:
    """Write the status as a card, with the alarms that stand below it."""
    running = document["player"] == "running"
    show_card(
        [
            (_("Player"), _("running") if running else _("not running")),
            (_("Time"), _at(document["at"], zone, date=True)),
            (_("Clock"), _clock(document.get("time"))),
            (_("Hours"), _hours(document["hours"])),
            (_("Output"), document.get("output", "")),
            (_("Clusters"), _clusters(document.get("clusters", []))),
            (_("On air"), _on_air(document["on_air"], zone) if running else ""),
            (_("Level sent"), _level(document["on_air"])),
            (_("Loopback"), _loopbacks(document.get("loopbacks", []))),
            (_("Next"), _next(document["next"], zone)),
            (_("Muted"), _mute(document["mute"], zone)),
            (_("Maintenance"), _maintenance(document["maintenance"], zone)),
            (_("Emergency"), _emergencies(document.get("emergencies", []))),
            (_("Log"), document.get("log", "")),
            (_("Alarms"), _alarms(document["alarms"], zone)),
        ]
    )


def _at(text: str, zone: ZoneInfo, *, date: bool = False) -> str:
    local: datetime = from_rfc3339(text).astimezone(zone)
    return f"{local:%d/%m/%Y %H:%M:%S}" if date else f"{local:%H:%M:%S}"


def _clock(time: Document | None) -> str:
    if not time:
        return ""
    words = QUALITIES[TimeQuality(time["quality"])]
    return _("{quality}, off by {ms} ms at most").format(
        quality=_(words), ms=time["uncertainty_ms"]
    )


def _hours(hours: Document) -> str:
    if hours.get("missing"):
        return _("none to obey: nothing may sound")
    return " — ".join(filter(None, (hours["document"], hours["title"])))


STATES = {
    "online": N_("online"),
    "playing": N_("playing"),
    "fault": N_("takes no sound"),
    "muted": N_("muted"),
    "unknown": N_("unknown: not open now"),
}


def _clusters(feeds: list[Document]) -> str:
    """Return a line for each output that feeds clusters."""
    return "\n".join(
        f"{', '.join(feed['clusters'])}: {_(STATES[feed['state']])}"
        + (f" ({feed['reason']})" if feed["reason"] else "")
        for feed in feeds
    )


def _on_air(on_air: Document | None, zone: ZoneInfo) -> str:
    if not on_air:
        return _("silence")
    return _("{title} ({start}–{end})").format(
        title=on_air["title"], start=_at(on_air["started"], zone), end=_at(on_air["ends"], zone)
    )


def _level(on_air: Document | None) -> str:
    """Return the level that is handed to the output; whether a loudspeaker sounds it can't say."""
    if not on_air or "level_dbfs" not in on_air:
        return ""
    if on_air["level_dbfs"] is None:
        return _("silence")
    return _("{level} dBFS, peak {peak} dBFS").format(
        level=on_air["level_dbfs"], peak=on_air["peak_dbfs"]
    )


def _loopbacks(heard: list[Document]) -> str:
    """Return a line for each input that hears what the station plays."""
    return "\n".join(f"{one['hears']}: {_heard(one)}" for one in heard)


def _heard(loopback: Document) -> str:
    if loopback["state"] == "lost":
        reason = loopback["reason"]
        return _("nothing comes") + (f" ({reason})" if reason else "")
    if loopback["level_dbfs"] is None:
        return _("nothing heard yet")
    level = _("{level} dBFS heard").format(level=f"{loopback['level_dbfs']:.0f}")
    unordered = _("nobody ordered this sound")
    return f"{level}; {unordered}" if loopback["unordered"] else level


def _next(coming: Document | None, zone: ZoneInfo) -> str:
    if not coming:
        return _("nothing is planned")
    title = coming.get("title") or coming["session"]
    return f"{title}, {_at(coming['starts'], zone, date=True)}"


def _mute(mute: Document | None, zone: ZoneInfo) -> str:
    if not mute:
        return ""
    if mute["until"]:
        return _("by {by}, until {time}").format(
            by=mute["by"], time=_at(mute["until"], zone, date=True)
        )
    return _("by {by}, until unmuted").format(by=mute["by"])


def _maintenance(order: Document | None, zone: ZoneInfo) -> str:
    if not order:
        return ""
    if not order["since"]:
        return _("on; its note in run/maintenance.json cannot be read")
    return _("by {by}, since {time}: nothing sounds").format(
        by=order["by"], time=_at(order["since"], zone, date=True)
    )


def _alarms(alarms: list[Document], zone: ZoneInfo) -> str:
    lines = [
        f"{_at(alarm['at'], zone, date=True)} "
        + Alarm(alarm["at"], alarm["code"], alarm["detail"]).sentence
        for alarm in alarms
    ]
    return "\n".join(lines) if lines else _("none")


def _emergencies(uses: list[Document]) -> str:
    """Return the orders that stand, and those that wait for an approver."""
    lines = []
    for use in uses:
        stands = _("stands; ") if use["standing"] else ""
        confirmed = (
            _("confirmed by {by}").format(by=use["confirmed_by"])
            if use["confirmed_by"]
            else _("not confirmed yet: `broadcaster emergency confirm`")
        )
        lines.append(f"{use['title']} ({use['use']}): {stands}{confirmed}")
    return "\n".join(lines)
