"""The code on paper: it names one log and one size, and says so when it was misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal import JournalError
from broadcaster.journal.head_code import ALPHABET, head_code, read_code

ROOT = bytes(range(32))
CODE = head_code(467_200, ROOT)

roots = st.binary(min_size=32, max_size=32)
sizes = st.integers(1, 10**17)


@given(sizes, roots)
def test_what_is_printed_is_read_back(size: int, root: bytes) -> None:
    head = read_code(head_code(size, root))
    assert (head.size, head.root_start) == (size, root[:15])
    assert head.is_of(root)


@given(sizes, roots, st.integers(0, 119))
def test_another_root_has_another_code(size: int, root: bytes, bit: int) -> None:
    other = bytearray(root)
    other[bit // 8] ^= 1 << bit % 8
    assert head_code(size, bytes(other)) != head_code(size, root)
    assert not read_code(head_code(size, root)).is_of(bytes(other))


def test_it_is_grouped_and_has_the_number_of_records_in_front() -> None:
    size, *groups = CODE.split("-")
    assert size == "467200"
    assert [len(group) for group in groups] == [5] * 5


@pytest.mark.parametrize("typed", [CODE.lower(), CODE.replace("-", ""), f"  {CODE} "])
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed).code == CODE


def test_letters_that_look_alike_are_read_as_what_is_printed() -> None:
    assert read_code(CODE.replace("0", "O").replace("1", "l")).code == CODE
    assert set("ILOU").isdisjoint(ALPHABET)


def test_no_wrong_letter_passes() -> None:
    for at, printed in enumerate(CODE):
        for letter in ALPHABET if printed != "-" else "":
            if letter != printed:
                with pytest.raises(JournalError, match=r"a letter is wrong|no code"):
                    read_code(CODE[:at] + letter + CODE[at + 1 :])


def test_no_swap_of_neighbours_passes_but_that_of_0_and_z() -> None:
    plain = CODE.replace("-", "")
    for at in range(len(plain) - 1):
        pair = plain[at : at + 2]
        if pair[0] != pair[1] and set(pair) != {"0", "Z"}:
            with pytest.raises(JournalError):
                read_code(plain[:at] + pair[::-1] + plain[at + 2 :])


@pytest.mark.parametrize("typed", ["", "O2IHJR5Q", "467200", "0" + CODE, "U" * 40, "7" * 10_000])
def test_what_is_no_code_is_quoted(typed: str) -> None:
    with pytest.raises(JournalError, match="no code of an as-run log") as refused:
        read_code(typed)
    assert f'"{typed[:100]}"' in str(refused.value)
