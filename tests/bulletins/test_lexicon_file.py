"""A lexicon as a file: read back the same, taken whole or refused with its first bad line."""

import contextlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins import BulletinsError, actions
from broadcaster.bulletins.lexicon import LexiconEntry, StatedEntry
from broadcaster.bulletins.lexicon_entries import typed_entry
from broadcaster.bulletins.lexicon_file import (
    LARGEST_MB,
    MOST_LINES,
    read_lexicon,
    write_lexicon,
)
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.units import UnitKind
from broadcaster.units import actions as units
from tests.conftest import SUNDAY_MORNING, as_person

HEADER = "written\tspoken\tcontext\tsource\tby\tat\n"


def entries(text: str | bytes) -> tuple[StatedEntry, ...]:
    return read_lexicon(text if isinstance(text, bytes) else text.encode(), "tu-dien.tsv")


def brought(desk: Desk, text: str, **more: object) -> actions.Changed:
    stdin = io.BytesIO(text.encode())
    return actions.lexicon_import(desk, "-", stdin=stdin, **more)  # type: ignore[arg-type]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def layers(draw: st.DrawFn) -> tuple[LexiconEntry, ...]:
    """Entries as the commands keep them, whatever was typed."""
    found: dict[object, LexiconEntry] = {}
    for _number in range(draw(st.integers(0, 6))):
        try:
            entry = typed_entry(
                draw(TEXT), draw(TEXT), draw(st.lists(TEXT, max_size=3)), draw(TEXT)
            )
        except BroadcasterError:
            continue
        one = StatedEntry(entry).entered("an", SUNDAY_MORNING)
        found[one.key] = one
    return tuple(found.values())


