"""Which relay a session may carry, and where in it. Pure.

A relay needs an approval as a window: for this programme, and for as long as the part lasts. One
with a time of its own begins exactly then, so it divides the session (`skeleton`); one without
follows the part before it.
"""

from collections.abc import Mapping
from datetime import timedelta

from broadcaster.bulletins.relay import CARRIED_AS
from broadcaster.i18n import _
from broadcaster.schedule.admission import refuse_validity
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.programmes.model import Part, Programme
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.slot import Candidate, Slot
from broadcaster.schedule.station_time import clock_text

MINUTE_MS = 60_000
DAY_MINUTES = 1440


def relay_begins_ms(slot: Slot, part: Part) -> int | None:
    """Return when a relay with a time of its own begins, from the session's start."""
    if part.at is None:
        return None
    local = slot.start.astimezone(slot.hours.zone)
    minutes = (part.at - 60 * local.hour - local.minute) % DAY_MINUTES
    return minutes * MINUTE_MS


def relay_mistakes(programme: Programme) -> list[str]:
    """Name each relay whose time lies in no session of the programme, whatever the day."""
    mistakes = []
    for number, part in enumerate(programme.layout, start=1):
        if part.at is not None and not _fits_some(programme, part):
            phrase = _("the session has to begin before and to last until the relay's end")
            mistakes.append(f'layout {number}: at = "{clock_text(part.at)}": {phrase}')
    return mistakes


def _fits_some(programme: Programme, part: Part) -> bool:
    after = [((part.at or 0) - start) % DAY_MINUTES for start in programme.recurrence.starts]
    return min(after) * MINUTE_MS + (part.max_ms or 0) <= programme.longest_ms


def carried(
    slot: Slot, sounds: Mapping[str, Candidate], part: Part, offset_ms: int
) -> Candidate | LeftOut:
    """Return the relay of a part that would begin there, as long as the part, or why not.

    `sounds` holds relays by `relay/<name>`, beside the station's sounds.
    """
    name = CARRIED_AS + part.relay
    relay = sounds.get(name)
    window = relay.approval.relay if relay else None
    length_ms = part.max_ms or 0
    if relay is None or window is None or window.programme != slot.programme.name:
        return LeftOut(name, Reason.RELAY_MISSING)
    if length_ms > window.longest_ms:
        return LeftOut(name, Reason.RELAY_TOO_LONG, f"{length_ms} {window.longest_ms}")
    at = slot.start + timedelta(milliseconds=offset_ms)
    refusal = refuse_validity(relay.approval, name, at)
    return refusal or Candidate(relay.approval, length_ms)
