"""The rules that no plan may break, each asked of a whole plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from broadcaster.schedule.model import RunningOrder
from tests.planning_check import class_rules, demand_rules, hours_rules, layout_rules, place_rules
from tests.planning_check.commune import Commune

Rule = Callable[[Commune, Sequence[RunningOrder]], Iterator[tuple[str, str]]]
"""Given a commune and its plan: each session in which the rule is broken, and how."""

RULES: dict[int, tuple[str, Rule]] = {
    1: ("whole inside the hours, clock's doubt and amplifier's lead included", hours_rules.hours),
    2: ("caps per session and per day", hours_rules.caps),
    3: ("weekends, holidays and exceptions of the policy in force", hours_rules.special_days),
    4: ("PRIORITY before NORMAL, and never left out for it", class_rules.classes),
    5: ("validity at the first sample", demand_rules.validity),
    6: ("distance between airings", demand_rules.distance),
    7: ("one sound at a time where zones meet", place_rules.at_once),
    8: ("never more than owed, once a session", demand_rules.counts),
    9: ("filters, limits and order of the layout", layout_rules.layouts),
    10: ("what is locked stands; nothing unapproved", place_rules.standing),
    11: ("each missed airing is made good once", demand_rules.make_goods),
}


@dataclass(frozen=True)
class Broken:
    """One rule, by its number, that one session breaks."""

    rule: int
    session: str
    what: str


def broken(commune: Commune, orders: Sequence[RunningOrder]) -> list[Broken]:
    """Return every rule that a plan breaks, by number."""
    return [
        Broken(number, session, what)
        for number, (_name, rule) in RULES.items()
        for session, what in rule(commune, orders)
    ]
