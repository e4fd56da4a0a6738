"""A text that fits no session is named with the lines to divide it at."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins.spoken_line import SpokenLine, spoken_lines
from broadcaster.i18n import use_language
from broadcaster.production.model import LEAD_IN_MS
from broadcaster.reading import omit, read
from broadcaster.schedule.foresight.longest import Longest, longest_for
from broadcaster.schedule.foresight.overlong import Overlong, overlong_of
from broadcaster.schedule.foresight.overlong_words import overlong_text
from broadcaster.schedule.foresight.preview import preview_of
from broadcaster.schedule.programmes.model import Filter, Part, PartKind
from tests.schedule.conftest import MINUTE, Bulletins, hours, inputs, programme

AROUND_MS = 8000 + 5000
"""The ident and the closing of the morning programme."""


def lines_of(*lengths_ms: int) -> tuple[SpokenLine, ...]:
    return tuple(SpokenLine(n, f"Câu thứ {n} của bài.", one) for n, one in enumerate(lengths_ms, 1))


def test_the_longest_is_the_session_without_its_sounds(bulletin: Bulletins) -> None:
    candidate = bulletin()
    twice = (programme(), programme("chieu", "17:00", 45))
    found = longest_for(inputs(candidate, programmes=twice), candidate)
    assert found == Longest("Chieu", 45 * MINUTE - AROUND_MS)


def test_what_other_bulletins_take_does_not_count(bulletin: Bulletins) -> None:
    candidate, others = bulletin(), [bulletin(9 * MINUTE) for _ in range(3)]
    assert longest_for(inputs(candidate, *others), candidate) == longest_for(
        inputs(candidate), candidate
    )


def test_a_part_that_takes_less_is_the_limit(bulletin: Bulletins) -> None:
    part = Part(PartKind.ITEMS, filter=Filter(columns=("Y tế",)), max_ms=5 * MINUTE)
    narrow = programme(layout=(part,))
    health = bulletin(details={"column": "y tế"})
    assert longest_for(inputs(health, programmes=(narrow,)), health) == Longest("Sang", 5 * MINUTE)
    assert longest_for(inputs(bulletin(), programmes=(narrow,)), bulletin()) is None


def test_a_cap_of_the_hours_is_the_limit_where_it_is_tighter(bulletin: Bulletins) -> None:
    capped = replace(hours("05:30-06:30"), session_minutes=10)
    found = longest_for(inputs(bulletin(), hours=capped), bulletin())
    assert found == Longest("Sang", 10 * MINUTE - AROUND_MS)


def test_an_omitted_line_keeps_its_number_and_does_not_sound() -> None:
    script = omit(read("Kính thưa bà con. Mai họp thôn. Xin mời."), 2)
    assert spoken_lines(script, [1000, 500], 3000) == (
        SpokenLine(1, "Kính thưa bà con.", 2000),
        SpokenLine(3, "Xin mời.", 1000),
    )


def test_a_paragraph_opens_and_what_stands_below_a_heading_does_not() -> None:
    script = read("I. TÌNH HÌNH CHUNG\nMưa to. Lũ lớn.\nBà con đề phòng.")
    opens = [line.opens for line in spoken_lines(script, [1000] * 4, 4000)]
    assert opens == [False, False, False, True]


def test_a_preview_says_where_to_divide(bulletin: Bulletins) -> None:
    candidate = bulletin(40 * MINUTE)
    name = candidate.approval.bulletin
    lines = lines_of(*[MINUTE] * 40)
    found = preview_of(inputs(), candidate, frozenset({name}), lines, is_estimate=True).overlong
    assert found is not None
    assert [line.number for line in found.divide_before] == [21]


def test_a_text_that_fits_an_empty_session_is_not_overlong(bulletin: Bulletins) -> None:
    candidate = bulletin(20 * MINUTE)
    name = candidate.approval.bulletin
    full = inputs(*(bulletin(9 * MINUTE) for _ in range(3)))
    lines = lines_of(*[MINUTE] * 20)
    preview = preview_of(full, candidate, frozenset({name}), lines, is_estimate=True)
    assert preview.overlong is None


@given(st.lists(st.integers(1000, MINUTE), min_size=1, max_size=30), st.integers(2000, 9 * MINUTE))
def test_each_part_fits_as_a_cut_of_its_own(lengths: list[int], room: int) -> None:
    found = overlong_of(lines_of(*lengths), sum(lengths), Longest("Sang", room))
    assert (found is None) == (sum(lengths) <= room)
    if found and not found.too_long:
        assert all(part + 2 * LEAD_IN_MS <= room for part in found.parts_ms)
    elif found:
        assert all(line.length_ms + 2 * LEAD_IN_MS > room for line in found.too_long)


def said(found: Overlong | None) -> str:
    use_language("en")
    assert found is not None
    return overlong_text(found)


def test_the_warning_names_the_line_by_number_and_first_words() -> None:
    lines = lines_of(*[MINUTE] * 4)
    assert said(overlong_of(lines, 4 * MINUTE, Longest("Bản tin sáng", 3 * MINUTE))) == (
        "It is about 4 min 00 s long; no session that takes it has room for more than 3 min 00 s "
        "(“Bản tin sáng”). Divide it before line 3 (“Câu thứ 3 của bài.”); "
        "the parts are then 2 min 00 s, 2 min 00 s long."
    )


def test_a_line_that_no_division_helps_is_named() -> None:
    lines = lines_of(5000, 4 * MINUTE)
    assert said(overlong_of(lines, sum([5000, 4 * MINUTE]), Longest("", 3 * MINUTE))) == (
        "It is about 4 min 05 s long, more than 3 min 00 s. Line 2 (“Câu thứ 2 của bài.”) "
        "alone is longer than that: say it in shorter sentences."
    )
