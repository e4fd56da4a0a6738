"""Keep the audio cache under its limit without touching what is needed.

Kept whatever the limit says: what is planned or approved and not over, what waits for approval,
the station sounds, and what sounded within the retention time. If the log cannot be read, nothing
is removed, because nobody could say what sounded.
"""

from datetime import timedelta

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import State
from broadcaster.desk import Desk
from broadcaster.emergency import actions as emergency_actions
from broadcaster.journal.history import aired_cuts
from broadcaster.journal.logs import all_records
from broadcaster.production.actions import open_cache
from broadcaster.production.cache import Collected
from broadcaster.schedule import actions as schedule_actions

UNFINISHED = (State.RENDERED, State.SUBMITTED, State.RETURNED)
"""States of a bulletin whose cut may still be approved."""


def collect_garbage(desk: Desk) -> Collected:
    """Remove the least recently used of what is not needed, until the cache fits its limit."""
    return open_cache(desk).collect(needed_cuts(desk))


def needed_cuts(desk: Desk) -> set[str]:
    """Return the SHA-256 of every cut that must stay."""
    since = desk.time.now() - timedelta(days=desk.settings.retention_days)
    cuts = schedule_actions.scheduled_cuts(desk)
    cuts |= aired_cuts(all_records(desk.home, "real"), since)
    cuts |= {one.cut for one in bulletins_actions.listing(desk, UNFINISHED)}
    cuts |= {one.waiting.cut for one in bulletins_actions.sound_list(desk) if one.waiting}
    cuts |= bulletins_actions.headlines_in_hand(desk)
    cuts |= bulletins_actions.takes_in_hand(desk)
    cuts |= bulletins_actions.previews_in_hand(desk)
    cuts |= emergency_actions.cuts_in_hand(desk)
    return cuts - {""}
