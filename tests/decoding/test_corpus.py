"""Every healthy recording is read, every hostile one refused in one sentence; a sample of damage.

`make soak` reads the whole corpus.
"""

import pytest

from tests.decoding.corpus import EITHER, Case, corpus
from tests.decoding.judging import judge

LONG = ("four-hours-of-silence.flac",)
"""Left to the soak: that there is a longest length is tried with a shorter one elsewhere."""
DRAWN = ("sign-", "2%", "31%", "60%")
EVERY = 40
"""Of the damaged ones and these, so many are stood for by one."""


def sample() -> list[Case]:
    whole = [case for case in corpus() if case.name not in LONG]
    meant = [case for case in whole if case.wish != EITHER and not case.name.startswith(DRAWN)]
    damaged = [case for case in whole if case not in meant]
    return meant + damaged[::EVERY]


@pytest.mark.parametrize("case", [pytest.param(case, id=repr(case.name)) for case in sample()])
def test_each_recording_is_read_or_refused_within_its_limits(case: Case) -> None:
    outcome = judge(case)
    assert not outcome.complaint, outcome.sentence


def test_the_corpus_holds_what_it_says() -> None:
    cases = list(corpus())
    assert len({case.name for case in cases}) == len(cases) > 1500
