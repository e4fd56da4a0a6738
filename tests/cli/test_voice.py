import json
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadcaster.desk import Desk
from broadcaster.voices import online
from broadcaster.voices.store import read_enablements
from tests.cli.conftest import Run
from tests.voices.described.conftest import description
from tests.voices.google import running


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the online voices ask a service on this machine."""
    with running() as google:
        monkeypatch.setattr(online, "SERVICE", google.url)
        yield


def listed(at_home: Run) -> dict[str, dict[str, Any]]:
    document = json.loads(at_home("voice", "list", "--json").out)
    return {voice["id"]: voice for voice in document["voices"]}


def test_the_list_says_what_is_on_and_where_a_text_would_go(at_home: Run) -> None:
    voices = listed(at_home)
    assert voices["embedded-north"]["on"]
    assert voices["embedded-north"]["sends_to"] == ""
    assert not voices["gtts-vi"]["on"]
    shown = at_home("voice", "list").out
    assert "off; its text would go to 127.0.0.1" in shown


def test_an_approver_enables_and_is_told_what_leaves_the_house(at_home: Run) -> None:
    enabled = at_home(
        "voice", "enable", "gtts-vi", "--until", "31/12/2026", "--document", "12/QĐ-UBND",
        "--as", "approver",
    )  # fmt: skip
    assert enabled.out == "gtts-vi\n"
    assert "is sent to 127.0.0.1" in enabled.err
    voice = listed(at_home)["gtts-vi"]
    assert (voice["on"], voice["until"], voice["by"]) == (True, "2026-12-31", "approver")
    assert voice["document"] == "12/QĐ-UBND"


def test_the_administrator_may_not(at_home: Run) -> None:
    refused = at_home("voice", "enable", "gtts-vi")
    assert (refused.code, refused.out) == (1, "")
    assert "gtts-vi" not in [id_ for id_, voice in listed(at_home).items() if voice["on"]]


def test_an_approver_takes_it_back(at_home: Run) -> None:
    at_home("voice", "enable", "gtts-vi", "--as", "approver")
    assert at_home("voice", "disable", "gtts-vi", "--as", "approver").code == 0
    assert not listed(at_home)["gtts-vi"]["on"]


def test_a_text_is_said_into_a_wav_file(at_home: Run, tmp_path: Path) -> None:
    out = tmp_path / "nghe.wav"
    said = at_home("voice", "say", "Họp lúc 7h30.", "--voice", "embedded-south", "--out", out)
    assert said.code == 0
    with wave.open(str(out)) as file:
        assert file.getframerate() == 22_050
        assert file.getnframes() > 22_050


def test_a_place_that_cannot_be_written_is_named(at_home: Run, tmp_path: Path) -> None:
    refused = at_home("voice", "say", "Xin chào.", "--out", tmp_path / "nowhere" / "a.wav")
    assert refused.code == 1
    assert "nowhere" in refused.err


def test_an_unknown_voice_is_named_with_those_there_are(at_home: Run, tmp_path: Path) -> None:
    refused = at_home("voice", "say", "Xin chào.", "--voice", "robot", "--out", tmp_path / "a.wav")
    assert refused.code == 1
    assert '"robot"' in refused.err
    assert "embedded-north" in refused.err


def test_a_described_voice_is_listed_by_title_and_a_bad_one_with_its_mistakes(
    at_home: Run, desk: Desk
) -> None:
    desk.home.voices.mkdir(exist_ok=True)
    (desk.home.voices / "commune-an.toml").write_text(description("https://tts.example.vn/v1"))
    (desk.home.voices / "sai.toml").write_text('id = "sai"\nlanguages = "vi"\n')
    shown = at_home("voice", "list")
    assert "off; its text would go to tts.example.vn (Công ty An)" in shown.out
    assert 'Left out: sai.toml: "title" is missing; languages = "vi": needs a list' in shown.err
    voice = listed(at_home)["commune-an"]
    assert (voice["title"], voice["kind"], voice["on"]) == ("An", "online", False)
    enabled = at_home("voice", "enable", "commune-an", "--as", "approver")
    assert "is sent to tts.example.vn (Công ty An)" in enabled.err
    with desk.database.transaction() as session:
        (leave,) = read_enablements(session, "khe-ren")
    assert leave.sends_to == "tts.example.vn (Công ty An)"
