"""Until when each amplifier is wanted: for what sounds or comes within its lead. Pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

Spans = Iterable[tuple[Collection[str], datetime]]
FED = timedelta(seconds=2)
"""What is about to sound wants its amplifier for so long; it is asked for again and again."""


def wanted_until(
    now: datetime, lead: timedelta, sounding: Spans, coming: Spans
) -> dict[str, datetime]:
    """Return until when each feed's amplifier is to be on; a feed not in it may fall.

    `sounding` gives the feeds of an item and when it ends, `coming` the feeds of one and when it
    starts. All moments are aware UTC.
    """
    until: dict[str, datetime] = {}
    due = ((feeds, now + FED) for feeds, starts in coming if starts - lead <= now)
    for feeds, moment in (*sounding, *due):
        for feed in feeds:
            until[feed] = max(moment, until.get(feed, moment))
    return until
