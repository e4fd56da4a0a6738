"""Evidence is weighed on one scale, and what is not sure enough is asked about, nothing else."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import read
from broadcaster.reading.model import ENOUGH, Script
from broadcaster.reading.vi.evidence import BESIDE, ELSEWHERE, NEAR, USUAL, Sense, likeliest

CONTEXTS = [
    line.split("\t")
    for line in (Path(__file__).parent / "contexts.tsv").read_text(encoding="utf-8").splitlines()
][1:]
WEIGHTS = st.sampled_from([0.0, ELSEWHERE, USUAL, NEAR, BESIDE, BESIDE + NEAR])
SENSES = st.lists(WEIGHTS, min_size=1, max_size=8).map(
    lambda weights: [Sense(f"nghĩa {place}", weight) for place, weight in enumerate(weights)]
)


@given(SENSES)
def test_the_sense_with_the_most_evidence_is_said(senses: list[Sense]) -> None:
    spoken, sure = likeliest(senses)
    best = max(sense.weight for sense in senses)
    assert spoken == next(sense.spoken for sense in senses if sense.weight == best)
    assert round(100 / len(senses)) <= sure <= 100


@given(SENSES)
def test_two_equal_senses_are_never_sure(senses: list[Sense]) -> None:
    best = max(senses, key=lambda sense: sense.weight)
    assert likeliest([*senses, Sense("nghĩa khác", best.weight)])[1] <= 50


def test_one_mark_against_none_is_enough_and_one_against_its_like_is_not() -> None:
    for weight in (USUAL, NEAR, BESIDE):
        assert likeliest([Sense("một", weight), Sense("hai")])[1] >= ENOUGH
        assert likeliest([Sense("một", weight), Sense("hai", weight)])[1] < ENOUGH
    assert likeliest([Sense("một", BESIDE), Sense("hai", NEAR)])[1] >= ENOUGH


def unsure(script: Script) -> set[int]:
    return {
        word.span.start
        for sentence in script.sentences
        for word in sentence.words
        if word.sure < ENOUGH
    }


def test_what_is_unsure_is_asked_about() -> None:
    """A word below the line carries a question at its place."""
    seen = 0
    for _token, written, _accepted, _decided in CONTEXTS:
        script = read(written)
        asked = {flag.span.start for flag in script.ambiguous}
        assert unsure(script) <= asked, written
        seen += len(unsure(script))
    assert seen > 10
