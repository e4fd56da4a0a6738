"""What people bring by mistake or in bad faith, and the sentence that each of them reads."""

import random
from pathlib import Path
from typing import Any

import pytest

from broadcaster.bulletins import State
from broadcaster.bulletins import actions as bulletins
from tests.bulletins.made_documents import lying, package, word_of
from tests.production.signals import noise, write_file
from tests.web.conftest import Browser, Town
from tests.web.pages_seen import Seen

PROGRAM = b"\x7fELF\x02\x01\x01\x00" + random.Random(1).randbytes(20_000)
WINDOWS_PROGRAM = b"MZ\x90\x00\x03" + random.Random(2).randbytes(20_000)


def bring(browser: Browser, name: str, data: bytes, **fields: str) -> Any:
    return browser.send("/write", page="/write", files={"file": (name, data)}, **fields)


def refusal(answer: Any) -> str:
    """The one sentence of a page that refuses; it names nothing of the machine."""
    assert 400 <= answer.status_code < 500
    (said,) = Seen(answer.text).alerts
    assert "/tmp" not in said
    assert "broadcaster-" not in said
    return said


def entered(town: Town) -> int:
    return len(bulletins.listing(town.desk))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (package({"word/document.xml": b"<a>" + b" " * 60_000_000}), "unpack"),
        (lying(package({"word/document.xml": b"<a>" + b" " * 60_000_000}), 2_000), "damaged"),
        (word_of("x")[:-200], "damaged"),
        (package({"xl/workbook.xml": b"<a/>"}), "Excel"),
        (b"PK\x03\x04" + b"\x00" * 5_000, "damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 5_000, "damaged"),
    ],
)
def test_a_document_that_harms_or_is_none_is_refused(
    town: Town, operator: Browser, data: bytes, cause: str
) -> None:
    said = refusal(bring(operator, "thong-bao.docx", data))
    assert '"thong-bao.docx"' in said
    assert cause in said
    assert entered(town) == 0


@pytest.mark.parametrize("program", [PROGRAM, WINDOWS_PROGRAM])
@pytest.mark.parametrize("name", ["thong-bao.docx", "thong-bao.mp3", "thong-bao.txt", "a.pdf"])
def test_a_program_under_another_name_is_refused(
    town: Town, operator: Browser, name: str, program: bytes
) -> None:
    refusal(bring(operator, name, program))
    assert entered(town) == 0


@pytest.mark.parametrize("name", ["loa.mp3", "loa.wav", "../../loa.m4a", "C:\\loa.ogg"])
def test_a_recording_that_is_none_is_refused_by_the_name_it_came_with(
    operator: Browser, name: str
) -> None:
    said = refusal(bring(operator, name, b"RIFF" + b"\x00" * 3_000))
    assert f'"loa.{name[-3:]}"' in said


def test_a_refused_recording_of_a_bulletin_is_named_as_it_came(
    town: Town, operator: Browser
) -> None:
    id_ = bulletins.add(town.desk_of("operator"), "Mai mất điện.").id
    files = {"file": ("doc lai.mp3", PROGRAM)}
    page = f"/write/{id_}"
    said = refusal(operator.send(f"{page}/record", page=page, files=files, turn="1"))
    assert '"doc lai.mp3"' in said


def test_a_text_with_a_file_beside_it_is_refused_and_stays(
    operator: Browser,
) -> None:
    page = bring(operator, "a.docx", b"Mai.", text="Mai <b>mất</b> điện.", title="Điện")
    typed = {one.name: one.value for form in Seen(page.text).forms for one in form.fields}
    assert refusal(page)
    assert typed["text"] == "Mai <b>mất</b> điện."


def test_nothing_at_all_is_refused_in_words(town: Town, operator: Browser) -> None:
    assert refusal(operator.send("/write", page="/write", text=" \n "))
    assert entered(town) == 0


def test_a_text_longer_than_any_bulletin_is_refused_and_stays(operator: Browser) -> None:
    page = operator.send("/write", page="/write", text="a " * 150_000)
    assert "200" in refusal(page)
    assert "a a a a" in page.text


def test_a_recording_of_what_will_air_is_taken_once_that_is_confirmed(
    town: Town, operator: Browser, tmp_path: Path
) -> None:
    desk = town.desk_of("operator")
    id_ = bulletins.add(desk, "Mai mất điện.").id
    bulletins.render(desk, id_)
    turn = str(bulletins.find(desk, id_).turn)
    operator.send(f"/write/{id_}/submit", turn=turn)
    approver, page = town.browser("approver"), f"/approve/{id_}"
    turn = str(bulletins.find(desk, id_).turn)
    assert approver.send(f"{page}/approve", page=page, turn=turn).status_code == 200
    sound = write_file(tmp_path / "doc.wav", noise(4), "pcm_s16le", 24_000).read_bytes()
    turn = str(bulletins.find(desk, id_).turn)
    for confirmed, status in (("", 422), ("1", 200)):
        fields = {"turn": turn, "confirmed": confirmed}
        done = operator.send(f"/write/{id_}/record", files={"file": ("doc.wav", sound)}, **fields)
        assert done.status_code == status
    assert bulletins.find(desk, id_).state is State.RENDERED
