"""What is owed, over whole stories: sessions that are planned, locked, heard or not.

A plain planner puts what is owed into each session as the rules say it must, and a real log is
written by what happens to it.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.following import Follower
from broadcaster.journal.history import COUNTED
from broadcaster.journal.model import Outcome
from broadcaster.journal.writer import Journal
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.demands.owing import demands_of
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.conftest import SUNDAY_MORNING
from tests.journal.conftest import trusted
from tests.schedule.conftest import bulletin_maker
from tests.schedule.demands.conftest import asked, call

KEY = BoxKey.generate()
WANTED = 4
MANDATE = call(times=WANTED)
SOURCE = bulletin_maker()()


@dataclass
class Story:
    """One mandate at one station: what is planned, and what the log says became of it."""

    journal: Journal
    follower: Follower
    revision: int = 1
    planned: int = 0
    standing: dict[str, str] = field(default_factory=dict)
    """Items still to come -> what each makes good."""
    made_good: list[str] = field(default_factory=list)
    aired: int = 0

    def demand(self) -> Demand:
        (demand,) = demands_of(asked(MANDATE, candidates=(SOURCE,)), self.follower.facts())
        return demand

    def owed(self, demand: Demand) -> int:
        return (demand.wanted or 0) - demand.aired - len(self.standing)

    def plan(self) -> None:
        """Plan one more airing if one is owed, making good the oldest miss that nothing does."""
        demand = self.demand()
        if self.owed(demand) <= 0:
            return
        taken = set(self.standing.values())
        good = next((item for item in demand.missed if item not in taken), "")
        self.planned += 1
        self.standing[f"s{self.planned}/i"] = good

    def end(self, outcome: Outcome) -> None:
        """Let the oldest item that stands end so."""
        if not self.standing:
            return
        item = next(iter(self.standing))
        good = self.standing.pop(item)
        approval = f"{SOURCE.approval.bulletin}.r{self.revision}.a1"
        self.journal.append(
            Kind.OUTCOME, item=item, outcome=str(outcome), bulletin=SOURCE.approval.bulletin,
            approval=approval, mandate=MANDATE.id, makes_good=good,
        )  # fmt: skip
        self.aired += outcome in COUNTED
        if good and outcome is not Outcome.SKIPPED:
            self.made_good.append(good)

    def approve_anew(self) -> None:
        """Approve a new revision: a mandate counts on."""
        self.revision += 1


ACTS = st.one_of(st.just("plan"), st.just("approve"), st.sampled_from(list(Outcome)).map(str))


@settings(max_examples=60)
@given(st.lists(ACTS, max_size=30))
def test_what_aired_and_what_is_owed_are_what_was_wanted(acts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.journal.mkdir()
        clock = VirtualTime(SUNDAY_MORNING)
        clock.advance(NANOSECONDS)
        journal = Journal.open(home, station="s", unit="u", key=KEY, time=clock, trust=trusted)
        with journal:
            story = Story(journal, Follower(home.journal))
            for act in acts:
                _do(story, act)
                _check(story)
            while story.standing or story.owed(story.demand()):
                story.plan()
                story.end(Outcome.AIRED)
            _check(story)
            assert story.aired == WANTED


def _do(story: Story, act: str) -> None:
    if act == "plan":
        story.plan()
    elif act == "approve":
        story.approve_anew()
    else:
        story.end(Outcome(act))


def _check(story: Story) -> None:
    demand = story.demand()
    assert demand.aired == story.aired
    assert demand.aired + len(story.standing) + story.owed(demand) == WANTED
    assert story.owed(demand) >= 0
    assert max(Counter(story.made_good).values(), default=0) <= 1
    assert not set(demand.missed) & set(story.made_good)
