"""The same planning as a model of CP-SAT: the same rules, the same worth, a solver that searches.

OR-Tools is here to measure with; nothing of it is in the program.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.choosing.worth import Weights
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.programmes.model import Part, PartKind
from tests.bench.plan_worth import Session, alone, each, is_new, sessions_of, term_ms
from tests.planning_check.commune import Commune, owed
from tests.planning_check.layout_rules import takes

MINUTE_MS = 60_000
NEVER_MS = 1 << 40


@dataclass(frozen=True)
class Solved:
    """What the solver came to."""

    where: dict[str, set[str]]
    """In which sessions each demand airs."""
    value: int
    bound: int
    """No plan has more."""
    is_best: bool


class Model:
    """One commune's model; ask it for the most of something under what was fixed before."""

    def __init__(self, commune: Commune, weights: Weights) -> None:
        self.commune, self.weights = commune, weights
        self.sessions = sessions_of(commune)
        self.model = cp_model.CpModel()
        self.airs: dict[tuple[str, int], Any] = {}
        self._loads: dict[int, list[Any]] = defaultdict(list)
        self._here: dict[int, list[tuple[Demand, Any]]] = defaultdict(list)
        parts: dict[tuple[int, int], list[tuple[Demand, Any]]] = defaultdict(list)
        for demand in commune.demands:
            self._add_demand(demand, parts)
        for session in self.sessions:
            self._add_session(session, parts)
        self._add_days()
        self.worth = self._worth()

    def priority(self) -> Any:
        """Return the number of PRIORITY airings."""
        return sum(
            self.count(demand)
            for demand in self.commune.demands
            if demand.bulletin_class is BulletinClass.PRIORITY
        )

    def count(self, demand: Demand) -> Any:
        """Return the number of a demand's airings."""
        return sum(airs for (id_, _number), airs in self.airs.items() if id_ == demand.id)

    def most(self, what: Any, seconds: float, workers: int = 1) -> Solved:
        """Return the plan that has the most of something, as far as it is found in time."""
        self.model.maximize(what)
        return self._solve(seconds, workers)

    def start_from(self, where: dict[str, set[str]]) -> int | None:
        """Let the solver begin with a given plan, and return what the model says it is worth.

        None when it is no plan to the model.
        """
        trial = self.model.clone()
        for (id_, number), airs in self.airs.items():
            trial.add(airs == int(self.sessions[number].id in where[id_]))
        trial.maximize(self.worth)
        solver = _solver(60, 1)
        if solver.solve(trial) != cp_model.OPTIMAL:
            return None
        self.model.clear_hints()
        for number, value in enumerate(solver.response_proto.solution):
            self.model.add_hint(self.model.get_int_var_from_proto_index(number), value)
        worth: int = round(solver.objective_value)
        return worth

    def _solve(self, seconds: float, workers: int) -> Solved:
        solver = _solver(seconds, workers)
        status = solver.solve(self.model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        where: dict[str, set[str]] = {demand.id: set() for demand in self.commune.demands}
        for (id_, number), airs in self.airs.items():
            if found and solver.boolean_value(airs):
                where[id_].add(self.sessions[number].id)
        value = round(solver.objective_value) if found else 0
        return Solved(where, value, int(solver.best_objective_bound), status == cp_model.OPTIMAL)

    def _add_demand(
        self, demand: Demand, parts: dict[tuple[int, int], list[tuple[Demand, Any]]]
    ) -> None:
        since, until = term_ms(self.commune, demand)
        own: list[tuple[Session, Any]] = []
        for session in self.sessions:
            if not since <= session.start_ms < until:
                continue
            choices = [
                (number, self.model.new_bool_var(""))
                for number, part in enumerate(session.programme.layout)
                if part.kind is PartKind.ITEMS and takes(part.filter, demand.source.approval)
            ]
            if choices:
                airs = self.model.new_bool_var("")
                self.model.add(sum(one for _number, one in choices) == airs)
                self.airs[demand.id, session.number] = airs
                self._here[session.number].append((demand, airs))
                own.append((session, airs))
                for number, one in choices:
                    parts[session.number, number].append((demand, one))
        most = owed(self.commune, demand)
        if most is not None:
            self.model.add(sum(airs for _session, airs in own) <= most)
        self._keep_apart(demand, own)

    def _keep_apart(self, demand: Demand, own: list[tuple[Session, Any]]) -> None:
        """Let no two airings be nearer than they may: at most one in any stretch of that length."""
        if not demand.apart_ms:
            return
        for number, (session, _airs) in enumerate(own):
            near = [a for s, a in own[number:] if s.start_ms - session.start_ms < demand.apart_ms]
            self.model.add_at_most_one(near)

    def _add_session(
        self, session: Session, parts: dict[tuple[int, int], list[tuple[Demand, Any]]]
    ) -> None:
        loads = []
        for number, part in enumerate(session.programme.layout):
            here = parts.get((session.number, number), [])
            if here:
                loads.append(self._load(part, here))
        if not loads:
            return
        sounds = sum(
            self._sound_ms(part.sound)
            for part in session.programme.layout
            if part.kind is not PartKind.ITEMS
        )
        cap = self.commune.hours.session_minutes
        room = min(session.programme.longest_ms, NEVER_MS if cap is None else cap * MINUTE_MS)
        self.model.add(sum(loads) <= room - sounds)
        sounding = self.model.new_bool_var("")
        self.model.add_max_equality(
            sounding, [airs for _demand, airs in self._here[session.number]]
        )
        self._loads[session.day] += [*loads, sounds * sounding]

    def _load(self, part: Part, here: list[tuple[Demand, Any]]) -> Any:
        used = self.model.new_bool_var("")
        self.model.add_max_equality(used, [one for _demand, one in here])
        first, other = self._sound_ms(part.opener), self._sound_ms(part.sound)
        load = sum((demand.source.length_ms + other) * one for demand, one in here)
        load += (first - other) * used
        if part.max_ms is not None:
            self.model.add(load <= part.max_ms)
        if part.max_items is not None:
            self.model.add(sum(one for _demand, one in here) <= part.max_items)
        return load

    def _sound_ms(self, name: str) -> int:
        sound = self.commune.sounds.get(name)
        return sound.length_ms if sound else 0

    def _add_days(self) -> None:
        cap = self.commune.hours.day_minutes
        if cap is not None:
            for loads in self._loads.values():
                self.model.add(sum(loads) <= cap * MINUTE_MS)

    def _worth(self) -> Any:
        terms = [term for demand in self.commune.demands for term in self._of_demand(demand)]
        for here in self._here.values():
            columns, origins = defaultdict(list), defaultdict(list)
            for demand, airs in here:
                columns[demand.source.approval.details.get("column", "")].append(airs)
                origins[demand.source.approval.origin].append(airs)
            terms += [self.weights.column * self._any(one) for one in columns.values()]
            terms += [self.weights.origin * self._any(one) for one in origins.values()]
        return sum(terms)

    def _of_demand(self, demand: Demand) -> Iterable[Any]:
        own = [
            (session, self.airs[demand.id, session.number])
            for session in self.sessions
            if (demand.id, session.number) in self.airs
        ]
        if not own:
            return
        one_more = each(self.weights, demand)
        for session, airs in own:
            yield (one_more + alone(self.weights, self.commune, demand, session)) * airs
        if is_new(demand):
            yield (self.weights.first - one_more) * self._any([airs for _session, airs in own])
        days = defaultdict(list)
        for session, airs in own:
            days[session.day].append(airs)
        for one in days.values():
            yield self.weights.new_day * self._any(one)
        pairs = self.model.new_int_var(0, len(own), "")
        for evening in (True, False):
            self.model.add(pairs <= sum(airs for one, airs in own if one.is_evening is evening))
        yield self.weights.both_halves * pairs

    def _any(self, airs: list[Any]) -> Any:
        """Return a variable that may be 1 where one of these is."""
        found = self.model.new_bool_var("")
        self.model.add(sum(airs) >= found)
        return found


def _solver(seconds: float, workers: int) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    # With one thread it searches in one way only; in turns it also changes parts of what it has.
    solver.parameters.num_workers = workers
    solver.parameters.interleave_search = workers == 1
    solver.parameters.random_seed = 1
    return solver
