"""What a running player is asked about emergencies: play, cancel.

Who may, and with which PIN, has been checked by the command that sends it; here it is checked that
what is ordered was approved, and that it may sound.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from broadcaster.bulletins.model import BulletinClass
from broadcaster.emergency import EmergencyError
from broadcaster.emergency.filling import chosen
from broadcaster.handles import resolve
from broadcaster.journal.model import Kind
from broadcaster.playout.emergency.composing import compose
from broadcaster.playout.emergency.order import (
    DRILL,
    EMERGENCY,
    LONGEST_LASTING,
    LONGEST_REPEAT,
    EmergencyOrder,
)
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.judge import Judge
from broadcaster.playout.way_out import INTENT_LEAD
from broadcaster.playout.words import CAUSES, word_for

if TYPE_CHECKING:
    from broadcaster.playout.player import Player

LONGEST_NOTE = 500
Reply = dict[str, Any]
Words = Mapping[str, str]


def play_template(player: "Player", words: Words) -> Reply:
    """Put a filled template on air now, and again as often as the order says."""
    templates = player.studio.plan.emergency_templates()
    template = templates.get(words["template"])
    if template is None:
        raise EmergencyError.unknown(words["template"], list(templates))
    typed = json.loads(words["fills"])
    fills = chosen(template, {str(name): str(value) for name, value in typed.items()})
    wording = template.wording
    order = EmergencyOrder(
        use=player.new_use_id(),
        what=DRILL if words.get("drill") == "yes" else EMERGENCY,
        by=words["by"],
        title=wording.title,
        template=template.name,
        fills=tuple(fills.items()),
        repeat=_minutes(words, "repeat_minutes", wording.repeat_minutes, LONGEST_REPEAT),
        lasts=_minutes(words, "expire_minutes", wording.expire_minutes, LONGEST_LASTING),
    )
    return _accept(player, order)


def play_bulletin(player: "Player", words: Words) -> Reply:
    """Put an approved bulletin of class emergency on air now, at any hour, for two people."""
    found = [
        one
        for one in player.studio.plan.approvals()
        if one.bulletin_class is BulletinClass.EMERGENCY
    ]
    named = {name: one for one in found for name in (one.cut, one.id, one.revision, one.bulletin)}
    approval = named[resolve(words["bulletin"], sorted(named))]
    order = EmergencyOrder(
        use=player.new_use_id(),
        what=EMERGENCY,
        by=words["by"],
        second=words["second"],
        title=approval.details.get("title") or approval.id,
        approval=approval.id,
        repeat=_minutes(words, "repeat_minutes", 0, LONGEST_REPEAT),
        lasts=_minutes(words, "expire_minutes", 60, LONGEST_LASTING),
    )
    return _accept(player, order)


def cancel_emergency(player: "Player", words: Words) -> Reply:
    """End one order (any unique tail of it), or every one when none is named."""
    standing = [one.order.use for one in player.studio.scribe.logbook.uses.standing()]
    use = resolve(words["use"], standing) if words.get("use") else ""
    return {"cancelled": player.cancel_emergencies(words["by"], use)}


def confirm_emergency(player: "Player", words: Words) -> Reply:
    """Keep that an approver answers for one use; the only one that waits, when none is named."""
    waiting = [one.order.use for one in player.studio.scribe.logbook.uses.unconfirmed()]
    if not waiting:
        raise PlayoutError.nothing_to_confirm()
    only = waiting[0] if len(waiting) == 1 else ""
    use = resolve(words.get("use") or only, waiting)
    note = words.get("note", "")[:LONGEST_NOTE]
    by = words["by"]
    player.studio.scribe.note(Kind.EMERGENCY, state="confirmed", use=use, by=by, note=note)
    for code in ("emergency-unconfirmed", "emergency-overdue"):
        player.studio.alarms.clear(code, use)
    return {"use": use, "waiting": [name for name in waiting if name != use]}


def _accept(player: "Player", order: EmergencyOrder) -> Reply:
    interjection = compose(player.studio, order, player.new_unplanned_id())
    at = player.studio.reckoning.now() + INTENT_LEAD
    refused = Judge(player.studio).judge(interjection.as_item(), at, interjection)
    if refused is not None:
        raise PlayoutError.not_now(order.title, word_for(CAUSES, refused.cause))
    player.emergencies.order(order)
    player.interject(interjection)
    return {
        "use": order.use,
        "item": interjection.id,
        "title": order.title,
        "what": order.what,
        "text": interjection.fields.get("text", order.title),
        "length_ms": interjection.audio.length_ms,
        "repeat_minutes": int(order.repeat.total_seconds() // 60),
        "expire_minutes": int(order.lasts.total_seconds() // 60),
    }


def _minutes(words: Words, name: str, usual: int, longest: timedelta) -> timedelta:
    typed = timedelta(minutes=int(words[name]) if words.get(name) else usual)
    return max(timedelta(0), min(typed, longest))
