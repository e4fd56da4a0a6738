"""`broadcaster read` on the command line, without a home."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadcaster.cli.read import read_command
from broadcaster.reading import ReadingError


def run(*arguments: str, text: str | bytes = "") -> str:
    result = CliRunner().invoke(
        read_command, list(arguments), input=text, catch_exceptions=False, standalone_mode=False
    )
    if result.exception:
        raise result.exception
    return result.output


def test_a_file_is_shown_one_spoken_sentence_a_line(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text("UBND xã thông báo. Ngày 5/9 khai giảng.", encoding="utf-8")
    assert run(str(path)) == (
        "Ủy ban nhân dân xã thông báo.\nNgày mùng năm tháng chín khai giảng.\n"
    )


def test_standard_input_is_read_without_a_file_and_for_a_dash() -> None:
    assert run(text="Có 2 hộ.") == run("-", text="Có 2 hộ.") == "Có hai hộ.\n"


def test_lines_give_one_spoken_line_each_in_order() -> None:
    text = "Có 2 hộ. Có 3 xã.\n\n---\nHọp lúc 7h.\n"
    assert run("--lines", text=text) == "Có hai hộ. Có ba xã.\n\n\nHọp lúc bảy giờ.\n"


def test_lines_without_a_final_newline_lose_nothing() -> None:
    assert run("--lines", text="Một.\nHai.") == "Một.\nHai.\n"
    assert run("--lines", text="") == ""


def test_only_a_newline_parts_lines() -> None:
    assert run("--lines", text="Thôn 1\x0bThôn 2\u2028Thôn 3\r\nThôn 4\n").count("\n") == 2


def test_json_is_the_whole_script() -> None:
    document = json.loads(run("--json", text="BCH xã họp."))
    assert document["sentences"][0]["spoken"] == "Ban Chấp hành xã họp."
    assert document["flags"][0]["reason"] == "ambiguous-abbreviation"


def test_flags_are_listed_with_what_there_is_to_choose() -> None:
    assert run("--flags", text="BCH xã họp.") == (
        "1\tto decide\t1\tBCH\tabbreviation with several meanings"
        "\t1=Ban Chấp hành\t2=Ban Chỉ huy\t3=Bộ Chỉ huy\t4=bê xê hát\n"
    )


def test_region_and_language_are_honoured() -> None:
    assert run("--region", "south", text="Có 1005 hộ.") == "Có một ngàn không trăm lẻ năm hộ.\n"
    assert run("--language", "en", text="We have 2 cats.") == "We have two cats.\n"


def test_every_reason_a_flag_can_have_is_explained() -> None:
    from broadcaster.reading.words import REASONS

    package = Path(__file__).parents[2] / "broadcaster" / "reading"
    source = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert [reason for reason in REASONS if f'"{reason}"' not in source] == []


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"%PDF-1.4"])
def test_what_can_not_be_read_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ReadingError):
        run(text=data)


def test_a_utf_16_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_bytes("Có 2 hộ.".encode("utf-16"))
    assert run(str(path)) == "Có hai hộ.\n"
