"""Look through the logs of a home for airings."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from broadcaster.home import Home, read_plain
from broadcaster.journal.airings import Airing, Zones, airings
from broadcaster.journal.kept_orders import file_of, zones_in
from broadcaster.journal.logs import Log
from broadcaster.reports.airings.sought import Sought

_SHA256 = re.compile("[0-9a-f]{64}")
LARGEST_ORDER = 16 * 1024 * 1024


def airings_in(home: Home, logs: Sequence[Log], sought: Sought) -> Iterator[Airing]:
    """Yield the airings that are sought, in the order of the logs, one at a time.

    A session may be locked in one log and come to its end in the next.
    """
    records = chain.from_iterable(log.records() for log in logs)
    return filter(sought.fits, airings(records, lambda order: _zones(home.journal, order)))


def _zones(journal: Path, order: str) -> Zones:
    """Return what the kept copy of an order says; nothing where it is gone."""
    if not _SHA256.fullmatch(order):
        return {}  # a log may come from strangers, and this names a file
    try:
        return zones_in(read_plain(journal / file_of(order), LARGEST_ORDER))
    except OSError:
        return {}
