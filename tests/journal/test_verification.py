"""The first bad record is named, whatever was done to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.record import FIRST_PREV
from broadcaster.journal.tree import leaf_hash
from broadcaster.journal.verification import Fault, Finding
from tests.journal.chain import LOG, boot, chain, check, line, signed, stored, torn

WHOLE = chain(6)


def rechained(lines: list[bytes], at: int, old: bytes, new: bytes) -> list[bytes]:
    """Return the log that somebody makes who edits record `at` and writes all after it anew."""
    made = lines[:at]
    for seq, one in enumerate(lines[at:], start=at):
        edited = one.replace(old, new) if seq == at else one
        if made:
            before = leaf_hash(lines[seq - 1]).hex().encode()
            edited = edited.replace(before, leaf_hash(made[-1]).hex().encode())
        made.append(edited)
    return made


def the_finding(data: bytes, *sizes: int) -> Finding:
    (finding,) = check(data, signed(WHOLE, *sizes)).findings
    return finding


def owner_of(lines: list[bytes], position: int) -> int:
    """Return the number of the line in which a byte of the stored log stands."""
    for number, one in enumerate(lines):
        position -= len(one) + 1
        if position < 0:
            return number
    raise AssertionError


def test_a_whole_log_is_whole_up_to_its_last_record() -> None:
    found = check(stored(WHOLE), signed(WHOLE, 2, 6))
    assert found.is_whole
    assert found.last is not None
    assert (found.last.seq, found.covered, found.records, found.torn) == (5, 6, 6, 0)


def test_an_empty_log_is_whole_and_holds_nothing() -> None:
    found = check(b"")
    assert found.is_whole
    assert not found.can_go_on
    assert found.last is None


@pytest.mark.parametrize("flip", [0x01, 0x02, 0x20, 0x80])
@pytest.mark.parametrize("signed_sizes", [(6,), (2, 6), (1, 2, 3, 4, 5, 6)])
def test_every_byte_of_every_record_is_watched(flip: int, signed_sizes: tuple[int, ...]) -> None:
    """One byte is changed; the record it belongs to is named, and no other."""
    data = stored(WHOLE)
    for position in range(len(data)):
        spoilt = bytearray(data)
        spoilt[position] ^= flip
        first = check(bytes(spoilt), signed(WHOLE, *signed_sizes)).findings[0]
        owner = owner_of(WHOLE, position)
        assert first.last == owner, (position, first)
        # Behind an edited last record there is no witness but its checkpoint.
        assert first.seq == owner or owner == 5, (position, first)


@pytest.mark.parametrize("flip", [0x01, 0x10])
def test_without_a_checkpoint_every_byte_before_the_last_record_is_watched(flip: int) -> None:
    data = stored(WHOLE)
    for position in range(len(data) - len(WHOLE[-1]) - 1):
        spoilt = bytearray(data)
        spoilt[position] ^= flip
        first = check(bytes(spoilt)).findings[0]
        owner = owner_of(WHOLE, position)
        assert first.seq == owner, (position, first)
        assert first.last == owner or owner == 4, (position, first)


@pytest.mark.parametrize("tail", [b'{"v":1,"at":"20', chain(4)[3], b"a\nb", b"\x00" * 40])
def test_torn_bytes_have_no_leaf_and_every_byte_of_them_is_watched(tail: bytes) -> None:
    """Also torn bytes that are a whole record but for the newline, or two torn ends in one."""
    lines = chain(6, torn_at=3, tail=tail)
    data = stored(lines)
    assert check(data).is_whole
    assert (check(data).range.size, check(data).torn) == (6, 1)
    start = data.index(tail + b"\n")
    for position in range(start, start + len(tail) + 1):
        spoilt = bytearray(data)
        spoilt[position] ^= 0x01
        found = check(bytes(spoilt))
        assert found.findings, position
        assert 3 <= found.findings[0].seq <= 4, position


@pytest.mark.parametrize("kind", ["offset", "length", "sha256"])
def test_a_torn_record_that_misstates_its_bytes_is_named(kind: str) -> None:
    tail = b"half a rec"
    start = len(stored(chain(3)))
    wrong = "0" * 64 if kind == "sha256" else 9
    lines = [*chain(3), tail]
    lines.append(torn(3, leaf_hash(lines[2]).hex(), start, tail, **{kind: wrong}))
    finding = the_finding(stored(lines))
    assert (finding.fault, finding.seq) == (Fault.BAD_TORN, 3)


def test_a_torn_record_that_closes_nothing_is_named() -> None:
    lines = chain(3)
    lines.append(torn(3, leaf_hash(lines[-1]).hex(), len(stored(lines)), b""))
    finding = the_finding(stored(lines))
    assert (finding.fault, finding.seq) == (Fault.BAD_TORN, 3)


def test_a_torn_record_cannot_take_back_an_older_record() -> None:
    """Only the bytes straight before it, and no further than the last record that stands."""
    lines = chain(4)
    both = b"\n".join(lines[2:])
    lines.append(torn(2, leaf_hash(lines[1]).hex(), len(stored(lines[:2])), both))
    assert the_finding(stored(lines)).fault is Fault.BAD_TORN


def test_an_unfinished_tail_is_no_damage() -> None:
    found = check(stored(WHOLE) + b'{"v":1,"at"')
    assert found.is_whole
    assert found.tail is not None
    assert found.tail.data == b'{"v":1,"at"'


def test_a_tail_with_its_newline_is_named_though_a_writer_may_close_it() -> None:
    found = check(stored(WHOLE) + b'{"v":1,"at"\n')
    assert [(one.fault, one.seq) for one in found.findings] == [(Fault.UNCLOSED, 6)]
    assert found.can_go_on


def test_a_tail_where_a_signed_record_stood_is_named() -> None:
    data = stored(WHOLE)[:-9]
    finding = the_finding(data, 6)
    assert (finding.fault, finding.seq, finding.last) == (Fault.NOT_JSON, 5, 5)


@pytest.mark.parametrize("sizes", [(), (6,)])
@pytest.mark.parametrize("gone", [range(1), range(1, 2), range(2, 5)])
def test_deleted_records_are_named(gone: range, sizes: tuple[int, ...]) -> None:
    left = [one for seq, one in enumerate(WHOLE) if seq not in gone]
    finding = the_finding(stored(left), *sizes)
    assert (finding.fault, finding.seq, finding.last) == (Fault.DELETED, gone[0], gone[-1])
    assert finding.place.line == gone[0] + 1


def test_the_last_three_deleted_are_named_by_a_checkpoint() -> None:
    finding = the_finding(stored(WHOLE[:3]), 2, 6)
    assert (finding.fault, finding.seq, finding.last) == (Fault.CUT_OFF, 3, 5)
    assert finding.place.offset == len(stored(WHOLE[:3]))


def test_the_last_three_deleted_are_not_seen_without_a_checkpoint_over_them() -> None:
    found = check(stored(WHOLE[:3]), signed(WHOLE, 2))
    assert found.is_whole
    assert (found.range.size, found.covered) == (3, 2)


@pytest.mark.parametrize(("one", "two"), [(1, 2), (1, 4), (2, 5)])
def test_swapped_records_are_named_as_reordered(one: int, two: int) -> None:
    lines = list(WHOLE)
    lines[one], lines[two] = lines[two], lines[one]
    finding = the_finding(stored(lines))
    assert (finding.fault, finding.seq) == (Fault.REORDERED, one)


def test_a_record_put_in_is_named() -> None:
    finding = the_finding(stored([*WHOLE[:4], WHOLE[1], *WHOLE[4:]]))
    assert (finding.fault, finding.seq, finding.detail) == (Fault.INSERTED, 4, "1")


def test_a_record_of_another_log_is_named() -> None:
    lines = list(WHOLE)
    lines[2] = lines[2].replace(LOG.encode(), LOG.replace("khe", "kha").encode())
    finding = the_finding(stored(lines))
    assert (finding.fault, finding.seq) == (Fault.WRONG_LOG, 2)


def test_a_wrong_number_in_a_right_chain_is_named() -> None:
    lines = rechained(WHOLE, 3, b'"seq":3', b'"seq":4')
    finding = the_finding(stored(lines))
    assert (finding.fault, finding.seq, finding.detail) == (Fault.WRONG_SEQ, 3, "4")


def test_a_log_that_does_not_begin_with_a_boot_is_named() -> None:
    finding = the_finding(stored([line(0, FIRST_PREV)]))
    assert (finding.fault, finding.seq) == (Fault.WRONG_FORM, 0)


def test_a_first_record_that_names_one_before_it_is_named() -> None:
    finding = the_finding(stored([boot(prev="1" * 64)]))
    assert (finding.fault, finding.seq) == (Fault.WRONG_PREV, 0)


def test_two_neighbours_altered_are_named_together() -> None:
    lines = list(WHOLE)
    for seq in (2, 3):
        lines[seq] = lines[seq].replace(b"ntp", b"rtc")
    finding = the_finding(stored(lines))
    assert (finding.fault, finding.seq, finding.last) == (Fault.ALTERED, 2, 3)


def test_the_last_but_one_altered_is_either_of_two_without_a_checkpoint() -> None:
    lines = list(WHOLE)
    lines[4] = lines[4].replace(b"ntp", b"rtc")
    assert (the_finding(stored(lines)).seq, the_finding(stored(lines)).last) == (4, 5)
    assert (the_finding(stored(lines), 6).seq, the_finding(stored(lines), 6).last) == (4, 4)


def test_a_history_written_anew_is_caught_by_the_checkpoints_between() -> None:
    """Every chain link is right, so only what was signed tells."""
    lines = rechained(WHOLE, 3, b"ntp", b"rtc")
    assert check(stored(lines)).is_whole
    finding = the_finding(stored(lines), 2, 5)
    assert (finding.fault, finding.seq, finding.last) == (Fault.REWRITTEN, 2, 4)
    assert finding.place.line == 3


def test_a_new_history_and_a_later_edit_are_both_named() -> None:
    lines = rechained(WHOLE, 1, b"ntp", b"rtc")
    lines[4] = lines[4].replace(b"ntp", b"rtc")
    found = check(stored(lines), signed(WHOLE, 2))
    faults = [(one.fault, one.seq) for one in found.findings]
    assert faults == [(Fault.REWRITTEN, 0), (Fault.ALTERED, 4)]


def test_two_roots_signed_for_one_size_are_a_fork() -> None:
    roots = signed(WHOLE, 4)
    roots[4].append(b"\x01" * 32)
    assert check(stored(WHOLE), roots).findings[0].fault is Fault.REWRITTEN


def test_records_after_the_first_bad_one_are_still_counted() -> None:
    lines = list(WHOLE)
    lines[1] = lines[1].replace(b"ntp", b"rtc")
    found = check(stored(lines))
    assert found.records == 6
    assert found.last is not None
    assert found.last.seq == 1


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    check(data)
    check(stored(WHOLE[:2]) + data, signed(WHOLE, 3))


@given(st.data())
def test_any_two_edits_are_seen(data: st.DataObject) -> None:
    """Bytes put in, taken out or changed anywhere in what a checkpoint covers."""
    whole = stored(WHOLE)
    spoilt = bytearray(whole)
    for _ in range(2):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    # An unfinished line behind the last record is what a power cut leaves; nothing covers it.
    covered, tail = bytes(spoilt[: len(whole)]), spoilt[len(whole) :]
    is_untouched = covered == whole and b"\n" not in tail
    assert is_untouched == check(bytes(spoilt), signed(WHOLE, 6)).is_whole


def test_an_unfinished_line_behind_the_last_checkpoint_is_no_edit() -> None:
    assert check(stored(WHOLE) + b"\x00", signed(WHOLE, 6)).is_whole
    assert not check(stored(WHOLE) + b"\x00\n", signed(WHOLE, 6)).is_whole
