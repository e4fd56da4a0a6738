"""What the player says while it works: one line per event, in the reader's language.

For a person at the terminal and for the system's log. The as-run log is elsewhere, and is the
one that counts.
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.i18n import N_, gettext
from broadcaster.playout.words import CAUSES, OUTCOMES, SOUNDS, word_for

SENTENCES = {
    "ready": N_("{time} The player is ready. Output: {output}. Hours: {policy}. Clock: {quality}."),
    "locked": N_("{time} Locked: {title} at {start}, {count} items."),
    "no-plan": N_("{time} No valid running order for {session}: {cause}."),
    "open": N_("{time} On the output: {title}."),
    "start": N_("{time} Next on air, at {at}: {title}."),
    "outcome": N_("{time} {title}: {outcome} ({cause})."),
    "gave-way": N_("{time} {title}: gave way, and goes on afterwards."),
    "over": N_("{time} Over: {title}."),
    "clock": N_("{time} The clock was stepped by {step}."),
    "mute": N_("{time} Muted by {by}."),
    "unmute": N_("{time} Sound again."),
    "emergency": N_("{time} EMERGENCY order by {by}: {title}."),
    "emergency-over": N_("{time} Emergency order cancelled by {by}: {title}."),
    "maintenance": N_("{time} Maintenance by {by}: nothing sounds."),
    "maintenance-over": N_("{time} Maintenance is over, ended by {by}."),
    "stopped": N_("{time} The player has stopped."),
}


def sentence_of(event: str, fields: Mapping[str, str], now: datetime, zone: ZoneInfo) -> str:
    """Return the line for an event at `now` (aware UTC), with times of the station."""
    said = dict(fields)
    for name, words in (("outcome", OUTCOMES), ("cause", CAUSES), ("title", SOUNDS)):
        if name in said:
            said[name] = word_for(words, said[name])
    return gettext(SENTENCES[event]).format(time=f"{now.astimezone(zone):%H:%M:%S}", **said)
