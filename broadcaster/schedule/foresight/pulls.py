"""Why a bulletin with few airings has these sessions and no others: what drew it there.

Pure. Rules leave a choice, and preferences make it (`data/weights.toml`). Each is left out in turn;
where an airing then goes elsewhere, that preference is what drew it. What a fresh plan would put
elsewhere stays because the plan before had it.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from broadcaster.schedule.foresight.refusal import item_of
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.planner import plan


class Pull(StrEnum):
    """A preference by its name in `data/weights.toml`."""

    KEPT = "kept"
    PREFERRED = "preferred"
    EARLY = "early"
    NEW_DAY = "new_day"
    BOTH_HALVES = "both_halves"
    COLUMN = "column"
    ORIGIN = "origin"


ABLATED = tuple(pull for pull in Pull if pull is not Pull.KEPT)


def pulls_on(inputs: Inputs, bulletin: str) -> Mapping[str, tuple[Pull, ...]]:
    """Return, for each session that airs a bulletin, the preferences that drew it there.

    One that airs wherever it may has no choice, and nothing drew it. Costs a plan for each.
    """
    stands = _sessions(inputs, bulletin)
    afresh = replace(inputs, before=())
    chosen = _sessions(afresh, bulletin)
    found: dict[str, list[Pull]] = {session: [] for session in stands}
    for session in stands - chosen:
        found[session].append(Pull.KEPT)
    for pull in ABLATED:
        without_it: dict[str, Any] = {pull.value: 0}
        weights = replace(inputs.weights, **without_it)
        without = _sessions(replace(afresh, weights=weights), bulletin)
        for session in (chosen - without) & stands:
            found[session].append(pull)
    return {session: tuple(pulls) for session, pulls in found.items()}


def _sessions(inputs: Inputs, bulletin: str) -> set[str]:
    return {order.session for order in plan(inputs) if item_of(order, bulletin)}
