"""Random communes, each made again from its shape alone.

Drawn so that the rules bite: windows that open with a session or close inside it, validity that
begins or ends between two items, more demand than room.
"""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadcaster.bulletins.model import BulletinClass
from tests.planning_check.broadcasting import PLACES, programmes_of
from tests.planning_check.commune import Commune
from tests.planning_check.demanding import demands, sounds
from tests.planning_check.fires import firings
from tests.planning_check.keeping_hours import hours_of
from tests.planning_check.locking import with_standing
from tests.planning_check.shape import HANOI, Shape

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def commune_of(shape: Shape) -> Commune:
    """Return the commune of a shape."""
    chance = random.Random(shape.seed)
    # Any minute of a day, so that some sessions of the first day are over and some are not.
    now = MONDAY + timedelta(minutes=chance.randrange(7 * 1440))
    programmes = programmes_of(chance, shape)
    commune = Commune(
        zone=HANOI,
        now=now,
        since=now,
        until=now + timedelta(days=shape.days),
        programmes=programmes,
        hours=hours_of(chance, shape, programmes, now),
        demands=demands(chance, shape, programmes, now),
        sounds=sounds(chance, now),
        doubt_ms=chance.choice((0, 500, 3000, 60_000)) if shape.doubt else 0,
        lead_ms=chance.choice((0, 0, 30_000, 60_000)) if shape.doubt else 0,
        places=PLACES,
        outputs=chance.choice((1, 4)) if shape.zones else 1,
        languages={"z1": ("mong",), "z2": ("tay", "mong"), "all": ("vi",)} if shape.zones else {},
    )
    commune = replace(commune, ranks=_ranks(chance, commune))
    return with_standing(chance, commune) if shape.standing else commune


def _ranks(chance: random.Random, commune: Commune) -> dict[str, tuple[str, ...]]:
    """Let the operator order the PRIORITY bulletins of a few sessions."""
    priority = [
        one.source.approval.bulletin
        for one in commune.demands
        if one.bulletin_class is BulletinClass.PRIORITY
    ]
    return {
        f"{programme.name}@{start:%Y-%m-%dT%H:%M}": tuple(
            chance.sample(priority, chance.randint(1, min(len(priority), 4)))
        )
        for programme, start, _longest in firings(commune)
        if priority and chance.random() < 0.15
    }
