"""The position survives a kill at any byte of a write, and never says more than was delivered."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadcaster.playout.log.position import (
    SLOT_BYTES,
    Position,
    PositionFile,
    pack,
    read_positions,
)

FIRST = datetime(2026, 11, 21, 22, 30, 0, 123456, tzinfo=UTC)


def read_newest(path: Path) -> Position | None:
    found = read_positions(path)
    return found[-1] if found else None


def position(delivered: int, item: str = "morning@2026-11-22T05:30/0a1b2c3d") -> Position:
    return Position("khe-ren-20261122T000000Z-0a1b2c3d", item, delivered, 96_000, FIRST, 1)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    file = PositionFile(tmp_path / "position")
    file.write(position(480))
    assert read_newest(tmp_path / "position") == position(480)


def test_without_a_file_or_in_a_fresh_one_there_is_no_position(tmp_path: Path) -> None:
    assert read_newest(tmp_path / "position") is None
    PositionFile(tmp_path / "position").close()
    assert read_newest(tmp_path / "position") is None


def test_the_newest_of_many_writes_counts_also_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "position"
    for start in (0, 3, 6):
        file = PositionFile(path)
        for delivered in range(start, start + 3):
            file.write(position(delivered))
        file.close()
    assert read_newest(path) == position(8)


@pytest.mark.parametrize("torn_at", range(0, SLOT_BYTES, 13))
def test_a_write_torn_at_any_byte_leaves_the_position_before_it(
    tmp_path: Path, torn_at: int
) -> None:
    path = tmp_path / "position"
    file = PositionFile(path)
    file.write(position(100))
    file.write(position(200))
    file.close()
    data = bytearray(path.read_bytes())
    older = SLOT_BYTES if read_slot(data, 1) == 100 else 0
    fresh = pack(position(300), 3).ljust(SLOT_BYTES, b"\0")
    data[older : older + torn_at] = fresh[:torn_at]
    path.write_bytes(data)
    found = read_newest(path)
    assert found is not None
    assert found.delivered in (200, 300)


def read_slot(data: bytes | bytearray, number: int) -> int:
    from broadcaster.playout.log.position import unpack

    slot = unpack(bytes(data[number * SLOT_BYTES : (number + 1) * SLOT_BYTES]))
    assert slot is not None
    return slot[1].delivered


def test_a_spoilt_file_is_no_position_and_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "position"
    path.write_bytes(b"\xff" * 3000)
    assert read_newest(path) is None
    file = PositionFile(path)
    file.write(position(5))
    assert read_newest(path) == position(5)


def test_a_long_session_name_does_not_spoil_it(tmp_path: Path) -> None:
    path = tmp_path / "position"
    PositionFile(path).write(position(5, "ế" * 500))
    found = read_newest(path)
    assert found is not None
    assert found.delivered == 5


def test_where_there_is_no_room_the_position_is_kept_in_memory_only(tmp_path: Path) -> None:
    (tmp_path / "position").mkdir()
    file = PositionFile(tmp_path / "position")
    file.write(position(5))
    file.close()
    assert read_newest(tmp_path / "position") is None
