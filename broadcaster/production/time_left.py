"""How long a render still takes, from the work done so far: pure, told the time.

Speaking goes sentence by sentence, mastering sample by sample, each at a pace of its own. Until
there is mastering to measure, it is taken for a share of a sentence each. What is told does not
jump about: it falls as the work goes on, and rises only when the pace has clearly dropped.
"""

import math
from dataclasses import dataclass, field

MASTERING_S_PER_SENTENCE = 0.03
"""Six seconds of speech at 200 times real time: levelling, encoding and reading back."""
SLOWER = 1.25
"""An estimate that is higher than the last by no more than this is no news."""

FIRST_SHARE = 0.1
"""Of the work: before it is done, starting up would be taken for the pace."""


@dataclass
class Stage:
    """One kind of work: how much of it is done, and since when it goes on."""

    began_s: float | None = None
    at_first: int = 0
    """Done already when it began, at no cost: stored sentences."""
    done: int = 0
    whole: int = 0
    now_s: float = 0.0

    def note(self, at_s: float, done: int, whole: int) -> None:
        """Note how far it is; a count that falls means that it began again."""
        if self.began_s is None or done < self.done or whole != self.whole:
            self.began_s, self.at_first = at_s, done
        self.done, self.whole, self.now_s = done, whole, at_s

    @property
    def left_s(self) -> float | None:
        """How long the rest takes at the pace so far; None before enough is done to tell."""
        if self.done >= self.whole:
            return 0.0
        worked = self.done - self.at_first
        passed_s = self.now_s - (self.began_s or 0.0)
        if passed_s <= 0 or worked < FIRST_SHARE * (self.whole - self.at_first):
            return None
        return passed_s / worked * (self.whole - self.done)


@dataclass
class TimeLeft:
    """What is left of one render. Seconds are of any clock that never goes back."""

    speaking: Stage = field(default_factory=Stage)
    mastering: Stage = field(default_factory=Stage)
    _told_s: float | None = None
    _told_at_s: float = 0.0

    def spoken(self, at_s: float, done: int, whole: int) -> int | None:
        """Take note of sentences spoken of all; return whole seconds left, None if unknown."""
        if done < self.speaking.done:  # another voice begins anew
            self._told_s = None
        self.speaking.note(at_s, done, whole)
        left_s = self.speaking.left_s
        rest_s = MASTERING_S_PER_SENTENCE * whole
        return self._told(at_s, None if left_s is None else left_s + rest_s)

    def mastered(self, at_s: float, done: int, whole: int) -> int | None:
        """Take note of samples mastered of all; return the same."""
        self.mastering.note(at_s, done, whole)
        return self._told(at_s, self.mastering.left_s)

    def _told(self, at_s: float, left_s: float | None) -> int | None:
        if self._told_s is not None:
            expected_s = max(0.0, self._told_s - (at_s - self._told_at_s))
            if left_s is None or expected_s < left_s <= expected_s * SLOWER:
                left_s = expected_s
        self._told_s, self._told_at_s = left_s, at_s
        return None if left_s is None else math.ceil(left_s)