@given(layers())
def test_what_is_written_is_read_back_the_same(layer: tuple[LexiconEntry, ...]) -> None:
    back = entries(write_lexicon(layer))
    assert [one.entry for one in back] == [one.as_read for one in layer]
    assert {(one.by, one.at) for one in back} <= {("an", SUNDAY_MORNING)}
    again = [one.entered("binh", SUNDAY_MORNING) for one in back]
    assert write_lexicon(again) == write_lexicon(layer)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a refusal of ours ever leaves the reader."""
    for text in (data, HEADER.encode() + data):
        with contextlib.suppress(BulletinsError):
            entries(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffwritten\tspoken\r\nQZK\tquản trị kho\r\n",
        "spoken\tWritten\n\n\t\nquản trị kho\tQZK",
        'written\tspoken\tcontext\n"QZK"\t"quản trị kho"\t\n',
        "written\tspoken\rQZK\tquản trị kho",
    ],
)
def test_files_of_other_programs_are_read(text: str) -> None:
    (one,) = entries(text)
    assert (one.entry.written, one.entry.spoken, one.at) == ("QZK", "quản trị kho", None)


@pytest.mark.parametrize(
    ("text", "line", "mistake"),
    [
        ("", 1, "name the columns"),
        ("QZK\tquản trị kho\n", 1, "name the columns"),
        ("written\tspoken\tspoken\n", 1, "name the columns"),
        (HEADER + "QZK\tkho\n\nA\t3\n", 4, "can not be spoken"),
        (HEADER + "QZK\tkho\t\t\t\t\t\tx\n", 2, "8 fields and the header 6"),
        (HEADER + "QZK\tkho\nB\x00\tb\n", 3, "NUL"),
        (HEADER.encode() + b"QZK\tkho\nB\xff\tb\n", 3, "not UTF-8"),
        (HEADER.encode("utf-16"), 1, "not UTF-8"),
        (HEADER + 'QZK\tkho\n"B\tb\nC\tc\n', 3, "quotation mark"),
        (HEADER + f"QZK\t{'a' * 301}\n", 2, "301 characters"),
        (HEADER + f"{'a' * 140_000}\tb\n", 2, "too long"),
        (HEADER + "QZK\tkho\tA|b\nB\tb\nQZK\tkhác\ta|b\n", 4, "line 2 already"),
        (HEADER + "QZK\tkho\t\t\tan\t25/11/2026\n", 2, "25/11/2026"),
        (HEADER + "QZK\tkho\t\t\tan\t0001-01-01T00:00:00+23:00\n", 2, "moment"),
    ],
)
def test_the_first_bad_line_is_named(text: str | bytes, line: int, mistake: str) -> None:
    with pytest.raises(BulletinsError) as refused:
        entries(text)
    assert str(refused.value).startswith(f'"tu-dien.tsv", line {line}: ')
    assert mistake in str(refused.value)
    assert "Nothing was imported" in str(refused.value)


def test_size_and_lines_are_bounded() -> None:
    with pytest.raises(BulletinsError, match="larger than"):
        entries(b"a" * (LARGEST_MB * 1_000_000 + 1))
    with pytest.raises(BulletinsError, match="lines"):
        entries(HEADER + "\n" * (MOST_LINES + 1))


# In a home


def test_an_import_counts_and_replaces_and_leaves_the_rest(desk: Desk) -> None:
    for written, said in (("A", "a"), ("B", "bê"), ("C", "xê")):
        actions.lexicon_add(desk, written, said)
    text = "written\tspoken\nA\ta\nB\tbờ\nD\tđê\n"
    tried = brought(desk, text, dry_run=True).change
    assert [one.written for one in actions.lexicon_list(desk)] == ["A", "B", "C"]
    done = brought(desk, text).change
    assert done == tried
    assert (done.added, done.replaced, done.removed, done.unchanged) == (1, 1, 0, 1)
    assert {one.written: one.spoken for one in actions.lexicon_list(desk)} == {
        "A": "a",
        "B": "bờ",
        "C": "xê",
        "D": "đê",
    }


def test_a_whole_file_takes_out_what_it_does_not_hold(desk: Desk) -> None:
    actions.lexicon_add(desk, "A", "a")
    actions.lexicon_add(desk, "C", "xê")
    done = brought(desk, "written\tspoken\nA\ta\n", whole=True).change
    assert (done.removed, done.unchanged) == (1, 1)
    assert [one.written for one in actions.lexicon_list(desk)] == ["A"]


def test_a_bad_line_leaves_the_lexicon_as_it_was(desk: Desk) -> None:
    with pytest.raises(BulletinsError, match="line 3"):
        brought(desk, "written\tspoken\nA\ta\nB\t3\n")
    assert actions.lexicon_list(desk) == ()


def test_an_export_imported_above_another_station_keeps_who_decided(
    desk: Desk, tmp_path: Path
) -> None:
    """A province's file: whoever imports is answerable here, its own words stay beside."""
    actions.lexicon_add(desk, "QZK", "quản trị kho", context=["thóc"], source="QĐ 7")
    out = tmp_path / "moi" / "tinh.tsv"
    text = actions.lexicon_export(desk, out)
    assert out.read_text(encoding="utf-8") == text
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh Sơn", kind=UnitKind.PROVINCE)
    units.move_unit(office, "khe-ren", "tinh-son", units.today(desk))
    actions.lexicon_import(office, str(out), unit="tinh-son")
    (entry,) = actions.lexicon_list(desk, "tinh-son")
    assert (entry.owner, entry.by, entry.stated_by) == ("tinh-son", "administrator", "operator")
    assert entry.stated_at == actions.lexicon_list(desk)[0].at
    assert actions.lexicon_export(desk, unit="tinh-son") == text


def test_an_export_that_cannot_be_written_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BulletinsError, match="cannot be written"):
        actions.lexicon_export(desk, tmp_path / "file" / "tu-dien.tsv")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_an_export_does_not_take_the_place_of_a_pipe(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(BulletinsError, match="not a plain file"):
        actions.lexicon_export(desk, pipe)
    assert pipe.is_fifo()


@pytest.mark.parametrize("named", ["khong-co.tsv", "."])
def test_a_file_that_cannot_be_read_is_named(desk: Desk, named: str) -> None:
    with pytest.raises(BulletinsError, match="cannot be read"):
        actions.lexicon_import(desk, named)
