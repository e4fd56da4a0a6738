from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.foresight.dividing import Division, divide

MINUTE = 60_000
lengths_of = st.lists(st.integers(1, 2 * MINUTE), max_size=40)


def test_a_text_that_fits_is_not_divided() -> None:
    assert divide([10, 20, 30], 60) == Division((), (60,))


def test_halves_are_as_even_as_sentences_allow() -> None:
    assert divide([10] * 12, 110) == Division((6,), (60, 60))
    assert divide([50, 10, 10, 10], 60) == Division((1,), (50, 30))


def test_a_sentence_longer_than_the_session_is_named_and_nothing_is_divided() -> None:
    assert divide([10, 70, 10, 99], 60) == Division(too_long=(1, 3))


def test_more_than_two_parts_are_even_too() -> None:
    assert divide([10] * 9, 40) == Division((3, 6), (30, 30, 30))


def test_a_paragraph_stays_whole_where_that_takes_no_more_parts() -> None:
    assert divide([10] * 12, 110, [4, 9]) == Division((4,), (40, 80))
    assert divide([10] * 12, 60, [4, 9]) == Division((6,), (60, 60))


@given(lengths_of, st.integers(1, 10 * MINUTE), st.sets(st.integers(0, 39)))
def test_paragraphs_never_cost_a_part(lengths: list[int], most: int, marks: set[int]) -> None:
    opening = sorted(mark for mark in marks if mark < len(lengths))
    found, plain = divide(lengths, most, opening), divide(lengths, most)
    assert (found.too_long, len(found.starts)) == (plain.too_long, len(plain.starts))
    assert all(part <= most for part in found.parts_ms)
    assert sum(found.parts_ms) == sum(plain.parts_ms)


@given(lengths_of, st.integers(1, 10 * MINUTE))
def test_every_part_fits_or_a_sentence_alone_is_too_long(lengths: list[int], most: int) -> None:
    found = divide(lengths, most)
    if found.too_long:
        assert [lengths[n] > most for n in found.too_long] == [True] * len(found.too_long)
        assert not found.starts
    else:
        assert all(part <= most for part in found.parts_ms)
        assert sum(found.parts_ms) == sum(lengths)


@given(lengths_of, st.integers(1, 10 * MINUTE))
def test_there_is_no_division_into_fewer_parts(lengths: list[int], most: int) -> None:
    """No two parts that follow each other would fit as one."""
    found = divide(lengths, most)
    greedy: list[int] = []
    for length in lengths if not found.too_long else []:
        if greedy and greedy[-1] + length <= most:
            greedy[-1] += length
        else:
            greedy.append(length)
    assert found.too_long or len(found.parts_ms) == max(len(greedy), 1)


@given(st.lists(st.integers(1, MINUTE), min_size=2, max_size=12))
def test_no_other_place_makes_the_longer_half_shorter(lengths: list[int]) -> None:
    most = sum(lengths) - 1
    found = divide(lengths, most)
    if found.starts and len(found.starts) == 1:
        halves = (max(sum(lengths[:n]), sum(lengths[n:])) for n in range(1, len(lengths)))
        assert max(found.parts_ms) == min(halves)
