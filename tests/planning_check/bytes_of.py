"""Plans as bytes. `python -m tests.planning_check.bytes_of SEED COUNT` prints their digests."""

import json
import sys
from collections.abc import Sequence
from hashlib import sha256

from broadcaster.schedule.model import RunningOrder
from tests.planning_check.commune import planned
from tests.planning_check.communes import commune_of
from tests.planning_check.shape import shape_of


def bytes_of(orders: Sequence[RunningOrder]) -> dict[str, bytes]:
    """Return each session's order as the plan's file holds it, before it is signed."""
    return {order.session: json.dumps(order.to_document()).encode() for order in orders}


def digests(seed: int, count: int) -> list[str]:
    """Return the digest of each of so many plans."""
    plans = [planned(commune_of(shape_of(seed, number))) for number in range(count)]
    return [sha256(b"\n".join(bytes_of(orders).values())).hexdigest() for orders in plans]


if __name__ == "__main__":
    print("\n".join(digests(*map(int, sys.argv[1:]))))
