"""One day after the other: what people bring, what fails, and what became of it in the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadcaster.journal.logs import read_logs
from broadcaster.schedule.actions.planning import survey
from broadcaster.schedule.calendar.lunar import lunar_day
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.plan_files import locked_orders, read_log_facts
from broadcaster.schedule.planner import plan
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.timebase import VirtualTime
from tests.planning_check.checker import Broken, broken
from tests.planning_check.commune import commune_from
from tests.planning_year.office import OPERATOR, Office, moment
from tests.playout.rig import Recorder, Rig

BEGIN = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
"""Midnight at the station that begins 2 December 2026; Tết 2027 is 6 February."""
NOT_HEARD = ("missed", "partial", "preempted", "refused")


class Discarding(Recorder):
    """Keeps nothing: a year is long."""

    def write(self, block: bytes) -> None:
        """Take the samples and forget them."""


@dataclass
class Figures:
    """What a stretch of days came to."""

    days: int = 0
    sessions: int = 0
    planned: int = 0
    """Bulletins in locked orders."""
    outcomes: Counter[str] = field(default_factory=Counter)
    cuts: int = 0
    withdrawn: int = 0
    exceptions: int = 0
    plans: int = 0
    broken: list[Broken] = field(default_factory=list)
    moved: int = 0
    """Sessions that changed though nothing did."""
    mandates: int = 0
    mandates_met: int = 0
    unmet: list[str] = field(default_factory=list)
    to_make_good: int = 0
    """Bulletins planned and not heard whole that were still owed."""
    made_good: int = 0
    not_made_good: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    """Missed items that more than one airing made good."""

    def lines(self) -> list[str]:
        """Return the report."""
        told = ", ".join(f"{count:,} {name}" for name, count in sorted(self.outcomes.items()))
        return [
            f"{self.days} days of a station on the virtual clock, through its real player: "
            f"{self.sessions:,} sessions locked, {self.planned:,} bulletins planned; {told}. "
            f"{self.cuts} power cuts, {self.withdrawn} bulletins withdrawn, {self.exceptions} "
            "exceptions to the hours.",
            "",
            f"{self.plans} plans were checked: {len(self.broken)} broken rules, {self.moved} "
            "sessions moved though nothing changed.",
            "",
            f"{self.mandates_met} of {self.mandates} mandates met in full"
            + (f" ({'; '.join(self.unmet)})." if self.unmet else "."),
            "",
            f"{self.made_good} of {self.to_make_good} airings that failed and were still owed were "
            f"made good; {len(self.twice)} more than once.",
            "",
        ]


class Year:
    """A station that is lived in, day by day."""

    def __init__(self, root: Path, seed: int) -> None:
        self.clock = VirtualTime(BEGIN)
        self.office = Office.open(root / "home", self.clock, seed)
        self.chance = self.office.chance
        self.figures = Figures()
        self.rig = Rig(self.office.desk.home, self.clock, recorder=Discarding())
        self.own: list[Candidate] = []
        self.wanted: dict[str, Demand] = {}
        """Every demand that ever stood in a plan, as it stood last."""
        self.ended: set[str] = set()
        """Bulletins that were withdrawn."""

    def live(self, days: int) -> Figures:
        """Let so many days pass, and say what they came to."""
        self.rig.start()
        for _ in range(days):
            self._events()
            self._plan()
            self._until_midnight()
            self.figures.days += 1
        self.rig.stop()
        self._tally()
        return self.figures

    def _events(self) -> None:
        """Bring in what a day brings; a little more than what the sessions take."""
        chance, office, today = self.chance, self.office, self.office.today()
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            times, days = chance.choice(((2, 5), (3, 7), (4, 10), (None, 2)))
            priority = chance.random() < 0.15
            self.own.append(office.bulletin(times=times, days=days, priority=priority))
        if today.weekday() == 0:
            times, days, apart = chance.choice(((4, 9, "1d"), (3, 13, "2d"), (6, 13, "6h")))
            office.mandate(times=times, days=days, apart=apart)
            self.figures.mandates += 1
        if self.own and chance.random() < 0.06:
            gone = self.own.pop(chance.randrange(len(self.own))).approval.bulletin
            office.withdraw(gone)
            self.ended.add(gone)
            self.figures.withdrawn += 1
        tomorrow = today + timedelta(days=1)
        if (lunar := lunar_day(tomorrow + timedelta(days=1))).day == 1 and lunar.month == 1:
            office.allow(tomorrow, "19:55", "20:30")  # New Year's Eve
            self.figures.exceptions += 1
        if chance.random() < 0.02:
            office.cancel_a_day("sang", tomorrow)

    def _plan(self) -> None:
        """Plan the coming days, and hold the plan to every rule."""
        desk = self.office.by(OPERATOR)
        _folder, inputs = survey(desk)
        orders = plan(inputs)
        self.figures.plans += 1
        self.figures.broken += broken(commune_from(inputs), orders)
        self.office.plan()
        self.wanted |= {one.mandate or one.id: one for one in inputs.demands}
        if self.chance.random() < 0.15:
            self.figures.moved += self._moved(inputs, orders)

    def _moved(self, before: Inputs, orders: tuple[RunningOrder, ...]) -> int:
        """Plan the same days once more, and count the sessions that are not the same."""
        _folder, inputs = survey(self.office.by(OPERATOR))
        again = {order.session: order for order in plan(inputs)}
        return sum(again.get(order.session) != order for order in orders)

    def _until_midnight(self) -> None:
        midnight = moment(self.office.today() + timedelta(days=1), 0)
        if self.chance.random() < 0.12:
            self._cut_the_power(midnight)
        self.rig.recorder.fails = False
        self.rig.run_until(midnight)

    def _cut_the_power(self, midnight: datetime) -> None:
        """Let the power fail at some moment, mostly of a session, and come back in a while."""
        chance, today = self.chance, self.office.today()
        start = chance.choice((moment(today, 5, 30), moment(today, 17), moment(today, 12)))
        self.rig.run_until(start + timedelta(seconds=chance.uniform(-200, 60)))
        self.rig.drop()
        self.figures.cuts += 1
        down = timedelta(minutes=chance.choice((0.2, 3, 90, 500)))
        most = midnight - self.clock.now() - timedelta(minutes=5)
        self.clock.advance(min(down, most) // timedelta(microseconds=1) * 1000)
        self.rig.start()

    def _tally(self) -> None:
        desk = self.office.desk
        facts = read_log_facts(desk.home)
        orders = list(locked_orders(desk.home, desk.key.public, facts).values())
        outcomes = self._outcomes()
        figures = self.figures
        figures.sessions = len(orders)
        every = [item for order in orders for item in order.items if item.is_airing]
        figures.planned = len(every)
        figures.outcomes = Counter(outcomes.get(item.id, "none") for item in every)
        self._tally_mandates(facts.mandated)
        aired = ("aired", "late")
        makers: dict[str, list[str]] = {}
        for item in every:
            if item.makes_good and outcomes.get(item.id) in aired:
                makers.setdefault(item.makes_good, []).append(item.id)
        figures.twice = [one for one, by in makers.items() if len(by) > 1]
        self._tally_failed(orders, outcomes, set(makers))

    def _tally_failed(
        self, orders: list[RunningOrder], outcomes: Mapping[str, str], made_good: set[str]
    ) -> None:
        """Count what failed and was owed on, each once: a make-good that fails stands for its own.

        Where nothing was left to be planned before the term or the year ended, nothing was owed.
        """
        failed = [
            (order, item)
            for order in orders
            for item in order.items
            if item.is_airing and outcomes.get(item.id) in NOT_HEARD
        ]
        passed_on = {item.makes_good for _order, item in failed}
        for order, item in failed:
            demand = self.wanted.get(item.mandate or item.approval)
            if item.id not in passed_on and demand and self._is_owed_after(order, demand):
                self.figures.to_make_good += 1
                self.figures.made_good += item.id in made_good
                if item.id not in made_good:
                    self.figures.not_made_good.append(item.id)

    def _is_owed_after(self, order: RunningOrder, demand: Demand) -> bool:
        """Say whether there were days left after the next plan to make good in."""
        ends = [self.clock.now(), demand.until, demand.source.approval.valid_until]
        last = min(one for one in ends if one) - timedelta(days=2)
        gone = demand.source.approval.bulletin in self.ended
        return demand.wanted is not None and not gone and order.start < last

    def _tally_mandates(self, counted: Mapping[str, int]) -> None:
        for demand in self.wanted.values():
            if demand.mandate and demand.until and demand.until <= self.clock.now():
                had = counted.get(demand.mandate, 0)
                self.figures.mandates_met += had >= (demand.wanted or 0)
                if had < (demand.wanted or 0):
                    self.figures.unmet.append(f"{demand.mandate} {had} of {demand.wanted}")

    def _outcomes(self) -> dict[str, str]:
        return {
            record.text("item"): record.text("outcome")
            for log in read_logs(self.office.desk.home)
            for record in log.records()
            if record.kind == "outcome"
        }
